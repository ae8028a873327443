"""Whose codings are shown, where coders differ, who codes, and what blind coding hides."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coders, coding, documents, rules, studies, suggestions, whose
from qualcoder_cg.services.evidence import build
from qualcoder_cg.services.studies import Project

WORDS = "E1: And now?\nKII-01: We opened in March, and the women came on Sundays with their children.\n"


@pytest.fixture
def study(tmp_path: Path) -> Project:
    """One interview, not coded yet, opened by Marta R."""
    project = studies.new_study(tmp_path / "study.qcg", matrix="closing-gaps", coder="Marta R.")
    (tmp_path / "KII-01.txt").write_text(WORDS, encoding="utf-8")
    documents.import_files(project, [tmp_path / "KII-01.txt"], language="en")
    return project


def _code(project: Project, coder: str, words: str, code: int = 0) -> Coding:
    (document,) = project.documents.all()
    start = WORDS.index(words)
    project.coder_name, before = coder, project.coder_name
    made = coding.apply_code(
        project,
        document_id=document.id,
        span=Span(start, start + len(words)),
        code_id=project.codes.all()[code].id,
    )
    project.coder_name = before
    return made


def _shown(project: Project, which: str) -> list[str]:
    (document,) = project.documents.all()
    return [WORDS[one.start : one.end] for one in whose.shown(project, document.id, which)]


def test_mine_all_and_a_colleagues(study: Project) -> None:
    _code(study, "Ana L.", "on Sundays")
    assert _shown(study, whose.MINE) == [], "who has not coded yet has none"
    _code(study, "Marta R.", "opened in March")
    ana = coders.coder_named(study, "Ana L.")
    assert _shown(study, whose.MINE) == ["opened in March"]
    assert _shown(study, whose.ALL) == ["opened in March", "on Sundays"]
    assert _shown(study, ana.id) == ["on Sundays"]


def test_nobody_differs_from_who_has_not_coded(study: Project) -> None:
    _code(study, "Marta R.", "opened in March")
    assert _shown(study, whose.DIFFER) == []


def test_most_of_the_longer_passage_is_enough_to_be_alike(study: Project) -> None:
    _code(study, "Marta R.", "the women came on Sundays")
    _code(study, "Ana L.", "women came on Sundays")
    assert _shown(study, whose.DIFFER) == []
    rules.change_rules(study, same_edges=90)
    assert len(_shown(study, whose.DIFFER)) == 2, "as much as the rules of the study ask for"
    study.undo()
    _code(study, "Ana L.", "women came on Sundays", code=1)
    assert _shown(study, whose.DIFFER) == ["women came on Sundays"], "another code is another coding"


def test_a_word_within_an_answer_is_not_alike(study: Project) -> None:
    _code(study, "Marta R.", "women")
    _code(study, "Ana L.", "We opened in March, and the women came on Sundays")
    assert len(_shown(study, whose.DIFFER)) == 2


def test_everyone_who_coded_the_document_must_agree(study: Project) -> None:
    for coder in ("Marta R.", "Ana L."):
        _code(study, coder, "opened in March")
    _code(study, "Iker Z.", "with their children", code=2)
    assert _shown(study, whose.DIFFER) == ["opened in March", "opened in March", "with their children"]
    _code(study, "Iker Z.", "opened in March")
    assert _shown(study, whose.DIFFER) == ["with their children"]


def test_alike_is_found_among_many_codings_of_one_code() -> None:
    def made(number: int, coder: str, start: int, end: int) -> Coding:
        return Coding(str(number), "d", "c", coder, start, end, "", "manual", "")

    mine = [made(n, "m", 100 * n, 100 * n + 60) for n in range(50)]
    hers = [made(100 + n, "a", 100 * n + 29, 100 * n + 89) for n in range(50)]
    assert whose.differing([*mine, *hers], 50) == []
    apart = [made(200 + n, "a", 100 * n + 31, 100 * n + 91) for n in range(50)]
    assert whose.differing([*mine, *apart], 50) == [*mine, *apart]
    long = made(999, "a", 0, 5_000)
    assert whose.differing([*mine, *hers, long], 50) == [long]


def test_blind_coding_hides_others_everywhere(study: Project) -> None:
    _code(study, "Ana L.", "on Sundays")
    (document,) = study.documents.all()
    code = study.codes.all()[0]
    study.coder_name = "Iker Z."
    coders.see_own(study, True)
    assert study.seen.counts_by_code() == {} and study.seen.counts_by_document() == {}
    assert suggestions.examples(study) == [] and suggestions.material(study, document.id).taken == ()
    assert list(build(study).excerpts()) == []
    _code(study, "Iker Z.", "opened in March")
    assert _shown(study, whose.ALL) == [], "whoever comes into the study is seen once that is said"
    coders.see_own(study, True)
    assert _shown(study, whose.ALL) == ["opened in March"] == _shown(study, whose.MINE)
    assert _shown(study, whose.DIFFER) == [], "nobody else may be seen, so nothing differs"
    assert study.seen.counts_by_code() == {code.id: 1}
    coders.see_own(study, False)
    assert study.seen.counts_by_code() == {code.id: 2}


def test_a_coder_is_changed_and_comes_back(study: Project) -> None:
    _code(study, "Marta R.", "women")
    _code(study, "Ana L.", "women")
    before = study.fingerprint()
    ana = coders.coder_named(study, "al")
    coders.change_coder(study, ana.id, name=" Ana  López ", initials="ALo", hue=7)
    assert coders.coder_named(study, "Ana López") == ana._replace(name="Ana López", initials="ALo", hue=7)
    assert study.coder_name == "Marta R."
    study.undo()
    assert study.fingerprint() == before


def test_who_renames_herself_goes_on_as_the_same_coder(study: Project) -> None:
    made = _code(study, "Marta R.", "women")
    coders.change_coder(study, made.coder_id, name="Marta Ruiz")
    assert study.coder_name == "Marta Ruiz"
    again = coding.apply_code(
        study, document_id=made.document_id, span=Span(0, 3), code_id=made.code_id
    )  # fmt: skip
    assert again.coder_id == made.coder_id and len(study.coders.all()) == 1


@pytest.mark.parametrize(
    "values",
    [{"name": "  "}, {"name": "Ana L."}, {"initials": " "}, {"initials": "MARTA"}, {"hue": 0}, {"hue": 13}],
)
def test_what_a_coder_cannot_be_called(study: Project, values: dict) -> None:
    made = _code(study, "Marta R.", "women")
    _code(study, "Ana L.", "women")
    before = study.fingerprint()
    with pytest.raises(UserError):
        coders.change_coder(study, made.coder_id, **values)
    assert study.fingerprint() == before


def test_coders_are_found_by_what_people_call_them(study: Project) -> None:
    for name in ("Marta R.", "Mario R."):
        _code(study, name, "women")
    assert coders.coder_named(study, "mario r.").name == "Mario R."
    with pytest.raises(UserError):
        coders.coder_named(study, "MR")
    with pytest.raises(UserError):
        coders.coder_named(study, "")
    with pytest.raises(UserError):
        coders.change_coder(study, "gone", name="X")
