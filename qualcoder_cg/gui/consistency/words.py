"""How the consistency view says what it shows: kinds, verdicts, figures, what was computed."""

from collections.abc import Sequence

from ...domain import consistency, team
from ...domain.codes import Code
from ...domain.consistency import Figure, Measured, Setup
from ...domain.disagreements import Confusion
from ...i18n import _, decimal, grouped, ngettext
from ...services.palette import label_of, number_of
from ...services.studies import Project
from ..coding.words import beginning
from .cases import Case

ALPHA = "krippendorff"


def kinds() -> dict[str, str]:
    """What two coders can disagree about, for a table."""
    return {
        team.OTHER_CRITERION: _("Other criterion"),
        team.OTHER_QUESTION: _("Other question"),
        team.MISSED: _("Missed"),
        team.EDGES: _("Edges differ"),
    }


def kind_at_length(kind: str) -> str:
    """The same for the head of a disagreement."""
    return {
        team.OTHER_CRITERION: _("Codes of different criteria"),
        team.OTHER_QUESTION: _("Other question, same criterion"),
        team.MISSED: _("Marked by one coder only"),
        team.EDGES: _("Same code, edges differ"),
    }.get(kind, kind)


def units() -> dict[str, str]:
    """On what a decision is made."""
    return {
        consistency.ANSWER: _("Answers"),
        consistency.SENTENCE: _("Sentences"),
        consistency.PARAGRAPH: _("Paragraphs"),
        consistency.SEGMENT: _("Passages that overlap"),
        consistency.CHARACTER: _("Characters (not to be reported)"),
        consistency.DOCUMENT: _("Documents"),
    }


def things(unit: str) -> str:
    """What is counted, over a column of counts."""
    return _("Characters") if unit == consistency.CHARACTER else units()[unit]


def levels() -> dict[str, str]:
    """What codings count for."""
    return {
        consistency.CODE: _("Each code by itself"),
        consistency.QUESTION: _("Evaluation questions"),
        consistency.CRITERION: _("Criteria"),
        consistency.THEME: _("Themes"),
    }


def counted(unit: str, n: int) -> str:
    """How many units, with their name."""
    return {
        consistency.ANSWER: ngettext("{n} answer", "{n} answers", n),
        consistency.SENTENCE: ngettext("{n} sentence", "{n} sentences", n),
        consistency.PARAGRAPH: ngettext("{n} paragraph", "{n} paragraphs", n),
        consistency.SEGMENT: ngettext("{n} passage", "{n} passages", n),
        consistency.CHARACTER: ngettext("{n} character", "{n} characters", n),
        consistency.DOCUMENT: ngettext("{n} document", "{n} documents", n),
    }[unit].format(n=grouped(n))


def names_of_rows(project: Project, rows: str) -> dict[str, str]:
    """How rows (keys) are called as everywhere else in the window; {} where their own names are those."""
    if rows == consistency.IN_DOCUMENT:
        return {one.id: one.code for one in project.documents.all()}
    if rows not in (consistency.CODE, consistency.QUESTION):
        return {}
    return {
        key: " ".join(part for part in (number_of(one), label_of(one)) if part)
        for one in project.codes.all()
        for key in (one.id, one.question_id if number_of(one) else "")
        if key
    }


def _on(unit: str) -> str:
    return {
        consistency.ANSWER: _("on answers"),
        consistency.SENTENCE: _("on sentences"),
        consistency.PARAGRAPH: _("on paragraphs"),
        consistency.SEGMENT: _("on passages that overlap"),
        consistency.CHARACTER: _("on characters, which is not to be reported"),
        consistency.DOCUMENT: _("on documents"),
    }[unit]


def value(number: float | None) -> str:
    """A coefficient with two decimals; a blank where there is none."""
    return "" if number is None else decimal(number, 2).replace("-", "\N{MINUS SIGN}")


def interval(figure: Figure) -> str:
    """From where to where, "" without an interval."""
    if figure.low is None or figure.high is None:
        return ""
    low, high = value(figure.low), value(figure.high)
    return f"{low}–{high}" if figure.high >= 0 else f"{low} – {high}"


