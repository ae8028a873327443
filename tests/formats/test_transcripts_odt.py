"""OpenDocument texts: every word a reader of the page would read, once."""

from transcript_files import odt

from qualcoder_cg.domain.documents import Transcript
from qualcoder_cg.formats.transcripts import odt as odt_format

BOLD = '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
CHILD = '<style:style style:name="C" style:parent-style-name="B"/>'
HIDDEN = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'


def read(body: str, styles: str = "") -> Transcript:
    return odt_format.read(odt(body, styles), "a.odt")


def test_spaces_count_as_the_format_says() -> None:
    body = "<text:h>  Título\n  uno </text:h>"
    body += "<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/> d</text:p>"
    assert read(body + "<text:p/><text:p>x <text:span> y</text:span><text:s/></text:p>").text == (
        "Título uno \na   b\tc\nd\n\nx y "
    )


def test_an_endless_count_of_spaces_is_cut() -> None:
    assert len(read("<text:p>a<text:s text:c='999999999999'/>b</text:p>").text) < 2_000


def test_lists_sections_and_tables() -> None:
    inner = "<text:list><text:list-item><text:p>dos</text:p></text:list-item></text:list>"
    item = f"<text:list-item><text:p>uno</text:p>{inner}</text:list-item>"
    a, b = (f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in "ab")
    row = f"<table:table-row>{a}<table:table-cell/>{b}</table:table-row>"
    table = f"<table:table><table:table-header-rows>{row}</table:table-header-rows>{row}</table:table>"
    body = f"<text:section><text:list>{item}</text:list></text:section>{table}<text:p>fin</text:p>"
    assert read(body).text == "uno\ndos\na\t\tb\na\t\tb\nfin"


def test_changes_comments_and_hidden_text_are_left_out_and_counted() -> None:
    region = "<text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>"
    changes = f"<text:tracked-changes>{region}</text:tracked-changes>"
    note = "<office:annotation><text:p>remark</text:p></office:annotation>"
    found = read(
        f"{changes}<text:p>a{note} b<text:span text:style-name='H'> secret</text:span></text:p>", HIDDEN
    )
    assert found.text == "a b"
    assert len(found.warnings) == 3 and all("1" in warning for warning in found.warnings)


def test_notes_stand_at_the_end_outside_of_turns() -> None:
    body = "<text:note-body><text:p>pie</text:p><text:p>más</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    found = read(f"<text:p>Ana: hola{note}.</text:p><text:p>Luis: ya</text:p>")
    assert found.text == "Ana: hola [^1].\nLuis: ya\n[^1] pie\nmás"
    assert found.text[found.turns[-1].start : found.turns[-1].end] == "ya"


def test_text_boxes_come_after_their_paragraph() -> None:
    box = "<draw:frame><draw:text-box><text:p>in the box</text:p></draw:text-box></draw:frame>"
    assert read(f"<text:p>before{box} after</text:p><text:p>next</text:p>").text == (
        "before after\nin the box\nnext"
    )


def test_bold_names_are_labels_through_parent_styles() -> None:
    said = [("Ana", "hola"), ("Luis", "buenas"), ("Ana", "ya"), ("Luis", "no")]
    body = "".join(
        f"<text:p><text:span text:style-name='C'>{who}</text:span></text:p><text:p>{what}</text:p>"
        for who, what in said
    )
    found = read(body, BOLD + CHILD)
    assert [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns] == said
