"""Words in the person's language: English in the source, translations in resources/translations."""

import contextlib
import gettext as _gettext
import threading
from collections.abc import Iterator

from . import paths

LANGUAGES = ("en", "es")
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"
# What `speaking` chose holds in its own thread: the window goes on in its language meanwhile.
_spoken = threading.local()


def use_language(language: str) -> None:
    """Switch every later `_()` to `language`; an unknown one gives English."""
    global _current, _language
    _current, _language = _read(language)


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Word what is asked inside, in this thread, in another language, such as a report in its own."""
    before = getattr(_spoken, "now", None)
    _spoken.now = _read(language)
    try:
        yield
    finally:
        _spoken.now = before


def language() -> str:
    """The language now in use, as its two letters."""
    return _now()[1]


def _(message: str) -> str:
    """The message in the language in use."""
    return _now()[0].gettext(message) if message else ""


def noop(message: str) -> str:
    """Marks a message for translation where it is written; it is translated where it is shown."""
    return message


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a message that fits the number `n`."""
    return _now()[0].ngettext(one, many, n)


def decimal(number: float, places: int) -> str:
    """A number with so many places after the decimal sign, which is that of the language in use."""
    written = f"{number:z.{places}f}"  # what rounds to nought is not below it
    return written.replace(".", ",") if language() == "es" else written


@contextlib.contextmanager
def unparted(wanted: bool) -> Iterator[None]:
    """Where `wanted`, leave the thousands of `grouped` numbers together inside, in this thread.

    That is for what programs read.
    """
    before = getattr(_spoken, "unparted", False)
    _spoken.unparted = wanted
    try:
        yield
    finally:
        _spoken.unparted = before


def grouped(number: int) -> str:
    """A whole number with its thousands parted as in the language in use, for sentences people read.

    Spanish leaves numbers of four figures whole and parts longer ones by a space.
    """
    if getattr(_spoken, "unparted", False):
        return str(number)
    if language() == "es":
        return f"{number:,}".replace(",", NARROW_SPACE) if abs(number) >= 10_000 else str(number)
    return f"{number:,}"


def _now() -> tuple[_gettext.NullTranslations, str]:
    return getattr(_spoken, "now", None) or (_current, _language)


def _read(language: str) -> tuple[_gettext.NullTranslations, str]:
    """The translations of a language, and its two letters."""
    folder = str(paths.resources() / "translations")
    found = _gettext.translation("qualcoder_cg", folder, languages=[language], fallback=True)
    return found, language if language in LANGUAGES else "en"
