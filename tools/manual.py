"""Write the generated pages of docs/user from the program."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from qualcoder_cg.cli import manual  # noqa: E402

(ROOT / "docs/user/commands.md").write_text(manual.render(), encoding="utf-8")
