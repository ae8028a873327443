"""The tables of a study file, and the migrations that made them, in order.

Ordinary STRICT rowid tables with a text id, so that copies of two coders can be merged by identity.
Positions in texts are code points (`_cp`). Foreign keys are deferred and never cascade: whoever
deletes says what goes with it, and a forgotten dependant makes the commit fail.
"""

import sqlite3
from typing import TYPE_CHECKING

from . import schema_evidence, schema_suggestions, schema_team
from .schema_evidence import OPTIONAL as _OPTIONAL
from .schema_evidence import REF as _REF

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x51434721  # "QCG!"
VERSION = 6

# Tables whose rows belong to the study's content: recorded for undo, hashed, merged.
CONTENT = (
    "setting", "coder", "criterion", "question", "judgement_criterion", "indicator", "planned_source",
    "code", "code_question", "keyword", "category", "institution", "institution_alias", "informant",
    "guide", "guide_item", "wording", "item_question", "interview", "interview_informant", "own_column",
    "own_value", "survey", "scale", "survey_item", "survey_item_question", "respondent", "answer",
    "document", "document_text", "page", "turn", "voice", "coding", "decision", "text_version", "review",
    "note", "bookmark", "finished",
    "sub_question", "planned_method", "matrix_alias", "saved_query", "quote", "translation", "redaction",
    "known_name", "glossary_term", "finding", "evidence_item", "finding_evidence", "chain_item",
    "chain_field", "chain_basis", "prediction", "nothing_here",
    "codebook_version", "round", "package", "assignment", "adjudication", "adjudicated", "consensus",
)  # fmt: skip
# Tables the program keeps about the content: what was done, how to undo it, what was deleted.
RECORDS = (
    "step", "history", "activity", "text_number", "stamp", "writer", "tombstone", "anchor", "this_copy",
)  # fmt: skip
# Of these, what a merge takes in from another copy: undoing the merge takes it back with the rows.
JOINED = ("stamp", "writer", "tombstone", "anchor")
# The full-text index: made from the texts, never read back as text.
INDEX = "text_index"


