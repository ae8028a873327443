"""The guides of a study, and who was asked what, as tables of cells."""

from collections.abc import Mapping, Sequence

from ..errors import UserError
from ..i18n import _, ngettext
from ..storage.project import Project
from .asked import Counts, coverage, who_was_asked
from .guides import add_guide, describe_guide, title_of
from .register_table import FIXED, LIST, SEPARATOR, TEXT, Column, Row, many

NAME, VERSION, TYPES = "name", "version", "types"


def guide_columns(project: Project) -> list[Column]:
    """Name, version, types of informants, and how much the guide is used."""
    types = dict.fromkeys(informant.type for informant in project.informants.all() if informant.type)
    return [
        Column(NAME, _("Guide"), TEXT),
        Column(VERSION, _("Version"), TEXT),
        Column(TYPES, _("For informants of type"), LIST, tuple((kind, kind) for kind in types)),
        Column("items", _("Items"), FIXED),
        Column("interviews", _("Interviews"), FIXED),
        Column("turns", _("Matched turns"), FIXED),
    ]


def guide_rows(project: Project) -> list[Row]:
    """The guides in order."""
    found = []
    for guide in project.guides.all():
        interviews, turns = project.guides.uses(guide.id)
        cells = {
            NAME: guide.name,
            VERSION: guide.version,
            TYPES: SEPARATOR.join(guide.types),
            "items": str(len(guide.items)),
            "interviews": str(interviews),
            "turns": str(turns),
        }
        found.append(Row(guide.id, cells))
    return found


def save_guides(
    project: Project, cells: Sequence[tuple[str, str, str]], added: Sequence[Mapping[str, str]]
) -> list[str]:
    """Change cells (guide id, column id, value) and add guides, all or nothing, in one step; the new ids."""
    changes: dict[str, dict[str, str]] = {}
    for guide_id, column, value in cells:
        if column not in (NAME, VERSION, TYPES):
            raise UserError(_("This column counts, it cannot be typed into."))
        changes.setdefault(guide_id, {})[column] = value
    with project.step("Change guides ({n})", n=len(changes) + len(added)):
        for guide_id, values in changes.items():
            describe_guide(
                project,
                guide_id,
                name=values.get(NAME),
                version=values.get(VERSION),
                types=many(values[TYPES]) if TYPES in values else None,
            )
        return [
            add_guide(
                project, row.get(NAME, ""), version=row.get(VERSION) or "1", types=many(row.get(TYPES, ""))
            )
            for row in added
        ]


def asked_columns(project: Project) -> list[Column]:
    """The question, the items of each guide that ask it, and the numbers of informants."""
    return [
        Column("question", _("Evaluation question"), FIXED),
        *(Column(f"guide:{guide.id}", title_of(guide), FIXED) for guide in project.guides.all()),
        Column("asked", _("Asked"), FIXED),
        Column("in_transcript", _("In the transcript"), FIXED),
        Column("by_guide", _("By guide"), FIXED),
        Column("spoke", _("Spoke"), FIXED),
        Column("silent", _("Silent"), FIXED),
        Column("unasked", _("Unasked"), FIXED),
    ]


def asked_rows(project: Project) -> list[Row]:
    """A row for each evaluation question, its id being that of the row; all numbers count informants."""
    table, people = coverage(project), who_was_asked(project)
    found = []
    for question in project.matrix.questions():
        counts = people.counts(question.id)
        cells = {
            "question": f"Q{question.number} {question.short}".strip(),
            **{f"guide:{guide.id}": ", ".join(table.of(question.id, guide.id)) for guide in table.guides},
            "asked": _("{n} of {total}").format(n=counts.asked, total=counts.interviewed),
            **{name: str(getattr(counts, name)) for name in Counts._fields[2:]},
        }
        found.append(Row(question.id, cells))
    return found


def asked_words(counts: Counts) -> str:
    """How many informants were asked a question and spoke, in a sentence or two."""
    asked = ngettext(
        "Asked {n} of {total} informant: {transcript} in the transcript, {guide} by guide.",
        "Asked {n} of {total} informants: {transcript} in the transcript, {guide} by guide.",
        counts.interviewed,
    ).format(n=counts.asked, total=counts.interviewed, transcript=counts.in_transcript, guide=counts.by_guide)
    spoke = _("Of those asked, {spoke} spoke and {silent} kept silent; {unasked} spoke unasked.").format(
        spoke=counts.spoke, silent=counts.silent, unasked=counts.unasked
    )
    return f"{asked} {spoke}"
