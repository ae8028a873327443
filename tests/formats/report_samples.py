"""An invented study as evidence, with helpers that spoil or recount it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from qualcoder_cg.domain.evidence import Cell, Evidence, EvidenceCode, EvidenceQuestion, Excerpt

TYPES = ("Agency", "Partner institution", "Workers", "")

QUESTIONS = (
    EvidenceQuestion(
        "1",
        "Does the design fit national policies? And local needs?",
        "Fit with policies",
        0,
        (("The design answers a documented need.", ("Share of outputs tied to a policy", "Needs named")),),
        ("National plans", "Interviews with partners"),
        ("Gender",),
    ),
    EvidenceQuestion("2", "Do the agencies complement one another?", "Synergy", 0),
    EvidenceQuestion("7.1", "Which outputs were delivered?", "Outputs", 1, themes=("Gender", "Disability")),
)


def excerpt(number: int, **fields: Any) -> Excerpt:
    """An excerpt for question 1 by a partner, with what `fields` changes."""
    made = Excerpt(
        id=f"coding-{number}",
        ref="INT-02",
        kind="interview",
        paragraph=number + 1,
        start=number * 100,
        end=number * 100 + 50,
        seconds=None,
        code="Q1",
        code_label="Q1 Fit with policies",
        questions=(0,),
        theme="",
        text=f"The plan was ready before we were asked, number {number}.",
        informant_type="Partner institution",
        sex="woman",
        institution="Institute of Care",
        informants=("KII-02",),
        attribution="Institute of Care",
        coder="Marta",
        origin="manual",
        created_at="2026-03-02T10:00:00+00:00",
    )
    return made._replace(**fields)


def sample_excerpts() -> list[Excerpt]:
    """Quotes of every sort, not in printing order."""
    agency = {"informant_type": "Agency", "institution": "Agency for Work", "attribution": "Agency for Work"}
    unknown = {
        "informant_type": "",
        "institution": "",
        "sex": "",
        "informants": (),
        "attribution": "",
        "kind": "document",
    }
    return [
        excerpt(1, ref="INT-10"),
        excerpt(2, ref="INT-9", seconds=3725.4),
        excerpt(3, questions=(0, 2), ref="INT-01", informants=("KII-01",), **agency),
        excerpt(4, questions=(2,), code="Childcare", code_label="Childcare places", origin="accepted"),
        excerpt(5, questions=(), code="Gender", code_label="Gender", theme="Gender"),
        excerpt(
            6, questions=(), code="Loose end", code_label="Loose end", text="First line.\n\n\tSecond line."
        ),
        excerpt(7, ref="DOC-01", **unknown),
        excerpt(8, ref="GRP-01", informants=("KII-07", "KII-08"), informant_type="Workers", kind="group"),
    ]


CODES = (
    EvidenceCode("Q1", "Fit with policies", "question", "Relevance", ("1",), "", "", "", "", "", {}),
    EvidenceCode(
        "Gender", "Gender", "theme", "", ("1", "7.1"), "", "", "", "", "", {"en": ("women", "girls")}
    ),
    EvidenceCode("Childcare", "Childcare places", "team", "", ("7.1",), "Q7.1", "Places.", "", "", "", {}),
    EvidenceCode("Loose end", "", "team", "", (), "", "Not placed yet.", "When lost", "Else", "Eh?", {}),
)


def evidence(given: Sequence[Excerpt] | None = None, **fields: Any) -> Evidence:
    """Evidence of the sample quotes, its counts taken from them."""
    quotes = sample_excerpts() if given is None else list(given)
    types = tuple(
        dict.fromkeys((*TYPES[:-1], *(quote.informant_type for quote in quotes if quote.informant_type), ""))
    )
    table, totals = recount(quotes)
    made = Evidence(
        title="Care for All: final evaluation",
        made_at="2026-11-23T01:25:30+00:00",
        attribution="role",
        attribution_text="Sources are named by institution.",
        criteria=(
            ("REL", "Relevance and validity of design"),
            ("EFF", "Effectiveness"),
            ("COH", "Coherence"),
        ),
        questions=QUESTIONS,
        themes=("Gender", "Disability"),
        codes=CODES,
        types=types,
        table=table,
        totals=totals,
        excerpt_count=len(quotes),
        informant_count=len({code for quote in quotes for code in quote.informants}),
        interview_count=4,
        institution_count=1,
        excerpts=lambda: iter(quotes),
    )
    return replace(made, **fields)


def recount(quotes: Sequence[Excerpt]) -> tuple[dict[tuple[int, str], Cell], dict[int, Cell]]:
    """Excerpts and different informants by question and type, and by question alone."""
    excerpts: dict[Any, int] = defaultdict(int)
    informants: dict[Any, set[str]] = defaultdict(set)
    for quote in quotes:
        for question in quote.questions:
            for key in ((question, quote.informant_type), question):
                excerpts[key] += 1
                informants[key].update(quote.informants)
    cells = {key: Cell(n, len(informants[key])) for key, n in excerpts.items()}
    return (
        {key: cell for key, cell in cells.items() if isinstance(key, tuple)},
        {key: cell for key, cell in cells.items() if isinstance(key, int)},
    )


def spoiled(text: str) -> Evidence:
    """Evidence that has `text` in every field a study's people can fill."""
    quotes = [
        excerpt(
            number,
            questions=questions,
            ref=text,
            kind=text,
            code=text,
            code_label=text,
            theme=theme,
            text=text,
            informant_type=text,
            sex=text,
            institution=text,
            informants=(text, text),
            attribution=text,
            coder=text,
            origin=text,
            created_at=text,
            id=text,
            page=text if number == 0 else "",
            citation=text if number == 0 else "",
            polarity=text,
        )
        for number, (questions, theme) in enumerate((((0,), ""), ((), text), ((), "")))
    ]
    question = EvidenceQuestion(text, text, text, 0, ((text, (text, text)),), (text,), (text,))
    code = EvidenceCode(text, text, "team", text, (text,), text, text, text, text, text, {text: (text,)})
    return evidence(
        quotes,
        title=text,
        attribution_text=text,
        criteria=((text, text),),
        questions=(question,),
        themes=(text,),
        codes=(code,),
        language="en",
        notes=(text,),
    )