def bands(cuts: Sequence[float]) -> str:
    """The cuts of the band rule in a row."""
    return _(" and ").join(cut(one) for one in cuts)


def cut(number: float) -> str:
    """A cut as journals print it: .667, .80; three decimals only where they differ."""
    text = decimal(number, 3)
    text = text[:-1] if text.endswith("0") else text
    return text[1:] if text.startswith("0.") else text


def computed(name: str, found: Measured, cuts: Sequence[float], *, lines: bool = False) -> str:
    """What was computed, on what and how, in three sentences; `lines`: on the length of texts."""
    setup = found.setup
    number = len(found.documents)
    both = len(setup.coders) == 2
    interviews = ngettext("{n} document coded by both", "{n} documents coded by both", number)
    if not both:
        interviews = ngettext("{n} document coded by several", "{n} documents coded by several", number)
    said = [
        _("{coefficient} {unit}, {documents}, {blind}.").format(
            coefficient=name,
            unit=_("on the length of the texts") if lines else _on(setup.unit),
            documents=interviews.format(n=number),
            blind=_("blind") if found.blind else _("not blind"),
        )
    ]
    if setup.draws:
        drawn = _("95 % interval: {draws} draws over interviews, seed {seed}.")
        drawn = drawn.replace(" %", "\N{NO-BREAK SPACE}%")
        said.append(drawn.format(draws=grouped(setup.draws), seed=setup.seed))
    if cuts:
        said.append(_("Bands: {cuts}.").format(cuts=bands(cuts)))
    return " ".join(said)


def verdicts() -> dict[str, str]:
    """Decisions, for a sentence."""
    return {
        team.KEEP_A: _("the coding on the left holds"),
        team.KEEP_B: _("the coding on the right holds"),
        team.BOTH: _("both hold"),
        team.ANOTHER: _("another code holds"),
        team.NEITHER: _("neither holds"),
    }


def is_sure(figure: Figure, cuts: Sequence[float]) -> bool:
    """Whether the interval lies within one band."""
    if figure.value is None or figure.low is None or figure.high is None:
        return False
    return not any(figure.low < one - 1e-9 and one - 1e-9 <= figure.high for one in cuts)


def coders_and_round(names: Sequence[str], round_name: str) -> str:
    """The choice of coders, with the round where one is chosen."""
    said = _(" and ").join(names) if len(names) == 2 else _("All coders")
    return f"{said}, {round_name}" if round_name else said


def setup_told(setup: Setup) -> str:
    """Unit and level in a few words, for those who hear the window."""
    return f"{units()[setup.unit]}; {levels()[setup.level]}"


def short(code: Code | None) -> str:
    """A code on a button: its number, else its name."""
    return (number_of(code) or beginning(label_of(code), 18)) if code else _("nothing")


def settled(verdict: str, version: int, again: int) -> str:
    """That something is settled, and what it changed: `version` of the codebook came of it (0: none).

    `again` codings are listed for another look by that.
    """
    said = [_("Settled: {verdict}.").format(verdict=verdicts()[verdict])]
    if version:
        looked = ngettext(
            "Codebook {version} came of it; {n} coding made before waits for another look under Versions.",
            "Codebook {version} came of it; {n} codings made before wait for another look under Versions.",
            again,
        )
        said.append(looked.format(version=version, n=grouped(again)))
    return " ".join(said)


def confused(case: Case, known: Sequence[Confusion]) -> tuple[str, str]:
    """How often the two codes of a case stand for one another, and what lists those; "" for no such pair."""
    one = case.disagreement
    pair = {one.code_a, one.code_b}
    here = next((found for found in known if {found.code_a, found.code_b} == pair), None)
    if here is None or len(pair) < 2:
        return "", ""
    said = ngettext(
        "{n} of {all} disagreements is between {first} and {second}: place {rank} among all pairs.",
        "{n} of {all} disagreements are between {first} and {second}: place {rank} among all pairs.",
        here.n,
    ).format(
        n=grouped(here.n), all=grouped(here.of), first=short(case.first.code), second=short(case.second.code),
        rank=here.rank,
    )  # fmt: skip
    return said, _("Show all {n}").format(n=grouped(here.n)) if here.n > 1 else ""
