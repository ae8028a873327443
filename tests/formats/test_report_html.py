"""The web page read back: the same annex, and nothing in it that runs or loads."""

from html.parser import HTMLParser
from pathlib import Path

import report_samples as samples

from qualcoder_cg.formats import reports
from qualcoder_cg.formats.reports.safe_text import clean

ATTRIBUTES = {
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "aria-label",
    "href",
    "id",
    "class",
    "dir",
    "scope",
}


class Page(HTMLParser):
    """Collects elements with their attributes and the text under each."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.strange: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)
            self.texts.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self.texts[-1][0] == self._open[-1]:
            tag, text = self.texts[-1]
            self.texts[-1] = (tag, text + data)

    def handle_comment(self, data: str) -> None:
        self.strange.append(data)

    def handle_pi(self, data: str) -> None:
        self.strange.append(data)

    def of(self, *tags: str) -> list[tuple[str, str]]:
        return [(tag, text) for tag, text in self.texts if tag in tags]


def page(tmp_path: Path, evidence: samples.Evidence) -> Page:
    path = tmp_path / "annex.html"
    reports.write(evidence, path)
    return Page(path.read_text(encoding="utf-8"))


def test_headings_quotes_and_contents(tmp_path: Path) -> None:
    found = page(tmp_path, samples.evidence())
    assert found.of("h1", "h2", "h3")[:4] == [
        ("h1", "Care for All: final evaluation"),
        ("h2", "Relevance and validity of design"),
        ("h3", "Question 1. Does the design fit national policies? And local needs?"),
        ("h3", "Question 2. Do the agencies complement one another?"),
    ]
    assert [text for _tag, text in found.of("h2")] == [text for _tag, text in found.of("a")]
    links = [attributes["href"] for tag, attributes in found.elements if tag == "a"]
    assert links == [f"#{attributes['id']}" for tag, attributes in found.elements if tag == "h2"]
    assert found.of("footer")[0] == ("footer", "(Agency for Work, INT-01, ¶4)")
    assert ("p", "“First line.\n\n\tSecond line.”") in found.texts
    assert ("footer", "(Institute of Care, INT-02, ¶5) [code: Childcare places]") in found.texts


def test_the_table_recounts_the_quotes(tmp_path: Path) -> None:
    evidence = samples.evidence()
    found = page(tmp_path, evidence)
    cells, totals = samples.recount(list(evidence.excerpts()))
    expected = [
        cell
        for index in range(len(evidence.questions))
        for cell in (*(cells.get((index, name)) for name in evidence.types), totals.get(index))
    ]
    assert [text for _tag, text in found.of("td")] == [
        f"{cell.informants} ({cell.excerpts})" if cell else "0" for cell in expected
    ]
    scopes = [attributes["scope"] for tag, attributes in found.elements if tag == "th"]
    assert scopes == ["col"] * 6 + ["row"] * 3


def test_the_page_forbids_scripts_and_names_its_language(tmp_path: Path) -> None:
    found = page(tmp_path, samples.evidence(language="es"))
    policy = {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    }
    assert ("meta", policy) in found.elements
    assert found.elements[0] == ("html", {"lang": "es"})


def test_no_markup_payload_becomes_markup_in_any_field(tmp_path: Path) -> None:
    payloads = samples.markup_payloads()
    assert len(payloads) == 150
    plain = page(tmp_path, samples.spoiled("plain"))
    for payload in payloads:
        found = page(tmp_path, samples.spoiled(payload))
        assert found.strange == []
        assert [tag for tag, _ in found.elements] == [tag for tag, _ in plain.elements]
        assert {name for _tag, attributes in found.elements for name in attributes} <= ATTRIBUTES
        assert all(
            attributes["href"].startswith("#part-") for tag, attributes in found.elements if tag == "a"
        )
        assert [text for _tag, text in found.texts if "plain" not in text and payload in text]
        assert found.of("title") == [("title", payload)]


def test_hostile_characters_are_replaced(tmp_path: Path) -> None:
    text = "a\x00b\x1b[0m \ud800 👩‍👧 كان\r\n«x»"
    found = page(tmp_path, samples.spoiled(text))
    assert ("p", f"“{clean(text)}”") in found.texts
