"""Which system libraries Qt needs, and which Debian packages bring those that are missing.

Uses the standard library only: it runs before Qt is loaded, and `./run` calls it as a script.
"""

import ctypes
import sys
from pathlib import Path

OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONTS = "fonts-dejavu-core"
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def missing_packages(*, screen: bool) -> list[str]:
    """Debian packages to install before a window can open; without `screen`, for drawing unseen only."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = {**OFFSCREEN, **(SCREEN if screen else {})}
    missing = [package for library, package in wanted.items() if not _loads(library)]
    return missing if _has_fonts() else [*missing, FONTS]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_fonts() -> bool:
    folders = (Path(folder).expanduser() for folder in _FONT_FOLDERS)
    return any(folder.is_dir() and next(folder.rglob("*.[to]tf"), None) for folder in folders)


if __name__ == "__main__":
    print(*missing_packages(screen="screen" in sys.argv[1:]))
