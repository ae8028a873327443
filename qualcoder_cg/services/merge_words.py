"""What merging says in words: tables, fields, and the report that can be kept as a text."""

from collections.abc import Sequence

from ..domain.merge_report import (
    ALIKE,
    NEW_HERE,
    NEW_THERE,
    RENAMED,
    SAME_NAME,
    Clash,
    CodeDrift,
    MadeOne,
    MergePreview,
    Pair,
    Side,
)
from ..domain.merge_report import MergeReport as MergeReport
from ..domain.merging import BOTH, MINE, THEIRS
from ..domain.text import listed
from ..i18n import _, ngettext, noop

_TABLES = {
    "coding": noop("Coding"), "code": noop("Code"), "document": noop("Document"),
    "document_text": noop("Text"), "note": noop("Memo on a passage"), "coder": noop("Coder"),
    "criterion": noop("Criterion"), "question": noop("Evaluation question"), "keyword": noop("Keyword"),
    "informant": noop("Informant"), "interview": noop("Interview"), "institution": noop("Institution"),
    "turn": noop("Turn"), "bookmark": noop("Bookmark"), "finished": noop("Finished document"),
    "quote": noop("Quote"), "finding": noop("Finding"), "setting": noop("Setting"),
    "decision": noop("Decision on a suggestion"), "adjudication": noop("Settled disagreement"),
    "consensus": noop("Consensus coding"), "review": noop("Coding to review"),
    "text_version": noop("Earlier text"), "redaction": noop("Redaction"),
    "round": noop("Round"), "package": noop("Package"), "assignment": noop("Document handed out"),
    "codebook_version": noop("Codebook version"), "translation": noop("Translation"),
    "chain_item": noop("Conclusion or recommendation"), "glossary_term": noop("Glossary term"),
    "chain_field": noop("Field of a conclusion or recommendation"),
    "chain_basis": noop("What a conclusion or recommendation rests on"),
    "prediction": noop("Suggestion that was shown"), "nothing_here": noop("Passage without anything to code"),
    "adjudicated": noop("Coding that was decided about"), "known_name": noop("Name to protect"),
    "evidence_item": noop("Piece of evidence"), "finding_evidence": noop("Evidence of a finding"),
    "saved_query": noop("Saved query"), "code_question": noop("Question of a code"),
    "judgement_criterion": noop("Judgement criterion"), "indicator": noop("Indicator"),
    "sub_question": noop("Sub-question"), "planned_source": noop("Planned source"),
    "planned_method": noop("Planned method"), "matrix_alias": noop("Other name in the matrix"),
    "category": noop("Category"), "institution_alias": noop("Other name of an institution"),
    "guide": noop("Interview guide"), "guide_item": noop("Item of a guide"),
    "wording": noop("Wording in a guide"), "item_question": noop("Question of an item of a guide"),
    "interview_informant": noop("Informant of an interview"), "own_column": noop("Own column"),
    "own_value": noop("Value in an own column"), "survey": noop("Survey"), "scale": noop("Scale"),
    "survey_item": noop("Question of a survey"), "respondent": noop("Respondent"), "answer": noop("Answer"),
    "survey_item_question": noop("Evaluation question of a survey’s question"), "page": noop("Page"),
    "voice": noop("Speaker"),
}  # fmt: skip
_FIELDS = {
    "": noop("being there"), "name": noop("name"), "memo": noop("memo"), "text": noop("text"),
    "code_id": noop("code"), "start_cp": noop("edges"), "place_cp": noop("place"),
    "definition": noop("definition"),
    "when_to_use": noop("when to use"), "when_not": noop("when not to use"), "example": noop("example"),
    "colour": noop("colour"), "position": noop("place in the list"), "kind": noop("place in the codebook"),
    "polarity": noop("polarity"), "is_key": noop("key quote"), "value": noop("value"),
    "speaker": noop("speaker"), "turns": noop("turns"), "statement": noop("statement"),
    "verdict": noop("verdict"), "grade": noop("strength"), "short": noop("short name"),
}  # fmt: skip
_SETTINGS = {
    "memo": noop("Memo of the study"), "title": noop("Title of the study"),
    "matrix_title": noop("Title of the matrix"), "rules": noop("Rule of the study"),
    "agreement_bands": noop("Rule by which agreement is read"),
    "chain_header": noop("What stands above the forms"),
}  # fmt: skip
_DRIFT = {
    RENAMED: noop("{mine} is called {theirs} in the copy"),
    NEW_HERE: noop("{mine} is only here"),
    NEW_THERE: noop("{theirs} is only in the copy"),
}
_PAIRS = {
    SAME_NAME: noop("{table} {first}: two go under this name"),
    ALIKE: noop("{table} {first} and {second} may be one ({score} %); made one, the name is {stays}"),
}


