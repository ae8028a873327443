"""A study that two coders coded: disagreements planted among much agreement, and the key to settle them."""

import random
from pathlib import Path
from typing import NamedTuple

from qualcoder_cg.domain.codings import MANUAL, Coding
from qualcoder_cg.domain.consistency import Disagreement
from qualcoder_cg.domain.team import BOTH, EDGES, KEEP_A, KEEP_B, MISSED, OTHER_CRITERION, OTHER_QUESTION
from qualcoder_cg.services import disagreements, documents, studies
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import rows

WORDS = ("desk", "women", "village", "promoter", "month", "paper", "office", "road", "group", "money")
MISSED_BY_A, MISSED_BY_B = "missed by A", "missed by B"
TYPES = (MISSED_BY_A, MISSED_BY_B, OTHER_QUESTION, OTHER_CRITERION, EDGES)
Place = tuple[str, int, int, str]


class Planted(NamedTuple):
    """What was planted: `kind` is of TYPES; `a` and `b` are what each coder said."""

    kind: str
    a: Place | None
    b: Place | None
    verdict: str

    @property
    def passages(self) -> frozenset[Place]:
        """What both said."""
        return frozenset(one for one in (self.a, self.b) if one)


class TwoCoders(NamedTuple):
    """The study, the ids of its coders, what was planted, and what both said alike."""

    project: Project
    a: str
    b: str
    planted: tuple[Planted, ...]
    agreed: frozenset[Place]

    def key(self) -> frozenset[Place]:
        """What holds when everything is settled as it was planted to be, besides what both said alike."""
        held: set[Place] = set()
        for one in self.planted:
            held |= {place for place in {KEEP_A: (one.a,), KEEP_B: (one.b,)}.get(one.verdict, ()) if place}
            if one.verdict == BOTH and one.kind == EDGES:
                assert one.a and one.b
                held.add((one.a[0], min(one.a[1], one.b[1]), max(one.a[2], one.b[2]), one.a[3]))
            elif one.verdict == BOTH:
                held |= one.passages
        return frozenset(held)


def build(folder: Path, *, each: int = 24, agreements: int = 400, n_documents: int = 6) -> TwoCoders:
    """Plant `each` disagreements of each type, one to an answer, and as many agreements."""
    dice = random.Random(11)
    project = studies.new_study(folder / "two.qcg", matrix="closing-gaps", coder="Ana L.")
    answers = _texts(project, folder, dice, (5 * each + agreements) // n_documents + 1, n_documents)
    dice.shuffle(answers)
    by_criterion: dict[str, list[str]] = {}
    for code in project.codes.all():
        if code.question_id and code.criterion_id:
            by_criterion.setdefault(code.criterion_id, []).append(code.id)
    groups = [codes for codes in by_criterion.values() if len(codes) > 1]
    planted, agreed = [], set[Place]()
    for number in range(5 * each):
        document_id, start, end = answers.pop()
        planted.append(_one(TYPES[number % 5], document_id, start, end, groups, dice))
    for _number in range(agreements):
        document_id, start, end = answers.pop()
        agreed.add((document_id, start, end, dice.choice(dice.choice(groups))))
    ids = _saved(project, planted, agreed)
    with project.step("Nobody leads"):
        project.coders.change(ids[0], role="coder")
        project.coders.change(ids[1], role="coder")
    return TwoCoders(project, *ids, tuple(planted), frozenset(agreed))


def _texts(
    project: Project, folder: Path, dice: random.Random, n_answers: int, n_documents: int
) -> list[tuple[str, int, int]]:
    """Documents of answers of twelve words each; gives where the answers stand."""
    files = []
    for number in range(n_documents):
        lines = [" ".join(dice.choice(WORDS) for _word in range(12)) + "." for _answer in range(n_answers)]
        path = folder / f"KII-{number:02}.txt"
        path.write_text("\n".join(f"KII-{number:02}: {line}" for line in lines), encoding="utf-8")
        files.append(path)
    documents.import_files(project, files)
    return [
        (document.id, turn.start, turn.end)
        for document in project.documents.all()
        for turn in project.documents.turns(document.id)
    ]


def _one(
    kind: str, document_id: str, start: int, end: int, groups: list[list[str]], dice: random.Random
) -> Planted:
    group, other_group = dice.sample(groups, 2)
    code, neighbour = dice.sample(group, 2)
    said = (document_id, start, end, code)
    verdict = dice.choice((KEEP_A, KEEP_B, BOTH))
    if kind == MISSED_BY_A:
        return Planted(kind, None, said, verdict)
    if kind == MISSED_BY_B:
        return Planted(kind, said, None, verdict)
    if kind == EDGES:
        cut = start + (end - start) * 2 // 3
        return (
            Planted(kind, said, (document_id, start + (end - start) // 3, end, code), verdict)
            if (dice.random() < 0.5)
            else Planted(kind, (document_id, start, cut, code), said, verdict)
        )
    other = neighbour if kind == OTHER_QUESTION else dice.choice(other_group)
    shorter = (document_id, start, start + (end - start) * 3 // 4, other)
    return Planted(kind, said, shorter, verdict)


def _saved(project: Project, planted: list[Planted], agreed: set[Place]) -> tuple[str, str]:
    with project.step("Code"):
        a = studies.current_coder(project).id
        b = studies.add_coder(project, "Marta R.").id
        said = [(coder, place) for one in planted for coder, place in ((a, one.a), (b, one.b)) if place]
        said += [(coder, place) for coder in (a, b) for place in sorted(agreed)]
        project.codings.add(
            Coding(rows.new_id(), document_id, code, coder, start, end, "", MANUAL, rows.now())
            for coder, (document_id, start, end, code) in said
        )
    return a, b


def kind_of(one: Planted) -> str:
    """The kind under which it is to be listed."""
    return MISSED if one.kind in (MISSED_BY_A, MISSED_BY_B) else one.kind


def of_kind(project: Project, kind: str) -> Disagreement:
    """The first disagreement of a kind in which the first coder said something."""
    found = disagreements.listed(project, kinds=[kind])
    return next(one for one in found if one.codings_a)


def add(project: Project, like: Coding, coder_id: str, **other: object) -> Coding:
    """A coding by another coder that is like one."""
    values = {"id": rows.new_id(), "coder_id": coder_id, **other}
    made = like._replace(**values)  # type: ignore[arg-type]
    with project.step("Code"):
        project.codings.add([made])
    return made
