"""The log of the study: when, who, what, and how many of what."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtWidgets import QWidget

from ...i18n import _, ngettext
from ...services.studies import Project, in_words
from .frame import Viewer
from .tables import Table, view

_WIDTHS = (136, 152, 400)
_SIGNS = {"added": "+", "changed": "~", "removed": "−"}


class ActivityLog(Viewer):
    """Everything that was done to the study, newest first."""

    def __init__(self, parent: QWidget | None, project: Project) -> None:
        super().__init__(parent, _("Activity log"))
        self.resize(960, 560)
        self.model = Table([_("When"), _("Who"), _("What"), _("Changes")], self)
        self.model.fill(
            [
                (
                    datetime.fromisoformat(line.at).astimezone().strftime("%Y-%m-%d %H:%M"),
                    line.coder,
                    in_words(line.what, line.words),
                    how_many(line.counts),
                )
                for line in project.activity()
            ]
        )
        self.body.addWidget(view(self.model, _WIDTHS, _("Activity log"), self), 1)


def how_many(counts: Mapping[str, Mapping[str, int]]) -> str:
    """What a step touched, in the field's words; what only links other things is left out."""
    said = []
    for table, number in counts.items():
        total = sum(number.values())
        words = _unit(table, total)
        if words:
            sign = _SIGNS.get(next(iter(number)), "") if len(number) == 1 else ""
            said.append(f"{sign}{words}")
    return ", ".join(said)


def _unit(table: str, n: int) -> str:
    """A count with its unit; "" for tables that are no things of their own to a person."""
    forms = {
        "document": ngettext("{n} document", "{n} documents", n),
        "code": ngettext("{n} code", "{n} codes", n),
        "coding": ngettext("{n} coding", "{n} codings", n),
        "question": ngettext("{n} question", "{n} questions", n),
        "informant": ngettext("{n} informant", "{n} informants", n),
        "decision": ngettext("{n} decision", "{n} decisions", n),
        "coder": ngettext("{n} coder", "{n} coders", n),
    }
    return forms.get(table, "").format(n=n)
