"""Take the pictures of docs/user/screenshots: every view, in both looks and languages.

    python tools/screenshots.py [--folder DIR] [--modes light,dark] [--languages en,es] [--size 1440x900]
                                [--only coding,search] [--scale 2]

Each look and language has a process of its own. Files are called VIEW-LOOK.png, in Spanish VIEW-LOOK-es.png.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "user" / "screenshots"
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Take the pictures that are asked for."""
    options = _options()
    if options.one:
        _take(options, *options.one.split(","))
        return
    for mode in options.modes.split(","):
        for language in options.languages.split(","):
            print(mode, language, flush=True)
            environment = {**os.environ, "QT_SCALE_FACTOR": options.scale}
            subprocess.run(
                [sys.executable, __file__, *sys.argv[1:], "--one", f"{mode},{language}"],
                env=environment,
                check=True,
            )


def _take(options: argparse.Namespace, mode: str, language: str) -> None:
    """The pictures of one look in one language."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["QUALCODER_CG_HOME"] = home
        from qualcoder_cg import settings
        from qualcoder_cg.gui import app as program
        from tools.scenes import SCENES
        from tools.stage import Stage

        for key, value in (("theme", mode), ("language", language), ("coder", "Marta R.")):
            settings.put(key, value)
        settings.put("tour offered", True)
        application = program.make_application()
        window = program.make_window(None)
        window.resize(*(int(part) for part in options.size.split("x")))
        window.show()
        stage = Stage(window)
        options.folder.mkdir(parents=True, exist_ok=True)
        wanted = options.only.split(",") if options.only else list(SCENES)
        for name, scene in SCENES.items():
            shown = scene(stage) if name in wanted or name in ("welcome", "coding") else None
            if shown is not None and name in wanted:
                suffix = f"{mode}-{language}" if language != "en" else mode
                _save(shown, options.folder / f"{name}-{suffix}.png")
            stage.clear()
        window.close()
        application.quit()


def _save(picture: object, path: Path) -> None:
    """A picture in its 256 commonest colours: a quarter of the size, and the same to the eye."""
    import numpy
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPixmap

    assert isinstance(picture, QPixmap)
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    colours, times = numpy.unique(numpy.frombuffer(image.constBits(), dtype=numpy.uint32), return_counts=True)
    commonest = [int(colour) for colour in colours[numpy.argsort(-times)][:256]]
    plain = Qt.ImageConversionFlag.ThresholdDither
    image.convertToFormat(QImage.Format.Format_Indexed8, commonest, plain).save(str(path), "PNG", 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--modes", default="light,dark")
    parser.add_argument("--languages", default="en,es")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--only", default="", help="names of views, by commas")
    parser.add_argument("--scale", default="1", help="pixels of the screen for each of the picture's")
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
