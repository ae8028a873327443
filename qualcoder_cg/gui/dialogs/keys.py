"""All keys, as F1 shows them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QTextBrowser, QWidget

from ...i18n import _
from .. import theme
from ..actions import KeyLine
from ..keys import shown
from .frame import Viewer


class KeysDialog(Viewer):
    """The keys of the window and of the panes, by where they act."""

    def __init__(self, parent: QWidget | None, lines: Sequence[KeyLine]) -> None:
        super().__init__(parent, _("Keys"))
        self.resize(640, 640)
        self.page = QTextBrowser(self)
        self.page.setAccessibleName(_("Keys"))
        self.page.setHtml(page(lines))
        self.body.addWidget(self.page, 1)


def page(lines: Sequence[KeyLine]) -> str:
    """The lines as a page of tables."""
    look = theme.tokens()
    parts: list[str] = []
    group = ""
    for line in lines:
        if line.group != group:
            if group:
                parts.append("</table>")
            group = line.group
            parts.append(f'<p style="font-weight:600; color:{look.ink}">{group}</p><table cellpadding="3">')
        keys = " · ".join(shown(key) for key in line.keys)
        parts.append(
            f'<tr><td width="220" style="color:{look.ink}; font-weight:600">{keys}</td>'
            f'<td style="color:{look.ink2}">{line.text}</td></tr>'
        )
    return "".join(parts) + ("</table>" if group else "")
