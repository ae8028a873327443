"""What merging says in words: tables, fields, and the report that can be kept as a text."""

from ..domain.merge_report import (
    ALIKE,
    NEW_HERE,
    NEW_THERE,
    RENAMED,
    SAME_NAME,
    Clash,
    CodeDrift,
    MergePreview,
)
from ..domain.merge_report import MergeReport as MergeReport
from ..domain.merging import MINE
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
_DRIFT = {
    RENAMED: noop("{mine} is called {theirs} in the copy"),
    NEW_HERE: noop("{mine} is only here"),
    NEW_THERE: noop("{theirs} is only in the copy"),
    SAME_NAME: noop("{mine} is another code in the copy, under the same name"),
    ALIKE: noop("{mine} and {theirs} may be the same ({score} %)"),
}


def table(name: str) -> str:
    """What a row of a table is called."""
    return _(_TABLES[name]) if name in _TABLES else name


def field(table_name: str, name: str) -> str:
    """What a field is called."""
    if table_name == "code" and name == "kind":
        return _(_FIELDS["kind"])
    return _(_FIELDS[name]) if name in _FIELDS and name != "kind" else name


def shortened(text: str, most: int) -> str:
    """A text in one line, cut where it is longer than wanted."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def clash(one: Clash) -> str:
    """A conflict as a sentence."""
    mine, theirs = (
        f"{side.who or '–'}{f', {side.when}' if side.when else ''}: {side.value or '–'}"
        for side in (one.mine, one.theirs)
    )
    wins = _("what is here stands") if one.wins == MINE else _("what the copy has stands")
    return _("{what}, {field}: here {mine}; in the copy {theirs}; {wins}.").format(
        what=one.what, field=one.of, mine=mine, theirs=theirs, wins=wins
    )


def drift(one: CodeDrift) -> str:
    """How a code of one copy stands to one of the other, as a sentence."""
    return _(_DRIFT[one.kind]).format(mine=one.mine, theirs=one.theirs, score=one.score)


def lines(preview: MergePreview) -> list[str]:
    """What a preview says, line by line."""
    if preview.is_empty:
        return [_("{file} brings nothing that is not here already.").format(file=preview.file)]
    said = [
        _("{table}: {added} new, {changed} changed, {removed} removed").format(
            table=table(one.table), added=one.added, changed=one.changed, removed=one.removed
        )
        for one in preview.coming
    ]
    for heading, entries in (
        (_("Conflicts"), [f"{clash(one)} [{one.key}]" for one in preview.clashes]),
        (_("Codebooks"), [drift(one) for one in preview.codes]),
        (_("Two coders under one name"), list(preview.coders)),
        (_("Deleted on one side and needed on the other, therefore kept"), list(preview.kept)),
        (_("Texts corrected on one side or on both"), list(preview.texts)),
    ):
        if entries:
            said += ["", heading, *(f"  {entry}" for entry in entries)]
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


def text(report: MergeReport) -> str:
    """A report as a text that can be kept."""
    said = lines(report.preview)
    said += [
        _("Chosen by hand: {key}, {side}.").format(
            key=key, side=_("what is here") if side == MINE else _("what the copy has")
        )
        for key, side in report.chosen.items()
    ]
    said += [
        _("Made one code: {first} and {second}.").format(first=first, second=second)
        for first, second in report.same_codes
    ]
    if report.backup:
        said.append(_("The study as it was before lies in {file}.").format(file=report.backup))
    return "\n".join(said) + "\n"
