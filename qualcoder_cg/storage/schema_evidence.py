"""The tables from quotes to recommendations, which the fourth version of the schema brought."""

REF = "TEXT NOT NULL REFERENCES {}(id) DEFERRABLE INITIALLY DEFERRED"
OPTIONAL = "TEXT REFERENCES {}(id) DEFERRABLE INITIALLY DEFERRED"

LINKED = {
    "judgement_criterion": {"sub_question_id": "sub_question"},
    "planned_source": {"sub_question_id": "sub_question"},
}


def tables() -> str:
    """The matrix in full, what was decided about quotes, findings and what follows from them."""
    ref, opt = REF.format, OPTIONAL.format
    span = "start_cp INTEGER NOT NULL, end_cp INTEGER NOT NULL, CHECK (0 <= start_cp AND start_cp < end_cp)"
    return f"""
    CREATE TABLE sub_question (id TEXT PRIMARY KEY, question_id {ref("question")}, text TEXT NOT NULL,
        position INTEGER NOT NULL) STRICT;
    CREATE TABLE planned_method (id TEXT PRIMARY KEY, question_id {ref("question")}, text TEXT NOT NULL,
        sub_question_id {opt("sub_question")}, position INTEGER NOT NULL) STRICT;
    CREATE TABLE matrix_alias (id TEXT PRIMARY KEY, criterion_id {opt("criterion")},
        question_id {opt("question")}, name TEXT NOT NULL) STRICT;
    CREATE TABLE saved_query (id TEXT PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL,
        position INTEGER NOT NULL) STRICT;
    CREATE TABLE quote (id TEXT PRIMARY KEY, document_id {ref("document")}, level TEXT NOT NULL,
        reason TEXT NOT NULL, paraphrase_only INTEGER NOT NULL, paraphrase TEXT NOT NULL, {span}) STRICT;
    CREATE TABLE translation (id TEXT PRIMARY KEY, quote_id {ref("quote")}, language TEXT NOT NULL,
        text TEXT NOT NULL, translator TEXT NOT NULL, method TEXT NOT NULL, date TEXT NOT NULL,
        checked_by TEXT NOT NULL) STRICT;
    CREATE TABLE redaction (id TEXT PRIMARY KEY, document_id {ref("document")}, kind TEXT NOT NULL,
        found_by TEXT NOT NULL, reason TEXT NOT NULL, coder_id {ref("coder")}, created_at TEXT NOT NULL,
        {span}) STRICT;
    CREATE TABLE known_name (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,
        informant_id {opt("informant")}, position INTEGER NOT NULL) STRICT;
    CREATE TABLE glossary_term (id TEXT PRIMARY KEY, term TEXT NOT NULL, language TEXT NOT NULL,
        translation TEXT NOT NULL, "into" TEXT NOT NULL, note TEXT NOT NULL,
        position INTEGER NOT NULL) STRICT;
    CREATE TABLE finding (id TEXT PRIMARY KEY, question_id {ref("question")}, statement TEXT NOT NULL,
        grade TEXT NOT NULL, reason TEXT NOT NULL, coder_id {ref("coder")}, position INTEGER NOT NULL,
        created_at TEXT NOT NULL, changed_at TEXT NOT NULL) STRICT;
    CREATE TABLE evidence_item (id TEXT PRIMARY KEY, kind TEXT NOT NULL, quote_id {opt("quote")},
        document_id {opt("document")}, page TEXT NOT NULL, survey_item_id {opt("survey_item")},
        text TEXT NOT NULL, coder_id {ref("coder")}, created_at TEXT NOT NULL) STRICT;
    CREATE TABLE finding_evidence (id TEXT PRIMARY KEY, finding_id {ref("finding")},
        evidence_id {ref("evidence_item")}, bearing TEXT NOT NULL, settled TEXT NOT NULL,
        settled_by {opt("coder")}, position INTEGER NOT NULL) STRICT;
    CREATE TABLE chain_item (id TEXT PRIMARY KEY, kind TEXT NOT NULL, criterion_id {opt("criterion")},
        text TEXT NOT NULL, position INTEGER NOT NULL, created_at TEXT NOT NULL) STRICT;
    CREATE TABLE chain_field (id TEXT PRIMARY KEY, item_id {ref("chain_item")}, name TEXT NOT NULL,
        value TEXT NOT NULL) STRICT;
    CREATE TABLE chain_basis (id TEXT PRIMARY KEY, item_id {ref("chain_item")}, finding_id {opt("finding")},
        basis_id {opt("chain_item")}, position INTEGER NOT NULL,
        CHECK ((finding_id IS NULL) <> (basis_id IS NULL))) STRICT;
    """


INDEXES = """
    CREATE INDEX sub_question_of_question ON sub_question (question_id);
    CREATE INDEX judgement_of_sub_question ON judgement_criterion (sub_question_id);
    CREATE INDEX source_of_sub_question ON planned_source (sub_question_id);
    CREATE INDEX method_of_question ON planned_method (question_id);
    CREATE INDEX method_of_sub_question ON planned_method (sub_question_id);
    CREATE INDEX alias_of_criterion ON matrix_alias (criterion_id);
    CREATE INDEX alias_of_question ON matrix_alias (question_id);
    CREATE INDEX quote_of_document ON quote (document_id, start_cp, end_cp);
    CREATE INDEX translation_of_quote ON translation (quote_id);
    CREATE INDEX redaction_of_document ON redaction (document_id, start_cp);
    CREATE INDEX redaction_of_coder ON redaction (coder_id);
    CREATE INDEX name_of_informant ON known_name (informant_id);
    CREATE INDEX finding_of_question ON finding (question_id);
    CREATE INDEX finding_of_coder ON finding (coder_id);
    CREATE INDEX evidence_of_quote ON evidence_item (quote_id);
    CREATE INDEX evidence_of_document ON evidence_item (document_id);
    CREATE INDEX evidence_of_survey_item ON evidence_item (survey_item_id);
    CREATE INDEX evidence_of_coder ON evidence_item (coder_id);
    CREATE INDEX link_of_finding ON finding_evidence (finding_id);
    CREATE INDEX link_of_evidence ON finding_evidence (evidence_id);
    CREATE INDEX link_settled_by ON finding_evidence (settled_by);
    CREATE INDEX item_of_criterion ON chain_item (criterion_id);
    CREATE INDEX field_of_item ON chain_field (item_id);
    CREATE INDEX basis_of_item ON chain_basis (item_id);
    CREATE INDEX basis_of_finding ON chain_basis (finding_id);
    CREATE INDEX basis_of_basis ON chain_basis (basis_id);
    """
