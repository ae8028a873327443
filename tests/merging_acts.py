"""Random work on copies of a study, for tests of merging: whatever a team may do between two merges."""

import contextlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from qualcoder_cg.domain.informants import Informant, Voice
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import CORRECTED, REJECTED, Suggestion
from qualcoder_cg.domain.team import Adjudicated, Adjudication, Consensus
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import (
    codebook,
    coding,
    coding_several,
    coding_weight,
    documents,
    memos,
    notes,
    revisions,
    studies,
    suggestions,
    turns,
    whereabouts,
)
from qualcoder_cg.services.codebook_merges import merge_codes
from qualcoder_cg.services.codebook_moves import OTHERS, THEMES, move_codes
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import rows
from qualcoder_cg.storage.opening import open_study

SAID = (
    "At first everybody came with an agenda of their own. ", "The technical table made us sit together. ",
    "¿Quién paga entonces? ", "In eight months we affiliated more women than in three years. ",
    "😀 Nobody knew it then. ", "They are afraid of losing the job. ", "El ministerio no vino nunca. ",
)  # fmt: skip
Act = Callable[[], object]
WORDS = ("budget", "acuerdo", "women", "niñas 😀", "coordination", "pago")


def transcript(chance: random.Random, turns: int = 12) -> str:
    """A made-up interview."""
    said = ("".join(chance.sample(SAID, 3)) for _turn in range(turns))
    return "".join(f"{'E1' if n % 2 == 0 else 'KII-01'}: {text}\n" for n, text in enumerate(said))


def base(folder: Path, chance: random.Random) -> Path:
    """A study with texts, a tree of codes, people and codings, from which copies part."""
    path = folder / "base.qcg"
    project = studies.new_study(path, matrix="oecd-dac", coder="Marta R.")
    for number in range(3):
        source = folder / f"KII-{number}.txt"
        source.write_text(transcript(chance), encoding="utf-8")
        documents.import_files(project, [source])
    made = [codebook.add_code(project, f"code {number}") for number in range(4)]
    made += [codebook.add_code(project, f"below {one.name}", parent_id=one.id) for one in made[:2]]
    for _number in range(15):
        Acts(project, chance, folder).apply_code()
    project.seal()
    project.close()
    return path


def copied(path: Path, target: Path) -> Path:
    """A copy of a study file."""
    shutil.copyfile(path, target)
    return target


def content_of(path: Path) -> str:
    """The fingerprint of all that a study file holds."""
    project = open_study(path, "Lead")
    try:
        return project.fingerprint()
    finally:
        project.close()


