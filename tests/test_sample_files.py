"""The sample study's files agree with each other, with the matrix and with what the readers make of them."""

import csv
from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from qualcoder_cg.domain.documents import INTERVIEWER, KINDS, Transcript
from qualcoder_cg.domain.matrix import MatrixSpec
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.formats import matrices, transcripts

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "resources" / "sample"
TYPES = {"Agency": 3, "Partner institution": 4, "Collaborating institution": 2, "Seasonal workers": 4}


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(name: str) -> Any:
    return yaml.safe_load((SAMPLE / name).read_text(encoding="utf-8"))


@cache
def matrix() -> MatrixSpec:
    return matrices.read(ROOT / "codebooks" / f"{load('study.yaml')['matrix']}.yaml")


@cache
def transcript(file: str) -> Transcript:
    return transcripts.read(SAMPLE / file)


STUDY = load("study.yaml")
CODES = load("codes.yaml")["codes"]
CODINGS = rows("codings.csv")
INFORMANTS = [person for person in rows("informants.csv") if person["document"]]
FILES = {Path(document["file"]).name: document["file"] for document in STUDY["documents"]}
TALKS = {name: file for name, file in FILES.items() if file.startswith("transcripts/")}


def of_coder(name: str) -> dict[str, list[dict[str, str]]]:
    """One coder's codings by document."""
    found: dict[str, list[dict[str, str]]] = {}
    for coding in CODINGS:
        if coding["coder"] == name:
            found.setdefault(coding["document"], []).append(coding)
    return found


def double_coded() -> list[tuple[list[dict[str, str]], list[dict[str, str]]]]:
    """The codings of either coder for each document both coded."""
    first, second = (of_coder(coder["name"]) for coder in STUDY["coders"])
    return [(first[name], second[name]) for name in first if name in second]


def passage(coding: dict[str, str]) -> Span:
    start = transcript(FILES[coding["document"]]).text.index(coding["quote"])
    return Span(start, start + len(coding["quote"]))


def test_the_study_lists_every_file_once_and_no_other() -> None:
    on_disk = {
        path.relative_to(SAMPLE).as_posix() for path in SAMPLE.glob("*/*") if not path.name.startswith(".")
    }
    others = [survey["file"] for survey in STUDY["surveys"]]
    others += [guide["file"] for guide in STUDY["guides"]]
    assert {*FILES.values(), *others} == on_disk
    assert len(FILES) == len(STUDY["documents"])


def test_there_are_interviews_of_every_type_in_two_languages_and_all_formats() -> None:
    documents = [document for document in STUDY["documents"] if document["file"] in TALKS.values()]
    assert Counter(document["kind"] for document in documents) == {"interview": 9, "group": 1}
    assert Counter(document["language"] for document in documents) == {"es": 6, "en": 4}
    assert {Path(name).suffix for name in TALKS} == {".txt", ".md", ".docx", ".odt", ".vtt", ".srt"}
    assert all(document["kind"] in KINDS for document in STUDY["documents"])


@pytest.mark.parametrize("name", TALKS)
def test_a_transcript_reads_as_its_speakers_say(name: str) -> None:
    read = transcript(TALKS[name])
    spoken = {turn.speaker for turn in read.turns if turn.role != INTERVIEWER}
    assert spoken == {person["speaker"] for person in INFORMANTS if person["document"] == name}
    assert any(turn.role == INTERVIEWER for turn in read.turns)
    assert 400 <= sum(len(read.text[turn.start : turn.end].split()) for turn in read.turns) <= 900
    assert not read.warnings


@pytest.mark.parametrize("name", TALKS)
def test_a_transcript_is_in_the_language_the_study_says(name: str) -> None:
    said = {document["file"]: document["language"] for document in STUDY["documents"]}
    assert transcript(TALKS[name]).language == said[TALKS[name]]


def test_captions_keep_when_things_were_said() -> None:
    for name, file in TALKS.items():
        timed = Path(name).suffix in {".vtt", ".srt"}
        assert all((turn.seconds is not None) == timed for turn in transcript(file).turns), name


@pytest.mark.parametrize("name", sorted({coding["document"] for coding in CODINGS}))
def test_every_quote_stands_exactly_once_in_the_words_of_an_informant_or_document(name: str) -> None:
    read = transcript(FILES[name])
    for coding in CODINGS:
        if coding["document"] != name:
            continue
        quote = coding["quote"]
        assert read.text.count(quote) == 1, quote
        start = read.text.index(quote)
        if name not in TALKS:
            continue
        holding = [turn for turn in read.turns if turn.start <= start and start + len(quote) <= turn.end]
        assert len(holding) == 1 and holding[0].role != INTERVIEWER, quote