def formula_payloads() -> list[str]:
    """Texts a spreadsheet might calculate: every beginning before every body."""
    beginnings = (
        "=",
        "+",
        "-",
        "@",
        "\t=",
        "\r=",
        "\n=",
        " =",
        "\u00a0=",
        "＝",
        "＋",
        "－",
        "＠",
        "\u200b=",
        "  +",
    )
    bodies = (
        "cmd|'/c calc'!A1",
        "1+1",
        'HYPERLINK("http://localhost/","click")',
        "SUM(A1:A9)",
        "WEBSERVICE(A1)",
        'DDE("cmd";"/C calc";"x")',
        "A1",
        '1",="2',
    )
    return [beginning + body for beginning, body in product(beginnings, bodies)]


def markup_payloads() -> list[str]:
    """Texts a browser might run or load: every way out of a place before every body."""
    exits = ("", '">', "'>", "</p>", "</title>", "</style>", "-->", "]]>", "</script>", "&lt;")
    bodies = (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<iframe src=javascript:alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<body onload=alert(1)>",
        "<link rel=stylesheet href=//localhost/x>",
        "<meta http-equiv=refresh content='0;url=//localhost'>",
        "<style>@import '//localhost/x';</style>",
        "<math><mtext></mtext><script>alert(1)</script></math>",
        '" onmouseover="alert(1)',
        "' autofocus onfocus='alert(1)",
        "<details open ontoggle=alert(1)>",
        "<object data=x></object>",
        '<!--<img src="--><img src=x onerror=alert(1)>">',
    )
    return [way_out + body for way_out, body in product(exits, bodies)]
