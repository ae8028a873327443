"""Which rows of a study a package holds, and what is blanked in them.

Every content table is named in exactly one of the lists below: a table that a later version adds is in no
package until somebody decides what of it may be.
"""

import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from ..domain import codebook_versions as versions
from ..progress import Progress, silent
from . import rows

Row = dict[str, Any]
Carried = dict[str, dict[str, Row]]
Blanked = set[tuple[str, str, str]]  # table, row, field

SETTINGS = ("study_id", "title", "matrix_title", "rules", "agreement_bands")
# The matrix, guides and kinds of documents go into every package as they are.
WHOLE = (
    "criterion", "question", "judgement_criterion", "indicator", "planned_source", "sub_question",
    "planned_method", "matrix_alias", "category", "guide", "guide_item", "wording", "item_question",
)  # fmt: skip
OF_DOCUMENT = ("page", "turn", "voice", "text_version")
# What the coder herself, or in an open package everybody, did in the documents.
WORK = ("coding", "note", "bookmark", "finished", "decision", "nothing_here")
# What is decided together: only where work is not blind.
DECIDED = ("adjudication", "consensus")
CHOSEN = (
    "setting", "coder", "code", "code_question", "keyword", "document", "document_text", "interview",
    "interview_informant", "informant", "institution", "institution_alias", "own_column", "own_value",
    "survey", "scale", "survey_item", "survey_item_question", "review", "codebook_version", "round",
    "package", "assignment", "adjudicated",
)  # fmt: skip
# Suggestions, what is made of codings, whom the study protects and how, answers of surveys.
NEVER_CARRIED = (
    "respondent", "answer", "saved_query", "quote", "translation", "redaction", "known_name",
    "glossary_term", "finding", "evidence_item", "finding_evidence", "chain_item", "chain_field",
    "chain_basis", "prediction",
)  # fmt: skip


class Selection(NamedTuple):
    """What goes into a package: its row and coder, documents and codes (ids), and whether it is blind."""

    package_id: str
    coder_id: str
    documents: frozenset[str]
    codes: frozenset[str]
    blind: bool


def carried(
    study: sqlite3.Connection, wanted: Selection, progress: Progress = silent
) -> tuple[Carried, Blanked]:
    """The rows of a package by table and id, and the fields that are blank in them; references may still
    lead to rows that are not in it (see `without_open_references`)."""
    taken = _Taking(study, wanted)
    steps = (taken.frame, taken.codebook, taken.sources, taken.people, taken.team, taken.work)
    for number, step in enumerate(steps):
        progress(number, len(steps), "")
        step()
    if wanted.blind:
        taken.hide()
    return taken.content, taken.blanked


def without_open_references(
    content: Carried, references: Mapping[str, list[tuple[str, str, bool]]]
) -> Blanked:
    """Take out rows that need a row which is not there, and let go of what others merely refer to.

    Gives the fields that were blanked.
    """
    blanked: Blanked = set()
    again = True
    while again:
        again = False
        for table, held in content.items():
            for column, other, must in references[table]:
                there = content.get(other, {})
                for row in [one for one in held.values() if one[column] not in there]:
                    if must:
                        del held[row["id"]]
                        again = True
                    elif row[column] is not None:
                        row[column] = None
                        blanked.add((table, row["id"], column))
    return {one for one in blanked if one[1] in content[one[0]]}


