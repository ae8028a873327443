"""Word documents: every word a reader of the page would read, once."""

import pytest
from transcript_files import docx, odt, p, package, r

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Transcript
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats.transcripts import docx as docx_format


def read(body: str, **parts: str) -> Transcript:
    return docx_format.read(docx(body, **parts), "a.docx")


def run(*inside: str) -> str:
    return f"<w:r>{''.join(inside)}</w:r>"


def field(*inside: str) -> str:
    begin, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "end"))
    return run(begin) + "".join(inside) + run(end)


SEPARATE = run('<w:fldChar w:fldCharType="separate"/>')


def test_paragraphs_are_lines_and_blank_ones_stay() -> None:
    assert read(p("Uno ", "dos") + p() + p("  tres ")).text == "Uno dos\n\n  tres "


def test_marks_inside_runs() -> None:
    inside = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
    inside += (
        '<w:softHyphen/><w:t>e</w:t><w:sym w:font="Wingdings" w:char="F0E0"/><w:cr/><w:sym w:char="2713"/>'
    )
    assert read(p(run(inside))).text == "a\tb\nc-de→\n✓"


def test_a_page_break_glues_no_words() -> None:
    assert read(p("end", run('<w:br w:type="page"/>'), "start")).text == "end\nstart"


def test_tables_are_rows_of_cells_also_nested() -> None:
    inner = "<w:tbl><w:tr><w:tc>" + p("x") + "</w:tc><w:tc>" + p("y") + "</w:tc></w:tr></w:tbl>"
    rows = "<w:tr><w:tc>" + p("a") + "</w:tc><w:tc>" + p("b") + p("b2") + "</w:tc></w:tr>"
    rows += (
        "<w:tr><w:tc>" + p("c") + "</w:tc><w:tc>" + p() + "</w:tc><w:tc>" + inner + p("z") + "</w:tc></w:tr>"
    )
    assert read(p("top") + f"<w:tbl>{rows}</w:tbl>" + p("end")).text == "top\na\tb\nb2\nc\t\nx\ty\nz\nend"


def test_a_table_of_speakers_gives_turns() -> None:
    said = [("Entrevistadora", "¿Qué tal?"), ("Rosa", "Bien."), ("Entrevistadora", "¿Y?"), ("Rosa", "Ya.")]
    rows = "".join(f"<w:tr><w:tc>{p(who)}</w:tc><w:tc>{p(what)}</w:tc></w:tr>" for who, what in said)
    found = read(f"<w:tbl>{rows}</w:tbl>")
    assert [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns] == said


def test_tracked_changes_are_accepted() -> None:
    deleted = "<w:del>" + run("<w:delText>gone </w:delText>") + "</w:del>"
    moved = "<w:moveFrom>" + r("moved ") + "</w:moveFrom>"
    found = read(
        p(
            "kept ",
            deleted,
            "<w:ins>" + r("new ") + "</w:ins>",
            moved,
            "<w:moveTo>" + r("here") + "</w:moveTo>",
        )
    )
    assert found.text == "kept new here"
    assert found.warnings == ("a.docx: 2 tracked deletions were left out; insertions are kept.",)


def test_a_deleted_paragraph_mark_joins_and_a_deleted_row_goes() -> None:
    mark = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("one ") + "</w:p>"
    row = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("gone") + "</w:tc></w:tr>"
    kept = "<w:tr><w:tc>" + p("stays") + "</w:tc></w:tr>"
    assert read(mark + p("two") + f"<w:tbl>{row}{kept}</w:tbl>").text == "one two\nstays"


def test_comments_hidden_text_and_field_codes_are_left_out_and_counted() -> None:
    comment = run('<w:commentReference w:id="1"/>')
    link = field(run("<w:instrText>HYPERLINK x</w:instrText>"), SEPARATE, r("shown"))
    found = read(p("a ", comment, r("secret", "<w:vanish/>"), r("open ", '<w:vanish w:val="0"/>'), link))
    assert found.text == "a open shown"
    assert len(found.warnings) == 3 and all("1" in warning for warning in found.warnings)


def test_hidden_and_bold_by_style() -> None:
    styles = (
        '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Mine"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
    )
    said = [("Ana", "hola"), ("Luis", "buenas"), ("Ana", "ya"), ("Luis", "no")]
    body = "".join(p(r(who, '<w:rStyle w:val="Strong"/>')) + p(what) for who, what in said)
    found = read(body + p(r("secret", '<w:rStyle w:val="Mine"/>')), styles=styles)
    assert "secret" not in found.text
    assert [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns] == said


