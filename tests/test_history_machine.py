"""Random sequences of actions, all undone, give back the identical content; and again after redo."""

import contextlib
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from qualcoder_cg.domain.codings import POLARITIES
from qualcoder_cg.domain.informants import Informant, Voice
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import ACCEPTED, CORRECTED, REJECTED, Suggestion
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
)
from qualcoder_cg.services.codebook_merges import merge_codes, split_code
from qualcoder_cg.services.codebook_moves import ORDERS, OTHERS, THEMES, move_codes, sort_codes
from qualcoder_cg.services.tally import Tally
from qualcoder_cg.storage import checking

WORDS = st.text(alphabet="aé😀 \n\"'\\=ñ", max_size=12)
MADE = 0  # stands for the study as it was made, before any step
PICK = st.integers(0, 10_000)


class History(RuleBasedStateMachine):
    """Acts on a study at random and remembers the content after every step."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "study.qcg"
        self.files = 0

    @initialize()
    def begin(self) -> None:
        self.project = studies.new_study(self.path, matrix="oecd-dac", coder="Marta R.")
        self._count_along()
        self.states = [self.project.fingerprint()]
        self.ids = [MADE]
        self._before()
        self.add_code(0, "first")
        self.import_document("E: ¿Qué cambió?\nKII: 😀 Mucho, sí.\nE: ¿Y?\nKII: Nada más.")

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
        self._folder.cleanup()

    def _step(self) -> int:
        """The number of the step that undo would take back; MADE when there is none."""
        step = self.project.undoable()
        return step.id if step else MADE

    def _before(self) -> None:
        """Remember where in the history the action starts."""
        self.here = self.ids.index(self._step())

    def _done(self) -> None:
        """Remember the content after the action; a new step drops what could be redone."""
        step = self._step()
        if step not in self.ids:
            del self.ids[self.here + 1 :], self.states[self.here + 1 :]
            self.ids.append(step)
            self.states.append(self.project.fingerprint())
        elif not self.project.redoable():
            self.states[self.ids.index(step)] = self.project.fingerprint()
        self._before()

    def _codings(self) -> list[str]:
        found = [self.project.codings.in_document(d.id) for d in self.project.documents.all()]
        return [one.id for inside in found for one in inside]

    @rule(pick=PICK, name=WORDS)
    def add_code(self, pick: int, name: str) -> None:
        codes = self.project.codes.all()
        if not name.split() or any(c.name.casefold() == " ".join(name.split()).casefold() for c in codes):
            return
        self._before()
        parents = [None, *(code.id for code in codes)]
        codebook.add_code(self.project, name, parent_id=parents[pick % len(parents)])
        self._done()

    @rule(text=WORDS)
    def import_document(self, text: str) -> None:
        if not text.strip():
            return
        self._before()
        self.files += 1
        source = Path(self._folder.name) / f"{self.files}.txt"
        source.write_text(text, encoding="utf-8")
        documents.import_files(self.project, [source])
        self._done()

    @precondition(lambda self: self.project.documents.all() and self.project.codes.all())
    @rule(pick=PICK, start=PICK, length=PICK, code=PICK)
    def apply_code(self, pick: int, start: int, length: int, code: int) -> None:
        self._before()
        found = self.project.documents.all()
        document = found[pick % len(found)]
        first = start % document.characters
        span = Span(first, min(document.characters, first + 1 + length % 20))
        codes = self.project.codes.all()
        coding.apply_code(
            self.project, document_id=document.id, span=span, code_id=codes[code % len(codes)].id
        )
        self._done()

    @precondition(lambda self: self._codings())
    @rule(pick=PICK, start=PICK, memo=WORDS)
    def change_coding(self, pick: int, start: int, memo: str) -> None:
        self._before()
        ids = self._codings()
        coding_id = ids[pick % len(ids)]
        found = coding.get_coding(self.project, coding_id)
        coding.move_edges(self.project, coding_id, Span(start % found.end, found.end))
        self._done()
        coding.write_memo(self.project, coding_id, memo)
        self._done()

    @precondition(lambda self: self._codings())
    @rule(pick=PICK, at=PICK, code=PICK, polarity=st.sampled_from(POLARITIES))
    def weigh_divide_join_copy(self, pick: int, at: int, code: int, polarity: str) -> None:
        ids = self._codings()
        one, two = ids[pick % len(ids)], ids[code % len(ids)]
        found = coding.get_coding(self.project, one)
        codes = self.project.codes.all()
        chosen = codes[code % len(codes)].id
        length = found.end - found.start + 1
        acts = (
            lambda: coding_weight.set_polarity(self.project, ids, polarity),
            lambda: coding_weight.set_key(self.project, [one, two], bool(code % 2)),
            lambda: coding_several.split_coding(self.project, one, found.start + at % length),
            lambda: coding_several.join_codings(self.project, [one, two]),
            lambda: coding_several.copy_to_code(self.project, [one, two], chosen),
            lambda: coding.change_code(self.project, [one, two], chosen),
            lambda: memos.write_code_memo(self.project, chosen, polarity),
            lambda: memos.write_study_memo(self.project, polarity),
        )
        self._before()
        with contextlib.suppress(UserError):
            acts[at % len(acts)]()
        self._done()

    @precondition(lambda self: self.project.documents.all())
    @rule(pick=PICK, start=PICK, text=WORDS)
    def write_note(self, pick: int, start: int, text: str) -> None:
        self._before()
        found = self.project.documents.all()
        document = found[pick % len(found)]
        there = self.project.notes.in_document(document.id)
        first = start % document.characters
        with contextlib.suppress(UserError):
            if there and start % 2:
                notes.write_note(self.project, there[0].id, text)
            else:
                span = Span(first, document.characters)
                notes.add_note(self.project, document_id=document.id, span=span, text=text)
        self._done()

    @precondition(lambda self: self._codings())
    @rule(pick=PICK)
    def remove_coding(self, pick: int) -> None:
        self._before()
        ids = self._codings()
        coding.remove_codings(self.project, [ids[pick % len(ids)]])
        self._done()

    @precondition(lambda self: self.project.codes.all())
    @rule(pick=PICK, text=WORDS)
    def describe_code(self, pick: int, text: str) -> None:
        self._before()
        codes = self.project.codes.all()
        with contextlib.suppress(UserError):  # not every text is a keyword
            codebook.describe_code(
                self.project, codes[pick % len(codes)].id, definition=text, keywords={"es": (text, "x")}
            )
        self._done()

    @precondition(lambda self: self.project.codes.all())
    @rule(pick=PICK)
    def delete_code(self, pick: int) -> None:
        self._before()
        codes = self.project.codes.all()
        codebook.delete_code(self.project, codes[pick % len(codes)].id)
        self._done()

    @precondition(lambda self: self.project.codes.all())
    @rule(pick=PICK, other=PICK, act=PICK, name=WORDS)
    def change_codebook(self, pick: int, other: int, act: int, name: str) -> None:
        project, codes = self.project, self.project.codes.all()
        one, two = codes[pick % len(codes)], codes[other % len(codes)]
        places = [THEMES, OTHERS, two.id]
        split = [found.id for found in project.codings.of_code(one.id)][: other % 3]
        acts = (
            lambda: move_codes(project, [one.id], places[other % 3], pick % 4),
            lambda: move_codes(project, [one.id, two.id], places[act % 2]),
            lambda: merge_codes(project, [one.id, codes[0].id], two.id),
            lambda: split_code(project, one.id, name, split, beside=bool(pick % 2)),
            lambda: codebook.duplicate_code(project, one.id),
            lambda: codebook.rename_code(project, one.id, name),
            lambda: codebook.recolour_codes(project, [one.id], f"{other % 12 + 1}-{pick % 3}", below=True),
            lambda: codebook.write_code_memo(project, one.id, name),
            lambda: sort_codes(project, ORDERS[pick % 2]),
            lambda: codebook.delete_codes(project, [one.id, two.id]),
        )
        self._before()
        with contextlib.suppress(UserError):
            acts[act % len(acts)]()
        assert {code.parent_id for code in project.codes.all()} <= {
            None,
            *(c.id for c in project.codes.all()),
        }
        self._done()

    @precondition(lambda self: self.project.documents.all())
    @rule(pick=PICK)
    def remove_document(self, pick: int) -> None:
        self._before()
        found = self.project.documents.all()
        documents.remove_documents(self.project, [found[pick % len(found)].id])
        self._done()

    @precondition(lambda self: self.project.documents.all() and self.project.codes.all())
    @rule(
        pick=PICK,
        code=PICK,
        verdict=st.sampled_from([ACCEPTED, REJECTED, CORRECTED]),
        score=st.floats(0, 1),
    )
    def decide(self, pick: int, code: int, verdict: str, score: float) -> None:
        self._before()
        found, codes = self.project.documents.all(), self.project.codes.all()
        document, chosen = found[pick % len(found)], codes[code % len(codes)]
        proposal = Suggestion(document.id, 0, document.characters, chosen.id, score, "keywords", "x")
        suggestions.decide(
            self.project, proposal, verdict, chosen_code_id=codes[0].id if verdict == CORRECTED else None
        )
        self._done()

    @precondition(lambda self: self.project.documents.all())
    @rule(name=WORDS)
    def register_informant(self, name: str) -> None:
        self._before()
        document = self.project.documents.all()[0]
        informant = Informant(f"i{self.files}", "KII", "Agency", "", "", name.strip(), "")
        with self.project.step("Register"):
            self.project.informants.put(informant)
            self.project.informants.set_voices(informant.id, [Voice(document.id, informant.id, name)])
        self._done()

    @precondition(lambda self: self.project.documents.all())
    @rule(pick=PICK, start=PICK, length=st.integers(0, 12), words=WORDS)
    def edit_text(self, pick: int, start: int, length: int, words: str) -> None:
        found = self.project.documents.all()
        document = found[pick % len(found)]
        text = self.project.documents.text(document.id)
        first = start % (len(text) + 1)
        new = text[:first] + words + text[first + length :]
        if new.strip():
            self._before()
            there = sorted(self._codings())
            revisions.edit_text(self.project, document.id, new)
            assert sorted(self._codings()) == there
            self._done()

    @precondition(lambda self: self.project.revisions.reviews())
    @rule(pick=PICK)
    def settle(self, pick: int) -> None:
        self._before()
        found = revisions.reviews(self.project)
        review = found[pick % len(found)]
        (revisions.keep, revisions.remove)[pick % 2](self.project, [review.id])
        self._done()

    @precondition(lambda self: any(self.project.revisions.of(d.id) for d in self.project.documents.all()))
    @rule(pick=PICK)
    def restore(self, pick: int) -> None:
        self._before()
        versions = [v for d in self.project.documents.all() for v in self.project.revisions.of(d.id)]
        revisions.restore(self.project, versions[pick % len(versions)].id)
        self._done()

    @precondition(lambda self: self.project.documents.all())
    @rule(pick=PICK, first=PICK, last=PICK, name=WORDS)
    def change_turns(self, pick: int, first: int, last: int, name: str) -> None:
        found = self.project.documents.all()
        document = found[pick % len(found)]
        there = turns.speakers(self.project, document.id)
        places = [place % document.characters for place in (first, last)]
        speaker = list(there)[first % len(there)] if there else name
        acts = (
            lambda: turns.split_turn(self.project, document.id, places[0], name),
            lambda: turns.join_turns(self.project, document.id, *places),
            lambda: turns.rename_speaker(self.project, document.id, speaker, name),
            lambda: turns.set_interviewer(self.project, document.id, [speaker]),
            lambda: turns.set_speaker(self.project, document.id, places[0], name),
        )
        self._before()
        codings = self.project.codings.in_document(document.id)
        with contextlib.suppress(UserError):
            acts[last % len(acts)]()
        assert self.project.codings.in_document(document.id) == codings
        self._done()

    @rule(steps=st.integers(1, 5))
    def go_back(self, steps: int) -> None:
        for _number in range(steps):
            self.project.undo()

    @rule(steps=st.integers(1, 5))
    def go_forward(self, steps: int) -> None:
        for _number in range(steps):
            self.project.redo()

    @rule()
    def reopen(self) -> None:
        self.project.close()
        self.project = studies.open_project(self.path, coder="Marta R.")
        self._count_along()

    def _count_along(self) -> None:
        """Keep counts that follow every change from here on."""
        self.tally = Tally(self.project)
        self.project.listen(self.tally.note)

    @invariant()
    def content_is_the_one_of_this_step(self) -> None:
        if hasattr(self, "project"):
            here = self.ids.index(self._step())
            assert self.project.fingerprint() == self.states[here]

    @invariant()
    def counts_that_follow_are_those_of_a_new_count(self) -> None:
        if hasattr(self, "project"):
            codes = self.project.codes.all()
            kept, new = self.tally.complete(), Tally(self.project).complete()
            assert [kept.of([code.id]) for code in codes] == [new.of([code.id]) for code in codes]
            assert kept.shares(codes) == new.shares(codes)
            assert kept.of([]) == (0, 0)

    @invariant()
    def the_file_is_sound(self) -> None:
        if hasattr(self, "project"):
            assert studies.problems(self.project) == []

    @invariant()
    def the_log_tells_what_is_there(self) -> None:
        if hasattr(self, "project"):
            assert checking.unaccounted(self.project) == {}

    @rule()
    def undo_all_and_redo_all(self) -> None:
        here = self.project.fingerprint()
        back = 0
        while self.project.undo():
            back += 1
        assert self.project.fingerprint() == self.states[0]
        for _number in range(back):
            self.project.redo()
        assert self.project.fingerprint() == here


History.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestHistory = History.TestCase
