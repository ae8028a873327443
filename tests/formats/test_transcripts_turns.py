"""Who speaks, in every way that transcripts say it, and in none that they do not."""

import pytest

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, UNKNOWN
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.formats.transcripts import turns

Said = list[tuple[str, str]]


def said(text: str, bold: list[Span] | None = None) -> Said:
    return [(turn.speaker, text[turn.start : turn.end]) for turn in turns.find(text, bold or [])]


def roles(text: str) -> dict[str, str]:
    return {turn.speaker: turn.role for turn in turns.assign_roles(text, turns.find(text))}


TWO: Said = [("Rosa", "Buenos días."), ("Luis", "Gracias."), ("Rosa", "Ya.")]


@pytest.mark.parametrize(
    "pattern",
    [
        "{}: {}\n",
        "{}:{}\n",
        "  {} : {}\n\n",
        "- {}: {}\n",
        "{}:\n{}\n\n",
        "{}\t{}\n",
        "{}：{}\n",
        "{}:\t{}\n",
        "[{}]: {}\n",
        "{}.- {}\n",
    ],
)
def test_names_before_words(pattern: str) -> None:
    assert said("".join(pattern.format(*one) for one in TWO)) == TWO


@pytest.mark.parametrize(
    "pattern",
    [
        "{0} [{2}] {1}\n",
        "[{2}] {0}: {1}\n",
        "{2} {0}: {1}\n",
        "({2}) {0}: {1}\n",
        "{0} ({2}): {1}\n",
        "{0}: [{2}] {1}\n",
        "{0}   {2}\n{1}\n",
        "{0} {2}\n{1}\n\n",
        "{0}\t{2}\n{1}\n",
        "{0}: {2}\n{1}\n",
        "{0}\n{2}\n{1}\n\n",
        "[{0}] {2}\n{1}\n\n",
        "[{2}] - {0}\n{1}\n\n",
        "{2} --> 9:59:59.9\n{0}\n{1}\n\n",
    ],
)
def test_names_with_times(pattern: str) -> None:
    clocks = ["00:00:02", "0:03", "1:02:03.5"]
    text = "".join(pattern.format(*one, clock) for one, clock in zip(TWO, clocks, strict=True))
    assert said(text) == TWO
    assert [turn.seconds for turn in turns.find(text)] == [2.0, 3.0, 3723.5]


@pytest.mark.parametrize(
    "labels",
    [
        ("Interviewer", "Interviewee"),
        ("Entrevistadora", "KII-07"),
        ("Moderador(a)", "Participante 3"),
        ("P1", "E1"),
        ("Q", "A"),
        ("I", "R"),
        ("Speaker 1", "Speaker 2"),
        ("Ana (facilitadora)", "Mujer 2"),
    ],
)
def test_role_words_need_not_recur(labels: tuple[str, str]) -> None:
    first, second = labels
    filler = "Una línea sin nombre.\n" * 5
    text = f"Título largo\n{filler}{first}: ¿Sí?\n{second}: No.\n"
    assert said(text) == [(first, "¿Sí?"), (second, "No.")]


@pytest.mark.parametrize(
    "line",
    [
        "Parte 1: <https://x.org/a>",
        "Note: the sound fails",
        "https://x.org/a:b",
        "10:30 llega el equipo",
        "10:30: llega el equipo",
        "Fecha: 3 de mayo",
        "Dijo lo siguiente: que no",
        "We saw three things. First: water",
        "¿Y eso? Bueno: así fue",
        "Una frase demasiado larga para ser el nombre de nadie aquí: sí",
        "Proporción 3:1 en todos",
    ],
)
def test_what_is_no_speaker(line: str) -> None:
    text = f"Rosa: Hola.\nLuis: Buenas.\n{line}\nRosa: Ya.\nLuis: Sí.\n"
    assert [who for who, _words in said(text)] == ["Rosa", "Luis", "Rosa", "Luis"]
    assert f"Buenas.\n{line}" in [words for _who, words in said(text)]