def test_a_secondary_source_has_pages_a_category_and_a_citation() -> None:
    secondary = [document for document in STUDY["documents"] if document["kind"] == "document"]
    assert [document["category"] for document in secondary] == [1, 2]
    assert all(document["citation"] and document["date"] for document in secondary)
    assert [page.label for page in transcript(secondary[1]["file"]).pages] == ["11", "12", "13"]


def test_every_code_named_in_a_coding_exists() -> None:
    known = {f"Q{question.number}" for question in matrix().questions}
    known |= {theme.name for theme in matrix().themes} | {code["name"] for code in CODES}
    assert {coding["code"] for coding in CODINGS} <= known


def test_team_codes_hang_on_the_matrix_and_say_how_to_use_them() -> None:
    numbers = {question.number for question in matrix().questions}
    names = {code["name"] for code in CODES}
    assert 4 <= len(CODES) == len(names) <= 6
    for code in CODES:
        assert set(code["questions"]) <= numbers and code["questions"]
        assert code.get("parent", "") in names | {""}
        assert all(code[part] for part in ("short", "definition", "when_to_use", "when_not", "example"))
        assert all(code["keywords"][language] for language in ("en", "es"))
    assert {code["name"] for code in CODES} <= {coding["code"] for coding in CODINGS}


def test_informants_are_known_by_code_and_speak_in_documents_of_the_study() -> None:
    assert Counter(person["type"] for person in INFORMANTS) == TYPES
    assert len({person["code"] for person in INFORMANTS}) == len(INFORMANTS)
    assert {person["document"] for person in INFORMANTS} == set(TALKS)
    assert len({person["institution"] for person in INFORMANTS} - {""}) == 9


def test_two_coders_coded_in_part_and_left_work() -> None:
    coded = [of_coder(coder["name"]) for coder in STUDY["coders"]]
    assert [len(documents) for documents in coded] == [8, 6]
    assert sum(len(codings) for documents in coded for codings in documents.values()) == len(CODINGS) == 156
    assert len(double_coded()) == 5
    assert len(set(TALKS) - coded[0].keys() - coded[1].keys()) == 2
    assert sum(bool(coding["memo"]) for coding in CODINGS) == 11
    keys = Counter(
        tuple(coding[part] for part in ("document", "quote", "code", "coder")) for coding in CODINGS
    )
    assert keys.most_common(1)[0][1] == 1


def test_the_coders_agree_often_and_disagree_in_every_way() -> None:
    criteria = {f"Q{q.number}": criterion.key for criterion in matrix().criteria for q in criterion.questions}
    ways: Counter[str] = Counter()
    for first, second in double_coded():
        pairs = [(a, b) for a, b in product(first, second) if passage(a).overlaps(passage(b))]
        for a, b in pairs:
            if a["code"] == b["code"]:
                ways["same" if a["quote"] == b["quote"] else "edges"] += 1
            elif a["code"] in criteria and b["code"] in criteria:
                same = criteria[a["code"]] == criteria[b["code"]]
                ways["other question" if same else "other criterion"] += 1
        met = [id(coding) for pair in pairs for coding in pair]
        ways["missed"] += sum(id(coding) not in met for coding in [*first, *second])
    assert ways["same"] >= 10 and ways["edges"] >= 10
    assert all(ways[way] >= 4 for way in ("other question", "other criterion", "missed")), ways


def test_some_questions_are_well_covered_and_some_hardly() -> None:
    count = Counter(coding["code"] for coding in CODINGS)
    documents = Counter(
        code for code, _document in {(coding["code"], coding["document"]) for coding in CODINGS}
    )
    assert all(count[f"Q{number}"] for number in range(1, 24))
    assert all(documents[code] <= 2 for code in ("Q3", "Q4", "Q8", "Q13"))
    assert all(documents[code] >= 5 for code in ("Q11", "Q12", "Q23"))


def test_plain_text_ends_its_lines_the_same_way_everywhere() -> None:
    for path in SAMPLE.rglob("*"):
        if path.suffix in {".txt", ".md", ".vtt", ".srt", ".csv", ".yaml"}:
            assert b"\r" not in path.read_bytes(), path.name