class _Taking:
    """Takes rows out of a study, table by table."""

    def __init__(self, study: sqlite3.Connection, wanted: Selection) -> None:
        self._study = study
        self._wanted = wanted
        self.content: Carried = {}
        self.blanked: Blanked = set()

    def frame(self) -> None:
        """Settings, matrix, guides, and who the coder is; everybody where the work is not blind."""
        keys = [row["id"] for row in self._study.execute("SELECT id FROM setting")]
        self._take("setting", "id", [key for key in keys if key.partition("/")[0] in SETTINGS])
        for table in WHOLE:
            self._take(table)
        if self._wanted.blind:
            self._take("coder", "id", [self._wanted.coder_id])
            self._take("coder", "id", self._values("coder", "again_of"))
        else:
            self._take("coder")

    def codebook(self) -> None:
        """The codes handed out."""
        self._take("code", "id", self._wanted.codes)
        for table in ("code_question", "keyword"):
            self._take(table, "code_id", self._wanted.codes)

    def sources(self) -> None:
        """The documents with their texts, turns, pages and earlier versions."""
        chosen = self._wanted.documents
        self._take("document", "id", chosen)
        self._take("document_text", "id", chosen)
        for table in OF_DOCUMENT:
            self._take(table, "document_id", chosen)
        self._take("survey_item", "id", self._values("document", "survey_item_id"))
        self._take("survey", "id", self._values("survey_item", "survey_id"))
        self._take("scale", "id", self._values("survey_item", "scale_id"))
        self._take("survey_item_question", "item_id", self.content["survey_item"])

    def people(self) -> None:
        """Who speaks in them: their interviews, informants and institutions, with the study's own columns."""
        self._take("interview", "id", self._values("document", "interview_id"))
        self._take("interview_informant", "interview_id", self.content["interview"])
        self._take("informant", "id", self._values("interview_informant", "informant_id"))
        self._take("informant", "id", self._values("voice", "informant_id"))
        self._take("institution", "id", self._values("informant", "institution_id"))
        self._take("institution_alias", "institution_id", self.content["institution"])
        self._take("own_column")
        for owner in ("document", "informant", "institution", "interview"):
            self._take("own_value", "row_id", self.content[owner])

    def team(self) -> None:
        """The package itself, what it hands out, its round and the versions of the codebook."""
        wanted = self._wanted
        self._take("package", "id", [wanted.package_id])
        self._take("assignment", "package_id", [wanted.package_id])
        self._take("round", "id", self._values("package", "round_id"))
        self._take("codebook_version", "id", self._values("package", "version_id"))
        if not wanted.blind:
            for table in DECIDED:
                self._take(table, "document_id", wanted.documents)
            self._take("adjudicated", "adjudication_id", self.content["adjudication"])
            self._take("codebook_version", "id", self._values("adjudication", "version_id"))

    def work(self) -> None:
        """What the coder did in the documents before; what everybody did, where the work is not blind."""
        wanted = self._wanted
        for table in WORK:
            self._take(table, "document_id", wanted.documents)
            held = self.content[table]
            if wanted.blind or table == "bookmark":
                self.content[table] = {
                    row_id: row for row_id, row in held.items() if row["coder_id"] == wanted.coder_id
                }
        self._take("review", "document_id", wanted.documents)
        codings = self.content["coding"]
        self.content["review"] = {
            row_id: row for row_id, row in self.content["review"].items() if row["coding_id"] in codings
        }

    def hide(self) -> None:
        """Blank what tells of others in the rows of a blind package."""
        for table, field in (
            ("code", "memo"), ("document", "memo"), ("text_version", "coder"), ("text_version", "reason"),
            ("round", "measured"), ("codebook_version", "reason"),
        ):  # fmt: skip
            for row in self.content[table].values():
                self._blank(table, row, field, "")
        own = set(self.content["coder"])
        for table in ("code", "codebook_version"):
            for row in self.content[table].values():
                if row["coder_id"] not in own:
                    self._blank(table, row, "coder_id", None)
        for row in self.content["codebook_version"].values():
            self._blank("codebook_version", row, "codes", self._handed(row["codes"]))
        for row in self.content["interview"].values():
            if self._names_another(row["interviewer"].casefold()):
                self._blank("interview", row, "interviewer", "")

    def _handed(self, codes: str) -> str:
        """The codes of a version without those that are not handed out, also as what others stand under."""
        kept = [one for one in versions.read(codes) if one.id in self._wanted.codes]
        return versions.written(
            one if one.parent[0] in self._wanted.codes else one._replace(parent=("", "")) for one in kept
        )

    def _names_another(self, text: str) -> bool:
        """Whether a text in small letters has the name of another coder in it, or initials as a word."""
        words = set(re.findall(r"\w+", text))
        return any(
            row["name"].casefold() in text or row["initials"].casefold() in words
            for row in self._study.execute("SELECT id, name, initials FROM coder")
            if row["id"] not in self.content["coder"]
        )

    def _blank(self, table: str, row: Row, field: str, value: object) -> None:
        if row[field] != value:
            row[field] = value
            self.blanked.add((table, row["id"], field))

    def _values(self, table: str, column: str) -> list[str]:
        """What a column of the rows taken refers to."""
        return sorted({row[column] for row in self.content[table].values() if row[column]})

    def _take(self, table: str, column: str = "", values: Collection[str] | None = None) -> None:
        """Take the rows of a table that have one of these values in a column; all of them without."""
        held = self.content.setdefault(table, {})
        found: Iterable[sqlite3.Row] = ()
        if not column:
            found = self._study.execute(f'SELECT * FROM "{table}" ORDER BY id')
            held.update((row["id"], dict(row)) for row in found)
        for chunk in rows.chunks(sorted(values or ())):
            marks = ", ".join("?" * len(chunk))
            found = self._study.execute(
                f'SELECT * FROM "{table}" WHERE "{column}" IN ({marks}) ORDER BY id', chunk
            )
            held.update((row["id"], dict(row)) for row in found)
