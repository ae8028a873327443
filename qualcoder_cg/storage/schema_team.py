"""Rounds, packages, decided disagreements, codebook versions, and what merging needs: the sixth version."""

from .schema_evidence import OPTIONAL, REF

ADDED: dict[str, dict[str, str | int]] = {
    "coder": {"role": "coder"},
    "coding": {"version": 0},
}
# Whose second coding this is; who made a code.
LINKED = {"coder": {"again_of": "coder"}, "code": {"coder_id": "coder"}}

INDEXES = """
    CREATE INDEX coder_of_coder ON coder (again_of);
    CREATE INDEX code_of_coder ON code (coder_id);
    CREATE INDEX version_of_coder ON codebook_version (coder_id);
    CREATE INDEX package_of_coder ON package (coder_id);
    CREATE INDEX package_of_round ON package (round_id);
    CREATE INDEX package_of_version ON package (version_id);
    CREATE INDEX assignment_of_package ON assignment (package_id);
    CREATE INDEX assignment_of_document ON assignment (document_id);
    CREATE INDEX assignment_of_coder ON assignment (coder_id);
    CREATE INDEX assignment_of_round ON assignment (round_id);
    CREATE INDEX adjudication_of_document ON adjudication (document_id);
    CREATE INDEX adjudication_of_coder ON adjudication (coder_id);
    CREATE INDEX adjudication_of_version ON adjudication (version_id);
    CREATE INDEX coding_of_adjudication ON adjudicated (adjudication_id);
    CREATE INDEX adjudicated_coding ON adjudicated (coding_id);
    CREATE INDEX consensus_of_adjudication ON consensus (adjudication_id);
    CREATE INDEX consensus_of_document ON consensus (document_id);
    CREATE INDEX consensus_of_code ON consensus (code_id);
    CREATE INDEX consensus_of_coder ON consensus (coder_id);
    CREATE INDEX stamp_of_row ON stamp (tbl, row_id);
    CREATE INDEX tombstone_of_row ON tombstone (tbl, row_id);
    CREATE INDEX anchor_of_row ON anchor (tbl, row_id);
    """


def tables() -> str:
    """Content: what a team does together."""
    ref, opt = REF.format, OPTIONAL.format
    span = "start_cp INTEGER NOT NULL, end_cp INTEGER NOT NULL, CHECK (0 <= start_cp AND start_cp < end_cp)"
    return f"""
    CREATE TABLE codebook_version (id TEXT PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL,
        reason TEXT NOT NULL, codes TEXT NOT NULL, coder_id {opt("coder")}, made_at TEXT NOT NULL) STRICT;
    CREATE TABLE round (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, started_at TEXT NOT NULL,
        closed_at TEXT NOT NULL, measured TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
    CREATE TABLE package (id TEXT PRIMARY KEY, coder_id {ref("coder")}, round_id {opt("round")},
        version_id {opt("codebook_version")}, blind INTEGER NOT NULL, made_at TEXT NOT NULL,
        note TEXT NOT NULL, is_back INTEGER NOT NULL) STRICT;
    CREATE TABLE assignment (id TEXT PRIMARY KEY, package_id {opt("package")}, document_id {ref("document")},
        coder_id {ref("coder")}, round_id {opt("round")}, is_double INTEGER NOT NULL) STRICT;
    CREATE TABLE adjudication (id TEXT PRIMARY KEY, document_id {ref("document")}, kind TEXT NOT NULL,
        verdict TEXT NOT NULL, reason TEXT NOT NULL, coder_id {ref("coder")},
        version_id {opt("codebook_version")}, created_at TEXT NOT NULL, {span}) STRICT;
    CREATE TABLE adjudicated (id TEXT PRIMARY KEY, adjudication_id {ref("adjudication")},
        coding_id TEXT NOT NULL, was TEXT NOT NULL DEFAULT '') STRICT;
    CREATE TABLE consensus (id TEXT PRIMARY KEY, adjudication_id {ref("adjudication")},
        document_id {ref("document")}, code_id {ref("code")}, coder_id {ref("coder")}, memo TEXT NOT NULL,
        polarity TEXT NOT NULL, is_key INTEGER NOT NULL, created_at TEXT NOT NULL, {span}) STRICT;
    """


def records() -> str:
    """Who changed which field last, up to where each writer was read, and the graves with what lay in them.

    `stamp.at` is microseconds since 1970, never below any stamp the writer had read. `tombstone.image` is the
    row as it was, "" where an older version of the program removed it, with the text it lay in and the turns
    a document had (see `domain.merging_tables`); `seen` are the stamps of the row that the deletion knew,
    {field: [at, writer]}. `anchor` keeps where a row lay in the text (its hash) on which a person placed it,
    before corrections took it along; of a code that a merge put at the top, the code it was put under.
    `this_copy` belongs to this file alone and is never merged.
    """
    return """
    CREATE TABLE stamp (id TEXT PRIMARY KEY, tbl TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT NOT NULL,
        at INTEGER NOT NULL, writer TEXT NOT NULL) STRICT;
    CREATE TABLE writer (id TEXT PRIMARY KEY, coder TEXT NOT NULL, last INTEGER NOT NULL) STRICT;
    CREATE TABLE anchor (id TEXT PRIMARY KEY, tbl TEXT NOT NULL, row_id TEXT NOT NULL, sha256 TEXT NOT NULL,
        start_cp INTEGER NOT NULL, end_cp INTEGER NOT NULL) STRICT;
    CREATE TABLE this_copy (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    ALTER TABLE tombstone RENAME TO old_tombstone;
    CREATE TABLE tombstone (id TEXT PRIMARY KEY, tbl TEXT NOT NULL, row_id TEXT NOT NULL, at TEXT NOT NULL,
        coder TEXT NOT NULL, image TEXT NOT NULL, seen TEXT NOT NULL) STRICT;
    INSERT INTO tombstone SELECT tbl || '/' || row_id, tbl, row_id, at, coder, '', '{}' FROM old_tombstone;
    DROP TABLE old_tombstone
    """
