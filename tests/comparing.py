"""Studies in which coders are compared: turns of known length, codings by coder, all invented."""

import csv
from collections.abc import Sequence
from pathlib import Path

from qualcoder_cg.domain.consistency import Figure, Measured
from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Transcript, Turn
from qualcoder_cg.services import documents, exchange, studies
from qualcoder_cg.services.studies import Project

Marked = tuple[int, int, str]  # start, end, code

# Ten turns of 200, two coders: they disagree on Q19 and Q20, which are of one criterion.
HOUSE_A: tuple[Marked, ...] = (
    (0, 150, "Q1"), (210, 390, "Q5"), (600, 800, "Q5"), (1000, 1100, "Q19"), (1400, 1600, "Q23"),
)  # fmt: skip
HOUSE_B: tuple[Marked, ...] = (
    (0, 140, "Q1"), (220, 390, "Q5"), (600, 700, "Q5"), (1050, 1150, "Q20"), (1400, 1600, "Q23"),
    (1800, 1850, "Q1"),
)  # fmt: skip
HOUSE_TURNS = tuple((start, start + 200) for start in range(0, 2000, 200))


def study(folder: Path, coder: str = "Marta R.") -> Project:
    return studies.new_study(folder / "compared.qcg", matrix="closing-gaps", coder=coder)


def add_document(
    project: Project,
    name: str,
    turns: Sequence[tuple[int, int]] = HOUSE_TURNS,
    asked: Sequence[tuple[int, int]] = (),
    text: str = "",
    kind: str = "interview",
) -> str:
    """A document with answers and questions in these places; its id."""
    length = max((end for _start, end in (*turns, *asked)), default=0)
    text = text or ("palabra " * (length // 8 + 1))[:length]
    spoken = [Turn("KII", RESPONDENT, start, start, end) for start, end in turns]
    spoken += [Turn("E1", INTERVIEWER, start, start, end) for start, end in asked]
    transcript = Transcript(text, tuple(sorted(spoken, key=lambda turn: turn.start)), "txt")
    (added,) = documents.add_transcripts(project, [(Path(name), transcript)], kind=kind)
    assert added.document is not None
    return added.document.id


def code(project: Project, folder: Path, by_coder: dict[str, Sequence[Marked]], document: str) -> None:
    """Put what coders marked in a document into the study."""
    source = folder / "codings.csv"
    with source.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("document", "start", "end", "code", "coder"))
        for coder, marked in by_coder.items():
            writer.writerows((document, start, end, name, coder) for start, end, name in marked)
    exchange.code_from_csv(project, source)


def coder_ids(project: Project, *names: str) -> tuple[str, ...]:
    known = {coder.name: coder.id for coder in project.coders.all()}
    return tuple(known[name] for name in names)


def house(folder: Path, documents_: int = 1) -> Project:
    """The house fixture: coders A and B in documents D1, D2 …, all coded alike."""
    project = study(folder)
    for number in range(1, documents_ + 1):
        text = f"{number:>7} " + ("palabra " * 249)
        add_document(project, f"D{number}", text=text)
        code(project, folder, {"A": HOUSE_A, "B": HOUSE_B}, f"D{number}")
    return project


def one(measured: Measured, coefficient: str, scope: str, name: str = "") -> Figure:
    """The one figure of a coefficient in a scope, of the thing of that name."""
    found = [figure for figure in measured.of(coefficient, scope) if name in ("", figure.name)]
    assert len(found) == 1, (coefficient, scope, name, found)
    return found[0]


def value(measured: Measured, coefficient: str, scope: str, name: str = "") -> float:
    found = one(measured, coefficient, scope, name).value
    assert found is not None
    return found
