"""Lines that only number a page: 1/5, Page 3 of 12, Página 4, - 7 -."""

import re

_WORD = r"(?:page|página|pagina|pág\.?|pag\.?|pg\.?|p\.)"
MARK = re.compile(
    rf"{_WORD}\s*\d{{1,4}}(?:\s*(?:of|de|/|\|)\s*\d{{1,4}})?|\d{{1,4}}\s*(?:/|of|de)\s*\d{{1,4}}|"
    r"[-–—\[(|]\s*\d{1,4}\s*[-–—\])|]",
    re.I,
)


def is_mark(line: str) -> bool:
    """Whether a line says nothing but which page it is on; a bare number may be somebody's answer."""
    return MARK.fullmatch(line.strip()) is not None
