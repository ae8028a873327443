"""Matrices as teams have them in Word and Excel: merged cells, lists, headings in between, notes."""

from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

CRITERIA = (("Relevance", 8), ("Effectiveness", 5), ("Management", 3), ("Efficiency", 2), ("Impact", 5))
HEADINGS = ("Criterion", "Evaluation question", "Indicators", "Sources of information", "Methods")


def question_text(number: int) -> str:
    return f"To what extent did part {number} of the work reach what was planned for it?"


def merged_matrix(path: Path) -> Path:
    """23 questions: criteria merged down, numbers in the cells, bullets, headings again in the middle."""
    document = docx.Document()
    document.add_paragraph("Annex 2")
    contact = document.add_table(2, 2)
    contact.cell(0, 0).text, contact.cell(0, 1).text = "Prepared by", "The team"
    contact.cell(1, 0).text = "Date"
    table = document.add_table(1, 5)
    for place, heading in enumerate(HEADINGS):
        table.cell(0, place).text = heading
    number = 0
    for name, n in CRITERIA:
        first = None
        for _question in range(n):
            number += 1
            if number == 12:
                again = table.add_row()
                for place, heading in enumerate(HEADINGS):
                    again.cells[place].text = heading
                first = None
            cells = table.add_row().cells
            if first is None:
                first = cells[0]
                first.text = name
            else:
                first = first.merge(cells[0])
                first.text = name
            cells[1].text = f"EQ {number}. {question_text(number)}"
            cells[2].text = f"• Share reached in {number}\n• Number of meetings in {number}"
            cells[3].text = "Interviews; annual reports"
            cells[4].text = "Content analysis"
    note = table.add_row()
    note.cells[0].merge(note.cells[4]).text = "Note: sources are examples."
    document.save(path)
    return path


def banner_matrix(path: Path) -> Path:
    """Spanish; criteria as rows over the whole table, sub-questions in rows, sources merged down."""
    document = docx.Document()
    table = document.add_table(2, 5)
    top = table.rows[0].cells
    for place, heading in enumerate(("Preguntas", "Subpreguntas", "Indicadores")):
        top[place].merge(table.rows[1].cells[place]).text = heading
    top[3].merge(top[4]).text = "Fuentes de información"
    table.rows[1].cells[3].text, table.rows[1].cells[4].text = "Primarias", "Secundarias"
    _banner(table, "1. PERTINENCIA")
    first = table.add_row().cells
    first[0].text = "P1: ¿En qué medida responde el programa a las necesidades?"
    for place, text in enumerate(("¿De mujeres?", "Porcentaje de mujeres que", "Entrevistas", "Informes"), 1):
        first[place].text = text
    first[2].text = "1.1 Porcentaje de mujeres atendidas\n1.2 Quejas recibidas"
    second = table.add_row().cells
    second[1].text, second[2].text = "¿De hombres?", "Número de hombres"
    first[0].merge(second[0])
    first[3].merge(second[3])
    _banner(table, "2. EFICACIA")
    third = table.add_row().cells
    third[0].text = "P2: ¿Se lograron los resultados?\na) ¿Los previstos?\nb) ¿Otros?"
    third[2].text, third[3].text = "Resultados logrados", "Grupo focal; encuesta"
    _banner(table, "Fuente: elaboración propia.")
    document.save(path)
    return path


def question_rows(path: Path) -> Path:
    """Questions as rows over the whole table; below them judgement criteria with indicators."""
    document = docx.Document()
    table = document.add_table(1, 4)
    for place, heading in enumerate(
        ("Judgement criteria", "Indicators", "Data sources", "Collection methods")
    ):
        table.rows[0].cells[place].text = heading
    _banner(table, "Relevance")
    _banner(table, "EQ1: To what extent does the action answer needs of girls and boys?")
    one = table.add_row().cells
    for place, text in enumerate(("JC 1.1 Needs were asked", "Surveys held", "Reports", "Review")):
        one[place].text = text
    two = table.add_row().cells
    two[0].text = "JC 1.2 Needs were heard"
    _numbered(document, two[1], ["Changes made", "Minutes that say so"])
    _banner(table, "EQ2: To what extent is it coherent with other work nearby?")
    three = table.add_row().cells
    three[1].text = "Joint plans"
    inner = three[2].add_table(2, 2)
    for row, texts in enumerate((("Agencies", "interviews"), ("Schools", "visits"))):
        for place, text in enumerate(texts):
            inner.cell(row, place).text = text
    document.save(path)
    return path


def workbook(path: Path) -> Path:
    """A sheet of notes and a sheet with merged criteria, a title above, numbers that begin anew."""
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Read me"
    notes.append(["This workbook holds the matrix", "v2"])
    sheet = book.create_sheet("Matriz")
    sheet.append(["Matriz de evaluación 2026"])
    sheet.merge_cells("A1:F1")
    sheet.append(["Criterio", "Nº", "Pregunta de evaluación", "Criterio de juicio", "Indicadores", "Fuentes"])
    for name, n in (("Pertinencia", 2), ("Eficacia", 1)):
        start = sheet.max_row + 1
        for number in range(1, n + 1):
            sheet.append(
                [name, number, f"¿Cómo fue {name.lower()} {number}?", "Lo dicen todas", "uno\n dos", "KII"]
            )
        if n > 1:
            sheet.merge_cells(start_row=start, end_row=start + n - 1, start_column=1, end_column=1)
    book.save(path)
    return path


def _banner(table: Any, text: str) -> None:
    cells = table.add_row().cells
    cells[0].merge(cells[-1]).text = text


def _numbered(document: Any, cell: Any, texts: list[str]) -> None:
    """Paragraphs that Word numbers by itself."""
    for place, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.text = text
        paragraph.style = document.styles["List Number"]
        properties = paragraph._p.get_or_add_pPr()
        level = OxmlElement("w:keepNext")
        level.set(qn("w:val"), "1")
        properties.append(level)
