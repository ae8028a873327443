"""Words in the person's language: English in the source, translations in resources/translations."""

import contextlib
import gettext as _gettext
from collections.abc import Iterator

from . import paths

LANGUAGES = ("en", "es")
_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def use_language(language: str) -> None:
    """Switch every later `_()` to `language`; an unknown one gives English."""
    global _current, _language
    _current = _gettext.translation(
        "qualcoder_cg", str(paths.resources() / "translations"), languages=[language], fallback=True
    )
    _language = language if language in LANGUAGES else "en"


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Word what is asked inside in another language, such as for finding things by their other names."""
    global _current, _language
    before = _current, _language
    use_language(language)
    try:
        yield
    finally:
        _current, _language = before


def language() -> str:
    """The language now in use, as its two letters."""
    return _language


def _(message: str) -> str:
    """The message in the language in use."""
    return _current.gettext(message) if message else ""


def noop(message: str) -> str:
    """Marks a message for translation where it is written; it is translated where it is shown."""
    return message


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a message that fits the number `n`."""
    return _current.ngettext(one, many, n)
