"""Redaction by hand, by the lists and by a pipeline; what is let stand; the log of all of it."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.i18n import _, speaking
from qualcoder_cg.services import coding, documents, entities, evidence, names, redaction, register, rules
from qualcoder_cg.services.studies import Project

TEXT = "P1: The baker Eneko of the Blue Office told Maite Goñi in Honda.\nP2: Eneko is right.\n"


@pytest.fixture
def study(project: Project, tmp_path: Path) -> Project:
    path = tmp_path / "talk.txt"
    path.write_text(TEXT, encoding="utf-8")
    documents.import_files(project, [path], language="en")
    register.add_rows(
        project, "informant",
        [{"code": "KII-1", "type": "T", "institution": "Blue Office", "place": "Honda"}],
    )  # fmt: skip
    names.add_name(project, "Maite Goñi", informant="KII-1")
    code = project.codes.all()[0].id
    span = Span(4, TEXT.index("\n"))
    coding.apply_code(project, document_id=project.documents.all()[-1].id, span=span, code_id=code)
    return project


def _said(project: Project, level: str = "type") -> str:
    return next(evidence.build(project, level).excerpts()).text


def _document(project: Project) -> str:
    return project.documents.all()[-1].id


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_the_lists_take_names_out_and_the_level_lets_institutions_stand(study: Project) -> None:
    assert _said(study) == "The baker Eneko of the [institution] told [name] in [place]."
    assert _said(study, "institution") == "The baker Eneko of the Blue Office told [name] in Honda."
    rules.change_rules(study, report_language="es")
    with speaking("es"):
        words = [_("[institution]"), _("[name]")]
    assert [word for word in words if word not in _said(study)] == []


def test_by_hand_with_undo(study: Project) -> None:
    made = redaction.redact(study, _document(study), _span(" baker Eneko "), "person", reason="a third party")
    assert (made.span, made.found_by) == (_span("baker Eneko"), "hand")
    assert _said(study, "role").startswith("The [name] of the Blue")
    redaction.redact(study, _document(study), _span("The baker Eneko"), "other")
    assert len(redaction.of_document(study, _document(study))) == 1, (
        "the wider takes the place of the narrower"
    )
    assert _said(study).startswith("[left out] of")
    study.undo()
    redaction.remove_redactions(study, [made.id])
    assert "Eneko" in _said(study)


def test_one_that_reaches_further_stays(study: Project) -> None:
    redaction.redact(study, _document(study), _span("baker Eneko"), "person")
    redaction.keep(study, _document(study), _span("Eneko"), "known to all")
    assert "Eneko" not in _said(study), "what a person took out is not let stand by the way"


def test_keeping_lets_a_name_that_was_found_stand(study: Project) -> None:
    with pytest.raises(UserError, match="needs a reason"):
        redaction.redact(study, _document(study), _span("Honda"), "keep")
    redaction.keep(study, _document(study), _span("Honda"), "the deep river, not the town")
    assert "in Honda" in _said(study) and "[name]" in _said(study)


def test_what_was_marked_by_hand_is_taken_out_of_free_texts_too(study: Project) -> None:
    redaction.redact(study, _document(study), _span("Eneko"), "person")
    redactor = redaction.Redactor(study)
    assert (
        redactor.free_text("In English: Eneko, of Blue Office.", "type")
        == "In English: [name], of [institution]."
    )
    assert redactor.public_text("Maite and the Blue Office") == "[name] and the Blue Office"
    assert redactor.free_text("", "type") == ""


def test_the_log_tells_what_was_replaced_by_what_rule_and_no_name(study: Project) -> None:
    redaction.redact(study, _document(study), _span("Eneko"), "person", reason="a third party")
    redaction.keep(study, _document(study), _span("Honda"), "the river")
    lines = [line for line in redaction.log(study, "type") if line.document_id == _document(study)]
    assert [(line.kind, line.rule, line.kept) for line in lines] == [
        ("person", "hand", False),
        ("institution", "register", False),
        ("person", "list", False),
        ("keep", "hand", True),
    ]
    assert lines[0].coder == "Marta R." and lines[0].reason == "a third party" and lines[0].at
    assert not [word for word in ("Eneko", "Maite", "Blue", "Honda") if word in repr(lines)]


@pytest.mark.parametrize(
    ("span", "kind"), [(Span(3, 4), "person"), (Span(900, 950), "person"), (Span(4, 9), "x")]
)
def test_what_cannot_be_redacted(study: Project, span: Span, kind: str) -> None:
    with pytest.raises(UserError):
        redaction.redact(study, _document(study), span, kind)


def test_an_email_address_is_taken_out_whatever_the_lists_say(project: Project) -> None:
    assert (
        redaction.Redactor(project).free_text("to ana.b@c-d.org, please", "name") == "to [left out], please"
    )


def test_the_list_of_names(study: Project) -> None:
    other = names.add_name(study, "Nerea Goñi", informant="KII-1")
    third = names.add_name(study, "Txomin")
    assert [(one.known.name, one.informant) for one in names.listed(study)] == [
        ("Maite Goñi", "KII-1"), ("Nerea Goñi", "KII-1"), ("Txomin", ""),
    ]  # fmt: skip
    names.put_first(study, other.id)
    assert names.listed(study)[0].known.id == other.id
    names.change_name(study, third.id, kind="place", name="Txominburg")
    for wrong in (("Maite  goñi", "person", "KII-1"), ("x", "person", ""), ("Bilbo", "place", "KII-1")):
        with pytest.raises(UserError):
            names.add_name(study, wrong[0], kind=wrong[1], informant=wrong[2])
    names.remove_names(study, [third.id])
    assert len(names.listed(study)) == 2
    assert not [line for line in study.activity() if "Maite" in repr(line) or "Txomin" in repr(line)]


def test_names_that_a_pipeline_finds_wait_for_a_person(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    import spacy

    from qualcoder_cg.suggest import entities as engine

    assert entities.find(study) == [], "nothing trained is installed"
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "PERSON", "pattern": "Eneko"}, {"label": "PERSON", "pattern": "Maite"},
         {"label": "DATE", "pattern": "right"}]
    )  # fmt: skip
    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: ["en_names_sm"])
    monkeypatch.setattr(spacy, "load", lambda name, **_options: nlp)
    engine._pipeline.cache_clear()
    try:
        found = entities.find(study, [_document(study)])
    finally:
        engine._pipeline.cache_clear()
    assert [(one.words, one.kind) for one in found] == [("Eneko", "person"), ("Eneko", "person")]
    assert entities.accept(study, found) == 2
    assert {one.found_by for one in redaction.of_document(study, _document(study))} == {"entities"}
    assert "Eneko" not in _said(study)
