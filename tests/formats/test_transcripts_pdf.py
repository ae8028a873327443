"""PDF: lines into paragraphs, pages and what they repeat, and files that cannot be read."""

import logging

import pytest
from transcript_files import pdf, pdf_page

from qualcoder_cg.domain.documents import Transcript
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats.transcripts import pdf as pdf_format

FULL = "una línea que llena toda la anchura de la página del documento"


def read(*pages: str, **more: str) -> Transcript:
    return pdf_format.read(pdf(*pages, **more), "a.pdf")


def column(*texts: str, top: int = 700, leading: int = 14) -> list[tuple[float, float, str]]:
    """Lines one under another; "" is an empty line."""
    return [(72, top - leading * number, text) for number, text in enumerate(texts) if text]


def test_lines_become_paragraphs_and_hyphens_go() -> None:
    lines = [
        "Rosa: Empezó así, con una mesa técnica que nos juntó a toda la comu-",
        "nidad, y fue una toma de decisiones muy lenta, por la falta de agua.",
        "Fin de la respuesta.",
        "Luis: Ya veo, y entonces me contaron que lo de los pueblos es socio-",
        "económico, y que los pueblos son así. Lo socio-económico pesa aquí.",
        "Rosa: Sí, todos los que vinieron a la reunión estaban muy contentos",
        "Luis: No.",
    ]
    assert read(pdf_page(*column(*lines))).text.split("\n") == [
        "Rosa: Empezó así, con una mesa técnica que nos juntó a toda la comunidad, y fue una toma de "
        "decisiones muy lenta, por la falta de agua. Fin de la respuesta.",
        "Luis: Ya veo, y entonces me contaron que lo de los pueblos es socio-económico, y que los pueblos "
        "son así. Lo socio-económico pesa aquí.",
        "Rosa: Sí, todos los que vinieron a la reunión estaban muy contentos",
        "Luis: No.",
    ]


def test_space_between_lines_and_marks_of_lists_begin_paragraphs() -> None:
    contents = "1 Alcance de la evaluación " + "." * 40 + " 6"
    texts = [FULL, FULL, "", FULL, "- uno", "- dos", "1. tres", contents, contents, FULL, "2.1 Método"]
    assert read(pdf_page(*column(*texts))).text.split("\n") == [
        f"{FULL} {FULL}", FULL, "- uno", "- dos", "1. tres", contents, contents, FULL, "2.1 Método",
    ]  # fmt: skip


def test_a_paragraph_goes_on_over_pages_and_pages_begin_where_they_begin() -> None:
    found = read(
        pdf_page(*column("Informe de campo"), *column(FULL, FULL, top=600)),
        pdf_page(*column("sigue en la otra página.", "Otra cosa.", top=600)),
    )
    assert found.text == f"Informe de campo\n{FULL} {FULL} sigue en la otra página.\nOtra cosa."
    assert [page.label for page in found.pages] == ["1", "2"]
    assert [found.text[page.start :][:5] for page in found.pages] == ["Infor", "sigue"]


@pytest.mark.parametrize("mark", ["{n}/3", "Page {n} of 3", "Página {n} de 3", "- {n} -", "{n}", "p. {n}"])
def test_page_marks_go_and_number_the_pages(mark: str) -> None:
    pages = [
        pdf_page(*column("Ana: Uno.", f"Luis: Son {n}0.", f"{n}2"), (500, 30, mark.format(n=n)))
        for n in (1, 2, 3)
    ]
    found = read(*pages)
    assert found.text == "\n".join(f"Ana: Uno.\nLuis: Son {n}0.\n{n}2" for n in (1, 2, 3))
    assert [page.label for page in found.pages] == ["1", "2", "3"]
    assert not found.warnings


def test_printed_numbers_may_begin_anywhere_and_stand_in_a_running_foot() -> None:
    pages = [
        pdf_page((72, 800, "Evaluación media"), *column(f"Texto {word}."), (72, 30, f"Informe | {n + 40}"))
        for n, word in enumerate(("uno", "dos", "tres", "cuatro"))
    ]
    found = read(*pages)
    assert found.text == "Texto uno.\nTexto dos.\nTexto tres.\nTexto cuatro."
    assert [page.label for page in found.pages] == ["40", "41", "42", "43"]
    assert len(found.warnings) == 1
    assert "Evaluación media" in found.warnings[0] and "Informe | 40" in found.warnings[0]