def _content_v1() -> str:
    ref, opt = _REF.format, _OPTIONAL.format
    guidance = (
        "definition TEXT NOT NULL, when_to_use TEXT NOT NULL, when_not TEXT NOT NULL, example TEXT NOT NULL"
    )
    span = "start_cp INTEGER NOT NULL, end_cp INTEGER NOT NULL, CHECK (0 <= start_cp AND start_cp < end_cp)"
    return f"""
    CREATE TABLE setting (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE coder (id TEXT PRIMARY KEY, name TEXT NOT NULL, initials TEXT NOT NULL,
        hue INTEGER NOT NULL) STRICT;
    CREATE TABLE criterion (id TEXT PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL,
        position INTEGER NOT NULL) STRICT;
    CREATE TABLE question (id TEXT PRIMARY KEY, criterion_id {ref("criterion")}, number TEXT NOT NULL,
        text TEXT NOT NULL, short TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
    CREATE TABLE judgement_criterion (id TEXT PRIMARY KEY, question_id {ref("question")},
        text TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
    CREATE TABLE indicator (id TEXT PRIMARY KEY, judgement_criterion_id {ref("judgement_criterion")},
        text TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
    CREATE TABLE planned_source (id TEXT PRIMARY KEY, question_id {ref("question")},
        text TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
    CREATE TABLE code (id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('question', 'theme', 'team')),
        name TEXT NOT NULL, short TEXT NOT NULL, parent_id {opt("code")}, question_id {opt("question")},
        {guidance}, colour TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
    CREATE TABLE code_question (id TEXT PRIMARY KEY, code_id {ref("code")}, question_id {ref("question")},
        position INTEGER NOT NULL) STRICT;
    CREATE TABLE keyword (id TEXT PRIMARY KEY, code_id {ref("code")}, language TEXT NOT NULL,
        term TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
    CREATE TABLE document (id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
        language TEXT NOT NULL, format TEXT NOT NULL, characters INTEGER NOT NULL, words INTEGER NOT NULL,
        sha256 TEXT NOT NULL, memo TEXT NOT NULL, position INTEGER NOT NULL,
        imported_at TEXT NOT NULL) STRICT;
    CREATE TABLE document_text (id {ref("document")} PRIMARY KEY, text TEXT NOT NULL) STRICT;
    CREATE TABLE turn (id TEXT PRIMARY KEY, document_id {ref("document")}, speaker TEXT NOT NULL,
        role TEXT NOT NULL, label_cp INTEGER NOT NULL, seconds REAL, {span}) STRICT;
    CREATE TABLE institution (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE informant (id TEXT PRIMARY KEY, code TEXT NOT NULL, type TEXT NOT NULL, sex TEXT NOT NULL,
        role TEXT NOT NULL, institution_id {opt("institution")}, place TEXT NOT NULL,
        position INTEGER NOT NULL) STRICT;
    CREATE TABLE voice (id TEXT PRIMARY KEY, document_id {ref("document")},
        informant_id {ref("informant")}, speaker TEXT NOT NULL) STRICT;
    CREATE TABLE coding (id TEXT PRIMARY KEY, document_id {ref("document")}, code_id {ref("code")},
        coder_id {ref("coder")}, memo TEXT NOT NULL, origin TEXT NOT NULL, created_at TEXT NOT NULL,
        {span}) STRICT;
    CREATE TABLE decision (id TEXT PRIMARY KEY, document_id {ref("document")}, code_id {ref("code")},
        coder_id {ref("coder")}, verdict TEXT NOT NULL, suggester TEXT NOT NULL, score REAL NOT NULL,
        reason TEXT NOT NULL, chosen_code_id {opt("code")}, coding_id TEXT, created_at TEXT NOT NULL,
        {span}) STRICT;
    """


def _indexes_v1() -> str:
    return """
    CREATE INDEX question_of_criterion ON question (criterion_id);
    CREATE INDEX judgement_of_question ON judgement_criterion (question_id);
    CREATE INDEX indicator_of_judgement ON indicator (judgement_criterion_id);
    CREATE INDEX source_of_question ON planned_source (question_id);
    CREATE INDEX code_of_parent ON code (parent_id);
    CREATE INDEX code_of_question ON code (question_id);
    CREATE INDEX link_of_code ON code_question (code_id);
    CREATE INDEX link_of_question ON code_question (question_id);
    CREATE INDEX keyword_of_code ON keyword (code_id);
    CREATE INDEX document_of_text ON document (sha256);
    CREATE INDEX turn_of_document ON turn (document_id, start_cp);
    CREATE INDEX informant_of_institution ON informant (institution_id);
    CREATE INDEX voice_of_document ON voice (document_id);
    CREATE INDEX voice_of_informant ON voice (informant_id);
    CREATE INDEX coding_of_document ON coding (document_id, start_cp, end_cp, id, code_id);
    CREATE INDEX coding_of_code ON coding (code_id, document_id, start_cp);
    CREATE INDEX coding_of_coder ON coding (coder_id);
    CREATE INDEX decision_of_document ON decision (document_id);
    CREATE INDEX decision_of_code ON decision (code_id);
    CREATE INDEX decision_of_chosen ON decision (chosen_code_id);
    CREATE INDEX decision_of_coder ON decision (coder_id);
    """


def _records_v1() -> str:
    return """
    CREATE TABLE step (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, words TEXT NOT NULL,
        at TEXT NOT NULL, coder TEXT NOT NULL, merge_key TEXT NOT NULL, undone INTEGER NOT NULL) STRICT;
    CREATE TABLE history (step_id INTEGER NOT NULL, tbl TEXT NOT NULL, row_id TEXT NOT NULL, image TEXT,
        PRIMARY KEY (step_id, tbl, row_id)) STRICT, WITHOUT ROWID;
    CREATE TABLE activity (seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, coder TEXT NOT NULL,
        what TEXT NOT NULL, words TEXT NOT NULL, counts TEXT NOT NULL) STRICT;
    CREATE TABLE tombstone (tbl TEXT NOT NULL, row_id TEXT NOT NULL, at TEXT NOT NULL, coder TEXT NOT NULL,
        PRIMARY KEY (tbl, row_id)) STRICT, WITHOUT ROWID;
    """


