"""Searching a study: every way, whose words, which passages, and the index never hiding anything."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from search_naive import all_words

from qualcoder_cg.domain import search as kinds
from qualcoder_cg.domain.documents import INTERVIEWER
from qualcoder_cg.domain.search import Query
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import codebook, coding, documents, register, search, studies
from qualcoder_cg.services.search import Search
from qualcoder_cg.services.studies import Project

FIRST = """Visita 😀 al municipio

E1: ¿Qué cambió para las trabajadoras del hogar?
KII-01: Afiliamos a seiscientas trabajadoras 👩‍🌾. El trabajo de las señoras cambió mucho.
E1: ¿Y la señora Guzmán?
KII-01: Doña Gusmán trabajó con nosotros; el hogar y el trabajo van juntos.
"""
SECOND = unicodedata.normalize("NFD", FIRST.replace("KII-01", "KII-02").replace("seiscientas", "cien"))
THIRD = """我們的教育政策。
教育很重要，也是機會。

قال المدير إن العَمَل مهم.
Women work; workers worked. The domestic work is hard.
"""


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Project]:
    """Two interviews, one in composed and one in decomposed letters, and a text nobody speaks in."""
    made = studies.new_study(tmp_path / "study.qcg", matrix="closing-gaps", coder="Marta R.")
    for name, text in (("KII-01.txt", FIRST), ("KII-02.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        documents.import_files(made, [tmp_path / name], language="es")
    (tmp_path / "note.txt").write_text(THIRD, encoding="utf-8")
    documents.import_files(made, [tmp_path / "note.txt"], kind="document", language="en")
    yield made
    made.close()


def found(project: Project, text: str, mode: str = kinds.WORDS, **more: object) -> list[str]:
    """The words of the hits, composed, as they stand in the stored texts."""
    said = []
    for hit in search.hits(project, Query(text, mode=mode, **more)):  # type: ignore[arg-type]
        stored = project.documents.text(hit.document_id)[hit.start : hit.end]
        assert " ".join(stored.split()) == hit.words
        said.append(unicodedata.normalize("NFC", hit.words))
    return said


def test_words_are_all_in_one_answer_in_any_order(talks: Project) -> None:
    assert found(talks, "seiscientas") == ["seiscientas"]
    assert found(talks, "trabajadoras afiliamos") == [
        "Afiliamos a seiscientas trabajadoras", "Afiliamos a cien trabajadoras",
    ]  # fmt: skip
    assert found(talks, "seiscientas juntos") == [], "they stand in two answers"
    assert found(talks, "  ") == []


def test_accents_capitals_and_ends_of_words(talks: Project) -> None:
    assert found(talks, "senora") == ["señoras", "señoras"]
    assert found(talks, "SEÑORA", accents=True) == ["señoras", "señoras"]
    assert found(talks, "senora", accents=True) == []
    assert found(talks, "Trabajo", case=True) == []
    assert found(talks, "trabajo", whole=True) == ["trabajo", "trabajó", "trabajo"] * 2
    assert found(talks, "trabajo", whole=True, accents=True) == ["trabajo", "trabajo"] * 2


def test_phrases_and_words_near(talks: Project) -> None:
    assert found(talks, "hogar y el trabajo", kinds.PHRASE) == ["hogar y el trabajo"] * 2
    assert found(talks, "trabajo y el hogar", kinds.PHRASE) == []
    assert found(talks, "hogar trabajo", kinds.NEAR, distance=3) == ["hogar y el trabajo"] * 2
    assert found(talks, "hogar trabajo", kinds.NEAR, distance=2) == []


def test_patterns_are_compared_answer_by_answer(talks: Project) -> None:
    assert found(talks, r"^af\w+", kinds.REGEX) == ["Afiliamos", "Afiliamos"]
    assert found(talks, r"^af\w+", kinds.REGEX, case=True) == []
    assert found(talks, r"juntos\.$", kinds.REGEX) == ["juntos.", "juntos."]
    assert found(talks, r"x*", kinds.REGEX) == [], "nothing is no hit"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(a", "The pattern is not complete: something is missing at its end. Close every ("),
        ("a)b", "The pattern goes wrong at character 2, before )b. There is a ) too many"),
        ("[a", "The pattern is not complete: something is missing at its end. Close every ["),
        ("+a", "The pattern goes wrong at character 1, before +a. *, + and ? repeat"),
        (r"\q", "The pattern is not complete: something is missing at its end. After"),
        ("a{9999}", "The pattern is too large."),
        ("((a{100}){100}){100}", "The pattern is too large."),
        ("a" * 501, "The pattern is too large."),
        ("(.*?,){11}P", "This pattern takes too long to compare."),
    ],
)
def test_patterns_that_will_not_do_are_said_kindly(project: Project, pattern: str, said: str) -> None:
    with project.step("Add a list"):
        text = ",".join(map(str, range(200)))
        project.documents.add(
            project.documents.all()[0].__class__(
                id="list", code="DOC-01", name="list.txt", kind="document", language="en", format="txt",
                characters=len(text), words=1, sha256="", memo="", position=9, imported_at="",
            ),
            text, (),
        )  # fmt: skip
    with pytest.raises(UserError) as error:
        list(search.hits(project, Query(pattern, mode=kinds.REGEX)))
    assert str(error.value).startswith(said)


def test_a_way_that_is_none(project: Project) -> None:
    with pytest.raises(UserError, match="There is no such way to search: magic"):
        Search(project, Query("a", mode="magic"))


def test_similar_spellings_find_misspelt_names(talks: Project) -> None:
    made = Search(talks, Query("Gusman", mode=kinds.FUZZY, interviewer=True))
    words = [unicodedata.normalize("NFC", hit.words) for some in made.steps() for hit in some]
    assert sorted(words) == ["Gusmán", "Gusmán", "Guzmán", "Guzmán"]
    assert made.forms == [("gusman", "guzman")]
    assert found(talks, "afilamos", kinds.FUZZY) == ["Afiliamos", "Afiliamos"]
    assert found(talks, "xyz", kinds.FUZZY) == []


def test_similar_words_must_all_be_in_one_answer(talks: Project) -> None:
    assert found(talks, "hogr trabjo", kinds.FUZZY) == ["hogar y el trabajo"] * 2
    assert found(talks, "hogr xyzxyz", kinds.FUZZY) == []


def test_forms_have_the_same_lemma_in_spanish_and_english(talks: Project) -> None:
    made = Search(talks, Query("señoras", mode=kinds.LEMMA, interviewer=True))
    words = [unicodedata.normalize("NFC", hit.words) for some in made.steps() for hit in some]
    assert sorted(words) == ["señora", "señora", "señoras", "señoras"]
    assert set(made.forms[0]) == {"senora", "senoras"}
    assert found(talks, "woman", kinds.LEMMA) == ["Women"]
    assert found(talks, "working", kinds.LEMMA) == ["work", "worked", "work"]


def test_forms_follow_a_text_that_comes_in(talks: Project, tmp_path: Path) -> None:
    assert found(talks, "goose", kinds.LEMMA) == []
    (tmp_path / "farm.txt").write_text("Three geese.", encoding="utf-8")
    documents.import_files(talks, [tmp_path / "farm.txt"], kind="document", language="en")
    assert found(talks, "goose", kinds.LEMMA) == ["geese"]
    talks.undo()
    assert found(talks, "goose", kinds.LEMMA) == []


def test_other_scripts(talks: Project) -> None:
    assert found(talks, "教育") == ["教育", "教育"]
    assert found(talks, "教育 機會") == ["教育很重要，也是機會"]
    assert found(talks, "العمل") == ["العَمَل"]
    assert found(talks, "😀") == ["😀", "😀"]


def test_interviewers_are_left_out_unless_the_register_names_them(talks: Project) -> None:
    made = Search(talks, Query("hogar"))
    assert [hit.role == INTERVIEWER for some in made.steps() for hit in some] == [False, False]
    assert (made.hits, made.documents, made.left_out) == (2, 2, 2)
    assert len(found(talks, "hogar", interviewer=True)) == 4
    (informant,) = register.add_rows(talks, "informant", [{"code": "KII-09"}])
    register.set_voice(talks, talks.documents.all()[0].id, "E1", informant)
    assert len(found(talks, "hogar")) == 3


def test_speakers_and_what_the_register_says_of_informants(talks: Project) -> None:
    rows = [
        {"code": "KII-01", "type": "agency", "sex": "woman", "institution": "Caja", "place": "Norte"},
        {"code": "KII-02", "type": "ministry", "sex": "man", "institution": "Mesa", "place": "Sur"},
    ]
    ids = register.add_rows(talks, "informant", rows)
    for document, informant, label in zip(talks.documents.all(), ids, ("KII-01", "KII-02")):
        register.set_voice(talks, document.id, label, informant)

    def hits(*only: tuple[str, str]) -> int:
        return len(found(talks, "trabajo", only=frozenset(only)))

    assert hits() == 6
    assert hits((kinds.SPEAKER, "kii-01")) == 3
    assert hits((kinds.SEX, "f")) == hits((kinds.SEX, "woman")) == hits((kinds.TYPE, "AGENCY")) == 3
    assert hits((kinds.TYPE, "agency"), (kinds.TYPE, "ministry")) == 6, "one of the values of a kind"
    assert hits((kinds.TYPE, "agency"), (kinds.SEX, "man")) == 0, "every kind must fit"
    assert hits((kinds.INSTITUTION, "Mesa"), (kinds.PLACE, "Sur")) == 3
    assert hits((kinds.INTERVIEW, "INT-09")) == 0
    assert found(talks, "work", only=frozenset({(kinds.SEX, "woman")})) == []


def test_only_in_passages_of_a_code_and_below(talks: Project) -> None:
    first = talks.documents.all()[0]
    codes = {code.name: code for code in talks.codes.all()}
    below = codebook.add_code(talks, "Housework", parent_id=codes["Q11"].id)
    start = FIRST.index("Afiliamos")
    for code_id, span in ((codes["Q11"].id, (start, start + 37)), (below.id, (start + 37, start + 80))):
        coding.apply_code(talks, document_id=first.id, span=Span(*span), code_id=code_id)
    assert found(talks, "trabaj", code_id=codes["Q11"].id) == ["trabajadoras", "trabajo"]
    assert found(talks, "trabaj", code_id=codes["Q11"].id, below=False) == ["trabajadoras"]
    assert found(talks, r"seis.*senora|seis.*señora", kinds.REGEX, code_id=codes["Q11"].id)
    assert found(talks, "trabaj", code_id=codes["Q12"].id) == []


def test_codings_of_others_are_no_passages_in_a_blind_round(talks: Project) -> None:
    first = talks.documents.all()[0]
    code_id = talks.codes.all()[0].id
    span = Span(FIRST.index("Afiliamos"), FIRST.index(" cambió mucho"))
    talks.coder_name = "Ana L."
    coding.apply_code(talks, document_id=first.id, span=span, code_id=code_id)
    talks.coder_name = "Marta R."
    assert len(found(talks, "trabaj", code_id=code_id)) == 2
    talks.see_only([coder.id for coder in talks.coders.all() if coder.name == "Marta R."])
    assert found(talks, "trabaj", code_id=code_id) == []


def test_one_document_and_the_order(talks: Project) -> None:
    first, second, _third = talks.documents.all()
    assert len(found(talks, "hogar", documents=(second.id,))) == 1
    order = [hit.document_id for hit in search.hits(talks, Query("hogar"), first=second.id)]
    assert order == [second.id, first.id]


def test_more_hits_than_wanted_are_counted(talks: Project) -> None:
    made = Search(talks, Query("trabajo"), most=2)
    assert sum(len(some) for some in made.steps()) == 2
    assert (made.hits, made.documents) == (6, 2)


def test_words_around_stay_within_the_answer(talks: Project) -> None:
    (hit,) = search.hits(talks, Query("seiscientas"))
    assert (hit.before, hit.after[:13]) == ("Afiliamos a ", " trabajadoras")
    assert hit.after.endswith("cambió mucho.")
    assert hit.speaker == "KII-01"


@pytest.mark.parametrize("wanted", ["trabajo", "hogar el", "de las s", "cambio mucho", "don", "work", "ser"])
@pytest.mark.parametrize("whole", [False, True])
def test_the_study_is_found_through_as_a_slow_scan_does(talks: Project, wanted: str, whole: bool) -> None:
    slow = [
        (document.id, span)
        for document in talks.documents.all()
        for span in all_words(
            talks.documents.text(document.id),
            talks.documents.turns(document.id),
            list(dict.fromkeys(wanted.split())),
            whole=whole,
            distance=None,
        )
    ]
    quick = [
        (hit.document_id, hit.span)
        for hit in search.hits(talks, Query(wanted, whole=whole, interviewer=True))
    ]
    assert quick == slow
