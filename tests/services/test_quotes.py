"""Decisions about passages: at what level they are printed, and whether in their own words."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.evidence import Excerpt
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, documents, evidence, names, quotes, redaction, register, rules
from qualcoder_cg.services.printed import printed
from qualcoder_cg.services.studies import Project

TEXT = """E1: And then?
Rosa: We sat together at last. They were late. Nobody paid us.
E1: Who?
Luz: The agency did.
"""
WHOLE = "We sat together at last. They were late. Nobody paid us."


@pytest.fixture
def study(project: Project, tmp_path: Path) -> Project:
    """A conversation of two, each known; all of what Rosa says is coded, and its sentences."""
    path = tmp_path / "two.txt"
    path.write_text(TEXT, encoding="utf-8")
    documents.import_files(project, [path])
    register.add_rows(
        project,
        "informant",
        [
            {"code": "KII-1", "type": "Union", "role": "Leader", "institution": "Union of Homes",
             "sex": "woman", "consent": "record, quote, name"},
            {"code": "KII-2", "type": "Workers", "role": "Cook", "consent": "record, quote"},
        ],
    )  # fmt: skip
    document = project.documents.all()[-1]
    register.set_cells(project, "document", [(document.id, "voices", "KII-1 = Rosa; KII-2 = Luz")])
    for words in (WHOLE, "They were late.", "Nobody paid us.", "The agency did."):
        code(project, words)
    return project


def span_of(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def code(project: Project, words: str) -> None:
    document, first = project.documents.all()[-1].id, project.codes.all()[0].id
    coding.apply_code(project, document_id=document, span=span_of(words), code_id=first)


def decide(project: Project, words: str, level: str) -> None:
    document = project.documents.all()[-1].id
    quotes.set_level(project, [quotes.quote_of(project, document, span_of(words)).id], level, "in confidence")


def excerpts(project: Project, level: str) -> dict[str, Excerpt]:
    document = project.documents.all()[-1]
    found = {one.start: one for one in evidence.build(project, level).excerpts() if one.ref == document.code}
    return {TEXT[one.start : one.end]: one for one in found.values()} | {
        WHOLE: next(
            one
            for one in evidence.build(project, level).excerpts()
            if (one.ref, one.start, one.end) == (document.code, *span_of(WHOLE))
        )
    }


def test_a_decided_level_holds_for_its_passage_and_lowers_those_that_overlap(study: Project) -> None:
    decide(study, "They were late.", "type")
    found = excerpts(study, "role")
    assert found["They were late."].attribution == "Union" and found["They were late."].level == "type"
    assert found[WHOLE].attribution == "Union", "the same words under wider edges"
    assert found["Nobody paid us."].attribution == "Leader, Union of Homes"
    assert [one.apart for one in found.values()].count(1) == 2


def test_no_decision_says_more_than_the_export_the_study_or_the_person_allow(study: Project) -> None:
    decide(study, "They were late.", "role")
    assert excerpts(study, "type")["They were late."].level == "type"
    rules.change_rules(study, ceiling="institution")
    assert excerpts(study, "name")["They were late."].attribution == "Union of Homes"
    row = register.find_row(study, "informant", "KII-1")
    register.set_cells(study, "informant", [(row, "ceiling", "category")])
    assert excerpts(study, "name")["They were late."].attribution == "Informant"


def test_the_usual_level_is_that_of_what_nobody_decided_about(study: Project) -> None:
    rules.change_rules(study, usual_level="type")
    decide(study, "They were late.", "institution")
    found = excerpts(study, "role")
    assert found["Nobody paid us."].attribution == "Union"
    assert found["They were late."].attribution == "Union of Homes"
    assert found[WHOLE].attribution == "Union", "a decision raises its own passage alone"


def test_categories_and_names(study: Project) -> None:
    rules.change_rules(study, categories={"Union": "partner actors"})
    found = excerpts(study, "category")
    assert (
        found[WHOLE].attribution == "partner actors" and found["The agency did."].attribution == "Informant"
    )
    assert (found[WHOLE].informant_type, found[WHOLE].informants) == ("", ())
    names.add_name(study, "Rosa Quispe", informant="KII-1")
    names.add_name(study, "Luz Gil", informant="KII-2")
    found = excerpts(study, "name")
    assert found[WHOLE].attribution == "Rosa Quispe, Union of Homes"
    assert found["The agency did."].attribution == "Cook", "she did not agree to be named"


def test_a_decision_needs_a_reason_and_is_one_step(study: Project) -> None:
    document = study.documents.all()[-1].id
    quote = quotes.quote_of(study, document, span_of("They were late."))
    with pytest.raises(UserError, match="needs a reason"):
        quotes.set_level(study, [quote.id], "type", " ")
    quotes.set_level(study, [quote.id], "type", "in confidence")
    assert study.evidence.quotes.get(quote.id).reason == "in confidence"
    study.undo()
    assert study.evidence.quotes.get(quote.id).level == ""
    assert quotes.quote_of(study, document, span_of("They were late.")).id == quote.id
    with pytest.raises(UserError, match="no such passage"):
        quotes.quote_of(study, document, Span(5, 9999))


def test_paraphrase_only_is_verbatim_nowhere(study: Project) -> None:
    document = study.documents.all()[-1].id
    quote = quotes.quote_of(study, document, span_of("They were late."))
    with pytest.raises(UserError, match="needs a reason"):
        quotes.set_paraphrase(study, quote.id, True, "Somebody came late.", "")
    quotes.set_paraphrase(study, quote.id, True, "Somebody came late.", "too plain")
    code(study, "were late")
    code(study, "at last. They were")
    found = list(evidence.build(study).excerpts())
    assert not [one.text for one in found if "They were" in one.text or "were late" in one.text]
    exact = next(one for one in found if (one.start, one.end) == span_of("They were late."))
    inside = next(one for one in found if (one.start, one.end) == span_of("were late"))
    assert (exact.text, exact.paraphrased) == (inside.text, inside.paraphrased) == ("Somebody came late.", 1)
    wider = next(one for one in found if (one.start, one.end) == span_of(WHOLE))
    assert wider.text == "We sat together at last. [Somebody came late.] Nobody paid us."
    around = redaction.Redactor(study).apply(document, *span_of(WHOLE), TEXT, "type")
    assert "They were" not in around, "context is printed from there"
    with pytest.raises(UserError, match="needs a reason"):
        quotes.set_paraphrase(study, quote.id, False, "", "")
    quotes.set_paraphrase(study, quote.id, False, "", "she agreed on 3 May")
    assert any(one.text == "They were late." for one in evidence.build(study).excerpts())
    line = study.activity(1)[0]
    assert line.coder == "Marta R." and line.words["reason"] == "she agreed on 3 May"


def test_passages_are_printed_as_excerpts_are(study: Project) -> None:
    decide(study, "They were late.", "type")
    document = study.documents.all()[-1].id
    passage = (document, *span_of("They were late."))
    one = printed(study, [passage, (document, *span_of("sat together")), ("gone", 0, 4)], "role")
    assert len(one) == 2 and one[passage].attribution == "Union" and one[passage].apart == 1
    assert one[passage].id == quotes.known_quote(study, document, span_of("They were late.")).id
    row = register.find_row(study, "informant", "KII-1")
    register.set_cells(study, "informant", [(row, "consent", "record")])
    assert printed(study, [passage], "role") == {}
