"""Words that are used twice: in several questions, under other edges, nearly alike, translated otherwise."""

import random
from pathlib import Path

import pytest
from finding_help import finding, link, people, transcript

from qualcoder_cg.domain.quotes import Translation
from qualcoder_cg.services import finding_links, reuse
from qualcoder_cg.services.quotes import set_level
from qualcoder_cg.services.reuse import ALIKE, OVERLAP, SAME
from qualcoder_cg.services.studies import Project

SAID = "A1: The registration desk came late and it never had a budget line of its own.\nA1: Something else.\n"
ALMOST = (
    "P1: the registration desk came late, and it never had any budget line of its own!\nP1: Not at all.\n"
)


@pytest.fixture
def talk(project: Project, tmp_path: Path) -> str:
    known = people(project, [{"code": "A1", "type": "Agency"}])
    return transcript(project, tmp_path, "one.txt", SAID, known)


WHOLE = "The registration desk came late and it never had a budget line of its own."


def translate(project: Project, quote_id: str, text: str, language: str = "es") -> None:
    with project.step("Translate"):
        project.evidence.translations.add(
            Translation(f"{quote_id}{text}", quote_id, language, text, "Ana", "person", "2026-01-01")
        )


def test_one_quote_under_two_questions(project: Project, talk: str) -> None:
    link(project, finding(project), talk, WHOLE)
    assert reuse.reused(project) == []
    link(project, finding(project), talk, WHOLE)
    assert reuse.reused(project) == []  # of the same question
    link(project, finding(project, "9"), talk, WHOLE)
    (found,) = reuse.reused(project)
    assert (found.kind, found.differs) == (SAME, False)
    assert found.uses[0].findings == ("F9.1", "F11.1", "F11.2")
    assert set(found.uses[0].questions) == {"9", "11"}


def test_the_same_words_under_other_edges_with_another_level(project: Project, talk: str) -> None:
    link(project, finding(project), talk, WHOLE)
    link(project, finding(project, "9"), talk, "it never had a budget line of its own.")
    (found,) = reuse.reused(project)
    assert (found.kind, found.differs) == (OVERLAP, False)
    set_level(project, [found.uses[0].quote.id], "none", "critical")
    (found,) = reuse.reused(project)
    assert (found.differs, found.levels) == (True, ("none", ""))


def test_two_translations_of_the_same_words(project: Project, talk: str) -> None:
    link(project, finding(project), talk, WHOLE)
    (quote,) = project.evidence.quotes.all()
    translate(project, quote.id, "La ventanilla llegó tarde y nunca tuvo presupuesto propio.")
    assert reuse.reused(project) == []
    translate(project, quote.id, "Tarde abrieron el mostrador, sin un peso.")
    (found,) = reuse.reused(project)
    assert (found.kind, found.languages, found.differs) == (SAME, ("es",), True)


def test_a_translation_that_holds_the_other_is_no_other_way(project: Project, talk: str) -> None:
    link(project, finding(project), talk, WHOLE)
    link(project, finding(project, "9"), talk, "it never had a budget line of its own.")
    long, short = sorted(project.evidence.quotes.all(), key=lambda one: one.start)
    translate(project, long.id, "La ventanilla llegó tarde y nunca tuvo presupuesto propio.")
    translate(project, short.id, "nunca tuvo presupuesto propio.")
    assert reuse.reused(project)[0].languages == ()


def test_nearly_the_same_words_elsewhere(project: Project, talk: str, tmp_path: Path) -> None:
    known = people(project, [{"code": "P1", "type": "Partner"}])
    other = transcript(project, tmp_path, "two.txt", ALMOST, known)
    link(project, finding(project), talk, WHOLE)
    link(project, finding(project, "9"), other, ALMOST[4 : ALMOST.index("!")])
    link(project, finding(project, "9"), other, "Not at all.")
    (found,) = reuse.reused(project)
    assert found.kind == ALIKE and 88 <= found.score < 100
    assert {use.findings for use in found.uses} == {("F9.1",), ("F11.1",)} or len(found.uses) == 2


def test_what_no_finding_uses_is_no_reuse(project: Project, talk: str) -> None:
    made = finding(project)
    one = link(project, made, talk, WHOLE)
    link(project, finding(project, "9"), talk, "it never had a budget line of its own.")
    finding_links.unlink(project, [one])
    assert reuse.reused(project) == []


def test_planted_doubles_are_found_among_many(project: Project, tmp_path: Path) -> None:
    """Forty quotes in a thousand are another one with a word changed: all are found, and nothing else."""
    dice = random.Random(7)
    words = [f"w{n:04d}" for n in range(4000)]
    quotes = [" ".join(dice.sample(words, 20)) for _n in range(960)]
    planted = dice.sample(range(960), 40)
    for number in planted:
        changed = quotes[number].split()
        changed[dice.randrange(20)] = "another"
        quotes.append(" ".join(changed))
    known = people(project, [{"code": "A1", "type": "Agency"}])
    text = "".join(f"A1: {one}.\n" for one in quotes)
    document = transcript(project, tmp_path, "many.txt", text, known)
    stored, at, made = project.documents.text(document), 0, finding(project)
    passages = {}
    for one in quotes:
        at = stored.index(one, at)
        passages[document, at, at + len(one)] = "supports"
        at += len(one)
    finding_links.link_passages(project, made, passages)
    found = reuse.reused(project)
    assert len(found) == 40 and {one.kind for one in found} == {ALIKE}
