"""The language of the window: ours, and Qt's own words on standard buttons and menus."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from .. import i18n, settings
from . import keys

_NAME = "qt-words"


def chosen() -> str:
    """The person's language: the one set, or Spanish on a Spanish system, or English."""
    code = settings.get("language")
    if code in i18n.LANGUAGES:
        return str(code)
    wanted: Sequence[str] = QLocale.system().uiLanguages()
    return "es" if wanted and wanted[0].startswith("es") else "en"


def speak(code: str) -> None:
    """Word everything that is made from now on in this language."""
    i18n.use_language(code)
    app = QCoreApplication.instance()
    if app is None:
        return
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale(code))
    words = _QtWords(app)
    words.setObjectName(_NAME)
    words.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    app.installTranslator(words)


class _QtWords(QTranslator):
    """Qt's translation, but for the names of keys: those are ours, short and as keyboards bear them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._keys = keys.names()

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        """What Qt shows for one of its texts; the text itself where nothing else is known."""
        if context == "QShortcut":
            return self._keys.get(sourceText, sourceText)
        return super().translate(context, sourceText, disambiguation, n) or sourceText
