"""LibreOffice, where it is installed: some machines have only the part that reads one kind of file."""

import shutil
from pathlib import Path

PROGRAM = shutil.which("soffice")
_PARTS = {".docx": "swlo", ".txt": "swlo", ".xlsx": "sclo", ".csv": "sclo"}


def opens(suffix: str) -> bool:
    """Whether it is there with the part that opens files of an ending."""
    return bool(PROGRAM) and any(Path(str(PROGRAM)).resolve().parent.glob(f"*{_PARTS[suffix]}.*"))
