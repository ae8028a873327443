"""The words for the stored values of the register, in the language in use."""

from ..domain import attribution, documents, informants, interviews, vocabulary
from ..i18n import _

Choices = tuple[tuple[str, str], ...]


def sexes() -> Choices:
    """Proposals for sex; other words are kept as they are given."""
    return ((vocabulary.WOMAN, _("woman")), (vocabulary.MAN, _("man")))


def statuses() -> Choices:
    """What became of an interview."""
    return (
        (interviews.PLANNED, _("planned")),
        (interviews.HELD, _("held")),
        (interviews.DECLINED, _("declined")),
        (interviews.NO_REPLY, _("no reply")),
        (interviews.COULD_NOT_ATTEND, _("could not attend")),
    )


def modes() -> Choices:
    """How an interview was held."""
    return (
        (interviews.IN_PERSON, _("in person")),
        (interviews.VIDEO, _("video")),
        (interviews.TELEPHONE, _("telephone")),
        (interviews.WRITTEN, _("written")),
    )


def forms() -> Choices:
    """With one person or several."""
    return ((interviews.INDIVIDUAL, _("individual")), (interviews.GROUP, _("group")))


def terms() -> Choices:
    """What an informant agreed to; "no" stands alone."""
    return (
        (informants.RECORD, _("record")),
        (informants.QUOTE, _("quote")),
        (informants.NAME, _("name")),
        (informants.SHARE, _("share")),
        (vocabulary.NO_CONSENT, _("no")),
    )


def languages() -> Choices:
    """Proposals for a language; any other code of two or three letters is kept."""
    return (
        ("en", _("English")),
        ("es", _("Spanish")),
        ("fr", _("French")),
        ("pt", _("Portuguese")),
        ("ar", _("Arabic")),
        ("ru", _("Russian")),
        ("zh", _("Chinese")),
    )


def ceilings() -> Choices:
    """The highest attribution level an informant allows."""
    return (
        (attribution.NONE, _("nobody named")),
        (attribution.CATEGORY, _("category")),
        (attribution.TYPE, _("type of informant")),
        (attribution.INSTITUTION, _("institution")),
        (attribution.ROLE, _("role and institution")),
        (attribution.NAME, _("name")),
    )


def kinds() -> Choices:
    """Kinds of documents."""
    words = {
        "interview": _("Interview"),
        "group": _("Group interview"),
        "document": _("Document"),
        "survey": _("Survey"),
        "observation": _("Observation"),
    }
    return tuple((kind, words[kind]) for kind in documents.KINDS)
