"""The Markdown annex read back by a Markdown reader."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import report_samples as samples
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from qualcoder_cg.formats import reports
from qualcoder_cg.formats.reports.markdown import escaped

PLAIN = {"text", "softbreak", "hardbreak", "text_special"}


def tokens(tmp_path: Path, evidence: samples.Evidence) -> list[Token]:
    path = tmp_path / "annex.md"
    reports.write(evidence, path)
    return reader().parse(path.read_text(encoding="utf-8"))


def reader() -> Any:
    return MarkdownIt("gfm-like", {"linkify": False}).enable("table")


def words(token: Token) -> str:
    return "".join("\n" if child.type.endswith("break") else child.content for child in token.children or ())


def under(parsed: list[Token], kind: str) -> list[str]:
    return [words(after) for token, after in pairwise(parsed) if token.type == kind]


def test_headings_quotes_and_table(tmp_path: Path) -> None:
    evidence = samples.evidence()
    parsed = tokens(tmp_path, evidence)
    headings = [
        (token.tag, words(after)) for token, after in pairwise(parsed) if token.type == "heading_open"
    ]
    assert headings[:4] == [
        ("h1", "Care for All: final evaluation"),
        ("h2", "Relevance and validity of design"),
        ("h3", "Question 1. Does the design fit national policies? And local needs?"),
        ("h4", "Agency"),
    ]
    quotes = [
        words(parsed[index + 2]) for index, token in enumerate(parsed) if token.type == "blockquote_open"
    ]
    assert quotes[0] == ("“The plan was ready before we were asked, number 3.” (Agency for Work, INT-01, ¶4)")
    assert len(quotes) == 9
    cells, totals = samples.recount(list(evidence.excerpts()))
    expected = [
        cell
        for index in range(len(evidence.questions))
        for cell in (*(cells.get((index, name)) for name in evidence.types), totals.get(index))
    ]
    found = under(parsed, "td_open")
    assert [text for position, text in enumerate(found) if position % 6] == [
        f"{cell.informants} ({cell.excerpts})" if cell else "0" for cell in expected
    ]


HOSTILE = [
    "# heading",
    "one\n# two\n- three\n1. four\n2) five\n> six\n+ seven\n* eight\n    nine\n=====\n-----\n```\nten",
    "*a* _b_ `c` [d](http://localhost) ![e](x) <http://localhost> ~~f~~ | g | \\h &copy; $i$",
    "http://localhost www.localhost.org a@localhost.org",
    "a\n\nb\n\n\nc",
    "[x]: http://localhost\n[x]",
    "<script>alert(1)</script>",
    "- [ ] task",
    "***",
    "\ttab",
    "{0}",
    "|a|b|\n|-|-|\n|c|d|",
    ": definition",
    "&#35; &lt;b&gt;",
]


@pytest.mark.parametrize(
    "text", [*HOSTILE, *samples.markup_payloads()[::7], *samples.formula_payloads()[::13]]
)
def test_hostile_text_stays_text_in_every_place(tmp_path: Path, text: str) -> None:
    plain, parsed = tokens(tmp_path, samples.spoiled("plain")), tokens(tmp_path, samples.spoiled(text))

    def outside_quotes(found: list[Token]) -> list[str]:
        return [token.type for token in found if token.level == 0]

    assert outside_quotes(parsed) == outside_quotes(plain)
    kinds = {child.type for token in parsed for child in token.children or ()}
    assert kinds <= PLAIN | {"strong_open", "strong_close"}
    one_line = " ".join(text.split())
    assert under(parsed, "heading_open")[1] == one_line
    quoted = [
        "\n".join(words(token) for token in parsed[start:] if token.type == "inline" and token.level == 2)
        for start, token in enumerate(parsed)
        if token.type == "blockquote_open"
    ]
    assert " ".join(quoted[0].split()).startswith(f"“{one_line}”".replace("“ ", "“")) or text[:1].isspace()


@given(st.text("#*_-+=>|<&`[]()!~\\1.):/w@$ \nab", max_size=40))
def test_escaped_text_reads_back_as_its_words(text: str) -> None:
    parsed = reader().parse(f"x {escaped(' '.join(text.split()))}")
    assert [token.type for token in parsed] == ["paragraph_open", "inline", "paragraph_close"]
    assert words(parsed[1]).split() == ["x", *text.split()]