def test_a_report_with_headings_has_no_speakers() -> None:
    assert said("Objective: reach\n\nWe say this: go.\n\nObjective: teach\n\nPlain.\n\nMore plain.\n") == []
    assert said("Nombre: Ana\nEdad: 30\nComunidad: La Unión\nHijos: tres\nCasa: propia\nAgua: sí\n") == []
    assert said("Lunes 10:30\nSin más que contar en este día tan largo.\nOtra línea aquí.\nY otra.\n") == []


def test_a_turn_goes_on_to_the_next_label_and_is_trimmed() -> None:
    text = "Entrevista\n\nRosa: uno\n\n  dos  \n\n\nLuis: tres\n\nRosa: cuatro  \n\n"
    assert said(text) == [("Rosa", "uno\n\n  dos"), ("Luis", "tres"), ("Rosa", "cuatro")]
    first = turns.find(text)[0]
    assert text[first.label_start : first.start] == "Rosa: "


def test_one_label_governs_its_own_paragraph() -> None:
    text = "1 Read this\nMODERATOR: Go on.\nI read.\n(reads)\n MODERATOR: And?\nFine.\n"
    assert said(text) == [
        ("MODERATOR", "Go on."),
        ("", "I read.\n(reads)"),
        ("MODERATOR", "And?"),
        ("", "Fine."),
    ]


def test_a_name_said_once_counts_among_others_that_recur() -> None:
    assert said("Rosa: a\nLuis: b\nPaula: c\nRosa: d\nLuis: e\n")[2] == ("Paula", "c")


def test_numbered_questions_are_one_who_asks() -> None:
    assert said("Q1: What?\nA1: This.\nQ2: Why?\nA2: So.\n") == [
        ("Q", "What?"), ("A", "This."), ("Q", "Why?"), ("A", "So."),
    ]  # fmt: skip
    assert said("1. Q. What?\nA. This.\n2. Q. Why?\nA. So.\n")[2] == ("Q", "Why?")
    assert {who for who, _words in said("P1: sí\nP2: no\nP1: ya\nP2: eh\n")} == {"P1", "P2"}


def test_boxed_words_are_speakers_when_they_are_roles_and_directions_when_not() -> None:
    assert said("[P1] Sí.\n[Risas]\n[P2] No.\n[Risas]\n") == [("P1", "Sí.\n[Risas]"), ("P2", "No.\n[Risas]")]


def test_stage_directions_are_part_of_what_is_said() -> None:
    text = "INTERVIEWER: Go. (laughs)\n[pause]\nP1: (All: noise) Yes.\n(Ana: greets)\nINTERVIEWER: Oh.\n"
    assert said(text) == [
        ("INTERVIEWER", "Go. (laughs)\n[pause]"),
        ("P1", "(All: noise) Yes.\n(Ana: greets)"),
        ("INTERVIEWER", "Oh."),
    ]


@pytest.mark.parametrize("mark", ["2/5", "Page 2 of 5", "Página 2", "- 2 -", "2 de 5"])
def test_page_marks_between_turns_are_nobodys_words(mark: str) -> None:
    assert said(f"Rosa: uno\n\n{mark}\n\nLuis: dos\n{mark}\ntres\nRosa: 1/2\nLuis: ya") == [
        ("Rosa", "uno"), ("Luis", f"dos\n{mark}\ntres"), ("Rosa", "1/2"), ("Luis", "ya"),
    ]  # fmt: skip


def test_two_lines_are_a_label_only_where_the_first_may_be_a_name() -> None:
    text = "Rosa: Eso fue todo.\n0:03\nLuis: Así es.\n0:05\nRosa: Ya.\nLuis: No.\n"
    assert [who for who, _words in said(text)] == ["Rosa", "Luis", "Rosa", "Luis"]