def _sources_v2() -> str:
    """The register, guides, surveys, kinds of documents, and versions of texts."""
    ref, opt = _REF.format, _OPTIONAL.format
    return f"""
    CREATE TABLE category (id TEXT PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
    CREATE TABLE institution_alias (id TEXT PRIMARY KEY, institution_id {ref("institution")},
        name TEXT NOT NULL) STRICT;
    CREATE TABLE guide (id TEXT PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, types TEXT NOT NULL,
        position INTEGER NOT NULL) STRICT;
    CREATE TABLE guide_item (id TEXT PRIMARY KEY, guide_id {ref("guide")}, number TEXT NOT NULL,
        position INTEGER NOT NULL) STRICT;
    CREATE TABLE wording (id TEXT PRIMARY KEY, item_id {ref("guide_item")}, language TEXT NOT NULL,
        text TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
    CREATE TABLE item_question (id TEXT PRIMARY KEY, item_id {ref("guide_item")},
        question_id {ref("question")}) STRICT;
    CREATE TABLE interview (id TEXT PRIMARY KEY, code TEXT NOT NULL, status TEXT NOT NULL, date TEXT NOT NULL,
        mode TEXT NOT NULL, form TEXT NOT NULL, interviewer TEXT NOT NULL, language TEXT NOT NULL,
        place TEXT NOT NULL, guide_id {opt("guide")}, note TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
    CREATE TABLE interview_informant (id TEXT PRIMARY KEY, interview_id {ref("interview")},
        informant_id {ref("informant")}) STRICT;
    CREATE TABLE own_column (id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL,
        position INTEGER NOT NULL) STRICT;
    CREATE TABLE own_value (id TEXT PRIMARY KEY, column_id {ref("own_column")}, row_id TEXT NOT NULL,
        value TEXT NOT NULL) STRICT;
    CREATE TABLE survey (id TEXT PRIMARY KEY, name TEXT NOT NULL, sent INTEGER, answered INTEGER,
        reminders INTEGER, opened TEXT NOT NULL, closed TEXT NOT NULL, file TEXT NOT NULL,
        position INTEGER NOT NULL) STRICT;
    CREATE TABLE scale (id TEXT PRIMARY KEY, name TEXT NOT NULL, categories TEXT NOT NULL,
        missing TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
    CREATE TABLE survey_item (id TEXT PRIMARY KEY, survey_id {ref("survey")}, heading TEXT NOT NULL,
        text TEXT NOT NULL, kind TEXT NOT NULL, scale_id {opt("scale")}, separator TEXT NOT NULL,
        position INTEGER NOT NULL) STRICT;
    CREATE TABLE survey_item_question (id TEXT PRIMARY KEY, item_id {ref("survey_item")},
        question_id {ref("question")}) STRICT;
    CREATE TABLE respondent (id TEXT PRIMARY KEY, survey_id {ref("survey")}, code TEXT NOT NULL,
        position INTEGER NOT NULL) STRICT;
    CREATE TABLE answer (id TEXT PRIMARY KEY, respondent_id {ref("respondent")}, item_id {ref("survey_item")},
        value TEXT NOT NULL) STRICT;
    CREATE TABLE page (id TEXT PRIMARY KEY, document_id {ref("document")}, label TEXT NOT NULL,
        start_cp INTEGER NOT NULL) STRICT;
    CREATE TABLE text_version (id TEXT PRIMARY KEY, document_id {ref("document")}, number INTEGER NOT NULL,
        text TEXT NOT NULL, turns TEXT NOT NULL, pages TEXT NOT NULL, sha256 TEXT NOT NULL,
        made_at TEXT NOT NULL, coder TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
    CREATE TABLE review (id TEXT PRIMARY KEY, document_id {ref("document")}, coding_id TEXT NOT NULL,
        version_id {ref("text_version")}, start_cp INTEGER NOT NULL, end_cp INTEGER NOT NULL,
        why TEXT NOT NULL) STRICT;
    """


