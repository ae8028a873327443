"""Web pages and saved e-mails (.html), as the text that a browser shows."""

import codecs
import re
from typing import Any

from ...domain.documents import Transcript
from ...errors import UserError
from ...i18n import _
from .. import encoding
from ..packages import damaged
from .office import HIDDEN, Page

_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{2,40})|"
    rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})",
    re.I,
)
_HEAD = 4096
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|div|p|table|h[1-6]|span|br|ul|ol)\b", re.I
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_UNSHOWN = """
    script style head title template noscript object embed iframe svg canvas audio video select textarea
    button input datalist map rt rp
"""
_SET_OFF = """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary
    table tbody tfoot thead tr ul
"""
_SILENT = frozenset(_UNSHOWN.split())
_BLOCKS = frozenset(_SET_OFF.split())
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|bolder|normal|lighter|[1-9]00)", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_HEAVY = frozenset(("bold", "bolder", "600", "700", "800", "900"))


def read(data: bytes, name: str) -> Transcript:
    """Blocks as lines, table rows as cells set off by tabs; scripts, styles and forms are left out.

    Nothing that the page refers to is fetched. The encoding is a byte order mark's, then the one the page
    names where its bytes fit it, then as for plain text.
    """
    named = named_encoding(data)
    decoded = encoding.decode_as(data, name, named) if named else encoding.decode(data, name)
    if not _LOOKS_LIKE_HTML.search(decoded.text):
        raise UserError(
            _("{file} is not a web page: it holds no marks of HTML.").format(file=name),
            _("Give it the ending .txt if it is plain text, or save the page again."),
        )
    writer = _Writer()
    writer.walk(_body(decoded.text, name))
    return writer.page.transcript(
        name, "html", len(writer.page), encoding=decoded.encoding, warnings=[decoded.warning]
    )


def named_encoding(data: bytes) -> str:
    """The encoding that a page itself names, where its bytes fit it; "" for none, or where a mark decides."""
    named = _META.search(data[:_HEAD])
    if not named or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ""
    charset = (named[1] or named[2]).decode("ascii").lower()
    # Browsers read Latin-1 as Windows-1252, and no page that names its encoding in ASCII is in UTF-16.
    charset = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(charset, charset)
    try:
        codec = codecs.lookup(charset).name
        data.decode(codec)
    except (LookupError, ValueError):
        return ""
    return "" if codec.startswith(("utf-16", "utf-32", "utf-7")) else codec


def _body(text: str, name: str) -> Any:
    from lxml import etree

    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8"
    )
    source = _DECLARATION.sub("", text).replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(source, parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise damaged(name) from error
    # Where the parser stops at a limit of its own it keeps what it has, and would lose the rest unsaid.
    if root is None or any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise damaged(name)
    body = root.find("body")
    return root if body is None else body


class _Writer:
    """Walks the elements and writes what a browser shows, without recursion, for pages nest deeply."""

    def __init__(self) -> None:
        self.page = Page()
        self._begun = False
        self._separator = "\n"
        self._space = False

    def walk(self, body: Any) -> None:
        """Write an element and all inside it."""
        waiting: list[tuple[Any, str, bool, bool]] = [(body, "open", False, False)]
        while waiting:
            element, step, bold, kept = waiting.pop()
            if step == "tail":
                self._text(element.tail or "", bold, kept)
            elif step == "close":
                self._close(element)
            else:
                self._open(element, bold, kept, waiting)

    def _open(self, element: Any, bold: bool, kept: bool, waiting: list[tuple[Any, str, bool, bool]]) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        style = element.get("style") or ""
        if not tag or tag in _SILENT:
            return
        if element.get("hidden") is not None or _HIDDEN.search(style):
            self.page.left_out[HIDDEN] += bool("".join(element.itertext()).strip())
            return
        weight = _WEIGHT.search(style)
        bold = weight[1].lower() in _HEAVY if weight else bold or tag in _BOLD
        kept = kept or tag == "pre"
        if tag in _BLOCKS:
            self._break()
        elif tag == "br":
            self._line_break(bold)
        elif tag in _CELLS:
            self._cell(element)
        waiting.append((element, "close", bold, kept))
        for child in reversed(element):
            waiting.append((child, "tail", bold, kept))
            waiting.append((child, "open", bold, kept))
        self._text(element.text or "", bold, kept)

    def _close(self, element: Any) -> None:
        if element.tag in _BLOCKS:
            self._break()

    def _break(self) -> None:
        """End a block: what comes next begins a line, or goes on in the cell that is open."""
        self._begun, self._space = False, False

    def _cell(self, cell: Any) -> None:
        previous = cell.getprevious()
        if previous is not None and previous.tag in _CELLS:
            if not self._begun and self._separator == "\t":
                self.page.begin("\t")
            self._separator = "\t"
        else:
            self._separator = "\n"
        self._begun, self._space = False, False

    def _line_break(self, bold: bool) -> None:
        if self._begun:
            self.page.write("\n", bold)
            self._space = False

    def _text(self, text: str, bold: bool, kept: bool) -> None:
        if kept:
            words, before, after = text.strip("\n"), False, False
        else:
            words = _SPACES.sub(" ", text)
            before, after, words = words.startswith(" "), words.endswith(" "), words.strip(" ")
        if not words:
            self._space = self._space or before
            return
        if not self._begun:
            self.page.begin(self._separator)
            self._begun, self._separator, self._space = True, "\n", False
        elif (self._space or before) and not self.page.last.isspace():
            self.page.write(" ", bold)
        self.page.write(words, bold)
        self._space = after
