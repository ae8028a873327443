"""Take pictures of the window on the sample study: `FOLDER [light|dark] [en|es] [WIDTHxHEIGHT]`."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
SUGGESTIONS_MS, VIEW_MS = 12_000, 1_500
SOURCES = ("interviews", "guides", "surveys", "tables")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main(folder: Path, mode: str = "light", language: str = "en", size: str = "1440x900") -> None:
    """Open the sample study and save pictures of its views."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["QUALCODER_CG_HOME"] = home
        from PySide6.QtCore import QEventLoop, QTimer

        from qualcoder_cg import settings
        from qualcoder_cg.gui import app as program
        from qualcoder_cg.services.sample import sample_study

        def wait(ms: int) -> None:
            """Let the window live; its jobs and processes go on meanwhile."""
            loop = QEventLoop()
            QTimer.singleShot(ms, loop.quit)
            loop.exec()

        settings.put("theme", mode)
        settings.put("language", language)
        settings.put("coder", "Marta R.")
        application = program.make_application()
        window = program.make_window(sample_study())
        width, height = (int(part) for part in size.split("x"))
        window.resize(width, height)
        window.show()
        session = window.session
        shown = next(d for d in session.project.documents.all() if d.name.startswith("KII-06"))
        session.show_document(shown.id)
        first = session.project.codings.in_document(shown.id)[2]
        session.activate(first.id, reveal=True)
        wait(SUGGESTIONS_MS)
        folder.mkdir(parents=True, exist_ok=True)
        suffix = f"{mode}-{language}" if language != "en" else mode

        def take(name: str) -> None:
            """Save what the window shows."""
            window.grab().save(str(folder / f"{name}-{suffix}.png"))

        take("coding")
        window.show_view("evidence")
        wait(VIEW_MS)
        take("evidence")
        for page in SOURCES:
            window.show_page(page)
            wait(VIEW_MS)
            take(page)
        window.close()
        application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