_ADDED_V2: dict[str, dict[str, str | int]] = {
    "informant": {"consent": "", "ceiling": ""},
    "document": {"date": "", "place": "", "citation": "", "encoding": ""},
    "turn": {"item_set": 0},
}
_LINKED_V2 = {
    "document": {"interview_id": "interview", "category_id": "category", "survey_item_id": "survey_item"},
    # one turn may put two items of the guide at once
    "turn": {"item_id": "guide_item", "second_item_id": "guide_item"},
}


_ADDED_V3: dict[str, dict[str, str | int]] = {
    "coding": {"polarity": "", "is_key": 0},
    "code": {"memo": ""},
}


def _new_columns(added: dict[str, dict[str, str | int]]) -> str:
    """Columns added to tables; what undo remembers of their rows gets them too."""
    statements = []
    for table, columns in added.items():
        for name, value in columns.items():
            kind = "INTEGER" if isinstance(value, int) else "TEXT"
            statements.append(f"ALTER TABLE {table} ADD COLUMN {name} {kind} NOT NULL DEFAULT {value!r}")
        filled = ", ".join(f"'$.{name}', {value!r}" for name, value in columns.items())
        statements.append(
            f"UPDATE history SET image = json_insert(image, {filled})"
            f" WHERE tbl = '{table}' AND image IS NOT NULL"
        )
    return ";".join(statements)


def _new_links(linked: dict[str, dict[str, str]]) -> str:
    """Columns added to tables that refer to rows of others, or to none."""
    return ";".join(
        f"ALTER TABLE {table} ADD COLUMN {name} {_OPTIONAL.format(target)}"
        for table, links in linked.items()
        for name, target in links.items()
    )


def _indexes_v2() -> str:
    return """
    CREATE INDEX alias_of_institution ON institution_alias (institution_id);
    CREATE INDEX item_of_guide ON guide_item (guide_id);
    CREATE INDEX wording_of_item ON wording (item_id);
    CREATE INDEX question_of_item ON item_question (item_id);
    CREATE INDEX item_of_question ON item_question (question_id);
    CREATE INDEX interview_of_guide ON interview (guide_id);
    CREATE INDEX informant_of_interview ON interview_informant (interview_id);
    CREATE INDEX interview_of_informant ON interview_informant (informant_id);
    CREATE INDEX value_of_column ON own_value (column_id, row_id);
    CREATE INDEX item_of_survey ON survey_item (survey_id);
    CREATE INDEX item_of_scale ON survey_item (scale_id);
    CREATE INDEX question_of_survey_item ON survey_item_question (item_id);
    CREATE INDEX survey_item_of_question ON survey_item_question (question_id);
    CREATE INDEX respondent_of_survey ON respondent (survey_id);
    CREATE INDEX answer_of_item ON answer (item_id);
    CREATE INDEX answer_of_respondent ON answer (respondent_id);
    CREATE INDEX page_of_document ON page (document_id, start_cp);
    CREATE INDEX turn_of_item ON turn (item_id);
    CREATE INDEX turn_of_second_item ON turn (second_item_id);
    CREATE INDEX document_of_interview ON document (interview_id);
    CREATE INDEX document_of_category ON document (category_id);
    CREATE INDEX document_of_survey_item ON document (survey_item_id);
    CREATE INDEX version_of_document ON text_version (document_id);
    CREATE INDEX review_of_document ON review (document_id);
    CREATE INDEX review_of_version ON review (version_id);
    """


