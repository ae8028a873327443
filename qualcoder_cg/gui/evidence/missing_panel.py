"""Voices that a question lacks: types that were asked and are silent, survey results that are not used."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from ...domain.surveys import SurveyItem
from ...i18n import _, ngettext
from ...services.missing_voices import SilentType, UnusedResult
from .side_section import SideSection

_PLACES = 3


class MissingPanel(SideSection):
    """Says what is missing and leads to it: `read(document id, turn)` and `link(survey question)` do so."""

    def __init__(
        self, parent: QWidget, read: Callable[..., object], link: Callable[[SurveyItem], object]
    ) -> None:
        super().__init__(_("Missing voices"), parent)
        self._read, self._link = read, link

    def show_missing(
        self, silent: Sequence[SilentType], unused: Sequence[UnusedResult], *, linkable: bool
    ) -> None:
        """Show what a question lacks; results can be linked where it has a finding."""
        self.clear()
        self.caption.setText(str(len(silent) + len(unused)))
        if not silent and not unused:
            self.say(_("None: every type that was asked is heard."), "quiet")
        for one in silent:
            self.say(_("{type}: {asked}").format(type=one.type or _("Not stated"), asked=_asked(one)))
            for document_id, code, turn, place in one.places[:_PLACES]:
                words = _("Read {document}, {place}").format(document=code, place=place)
                self.offer(words, partial(self._read, document_id, turn))
        for result in unused:
            self.say(
                _("{survey} asks this and is not linked: {item}").format(
                    survey=result.survey, item=result.item.text
                )
            )
            if linkable:
                words = _("Link the result (n = {n})").format(n=result.answers)
                self.offer(words, partial(self._link, result.item))


def _asked(one: SilentType) -> str:
    if one.groups == one.voices:
        return ngettext("{n} group asked, silent.", "{n} groups asked, silent.", one.groups).format(
            n=one.groups
        )
    return ngettext("{n} asked, silent.", "{n} asked, all silent.", one.voices).format(n=one.voices)
