"""What the codebook says of one code, to read while coding."""

from collections.abc import Mapping
from html import escape

from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.gui import theme
from qualcoder_cg.i18n import _

from . import words


class CodeCard(QTextBrowser):
    """Question or definition, when to use, when not, an example, keywords; read only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[Code | None, str] = (None, "")
        self.setProperty("plain", True)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("background: transparent;")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(_("What the codebook says of the code"))
        theme.notifier().changed.connect(self._dress)

    def show_code(self, code: Code | None, question: str) -> None:
        """Show a code, with the full text of its question where it has one; None asks to choose one."""
        self._shown = (code, question)
        quiet = theme.tokens().ink2
        if code is None:
            empty = escape(_("Choose a code to read about it."))
            self.setHtml(f'<p style="color:{quiet}">{empty}</p>')
            return
        title = words.code_name(code)
        lines = [f'<p style="margin:0 0 6px 0"><b>{escape(title)}</b>&ensp;{escape(question)}</p>']
        named = {
            _("Definition"): code.definition,
            _("When to use"): code.when_to_use,
            _("When not"): code.when_not,
            _("Example"): code.example,
            _("Keywords"): _keywords(code.keywords),
        }
        lines += [
            f'<p style="margin:0 0 6px 0"><span style="color:{quiet}">{escape(name)}</span>&ensp;'
            f"{escape(text)}</p>"
            for name, text in named.items()
            if text
        ]
        self.setHtml("".join(lines))

    def _dress(self) -> None:
        self.show_code(*self._shown)


def _keywords(keywords: Mapping[str, tuple[str, ...]]) -> str:
    parts = [f"{words.language_name(language)}: {', '.join(terms)}" for language, terms in keywords.items()]
    return " · ".join(parts)
