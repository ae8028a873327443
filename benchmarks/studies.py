"""Makes invented studies of several sizes through the program's own services, the same ones every time.

    python benchmarks/studies.py FOLDER [S M L W]

S is one round of interviews, M a large evaluation, L more than anybody has, W one talk of two days. A
study that is already in FOLDER is used again. The words are drawn at random from evaluators' vocabulary and
mean nothing.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Transcript, Turn
from qualcoder_cg.services import codebook, documents, exchange, register, studies
from qualcoder_cg.services.studies import Project

EDITION = 2  # raise it when other studies come out of this file
SEED = 20240501
PEOPLE = 60
TYPES = ("agency", "partner institution", "collaborating institution", "participant")
INSTITUTIONS = 21
GROUP_SHARE = 10  # every tenth conversation is with a group
SENTENCES = 3000
MOST_SENTENCES_IN_A_CODING = 5
REGISTER = ("code", "type", "sex", "role", "institution", "document", "speaker")
CODINGS = ("document", "start", "end", "code", "coder")

VOCABULARY = {
    "en": """programme work women municipality agreement training budget agency table law household wage
        informal insurance union region technical report meeting follow data results time staff rural claim
        inspection support before after between people never together change policy because local funds the
        the the and and of of to to in a a that that it it we we they they was were with for on not from
        """,
    "es": """programa trabajo mujeres municipio acuerdo formación presupuesto agencia mesa ley hogar salario
        informal seguro sindicato región técnico informe reunión seguimiento datos resultados tiempo equipo
        rural queja inspección apoyo antes después entre personas nunca juntos cambio política porque local
        la la la el el de de de que que y y en en un una no se se lo con por para los las su más fue era
        """,
}


class Size(NamedTuple):
    """What a study is made of; `words` are per transcript on average."""

    name: str
    documents: int
    words: int
    codes: int
    codings: int
    coders: int


SIZES = {
    size.name: size
    for size in (
        Size("S", 34, 6_000, 100, 3_000, 2),
        Size("M", 200, 8_000, 300, 40_000, 3),
        Size("L", 1_000, 10_000, 500, 250_000, 6),
        Size("W", 1, 60_000, 300, 2_000, 3),
    )
}


class Conversation(NamedTuple):
    """A transcript and where its answers can be coded: sentences, turn by turn, as (start, end)."""

    transcript: Transcript
    answers: list[list[tuple[int, int]]]


def study(folder: Path, size: Size) -> Path:
    """The study of this size in a folder, made if it is not there yet."""
    target = folder / f"{size.name}-{EDITION}.qcg"
    if not target.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"making-{target.name}")
        part.unlink(missing_ok=True)
        build(part, size)
        part.replace(target)
    return target


def made(folder: Path, name: str) -> Path:
    """The study of the size of that name, made by a process of its own: it leaves no memory in this one."""
    here = Path(__file__).resolve()
    subprocess.run(
        [sys.executable, str(here), str(folder), name],
        env={**os.environ, "PYTHONPATH": str(here.parents[1])},
        check=True,
        capture_output=True,
    )
    return study(folder, SIZES[name])


def build(path: Path, size: Size) -> None:
    """Make a study file with codebook, documents, register and codings, in the steps a user takes."""
    dice = random.Random(f"{SEED} {size.name}")
    project = studies.new_study(path, matrix="closing-gaps", title=f"Study {size.name}", coder="Coder 1")
    try:
        codes = _add_codes(project, size.codes)
        talks = {f"{number:04d}.txt": talk for number, talk in enumerate(_conversations(size, dice), 1)}
        _add_documents(project, talks)
        with tempfile.TemporaryDirectory() as place:
            table = Path(place) / "table.csv"
            _write(
                table, ("code", "type", "sex", "role", "institution", "document", "speaker"), _people(talks)
            )
            register.import_informants(project, table)
            rows = _codings(talks, codes, size, dice)
            for coder in sorted({row[-1] for row in rows}):
                _write(table, CODINGS, (row for row in rows if row[-1] == coder))
                exchange.code_from_csv(project, table)
    finally:
        project.close()


def _add_codes(project: Project, wanted: int) -> list[str]:
    """Fill the codebook up with the team's own codes under the questions; gives the names of all codes."""
    above = [code.id for code in project.codes.all() if code.question_id]
    missing = wanted - len(project.codes.all())
    with project.step("Add codes"):
        for number in range(missing):
            codebook.add_code(project, f"team code {number + 1}", parent_id=above[number % len(above)])
    return [code.name for code in project.codes.all()]


