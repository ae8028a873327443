"""A row in each table from quotes to recommendations, for tests that need all of them filled."""

from qualcoder_cg.domain.chain import CONCLUSION, Basis, ChainField, ChainItem
from qualcoder_cg.domain.findings import QUOTE, EvidenceItem, EvidenceLink, Finding
from qualcoder_cg.domain.matrix import MatrixAlias, PlannedMethod, SubQuestion
from qualcoder_cg.domain.queries import SavedQuery
from qualcoder_cg.domain.quotes import PERSON, GlossaryTerm, KnownName, Quote, Redaction, Translation
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import rows

AT = "2026-01-01T00:00:00+00:00"
START = 0


def fill_evidence_tables(project: Project, document_id: str) -> None:
    """Put one row (two where that matters) into each table; the quote is the first 30 code points."""
    coder = project.coders.all()[0].id
    question = project.matrix.questions()[0].id
    informant = next((one.id for one in project.informants.all()), None)
    tables = project.evidence
    with project.step("Gather evidence"):
        tables.queries.add(SavedQuery("s1", "All of it", "{}", 0))
        tables.quotes.add(Quote("q1", document_id, START, START + 30, "type", "said in confidence"))
        tables.translations.add(Translation("t1", "q1", "en", "words", "Ana", "person", "2026-01-01"))
        tables.redactions.add(Redaction("r1", document_id, START, START + 4, PERSON, "hand", "", coder, AT))
        tables.names.add(KnownName("n1", PERSON, "Rosa", informant, 0))
        tables.glossary.add(GlossaryTerm("g1", "caja", "es", "fund", "en", "", 0))
        tables.findings.add(Finding("f1", question, "So it is.", "", "", coder, 0, AT, AT))
        tables.items.add(EvidenceItem("e1", QUOTE, "q1", None, "", None, "", coder, AT))
        tables.links.add(EvidenceLink("l1", "f1", "e1", "supports", "", None, 0))
        tables.chain.add(ChainItem("c1", CONCLUSION, None, "Hence.", 0, AT))
        tables.fields.add(ChainField("x1", "c1", "title", "A title"))
        tables.bases.add(Basis("b1", "c1", "f1", None, 0))
        for table, value in (
            ("sub_question", SubQuestion("p1", question, "Which part?", 0)),
            ("planned_method", PlannedMethod("m1", question, "Interviews", "p1")),
            ("matrix_alias", MatrixAlias("a1", None, question, "Old name")),
        ):
            values = {name: getattr(value, name) for name in value.__slots__}
            values |= {"position": 0} if table == "planned_method" else {}
            rows.insert(project.connection, table, [values])
