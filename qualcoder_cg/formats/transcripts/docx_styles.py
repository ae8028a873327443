"""Which Word styles are bold or hidden, through the styles they are based on."""

from functools import lru_cache
from typing import Any, NamedTuple

NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_OFF = frozenset(("0", "false", "off", "none"))
_DEEPEST = 20


class Look(NamedTuple):
    """Whether a style or run is bold and hidden; None where it does not say."""

    bold: bool | None = None
    hidden: bool | None = None

    def over(self, other: "Look") -> "Look":
        """This look, and the other's where this one does not say."""
        return Look(
            other.bold if self.bold is None else self.bold,
            other.hidden if self.hidden is None else self.hidden,
        )


def local(element: Any) -> str:
    """The name of a WordprocessingML element without its namespace, as `w:p`; others as they are."""
    return _short(element.tag)


@lru_cache(maxsize=1_000)
def _short(tag: str) -> str:
    for namespace in NAMESPACES:
        if tag.startswith(namespace):
            return "w:" + tag[len(namespace) :]
    return tag


def child(element: Any, name: str) -> Any:
    """The first child of that name, or None."""
    return next((one for one in element if local(one) == name), None)


def value(element: Any, name: str = "val") -> str:
    """A `w:` attribute, "" when absent."""
    for namespace in NAMESPACES:
        found = element.get(namespace + name)
        if found is not None:
            return str(found)
    return ""


def look(properties: Any) -> Look:
    """What run properties (`w:rPr` or None) say themselves."""
    if properties is None:
        return Look()
    bold, hidden = child(properties, "w:b"), child(properties, "w:vanish")
    return Look(
        None if bold is None else value(bold) not in _OFF,
        None if hidden is None else value(hidden) not in _OFF,
    )


def read_styles(root: Any) -> dict[str, Look]:
    """The look of every style of styles.xml by its id, what it is based on included."""
    own: dict[str, Look] = {}
    parents: dict[str, str] = {}
    for style in root:
        if local(style) == "w:style":
            based_on = child(style, "w:basedOn")
            own[value(style, "styleId")] = look(child(style, "w:rPr"))
            parents[value(style, "styleId")] = "" if based_on is None else value(based_on)
    looks: dict[str, Look] = {}
    for name, found in own.items():
        parent = parents[name]
        for _step in range(_DEEPEST):
            if parent not in own:
                break
            found, parent = found.over(own[parent]), parents[parent]
        looks[name] = found
    return looks
