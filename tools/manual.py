"""Write the generated pages of docs/user from the program: the commands and the keys."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "user"
sys.path.insert(0, str(ROOT))


def keys() -> str:
    """The page of keys, of a window on a new study and nobody's own keys."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["QUALCODER_CG_HOME"] = home
        from qualcoder_cg import settings
        from qualcoder_cg.gui import app
        from qualcoder_cg.gui.actions import keys_page
        from qualcoder_cg.services import studies

        settings.put("language", "en")
        study = studies.new_study(Path(home) / "study.qcg", matrix="closing-gaps")
        study.close()
        app.make_application()
        window = app.make_window(study.path)
        page = keys_page(window.key_lines())
        window.close()
        return page


if __name__ == "__main__":
    from qualcoder_cg.cli import manual

    (PAGES / "commands.md").write_text(manual.render(), encoding="utf-8")
    (PAGES / "keys.md").write_text(keys(), encoding="utf-8")