def table(name: str) -> str:
    """What a row of a table is called."""
    return _(_TABLES[name]) if name in _TABLES else name


def field(table_name: str, name: str) -> str:
    """What a field is called."""
    if table_name == "code" and name == "kind":
        return _(_FIELDS["kind"])
    return _(_FIELDS[name]) if name in _FIELDS and name != "kind" else name


def setting(key: str) -> str:
    """What a setting of the study is called."""
    name, _sign, entry = key.partition("/")
    called = _(_SETTINGS[name]) if name in _SETTINGS else f"{table('setting')} {name}"
    return f"{called}: {entry.replace('_', ' ')}" if entry else called


def shortened(text: str, most: int) -> str:
    """A text in one line, cut where it is longer than wanted."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def differing(mine: str, theirs: str, most: int) -> tuple[str, str]:
    """Where two texts part, in either, with some words before it; at most `most` signs each."""
    start = next((n for n, (one, other) in enumerate(zip(mine, theirs, strict=False)) if one != other),
                 min(len(mine), len(theirs)))  # fmt: skip
    shown = max(0, start - most // 3)
    while 0 < shown < start and not mine[shown - 1].isspace():
        shown += 1
    dots = "…" if shown else ""
    return shortened(dots + mine[shown : shown + most], most), shortened(
        dots + theirs[shown : shown + most], most
    )


def clash(one: Clash) -> str:
    """A conflict as a sentence, with what stands unless one chooses."""
    wins = _("what is here stands") if one.wins == MINE else _("what the copy has stands")
    return _("{what}, {field}: here {mine}; in the copy {theirs}; {wins}.").format(
        what=one.what, field=one.of, mine=_side(one.mine), theirs=_side(one.theirs), wins=wins
    )


def settled(one: Clash, side: str = "") -> str:
    """A conflict as a sentence, with what was done; `side` is what was chosen by hand, "" for nothing."""
    done = {
        ("", True): _("kept what is here, changed last"),
        ("", False): _("took what the copy has, changed last"),
        (MINE, True): _("kept what is here, chosen by hand"),
        (THEIRS, False): _("took what the copy has, chosen by hand"),
        (BOTH, False): _("kept both, the earlier first, chosen by hand"),
    }[side, (side or one.wins) == MINE]
    sentence = _("{what}, {field}: here {mine}; in the copy {theirs}; {wins}.").format(
        what=one.what, field=one.of, mine=_side(one.mine), theirs=_side(one.theirs), wins=done
    )
    gone = {MINE: one.theirs, THEIRS: one.mine}.get(side or one.wins)
    if gone is None or not gone.whole:
        return sentence
    # nothing a person wrote is lost: what gives way stands whole in the report
    return "\n".join([sentence, _("What gave way, whole:"), *gone.whole.splitlines()])


def _side(side: Side) -> str:
    """What stands on a side, and who put it there when."""
    by = ", ".join(part for part in (side.who, side.when.replace("T", " ")) if part)
    said = _("“{words}”").format(words=side.value) if side.value else "–"
    return f"{said} ({by})" if by else said


def drift(one: CodeDrift) -> str:
    """How a code of one copy stands to one of the other, as a sentence."""
    return _(_DRIFT[one.kind]).format(mine=one.mine, theirs=one.theirs)


def pair(one: Pair) -> str:
    """Two that may be one, as a sentence."""
    return _(_PAIRS[one.kind]).format(
        table=_row_of(one.table), first=one.first, second=one.second, score=one.score, stays=one.stays
    )


def made(one: MadeOne) -> str:
    """What was made one, as a sentence."""
    sentence = _("{table} {stays}: made one of {n}.")
    if len(set(one.names)) > 1:
        sentence = _("{table} {stays}: made one of {names}.")
    return sentence.format(
        table=_row_of(one.table), stays=one.stays, names=listed(one.names), n=len(one.names)
    )


def _row_of(table_name: str) -> str:
    """What a row of a table is called before its name."""
    return _("The coder") if table_name == "coder" else table(table_name)


def lines(preview: MergePreview) -> list[str]:
    """What a preview says, line by line; conflicts and pairs with their KEYs."""
    conflicts = [f"{clash(one)} [{one.key}]" for one in preview.clashes]
    pairs = [f"{pair(one)} [{one.key}]" for one in preview.pairs]
    return _said(preview, _("Conflicts"), conflicts, pairs)


def text(report: MergeReport) -> str:
    """A report as a text that can be kept: of what, by whom and when, what came in, what was done."""
    day, _sign, time = report.at.partition("T")
    about = [_("Copy: {file}").format(file=report.preview.file)]
    about += [_("Merged: {date} {time}, {name}").format(date=day, time=f"{time[:5]} UTC", name=report.who)]
    said = [_("Merge into “{study}”").format(study=report.study), *about, ""]
    conflicts = [settled(one, report.chosen.get(one.key, "")) for one in report.preview.clashes]
    done = {one.kept_id for one in report.same}
    left = [pair(one) for one in report.preview.pairs if not done & {one.first_id, one.second_id}]
    said += _said(report.preview, _("Conflicts, and what was done"), conflicts, left)
    said += [""] if report.same or report.backup else []
    said += [made(one) for one in report.same]
    if report.backup:
        said.append(_("The study as it was before lies in {file}.").format(file=report.backup))
    return "\n".join(said) + "\n"


def _said(
    preview: MergePreview, conflicts_heading: str, conflicts: Sequence[str], pairs: Sequence[str]
) -> list[str]:
    """What a preview says, with its conflicts and pairs in these words."""
    if preview.is_empty:
        return [_("{file} brings nothing that is not here already.").format(file=preview.file)]
    said = [
        _("{table}: {added} new, {changed} changed, {removed} removed").format(
            table=table(one.table), added=one.added, changed=one.changed, removed=one.removed
        )
        for one in preview.coming
    ]
    for heading, entries in (
        (conflicts_heading, list(conflicts)),
        (_("Two that may be one"), list(pairs)),
        (_("Codebooks"), [drift(one) for one in preview.codes]),
        (_("Deleted on one side and needed on the other, therefore kept"), list(preview.kept)),
        (_("Texts corrected on one side or on both"), list(preview.texts)),
    ):
        if entries:
            said += ["", heading, *("  " + entry.replace("\n", "\n    ") for entry in entries)]
    if preview.unsure:
        sentence = ngettext(
            "{n} coding has to be looked at: its place in the corrected text is not sure.",
            "{n} codings have to be looked at: their places in the corrected texts are not sure.",
            preview.unsure,
        )
        said += ["", sentence.format(n=preview.unsure)]
    if preview.doubles:
        sentence = ngettext(
            "{n} coding says what another one says: same passage, code and coder.",
            "{n} codings say what others say: same passage, code and coder.",
            preview.doubles,
        )
        said += ["", sentence.format(n=preview.doubles)]
    return said