def test_what_recurs_in_the_text_itself_is_kept() -> None:
    pages = [pdf_page(*column("Ana: Ya.", f"Luis: Eso {n}.", "Ana: Claro.")) for n in range(5)]
    assert read(*pages).text.count("Ana: Claro.") == 5
    assert read(*[pdf_page(*column("Solo esto"))] * 4).text.count("Solo esto") == 4


def test_columns_of_line_numbers_go() -> None:
    texts = ["Ana: ¿Sí?", "Luis: No.", "Ana: Ya.", "Luis: Tengo 3 hijos.", "Ana: Bien.", "Luis: Sí."]
    beside = [f"{number}  {text}" for number, text in enumerate(texts, start=11)]
    after = [*column(*texts), *((20, 700 - 14 * n, str(n + 11)) for n in range(len(texts)))]
    assert read(pdf_page(*column(*beside))).text == read(pdf_page(*after)).text == "\n".join(texts)


def test_labels_of_pages_that_only_the_file_gives() -> None:
    catalog = "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D >>] >>"
    found = read(*[pdf_page(*column(f"Texto {n}.")) for n in "abc"], catalog=catalog)
    assert [page.label for page in found.pages] == ["i", "ii", "1"]


def test_bold_names_and_pieces_at_one_height_are_read_together() -> None:
    page = pdf_page(
        (72, 700, "*Rosa Quispe*"), (72, 680, "Hola a todos."), (72, 660, "*Luis*"), (72, 640, "Ya."),
        (72, 620, "*Rosa Quispe*"), (72, 600, "¿Qué"), (120, 600, "tal?"), (72, 580, "*Luis*"),
        (72, 560, "Sí."),
    )  # fmt: skip
    found = read(page)
    assert [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns] == [
        ("Rosa Quispe", "Hola a todos."), ("Luis", "Ya."), ("Rosa Quispe", "¿Qué tal?"), ("Luis", "Sí."),
    ]  # fmt: skip


def test_pages_that_are_pictures() -> None:
    with pytest.raises(UserError, match=r"a\.pdf.*pictures.*OCR"):
        read("", "q 1 0 0 1 0 0 cm Q")
    found = read(pdf_page(*column("Hola a todos.")), "")
    assert "1 page" in found.warnings[0] and found.warnings[0].endswith(": 2.")
    assert [page.start for page in found.pages] == [0, len(found.text)]


def test_a_protected_file_says_so() -> None:
    lock = (
        f"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>"
    )
    with pytest.raises(UserError, match=r"a\.pdf.*password"):
        read(pdf_page(*column("secreto")), trailer=lock)


def test_damage_is_a_sentence_and_nothing_reaches_the_console(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = pdf(pdf_page(*column("Ana: Hola.", "Luis: Ya.")))
    with caplog.at_level(logging.DEBUG):
        cut = whole.replace(b"startxref", b"startxxxx").replace(b"/Length", b"/Lenght")
        for data in (whole[:400], cut, whole.replace(b"obj", b"ojb")):
            try:
                pdf_format.read(data, "a.pdf")
            except UserError as error:
                assert "a.pdf" in error.message
    assert not caplog.records and capfd.readouterr() == ("", "")
    with pytest.raises(UserError, match=r"a\.pdf is not a PDF"):
        pdf_format.read(b"PK\x03\x04", "a.pdf")


def test_ligatures_are_letters() -> None:
    fonts = "BT /F3 12 Tf 72 700 Td <0102> Tj ET"
    assert "fi" in pdf_format.read(_with_ligature(fonts), "a.pdf").text


def _with_ligature(content: str) -> bytes:
    """A document whose third font says that code 1 is the ligature of f and i, code 2 a letter n."""
    table = (
        "1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <01> <FB01> <02> <006E> endbfchar"
    )
    whole = pdf(content, f"/CIDInit begin begincmap {table} endcmap end")
    return whole.replace(
        b"/F2 4 0 R >>",
        b"/F3 << /Type /Font /Subtype /Type1 /BaseFont /X /ToUnicode 8 0 R >> >>",
    )
