"""Whom quotes point at: counted again by brute force, mended in one step, and asked before an export."""

import itertools
import random
from pathlib import Path

import pytest

from qualcoder_cg.domain import attribution
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, disclosure, documents, evidence, redaction, register, rules
from qualcoder_cg.services.reports import export_evidence
from qualcoder_cg.services.studies import Project

PLACES = ("Alba", "Honda", "Amity")


@pytest.fixture
def study(project: Project, tmp_path: Path) -> Project:
    """Thirty people drawn at random, an answer of each coded, every third naming a place."""
    dice = random.Random(3)
    rows, turns = [], []
    for n in range(30):
        place = dice.choice(PLACES)
        rows.append(
            {
                "code": f"KII-{n:02}",
                "type": dice.choice(["Agency", "Partner", "Worker", "Union"]),
                "sex": dice.choice(["woman", "man"]),
                "role": dice.choice(["Head", "Officer"]),
                "institution": dice.choice(["Blue Office", "Red Office", "Green Office", ""]),
                "place": place,
                "consent": "record, quote",
            }
        )
        turns.append(f"P{n}: Answer {n} of mine{f' in {place}' if n % 3 == 0 else ''} it was.\n")
    register.add_rows(project, "informant", rows)
    path = tmp_path / "many.txt"
    path.write_text("".join(turns), encoding="utf-8")
    documents.import_files(project, [path], kind="group")
    document = project.documents.all()[-1]
    said = "; ".join(f"KII-{n:02} = P{n}" for n in range(30))
    register.set_cells(project, "document", [(document.id, "voices", said)])
    text = project.documents.text(document.id)
    for n in range(30):
        start = text.index(f"Answer {n} of")
        span = Span(start, text.index("was.", start) + 4)
        coding.apply_code(project, document_id=document.id, span=span, code_id=project.codes.all()[0].id)
    return project


def _brute(project: Project, level: str, k: int, *, sex: bool) -> dict[str, int]:
    """How many people each answer fits, where that is fewer than k: counted from the rows alone."""
    rows = project.connection.execute(
        """SELECT i.code, i.type, i.sex, ifnull(o.name, ''), i.place, i.role FROM informant i
           LEFT JOIN institution o ON o.id = i.institution_id
           WHERE EXISTS (SELECT 1 FROM voice v WHERE v.informant_id = i.id)"""
    ).fetchall()
    number = attribution.LEVELS.index(level)
    found = {}
    for n, me in enumerate(sorted(rows)):
        told = [number >= 2, sex and number >= 4, number >= 3, n % 3 == 0 and number >= 3, number >= 4]
        fits = sum(
            all(mine == theirs for mine, theirs in itertools.compress(zip(me[1:], them[1:]), told))
            for them in rows
        )
        if fits < k:
            found[me[0]] = fits
    return found


@pytest.mark.parametrize("sex", [True, False])
@pytest.mark.parametrize("k", [1, 2, 3, 5, 9])
@pytest.mark.parametrize("level", ["none", "category", "type", "institution", "role"])
def test_the_check_is_that_of_a_brute_force(study: Project, level: str, k: int, sex: bool) -> None:
    rules.change_rules(study, k=k)
    found = disclosure.check(study, level, sex=sex)
    assert {risk.codes[0]: risk.fits for risk in found} == _brute(study, level, k, sex=sex)
    assert all(risk.mends and len(risk.codes) == 1 for risk in found)


def test_what_is_proposed_mends(study: Project) -> None:
    found = disclosure.check(study, "role")
    assert {risk.kind for risk in found} == {"few"}
    disclosure.apply_mends(study, [(risk, risk.mends[0]) for risk in found])
    assert disclosure.check(study, "role") == []
    levels = {one.level for one in evidence.build(study, "role").excerpts()}
    assert levels <= set(attribution.LEVELS) and len(levels) > 1
    study.undo()
    assert len(disclosure.check(study, "role")) == len(found), "all of it was one step"


def test_a_place_that_stays_in_the_words_is_told_and_redacted(study: Project) -> None:
    rules.change_rules(study, k=2)
    named = [risk for risk in disclosure.check(study, "institution") if risk.kind == "named"]
    assert named and all(risk.mends[0].what == "redact" for risk in named)
    assert {mend.what for mend in named[0].mends} == {"redact", "paraphrase"}
    disclosure.apply_mends(study, [(risk, risk.mends[0]) for risk in named])
    assert not [risk for risk in disclosure.check(study, "institution") if risk.kind == "named"]
    texts = [one.text for one in evidence.build(study, "institution").excerpts()]
    assert sum("[place]" in text for text in texts) == len(named)


def test_a_name_that_was_let_stand_counts_below_its_level(study: Project) -> None:
    rules.change_rules(study, k=4)
    before = {risk.passage for risk in disclosure.check(study, "type")}
    document = study.documents.all()[-1]
    text = study.documents.text(document.id)
    for place in PLACES:
        start = -1
        while (start := text.find(place, start + 1)) >= 0:
            redaction.keep(study, document.id, Span(start, start + len(place)), "known to all")
    after = disclosure.check(study, "type")
    assert {risk.passage for risk in after} > before
    assert {risk.kind for risk in after if risk.passage not in before} == {"named"}


def test_some_passages_alone_can_be_checked(study: Project) -> None:
    (first, *_others) = disclosure.check(study, "role")
    assert disclosure.check(study, "role", [first.passage]) == [first]
    assert disclosure.check(study, "role", []) == []


def test_nothing_is_written_until_somebody_answers_for_it(study: Project, tmp_path: Path) -> None:
    target = tmp_path / "annex.docx"
    with pytest.raises(disclosure.Refused, match="point at too few people") as refused:
        export_evidence(study, target, level="role")
    assert len(refused.value.risks) > 5 and not target.exists()
    export_evidence(study, target, level="role", accepted="all of them are heads of office")
    assert target.exists()
    line = study.activity(1)[0]
    assert line.words["reason"] == "all of them are heads of office" and line.coder == "Marta R."


def test_nobody_in_the_register_is_no_risk(project: Project, tmp_path: Path) -> None:
    coding.apply_code(
        project,
        document_id=project.documents.all()[0].id,
        span=Span(0, 9),
        code_id=project.codes.all()[0].id,
    )
    assert disclosure.check(project, "role") == []
    assert export_evidence(project, tmp_path / "annex.md", level="role").path.exists()


def test_an_unknown_level_is_refused(study: Project) -> None:
    with pytest.raises(UserError, match="not an attribution level"):
        disclosure.check(study, "all of it")
