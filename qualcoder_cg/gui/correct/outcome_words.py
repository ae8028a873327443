"""What a correction does, in one line for people."""

from qualcoder_cg.domain.revisions import Outcome
from qualcoder_cg.i18n import _, ngettext


def outcome_line(outcome: Outcome, changes: int) -> str:
    """How many places change, how many codings stay, how many are to review."""
    if not outcome.version:
        return _("Nothing is changed.")
    certain = outcome.codings - outcome.review
    parts = [ngettext("{n} change", "{n} changes", changes).format(n=changes)]
    if outcome.codings:
        parts.append(
            ngettext("{n} coding stays with its words", "{n} codings stay with their words", certain).format(
                n=certain
            )
        )
    if outcome.review:
        parts.append(ngettext("{n} to review", "{n} to review", outcome.review).format(n=outcome.review))
    if outcome.turns:
        gone = ngettext("{n} turn loses its words", "{n} turns lose their words", outcome.turns)
        parts.append(gone.format(n=outcome.turns))
    return " · ".join(parts)


def done_line(outcome: Outcome) -> str:
    """What to say after a correction was saved."""
    if outcome.review:
        return ngettext(
            "Saved. {n} coding waits for a look: Sources, To review.",
            "Saved. {n} codings wait for a look: Sources, To review.",
            outcome.review,
        ).format(n=outcome.review)
    return _("Saved. All codings are where their words are.")
