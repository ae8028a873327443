"""What is known of suggestions and of what became of them, which the fifth version of the schema brought."""

from .schema_evidence import OPTIONAL, REF

INDEXES = """
    CREATE INDEX prediction_of_document ON prediction (document_id);
    CREATE INDEX prediction_of_code ON prediction (code_id);
    CREATE INDEX prediction_of_coder ON prediction (coder_id);
    CREATE INDEX nothing_of_document ON nothing_here (document_id);
    CREATE INDEX nothing_of_coder ON nothing_here (coder_id);
    """

# A coding that a person accepted one by one is not one that still waits for a person.
ACCEPTED_CODINGS = """
    UPDATE coding SET origin = 'accepted' WHERE origin = 'suggested';
    UPDATE history SET image = json_set(image, '$.origin', 'accepted')
        WHERE tbl = 'coding' AND image IS NOT NULL AND json_extract(image, '$.origin') = 'suggested'
    """


def tables() -> str:
    """Predictions with what came of them, and passages that belong under no code."""
    ref, opt = REF.format, OPTIONAL.format
    span = "start_cp INTEGER NOT NULL, end_cp INTEGER NOT NULL, CHECK (0 <= start_cp AND start_cp < end_cp)"
    return f"""
    CREATE TABLE prediction (id TEXT PRIMARY KEY, document_id {ref("document")}, coder_id {ref("coder")},
        how TEXT NOT NULL, outcome TEXT NOT NULL, code_id {opt("code")}, ranked TEXT NOT NULL,
        learned_from INTEGER NOT NULL, made_at TEXT NOT NULL, {span}) STRICT;
    CREATE TABLE nothing_here (id TEXT PRIMARY KEY, document_id {ref("document")}, coder_id {ref("coder")},
        created_at TEXT NOT NULL, {span}) STRICT;
    """