def test_bold_runs_are_labels_up_to_a_colon_or_alone() -> None:
    text = "Rosa\nuno\nLuis\ndos\nRosa\ntres\nLuis\ncuatro\n"
    bold = [Span(at, at + 4) for at in range(len(text)) if text.startswith(("Rosa", "Luis"), at)]
    assert said(text) == []
    assert said(text, bold) == [("Rosa", "uno"), ("Luis", "dos"), ("Rosa", "tres"), ("Luis", "cuatro")]
    question = "¿Cómo fue?\nBien.\n¿Y luego?\nMal.\n"
    assert said(question, [Span(0, 10), Span(17, 26)]) == []


def test_nothing_is_said_beyond_the_running_text() -> None:
    text = "Rosa: a\nLuis: b\nRosa: c\n[^1] Luis: nota\n"
    assert [text[t.start : t.end] for t in turns.find(text, (), text.index("[^1]"))] == ["a", "b", "c"]


def test_words_say_who_asks() -> None:
    assert roles("Interviewer: a\nInterviewee: b\n") == {
        "Interviewer": INTERVIEWER,
        "Interviewee": RESPONDENT,
    }
    assert roles("E: a\nP: b\nE: c\nP: d\n") == {"E": INTERVIEWER, "P": RESPONDENT}
    assert roles("Moderadora: a\nE1: b\nE2: c\n") == {
        "Moderadora": INTERVIEWER, "E1": RESPONDENT, "E2": RESPONDENT,
    }  # fmt: skip
    assert roles("Entrevistado: a\nEntrevistador: b\n")["Entrevistado"] == RESPONDENT


