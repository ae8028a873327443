"""The text of one WebVTT cue: its tags as the W3C parsing rules make a tree of them."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAGS = frozenset(("c", "i", "b", "u", "ruby", "rt", "v", "lang"))
_ANNOTATED = frozenset(("v", "lang"))
_TOKEN = re.compile(r"<([^>]*)(?:>|$)|([^<]+)")
_TIMESTAMP = re.compile(r"(?:([0-9]{2,}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})")
_SPACE = " \t\n\f\r"


@dataclass(slots=True)
class Node:
    """A piece of a cue: text (`tag` ""), a timestamp (`tag` "timestamp", its time in `text`), or a tag.

    `note` is a tag's annotation: the speaker of a `v`, the language of a `lang`.
    """

    tag: str
    text: str = ""
    classes: tuple[str, ...] = ()
    note: str = ""
    children: list["Node"] = field(default_factory=list)


def parse(text: str) -> tuple[list[Node], int]:
    """The tree of a cue's text, and how many tags were left out because WebVTT knows no such tag."""
    root = Node("root")
    path = [root]
    unknown = 0
    for token in _TOKEN.finditer(text):
        inside, plain = token.groups()
        if plain is not None:
            path[-1].children.append(Node("", html.unescape(plain)))
        elif inside.startswith("/"):
            _close(path, inside[1:])
        elif inside[:1].isdigit():
            path[-1].children.extend(_timestamp(inside))
        else:
            node = _opening(inside)
            if node.tag in _TAGS and (node.tag != "rt" or path[-1].tag == "ruby"):
                path[-1].children.append(node)
                path.append(node)
            elif node.tag not in _TAGS and node.tag:
                unknown += 1
    return root.children, unknown


def voices(nodes: list[Node]) -> Iterator[tuple[str | None, str]]:
    """The texts of a tree in order, each with the speaker whose voice it is in (None outside of any)."""
    waiting: list[tuple[Node, str | None]] = [(node, None) for node in reversed(nodes)]
    while waiting:
        node, who = waiting.pop()
        if node.tag == "":
            yield who, node.text
        elif node.tag != "timestamp":
            who = " ".join(node.note.split()) if node.tag == "v" else who
            waiting += [(child, who) for child in reversed(node.children)]


def _opening(inside: str) -> Node:
    """A start tag: its name, `.classes`, and what follows the first space."""
    end = len(inside)
    for position, char in enumerate(inside):
        if char in _SPACE:
            end = position
            break
    name, *classes = inside[:end].split(".")
    note = " ".join(html.unescape(inside[end:]).strip(_SPACE).split()) if name in _ANNOTATED else ""
    return Node(name, classes=tuple(one for one in classes if one), note=note)


def _close(path: list[Node], name: str) -> None:
    current = path[-1].tag
    if len(path) > 1 and name == current:
        path.pop()
    elif name == "ruby" and current == "rt":
        del path[-2:]


def _timestamp(inside: str) -> list[Node]:
    found = _TIMESTAMP.fullmatch(inside)
    if not found:
        return []
    hours, minutes, seconds, thousandths = found.groups()
    return [Node("timestamp", f"{hours or '00'}:{minutes}:{seconds}.{thousandths}")]