def test_a_field_that_never_ends_hides_no_words() -> None:
    begin = run('<w:fldChar w:fldCharType="begin"/>')
    assert read(p("a ", begin, "b") + p("c")).text == "a b\nc"


def test_a_nested_code_is_no_text() -> None:
    inner = field(run("<w:instrText>X</w:instrText>"), SEPARATE, r("inner"))
    assert read(p("a ", field(inner, SEPARATE, r("outer")))).text == "a outer"


def test_notes_stand_at_the_end_outside_of_turns() -> None:
    note = run('<w:footnoteReference w:id="7"/>')
    end = run('<w:endnoteReference w:id="7"/>')
    found = read(
        p("Ana: hola", note, ".") + p("Luis: ya", end),
        footnotes='<w:footnote w:id="7">'
        + p("pie")
        + "</w:footnote><w:footnote w:id='8'>"
        + p("no")
        + "</w:footnote>",
        endnotes='<w:endnote w:id="7">' + p("fin") + p("más") + "</w:endnote>",
    )
    assert found.text == "Ana: hola [^1].\nLuis: ya [^2]\n[^1] pie\n[^2] fin\nmás"
    assert found.text[found.turns[-1].start : found.turns[-1].end] == "ya [^2]"


def test_text_boxes_come_once() -> None:
    box = "<w:txbxContent>" + p("in the box") + "</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback>"
    both += f"<w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    assert read(p("before", run(both), " after") + p("next")).text == "before after\nin the box\nnext"
    only = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    assert read(p("x", run(only))).text == "x\nin the box"
    empty = f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{only}</mc:Fallback></mc:AlternateContent>"
    assert read(p("x", run(empty))).text == "x\nin the box"


def test_wrapped_words_are_kept() -> None:
    wrapped = "<w:hyperlink>" + r("link ") + "</w:hyperlink><w:smartTag>" + r("tag ") + "</w:smartTag>"
    wrapped += "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + r("control") + "</w:sdtContent></w:sdt>"
    block = "<w:sdt><w:sdtContent>" + p("block") + "</w:sdtContent></w:sdt>"
    assert read(p(wrapped) + block).text == "link tag control\nblock"


@pytest.mark.parametrize("colon_bold", [True, False])
def test_bold_names_are_labels(colon_bold: bool) -> None:
    name = (lambda who: r(f"{who}: ", "<w:b/>")) if colon_bold else (lambda who: r(who, "<w:b/>") + r(": "))
    said = [("Entrevistadora", "¿sí?"), ("Rosa", "sí"), ("Entrevistadora", "¿no?"), ("Rosa", "no")]
    found = read("".join(p(name(who), what) for who, what in said))
    assert [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns] == said
    assert [turn.role for turn in found.turns] == [INTERVIEWER, RESPONDENT] * 2


def test_strict_documents_are_read() -> None:
    body = f"<s:body>{p('hola')}</s:body>".replace("<w:", "<s:").replace("</w:", "</s:")
    strict = f'<s:document xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main">{body}</s:document>'
    assert docx_format.read(package({"word/document.xml": strict}), "a.docx").text == "hola"


def test_another_package_is_named() -> None:
    with pytest.raises(UserError, match=r"a\.docx is not a Word document"):
        docx_format.read(odt("<text:p>x</text:p>"), "a.docx")


def test_offsets_hold_when_the_text_is_cleaned() -> None:
    said = [("Ana", "uno\ndos"), ("Luis", "tres")]
    found = read(p(r("Ana:", "<w:b/>"), " \ufeffuno&#13;dos") + p(r("Luis:", "<w:b/>"), " tres"))
    assert [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns] == said


def test_the_form_of_teams_with_name_and_time_above_the_words() -> None:
    said = [
        ("Ana López", "0:03", "Hola a todos."),
        ("Luis Paz", "0:07", "Buenas."),
        ("Ana López", "1:02", "Ya."),
    ]
    body = p("Reunión de la mesa") + "".join(
        p(r(name, "<w:b/>"), r(f"   {clock}"), "<w:r><w:br/></w:r>", r(words)) for name, clock, words in said
    )
    found = docx_format.read(docx(body), "a.docx")
    assert [(t.speaker, found.text[t.start : t.end], t.seconds) for t in found.turns] == [
        ("Ana López", "Hola a todos.", 3.0), ("Luis Paz", "Buenas.", 7.0), ("Ana López", "Ya.", 62.0),
    ]  # fmt: skip
