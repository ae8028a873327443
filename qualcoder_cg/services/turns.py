"""Who speaks in a document: renaming speakers, saying who asks, splitting and joining turns.

None of this changes the text or moves a coding; labels that stand in the text stay as they are. The names of
the steps name no speaker: a name that is taken out of a study must not stay behind in its log.
"""

from collections.abc import Sequence

from ..domain.documents import INTERVIEWER, RESPONDENT, UNKNOWN, Turn, turn_at
from ..domain.spans import Span, trimmed
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from ..storage.turns import StoredTurn
from . import guide_turns

ROLES = (INTERVIEWER, RESPONDENT, UNKNOWN)


def rename_speaker(project: Project, document_id: str, old: str, new: str) -> int:
    """Let a speaker of a document have another name; the voices of informants follow.

    Where somebody there has that name already, the two become one speaker, with that one's role. Gives how
    many turns it concerns; UserError for an empty name or an unknown speaker.
    """
    new = " ".join(new.split())
    if not new:
        raise UserError(_("The speaker needs a name."), _("Write the name, or a code such as KII-07."))
    turns = _of_speaker(project, document_id, old)
    others = {one.turn.speaker: one.turn.role for one in project.turns.of(document_id)}
    with project.step("Rename a speaker in {document}", document=_code(project, document_id)):
        values = {"speaker": new} if new not in others else {"speaker": new, "role": others[new]}
        project.turns.change([one.id for one in turns], **values)
        project.turns.rename_voices(document_id, {old: new})
        guide_turns.follow(project, [document_id] if new in others else [])
    return len(turns)


def set_interviewer(project: Project, document_id: str, speakers: Sequence[str]) -> None:
    """Say who asks in a document: these speakers do, everybody else who is named answers."""
    for speaker in speakers:
        _of_speaker(project, document_id, speaker)
    with project.step("Set the interviewer of {document}", document=_code(project, document_id)):
        for one in project.turns.of(document_id):
            asks = one.turn.speaker in speakers
            role = INTERVIEWER if asks else RESPONDENT if one.turn.speaker else UNKNOWN
            project.turns.change([one.id], role=role)
        guide_turns.follow(project, [document_id])


def set_role(project: Project, document_id: str, speaker: str, role: str) -> None:
    """Say what a speaker does in a document: interviewer, respondent or unknown."""
    if role not in ROLES:
        raise UserError(
            _("{role} is not a role of a speaker.").format(role=role),
            _("The roles are: {names}.").format(names=", ".join(ROLES)),
        )
    turns = _of_speaker(project, document_id, speaker)
    with project.step("Set the role of a speaker in {document}", document=_code(project, document_id)):
        project.turns.change([one.id for one in turns], role=role)
        guide_turns.follow(project, [document_id])


def set_speaker(project: Project, document_id: str, position: int, speaker: str) -> None:
    """Say who speaks in the turn that holds a position (code points); a new name has an unknown role."""
    speaker = " ".join(speaker.split())
    stored = project.turns.of(document_id)
    turn = _at(stored, position)
    with project.step("Set the speaker of a turn in {document}", document=_code(project, document_id)):
        project.turns.change([turn.id], speaker=speaker, role=_role(stored, speaker))
        guide_turns.follow(project, [document_id])


def split_turn(project: Project, document_id: str, position: int, speaker: str) -> None:
    """Let another turn, of `speaker`, begin at a position (code points) inside the words of a turn.

    Both keep at least one word; UserError where they would not.
    """
    text = project.documents.text(document_id)
    stored = project.turns.of(document_id)
    whole = _at(stored, position)
    before = trimmed(text, Span(whole.turn.start, max(whole.turn.start, position)))
    after = trimmed(text, Span(max(position, whole.turn.start), whole.turn.end))
    if not before or not after:
        raise UserError(
            _("Nothing would be left of one of the two turns."),
            _("Choose a place between the words of the turn."),
        )
    speaker = " ".join(speaker.split())
    new = Turn(speaker, _role(stored, speaker), after.start, after.start, after.end)
    kept = whole.turn._replace(end=before.end)
    with project.step("Split a turn"):
        rows: list[tuple[str | None, Turn]] = []
        for one in stored:
            rows += [(one.id, kept), (None, new)] if one.id == whole.id else [(one.id, one.turn)]
        project.turns.put(document_id, rows)
        guide_turns.follow(project, [document_id])


