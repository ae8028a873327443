"""Web pages: what a browser shows, block by block."""

from pathlib import Path

import pytest
from transcript_files import html

from qualcoder_cg.domain.documents import Transcript
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import transcripts
from qualcoder_cg.formats.transcripts import html_page


def read(body: str) -> Transcript:
    return html_page.read(html(body), "a.html")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h1>Título</h1><p>uno\n dos</p><p>tres", "Título\nuno dos\ntres"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("<p>a <i>b</i>c <b> d </b> e</p>", "a bc d e"),
        ("uno<br>dos<br/>\n tres", "uno\ndos\ntres"),
        ("<ul><li>a<li>b</ul><ol><li>c</ol>", "a\nb\nc"),
        ("<pre>  a\n   b</pre>c", "  a\n   b\nc"),
        ("<table><tr><th>a<th>b<tr><td>c<td></td><td>d</table>e", "a\tb\nc\t\td\ne"),
        ("<table><tr><td><p>a</p><p>b</p><td>c</table>", "a\nb\tc"),
        ("a &amp; b&nbsp;c &lt;x&gt; &#8212;", "a & b\u00a0c <x> —"),
        ("<p>a<script>x()</script><style>p{}</style><!-- no --><template>t</template></p>b", "a\nb"),
        ("<form><input value=x><select><option>y</select>a</form><title>t</title>", "a"),
        ("<p><img src='http://x.org/a.png' alt='foto'><a href='http://x.org'>enlace</a>", "enlace"),
        ("<p> <p>&nbsp;<p>a", "\u00a0\na"),
    ],
)
def test_what_is_shown(body: str, text: str) -> None:
    assert read(body).text == text


def test_hidden_text_is_left_out_and_counted() -> None:
    found = read("a<p style='display: none'>b</p><span hidden>c</span><p style='visibility:hidden'> </p>")
    assert found.text == "a"
    assert len(found.warnings) == 1 and "2 pieces" in found.warnings[0]


@pytest.mark.parametrize(
    "bold", ["<b>{}</b>", "<strong>{}</strong>", "<span style='font-weight: 700'>{}</span>"]
)
def test_bold_names_are_labels(bold: str) -> None:
    said = [("Ana", "hola"), ("Luis", "buenas"), ("Ana", "ya"), ("Luis", "no")]
    found = read("".join(f"<p>{bold.format(who)}</p><p>{what}</p>" for who, what in said))
    assert [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns] == said
    light = read(
        "".join(f"<p><b style='font-weight:normal'>{who}</b></p><p>{what}</p>" for who, what in said)
    )
    assert light.turns == ()


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("cp1252", "<meta charset=iso-8859-1>"),
        ("mac_roman", "<meta charset='macintosh'>"),
        ("utf-8", "<meta charset='windows-1252x'>"),
        ("utf-8", "<meta charset='utf-16'>"),
        ("cp850", '<meta http-equiv="Content-Type" content="text/html; charset=ibm850">'),
        ("utf-8-sig", "<meta charset=koi8-r>"),
        ("utf-16", ""),
    ],
)
def test_the_encoding_is_the_one_that_the_page_names(codec: str, named: str, tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes(html("<p>¿Cómo está, señora? «Así», dijo él.", named, codec))
    found = transcripts.read(path)
    assert found.text == "¿Cómo está, señora? «Así», dijo él."
    assert found.encodings == () and found.warnings == ()


def test_an_encoding_that_a_person_chose_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(html("<p>Привет", "<meta charset=cp1252>", "cp1251"))
    assert transcripts.read(path, "cp1251").text == "Привет"


def test_what_is_no_page_and_what_nests_without_end_is_refused() -> None:
    with pytest.raises(UserError, match=r"a\.html is not a web page"):
        html_page.read(b"Ana: hola\nLuis: <risas>", "a.html")
    with pytest.raises(UserError, match=r"a\.html is damaged"):
        html_page.read(html("<div>" * 20_000 + "a"), "a.html")


def test_nothing_is_fetched_or_expanded() -> None:
    page = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "yy">]><p>a &x; &y; b'
    assert "b" in html_page.read(page, "a.html").text
    assert "yy b" not in html_page.read(page, "a.html").text
