"""Markdown (.md), as the plain text that a reader of the rendered page would read."""

import re
from typing import TYPE_CHECKING

from ...domain.documents import Transcript
from ...domain.text import clean
from ...i18n import _
from .. import encoding
from . import draft
from .draft import Draft

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?=[ \t#\n]*[\w-]+[ \t]*:).*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_DEFINITION = re.compile(r"^( {0,3})(\[[^\]\n]+\]:[ \t]*(\S+))", re.M)
_ADDRESS = re.compile(r"<?(?:[a-z][a-z0-9+.-]*:|[./#]|[\w/-]+\.\w{2,5}\b)", re.I)
_HTML_TAG = re.compile(
    r"<!--.*?-->|</?(?:a|abbr|address|article|b|big|blockquote|body|center|cite|code|dd|del|details|div|dl|dt|"
    r"em|figcaption|figure|font|footer|h[1-6]|header|hr|html|i|img|ins|kbd|li|main|mark|nav|ol|p|pre|q|s|"
    r"section|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)"
    r"(?:\s[^<>]*|/)?>",
    re.I | re.S,
)
_DEEPEST = 100  # The parser drops what is nested deeper; its own limit of 20 is ten lists in one another.
_HTML_BREAK = re.compile(r"<br\s*/?>\n?", re.I)


def read(data: bytes, name: str) -> Transcript:
    """The rendered text: paragraphs set off by a blank line, list marks kept, link targets left out."""
    decoded = encoding.decode(data, name)
    warnings = [decoded.warning]
    source = clean(decoded.text)
    front_matter = _FRONT_MATTER.match(source)
    if front_matter:
        source = source[front_matter.end() :]
        warnings.append(
            _("{file}: the block of properties (front matter) at its beginning was left out.").format(
                file=name
            )
        )
    rendered = render(source)
    return draft.transcript(
        rendered.text, name, "md", encoding=decoded.encoding, warnings=warnings, bold=rendered.bold
    )


def render(source: str) -> Draft:
    """The plain text of cleaned Markdown, with its bold stretches."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    writer = _Writer()
    for token in parser.parse(_DEFINITION.sub(_kept_if_words, source)):
        writer.block(token)
    return writer.draft


def _kept_if_words(definition: re.Match[str]) -> str:
    """A link's definition stays one when it holds an address; `[Ana]: Sí.` is what Ana says."""
    is_link = _ADDRESS.match(definition[3]) and not definition[2].startswith("[^")
    return definition[0] if is_link else f"{definition[1]}\\{definition[2]}"


class _Writer:
    """Writes tokens in order, with the blank lines, list marks and tabs that set them off."""

    def __init__(self) -> None:
        self.draft = Draft()
        self._gap = ""
        self._lists: list[str] = []
        self._mark = ""
        self._tight = False
        self._bold = 0

    def block(self, token: "Token") -> None:
        """Write one block token."""
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind in ("fence", "code_block"):
            self._start()
            self.draft.add(token.content.removesuffix("\n"))
            self._gap = "\n\n"
        elif kind == "html_block":
            self._html_block(token.content)
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(token.type)
            self._gap = "\n" if self._tight and len(self.draft) else self._gap
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
            self._gap = "\n" if self._lists else "\n\n"
        elif kind == "list_item_open":
            bullet = self._lists[-1] == "bullet_list_open"
            self._mark += "- " if bullet else f"{token.info}{token.markup} "
        elif kind in ("th_open", "td_open"):
            self._gap = self._gap if self._gap != "" else "\t"
        elif kind in ("th_close", "td_close"):
            self._gap = ""
        elif kind == "tr_close":
            self._gap = "\n"
        elif kind == "paragraph_open":
            self._tight = token.hidden
        elif kind in ("paragraph_close", "heading_close", "table_close"):
            self._gap = "\n" if token.hidden else "\n\n"
        elif kind == "list_item_close" and self._mark:
            self._start()
            self._gap = "\n"

    def _start(self) -> None:
        """Set off what comes next from what stands, and write the marks of the list items it begins."""
        if len(self.draft):
            self.draft.add(self._gap)
        self._gap = ""
        depth = len(self._lists) - 1
        if self._mark:
            self.draft.add("  " * max(0, depth) + self._mark)
            self._mark = ""

    def _html_block(self, content: str) -> None:
        content = _HTML_BREAK.sub("\n", content)
        words = _HTML_TAG.sub("", content).strip()
        if words:
            import html

            self._start()
            self.draft.add(html.unescape(words))
            self._gap = "\n\n"

    def _inline(self, token: "Token") -> None:
        self._start()
        for one in token.children or ():
            if one.type == "strong_open":
                self._bold += 1
            elif one.type == "strong_close":
                self._bold -= 1
            elif one.type in ("softbreak", "hardbreak"):
                self.draft.add("\n", self._bold > 0)
            elif one.type == "html_inline":
                self.draft.add(_HTML_TAG.sub("", _HTML_BREAK.sub("\n", one.content)), self._bold > 0)
            else:
                # Text, code, and the words of a picture: what they show is their content.
                self.draft.add(one.content, self._bold > 0)