def _add_documents(project: Project, talks: dict[str, Conversation]) -> None:
    for kind in ("interview", "group"):
        some = [
            (Path(name), talk.transcript)
            for number, (name, talk) in enumerate(talks.items(), 1)
            if (kind == "group") == (number % GROUP_SHARE == 0)
        ]
        documents.add_transcripts(project, some, kind=kind)


def _conversations(size: Size, dice: random.Random) -> Iterator[Conversation]:
    """Transcripts half as long to one and a half times as long as the average."""
    pools = {language: _sentences(words.split(), dice) for language, words in VOCABULARY.items()}
    for number in range(1, size.documents + 1):
        words = size.words // 2 + size.words * number // (size.documents + 1)
        language = "en" if number % 3 == 0 else "es"
        voices = 5 if number % GROUP_SHARE == 0 else 1
        yield _conversation(number, words, language, pools[language], voices, dice)


def _sentences(words: Sequence[str], dice: random.Random) -> list[tuple[str, int]]:
    """Sentences with their number of words."""
    found = []
    for _number in range(SENTENCES):
        length = dice.randint(4, 24)
        found.append((" ".join(dice.choices(words, k=length)).capitalize() + ".", length))
    return found


def _conversation(
    number: int, words: int, language: str, pool: list[tuple[str, int]], voices: int, dice: random.Random
) -> Conversation:
    parts, position, spoken = [f"Interview {number}\n\n"], len(f"Interview {number}\n\n"), 0
    turns: list[Turn] = []
    answers: list[list[tuple[int, int]]] = []
    while spoken < words:
        asked = len(turns) % 2 == 0
        speaker = "Interviewer" if asked else f"Voice {dice.randint(1, voices)}"
        label = f"{speaker}: "
        chosen = dice.choices(pool, k=dice.randint(1, 2) if asked else dice.randint(2, 9))
        begin, places = position + len(label), []
        at = begin
        for sentence, _length in chosen:
            places.append((at, at + len(sentence)))
            at += len(sentence) + 1
        parts += [label, " ".join(sentence for sentence, _length in chosen), "\n\n"]
        role = INTERVIEWER if asked else RESPONDENT
        turns.append(Turn(speaker, role, position, begin, at - 1, float(spoken // 2)))
        spoken += sum(length for _sentence, length in chosen)
        position = at + 1
        if not asked:
            answers.append(places)
    transcript = Transcript("".join(parts), tuple(turns), "txt", "utf-8", language)
    return Conversation(transcript, answers)


def _people(talks: dict[str, Conversation]) -> Iterator[tuple[str, ...]]:
    """Rows of the register: who speaks in which document under which label."""
    turn = 0
    for name, talk in talks.items():
        for speaker in sorted({turn.speaker for turn in talk.transcript.turns if turn.role == RESPONDENT}):
            person = turn % PEOPLE
            turn += 1
            yield (
                f"KII-{person + 1:02d}",
                TYPES[person % len(TYPES)],
                "fm"[person % 2],
                f"role {person % 9}",
                f"Institution {person % INSTITUTIONS + 1}",
                name,
                speaker,
            )


def _codings(
    talks: dict[str, Conversation], codes: Sequence[str], size: Size, dice: random.Random
) -> list[tuple[str, int, int, str, str]]:
    """Rows of distinct codings: document, start, end, code, coder; longer transcripts have more.

    They come document by document, as people code.
    """
    rows: dict[tuple[str, int, int, str, str], None] = {}
    names = dice.choices(
        list(talks), [len(talk.transcript.text) for talk in talks.values()], k=size.codings * 2
    )
    coders = [f"Coder {number + 1}" for number in range(size.coders)]
    for name in names:
        places = dice.choice(talks[name].answers)
        first = dice.randrange(len(places))
        last = min(len(places) - 1, first + dice.randrange(MOST_SENTENCES_IN_A_CODING))
        row = (name, places[first][0], places[last][1], dice.choice(codes), dice.choice(coders))
        rows[row] = None
        if len(rows) == size.codings:
            break
    return sorted(rows, key=lambda row: row[0])


def _write(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows(rows)


def main() -> None:
    """Make the studies named on the command line."""
    folder = Path(sys.argv[1])
    for name in sys.argv[2:] or SIZES:
        before = time.perf_counter()
        made = study(folder, SIZES[name])
        megabytes = made.stat().st_size / 2**20
        print(f"{made}: {megabytes:.0f} MB, {time.perf_counter() - before:.1f} s")


if __name__ == "__main__":
    main()