class Acts:
    """What a person may do at random; `work(n)` does n things."""

    def __init__(self, project: Project, chance: random.Random, folder: Path) -> None:
        self.project, self.chance, self.folder = project, chance, folder

    def begin(self) -> None:
        """Put into a study what copies part from, where that is more than `base` has."""

    def work(self, n: int) -> None:
        """Do so many things; what is refused is left."""
        acts = self.acts()
        for _number in range(n):
            with contextlib.suppress(UserError):
                self.chance.choice(acts)()

    def acts(self) -> list[Act]:
        """Every act, each as often as it is to be chosen."""
        return [
            self.apply_code, self.apply_code, self.move_edges, self.move_edges, self.remove_coding,
            self.change_coding, self.memo, self.rename_code, self.describe_code, self.add_code,
            self.move_code, self.delete_code, self.merge_codes, self.edit_text, self.edit_text,
            self.correct_typo, self.restore, self.settle, self.note, self.bookmark, self.finish, self.turn,
            self.import_document, self.remove_document, self.rename_document, self.decide,
            self.adjudicate, self.register, self.undo, self.redo, self.study_memo, self.second_coder,
        ]  # fmt: skip

    def some(self, among: list) -> object:
        """One of them; UserError where there is none."""
        if not among:
            raise UserError("nothing there")
        return self.chance.choice(among)

    def document(self):
        return self.some(self.project.documents.all())

    def code(self):
        return self.some(self.project.codes.all())

    def coding(self):
        return self.some(self.project.codings.in_document(self.document().id))

    def span(self, document) -> Span:
        start = self.chance.randrange(document.characters - 1)
        return Span(start, min(document.characters, start + self.chance.randint(1, 60)))

    def apply_code(self) -> None:
        document = self.document()
        coding.apply_code(
            self.project, document_id=document.id, span=self.span(document), code_id=self.code().id
        )

    def move_edges(self) -> None:
        found = self.coding()
        document = self.project.documents.get(found.document_id)
        coding.move_edges(self.project, found.id, self.span(document))

    def remove_coding(self) -> None:
        coding.remove_codings(self.project, [self.coding().id])

    def change_coding(self) -> None:
        ids = [self.coding().id]
        self.some([
            lambda: coding.change_code(self.project, ids, self.code().id),
            lambda: coding_weight.set_key(self.project, ids, True),
            lambda: coding_weight.set_polarity(self.project, ids, "supports"),
            lambda: coding_several.copy_to_code(self.project, ids, self.code().id),
        ])()  # fmt: skip

    def memo(self) -> None:
        coding.write_memo(self.project, self.coding().id, self.chance.choice(WORDS))

    def rename_code(self) -> None:
        codebook.rename_code(self.project, self.code().id, f"renamed {self.chance.random()}")

    def describe_code(self) -> None:
        terms = tuple(self.chance.sample(WORDS, 2))
        word = self.chance.choice(WORDS)
        codebook.describe_code(self.project, self.code().id, definition=word, keywords={"es": terms})

    def add_code(self) -> None:
        parent = self.chance.choice([None, *(one.id for one in self.project.codes.all())])
        codebook.add_code(self.project, f"new {self.chance.random()}", parent_id=parent)

    def move_code(self) -> None:
        move_codes(
            self.project, [self.code().id], self.chance.choice([THEMES, OTHERS, self.code().id]),
            self.chance.randrange(3),
        )  # fmt: skip

    def delete_code(self) -> None:
        codebook.delete_codes(self.project, [self.loose_code()])

    def loose_code(self) -> str:
        """A code under which no decision holds, nor under one below it."""
        held = {one.code_id for one in self.project.team.consensus.all()}
        found = self.code()
        if held.intersection([found.id, *codebook.family(self.project, found.id)]):
            raise UserError("in use")
        return found.id

    def merge_codes(self) -> None:
        merge_codes(self.project, [self.loose_code()], self.code().id)

    def edit_text(self) -> None:
        document = self.document()
        text = self.project.documents.text(document.id)
        at = self.chance.randrange(len(text))
        cut = self.chance.choice([0, 0, 5, 40])
        new = text[:at] + self.chance.choice(["", *WORDS, *SAID]) + text[at + cut :]
        if new.strip():
            revisions.edit_text(self.project, document.id, new)

    def correct_typo(self) -> None:
        """What another may correct in the same way, in a copy of her own."""
        document = self.document()
        text = self.project.documents.text(document.id)
        old, new = self.chance.choice([("agenda", "agendas"), ("agendas", "agenda"), ("sit", "seat")])
        if old in text:
            revisions.edit_text(self.project, document.id, text.replace(old, new, 1))

    def restore(self) -> None:
        revisions.restore(self.project, self.some(self.project.revisions.of(self.document().id)).id)

    def settle(self) -> None:
        review = self.some(revisions.reviews(self.project))
        self.chance.choice([revisions.keep, revisions.remove])(self.project, [review.id])

    def note(self) -> None:
        document = self.document()
        notes.add_note(self.project, document_id=document.id, span=self.span(document), text="hm")

    def bookmark(self) -> None:
        document = self.document()
        place = self.chance.randrange(document.characters)
        whereabouts.add_bookmark(self.project, document_id=document.id, place=place, name="x")

    def finish(self) -> None:
        with self.project.step("Finish"):
            coder = studies.current_coder(self.project).id
            acts = (self.project.finished.add, self.project.finished.add, self.project.finished.remove)
            self.chance.choice(acts)([self.document().id], coder)

    def turn(self) -> None:
        document = self.document()
        at = self.chance.randrange(document.characters)
        speakers = list(turns.speakers(self.project, document.id)) or ["E1"]
        self.chance.choice([
            lambda: turns.split_turn(self.project, document.id, at, "KII-09"),
            lambda: turns.join_turns(self.project, document.id, at, document.characters - 1),
            lambda: turns.rename_speaker(
                self.project, document.id, self.chance.choice(speakers), f"P{self.chance.randrange(9)}"
            ),
            lambda: turns.set_interviewer(self.project, document.id, [self.chance.choice(speakers)]),
        ])()  # fmt: skip

    def import_document(self) -> None:
        source = self.folder / f"KII-new-{self.chance.random()}.txt"
        source.write_text(transcript(self.chance, 4), encoding="utf-8")
        documents.import_files(self.project, [source])

    def remove_document(self) -> None:
        if self.chance.random() < 0.4:
            found = self.document()
            with self.project.step("Remove"):
                self.project.team.forget_documents([found.id])
                documents.remove_documents(self.project, [found.id])

    def rename_document(self) -> None:
        with self.project.step("Rename"):
            self.project.documents.change(self.document().id, memo=str(self.chance.random()))

    def decide(self) -> None:
        document, code = self.document(), self.code()
        span = self.span(document)
        proposal = Suggestion(document.id, *span, code.id, 0.5, "keywords", "x")
        verdict = self.chance.choice([REJECTED, CORRECTED])
        chosen = self.code().id if verdict == CORRECTED else None
        suggestions.decide(self.project, proposal, verdict, chosen_code_id=chosen)

    def adjudicate(self) -> None:
        found = self.coding()
        decision, now = rows.new_id(), rows.now()
        with self.project.step("Settle"):
            who = studies.current_coder(self.project).id
            team = self.project.team
            team.adjudications.add(
                Adjudication(decision, found.document_id, "missed", "a", "so", who, None, now, *found.span)
            )
            team.adjudicated.add(Adjudicated(rows.new_id(), decision, found.id))
            team.consensus.add(
                Consensus(
                    rows.new_id(), decision, found.document_id, found.code_id, who, "", "", 0, now,
                    *found.span,
                )
            )  # fmt: skip

    def register(self) -> None:
        person, document = f"i{self.chance.randrange(4)}", self.document()
        said = self.chance.choice(["E1", "KII-01"])
        with self.project.step("Register"):
            self.project.informants.put(Informant(person, "KII", "Agency", "", "", "", ""))
            self.project.informants.set_voices(person, [Voice(document.id, person, said)])

    def study_memo(self) -> None:
        memos.write_study_memo(self.project, str(self.chance.random()))

    def second_coder(self) -> None:
        names = ("Ana", "Beto", "Carla")
        self.project.coder_name = self.chance.choice(names)

    def undo(self) -> None:
        for _number in range(self.chance.randint(1, 3)):
            self.project.undo()

    def redo(self) -> None:
        self.project.redo()
