"""What keys do on the page of keywords, pane by pane."""

from ...i18n import _
from ..keys import shown
from ..shortcuts import Act, current

TABLE, PASSAGES, OFFERS, PAGE = "keyword table", "keyword passages", "keyword proposals", "keywords"


def table() -> list[Act]:
    """On the keywords of a code."""
    return _acts(
        TABLE,
        _("In the keywords"),
        ("keyword_change", _("Change the keyword"), ("F2",)),
        ("keyword_remove", _("Remove the keyword"), ("Del", "Backspace")),
        ("keyword_passages", _("To its passages"), ("Return", "Enter")),
    )


def passages() -> list[Act]:
    """On the passages in which a keyword stands."""
    return _acts(
        PASSAGES,
        _("In the passages of a keyword"),
        ("passage_next", _("Next passage"), ("J",)),
        ("passage_previous", _("Previous passage"), ("K",)),
        ("passage_open", _("Open in the transcript"), ("Return", "Enter")),
    )


def offers() -> list[Act]:
    """On the proposals."""
    return _acts(
        OFFERS,
        _("In the proposed keywords"),
        ("proposal_next", _("Next proposal"), ("J",)),
        ("proposal_previous", _("Previous proposal"), ("K",)),
        ("proposal_add", _("Add to the keywords"), ("A", "Return", "Enter")),
    )


def page() -> list[Act]:
    """Anywhere on the page."""
    return _acts(PAGE, _("In the keywords"), ("keyword_new", _("New keyword"), ("Shift+F2",)))


def acts() -> list[Act]:
    """All of them, for the page of keys."""
    return [*page(), *table(), *passages(), *offers()]


def key_hints(place: str) -> list[tuple[str, str]]:
    """A few keys of a pane, for the status line; none where it is another's."""
    texts = {
        PAGE: (("Shift+F2", _("new keyword")),),
        TABLE: (("F2", _("change")), ("Del", _("remove")), ("Return", _("to its passages"))),
        PASSAGES: (("J", _("next")), ("K", _("previous")), ("Return", _("open in transcript"))),
        OFFERS: (("J", _("next")), ("K", _("previous")), ("A", _("add"))),
    }
    own = [(shown(current(key, place)), text) for key, text in texts.get(place, ())]
    return own if place == PAGE or not own else [*own, *key_hints(PAGE)]


def _acts(place: str, group: str, *entries: tuple[str, str, tuple[str, ...]]) -> list[Act]:
    return [Act(one, place, group, text, keys) for one, text, keys in entries]