def join_turns(project: Project, document_id: str, first_start: int, last_start: int) -> int:
    """Make the turns between two positions (code points), and what stands between them, one turn.

    It is the first one's: its speaker, its time. Gives how many turns became one; UserError for one turn.
    """
    stored = project.turns.of(document_id)
    low, high = sorted((first_start, last_start))
    first, last = _at(stored, low), _at(stored, high)
    joined = [one for one in stored if first.turn.start <= one.turn.start <= last.turn.start]
    if len(joined) < 2:
        raise UserError(
            _("There is only one turn to join."), _("Choose the first and the last of several turns.")
        )
    whole = first.turn._replace(end=last.turn.end)
    gone = {one.id for one in joined[1:]}
    with project.step("Join turns ({n})", n=len(joined)):
        project.turns.put(
            document_id,
            [(one.id, whole if one.id == first.id else one.turn) for one in stored if one.id not in gone],
        )
        guide_turns.follow(project, [document_id])
    return len(joined)


def join_with_before(project: Project, document_id: str, position: int) -> None:
    """Join the turn that holds a position with the one before it."""
    stored = project.turns.of(document_id)
    turn = _at(stored, position)
    number = [one.id for one in stored].index(turn.id)
    if not number:
        raise UserError(_("No turn comes before this one."), _("Choose a later turn."))
    join_turns(project, document_id, stored[number - 1].turn.start, turn.turn.start)


def change_turns(
    project: Project,
    document_id: str,
    *,
    rename: tuple[str, str] | None = None,
    interviewers: Sequence[str] = (),
    split: tuple[int, str] | None = None,
    join: tuple[int, int] | None = None,
) -> None:
    """Several changes to the turns of a document, in this order and in one step; see each by its name."""
    document = project.documents.get(document_id)
    with project.step("Change the turns of {document}", document=document.code if document else document_id):
        if rename:
            rename_speaker(project, document_id, *rename)
        if interviewers:
            set_interviewer(project, document_id, interviewers)
        if split:
            split_turn(project, document_id, *split)
        if join:
            join_turns(project, document_id, *join)


def speakers(project: Project, document_id: str) -> dict[str, tuple[str, int]]:
    """Who speaks in a document, in order of appearance: role and number of turns by name."""
    found: dict[str, tuple[str, int]] = {}
    for turn in project.documents.turns(document_id):
        role, count = found.get(turn.speaker, (turn.role, 0))
        found[turn.speaker] = (role, count + 1)
    return found


def _code(project: Project, document_id: str) -> str:
    document = project.documents.get(document_id)
    return document.code if document else ""


def _of_speaker(project: Project, document_id: str, speaker: str) -> list[StoredTurn]:
    stored = project.turns.of(document_id)
    found = [one for one in stored if one.turn.speaker == speaker]
    if not found:
        names = dict.fromkeys(one.turn.speaker for one in stored if one.turn.speaker)
        raise UserError(
            _("Nobody speaks as {speaker} in this document.").format(speaker=speaker),
            _("Those who speak there: {names}.").format(names=", ".join(names) or "–"),
        )
    return found


def _at(stored: Sequence[StoredTurn], position: int) -> StoredTurn:
    turn = turn_at([one.turn for one in stored], position)
    if turn is None:
        raise UserError(_("Nobody speaks at this place."), _("Choose a place inside a turn."))
    return next(one for one in stored if one.turn == turn)


def _role(stored: Sequence[StoredTurn], speaker: str) -> str:
    """The role a speaker has in the other turns."""
    return next((one.turn.role for one in stored if one.turn.speaker == speaker), UNKNOWN)