def _text_index_v2() -> str:
    return """
    CREATE TABLE text_number (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
    CREATE VIRTUAL TABLE text_index USING fts5 (text, content = '', detail = none,
        tokenize = 'unicode61 remove_diacritics 2');
    INSERT INTO text_number (id) SELECT id FROM document_text;
    INSERT INTO text_index (rowid, text) SELECT n.number, t.text FROM text_number n
        JOIN document_text t ON t.id = n.id;
    """


def _workspace_v3() -> str:
    """Memos on passages, bookmarks, and which documents a coder has finished."""
    ref = _REF.format
    return f"""
    CREATE TABLE note (id TEXT PRIMARY KEY, document_id {ref("document")}, coder_id {ref("coder")},
        start_cp INTEGER NOT NULL, end_cp INTEGER NOT NULL, text TEXT NOT NULL, created_at TEXT NOT NULL,
        CHECK (0 <= start_cp AND start_cp < end_cp)) STRICT;
    CREATE TABLE bookmark (id TEXT PRIMARY KEY, document_id {ref("document")}, coder_id {ref("coder")},
        place_cp INTEGER NOT NULL CHECK (0 <= place_cp), name TEXT NOT NULL,
        created_at TEXT NOT NULL) STRICT;
    CREATE TABLE finished (id TEXT PRIMARY KEY, document_id {ref("document")}, coder_id {ref("coder")},
        at TEXT NOT NULL) STRICT;
    CREATE INDEX note_of_document ON note (document_id, start_cp);
    CREATE INDEX note_of_coder ON note (coder_id);
    CREATE INDEX bookmark_of_document ON bookmark (document_id, place_cp);
    CREATE INDEX bookmark_of_coder ON bookmark (coder_id);
    CREATE INDEX finished_of_document ON finished (document_id);
    CREATE INDEX finished_of_coder ON finished (coder_id, document_id);
    """


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Run statements one by one: `executescript` would commit the migration's transaction."""
    for statement in script.split(";"):
        if statement.strip():
            connection.execute(statement)


def migrate(db: "Database") -> None:
    """Bring a new or older file to VERSION, each migration in a transaction of its own.

    sqlite_utils is imported here and not at the top: it takes longer to load than the window.
    """
    from sqlite_utils import Migrations

    migrations = Migrations("qualcoder_cg")

    @migrations()
    def m001_first_tables(db: "Database") -> None:
        _run(db.conn, _content_v1())
        _run(db.conn, _indexes_v1())
        _run(db.conn, _records_v1())

    @migrations()
    def m002_sources_and_people(db: "Database") -> None:
        for script in (
            _sources_v2(), _new_columns(_ADDED_V2), _new_links(_LINKED_V2), _indexes_v2(), _text_index_v2(),
        ):  # fmt: skip
            _run(db.conn, script)

    @migrations()
    def m003_coding_workspace(db: "Database") -> None:
        _run(db.conn, _new_columns(_ADDED_V3))
        _run(db.conn, _workspace_v3())

    @migrations()
    def m004_evidence(db: "Database") -> None:
        for script in (
            schema_evidence.tables(), _new_links(schema_evidence.LINKED), schema_evidence.INDEXES,
        ):  # fmt: skip
            _run(db.conn, script)

    @migrations()
    def m005_suggestions(db: "Database") -> None:
        for script in (
            schema_suggestions.tables(), schema_suggestions.INDEXES, schema_suggestions.ACCEPTED_CODINGS,
        ):  # fmt: skip
            _run(db.conn, script)

    @migrations()
    def m006_team(db: "Database") -> None:
        for script in (
            schema_team.tables(), _new_columns(schema_team.ADDED), _new_links(schema_team.LINKED),
            schema_team.records(), schema_team.INDEXES,
        ):  # fmt: skip
            _run(db.conn, script)

    migrations.apply(db)
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.conn.execute(f"PRAGMA user_version = {VERSION}")