def test_questions_say_who_asks_when_clear() -> None:
    clear = "Ana: ¿Sí?\nLuis: Eso fue muy largo de contar.\n" * 3
    assert roles(clear) == {"Ana": INTERVIEWER, "Luis": RESPONDENT}
    assert set(roles(clear[: len(clear) // 3 * 2]).values()) == {UNKNOWN}
    assert set(roles("Ana: ¿Sí?\nLuis: ¿No, o es que tal vez?\n" * 4).values()) == {UNKNOWN}
    long_winded = "Ana: Quiero decir que creo, y no solo yo, ¿sí?\nLuis: Bueno.\n" * 4
    assert set(roles(long_winded).values()) == {UNKNOWN}


def test_who_is_left_among_those_who_answer_asks() -> None:
    three = "Ana: ¿Cómo?\nParticipant 1: Así.\nAna: Ya.\nParticipant 2: No.\nAna: Eso.\n"
    assert roles(three) == {"Ana": INTERVIEWER, "Participant 1": RESPONDENT, "Participant 2": RESPONDENT}
    assert roles(three + "Eva: ¿Y?\nEva: ¿O?\n")["Ana"] == UNKNOWN


GUIDE = (
    "¿Cómo empezó el trabajo entre las instituciones?",
    "¿Qué cambió para las trabajadoras del hogar?",
    "¿Qué haría de otra manera? ¿Y por qué razones lo haría?",
)
GUIDED = """Luis: Bueno, cuénteme cómo empezó el trabajo entre instituciones.
Rosa: ¿Cómo empezó? Pues cada cual venía con lo suyo, ¿no?
Luis: Y qué ha cambiado para las trabajadoras del hogar.
Rosa: Más afiliadas, ¿verdad? Muchas más que antes, ¿o no es cierto?
Eva: ¿Quieren café?
Rosa: ¿Café? ¿A esta hora?
"""


def guided(asked: tuple[str, ...]) -> dict[str, str]:
    return {turn.speaker: turn.role for turn in turns.assign_roles(GUIDED, turns.find(GUIDED), asked)}


def test_who_puts_the_questions_of_the_guide_is_the_interviewer() -> None:
    assert guided(GUIDE) == {"Luis": INTERVIEWER, "Rosa": RESPONDENT, "Eva": RESPONDENT}
    assert guided(("What is the weather like in your town today?", "¿Sí?"))["Luis"] == UNKNOWN
    assert set(guided(()).values()) == {UNKNOWN}


def test_one_question_is_enough_of_a_guide_of_one() -> None:
    assert guided(GUIDE[:1])["Luis"] == INTERVIEWER
    assert guided((GUIDE[0], "¿Otra cosa que nadie ha preguntado nunca?"))["Luis"] == UNKNOWN


def test_a_label_that_says_so_asks_too_where_the_guide_tells_another() -> None:
    text = GUIDED.replace("Eva", "Facilitadora").replace("Rosa", "I")
    found = {turn.speaker: turn.role for turn in turns.assign_roles(text, turns.find(text), GUIDE)}
    assert found == {"Luis": INTERVIEWER, "I": RESPONDENT, "Facilitadora": INTERVIEWER}


def test_the_first_separator_on_a_line_ends_the_name() -> None:
    text = "ANA.- ¿Y luego?\nLUZ.- Nada. Nota: eso fue en marzo.\nANA.- ¿Ya?\nLUZ.- Sí. Fin: adiós.\n"
    assert said(text) == [
        ("ANA", "¿Y luego?"),
        ("LUZ", "Nada. Nota: eso fue en marzo."),
        ("ANA", "¿Ya?"),
        ("LUZ", "Sí. Fin: adiós."),
    ]


def test_a_dash_may_touch_the_label() -> None:
    text = "—Moderadora: ¿Y luego?\n—P1: Nada.\n–Moderadora: ¿Ya?\n"
    assert said(text) == [("Moderadora", "¿Y luego?"), ("P1", "Nada."), ("Moderadora", "¿Ya?")]


def test_times_at_the_end_of_paragraphs_tell_when_the_next_begins() -> None:
    text = "I: How? #00:00:05-3#\n\nB: Well. #00:01:02-7#\n\nI: And? #01:00:00-0#\n"
    assert said(text) == [("I", "How?"), ("B", "Well."), ("I", "And?")]
    assert [turn.seconds for turn in turns.find(text)] == [None, 5.3, 62.7]


def test_times_at_both_ends_of_a_paragraph() -> None:
    text = "#00:00:01-0# Ana: Hola. #00:00:05-3#\n#00:00:06-0# Luz: Sí. #00:00:09-1#\n#00:00:10-0# Ana: Ya.\n"
    assert said(text) == [("Ana", "Hola."), ("Luz", "Sí."), ("Ana", "Ya.")]
    assert [turn.seconds for turn in turns.find(text)] == [1.0, 6.0, 10.0]


def test_a_clock_on_its_own_line_is_in_no_turn() -> None:
    text = "00:00:00\nAna: Hola.\nLuz: A las 10:30.\n00:05:00\nAna: Ya.\nLuz: Sí.\n"
    assert said(text) == [("Ana", "Hola."), ("Luz", "A las 10:30."), ("Ana", "Ya."), ("Luz", "Sí.")]
    assert [turn.seconds for turn in turns.find(text)] == [0.0, None, 300.0, None]


def test_the_heading_of_a_column_of_speakers_is_nobody() -> None:
    assert said("Hablante\tContenido\nRosa\tBuenos días.\nLuis\tGracias.\nRosa\tYa.\n") == TWO


@pytest.mark.parametrize(
    "text",
    [
        "Donor: SDG Fund\nRelevance: It fits.\nEfficiency: Slow.\nResponsible: ILO\nUntil: May\n"
        "Responsible: FAO\nUntil: June\nResponsible: ILO\nUntil: July\nReach: Few.\n",
        "Patton, M.: Evaluation. Sage.\nPatton, M.: More.\nWeiss, C.: Evaluation.\nOECD: Criteria. Paris.\n"
        "OECD: Standards. Paris.\nILO: Decent work.\nScriven, M.: Thesaurus.\n",
        "Acceso: No.\nCostos: Altos.\nTiempo: Poco.\nUso: Sí.\nOtro\nAcceso: Sí.\nCostos: Altos.\n"
        "Tiempo: Nada.\nUso: No.\n",
        "C:\\Audio\\one.mp3\nText.\nC:\\Audio\\two.mp3\nC:\\Audio\\three.mp3\n",
    ],
)
def test_terms_and_references_are_nobody(text: str) -> None:
    assert said(text) == []
