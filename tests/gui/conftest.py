"""Windows in tests are drawn off screen unless someone asks to see them."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
