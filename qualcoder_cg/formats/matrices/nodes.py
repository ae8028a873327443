"""Walking a YAML file node by node, so that every fault can name its line."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from qualcoder_cg.i18n import _

from .checks import Faults, Place, nearest, unknown
from .rows import items

if TYPE_CHECKING:
    from yaml.nodes import Node

_NULL = "tag:yaml.org,2002:null"


def shape(node: Any) -> str:
    """Of what shape a node is: "scalar", "sequence" or "mapping"."""
    return str(node.id)


class Walk:
    """Takes text, lists and mappings out of nodes and notes what is of the wrong type."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self._seen: set[int] = set()

    def place(self, node: "Node") -> Place:
        """The line on which a node starts."""
        line = node.start_mark.line + 1
        return Place(line, _("line {number}").format(number=line))

    def text(self, node: "Node | None", key: str) -> str:
        """The text of a node, stripped; "" for nothing."""
        if node is None or node.tag == _NULL:
            return ""
        if shape(node) != "scalar":
            self._wrong(node, key, "scalar")
            return ""
        return str(node.value).strip()

    def texts(self, node: "Node | None", key: str) -> tuple[str, ...]:
        """The texts of a list; a text alone is a list written on one line, with `;` between."""
        if node is not None and shape(node) == "scalar":
            return items(self.text(node, key))
        found = (self.text(item, key) for item in self.items(node, key))
        return tuple(dict.fromkeys(text for text in found if text))

    def items(self, node: "Node | None", key: str) -> Sequence["Node"]:
        """The nodes of a list; none for nothing."""
        if node is None or node.tag == _NULL:
            return ()
        if shape(node) != "sequence":
            self._wrong(node, key, "sequence")
            return ()
        return node.value if self._once(node) else ()

    def mapping(self, node: "Node", key: str, known: Iterable[str]) -> dict[str, "Node"]:
        """The nodes of a mapping by key; an unknown or repeated key is a fault."""
        found = self.entries(node, key)
        for name, (place, _node) in found.items():
            if name not in known:
                what = _("the key “{key}” is unknown.").format(key=name)
                self.faults.add(place, unknown(what, nearest(name, known)))
        return {name: value for name, (_place, value) in found.items() if name in known}

    def entries(self, node: "Node | None", key: str) -> dict[str, tuple[Place, "Node"]]:
        """All keys of a mapping with their places and nodes."""
        if node is None or node.tag == _NULL:
            return {}
        if shape(node) != "mapping":
            self._wrong(node, key, "mapping")
            return {}
        found: dict[str, tuple[Place, Node]] = {}
        for name_node, value in node.value if self._once(node) else ():
            name, place = self.text(name_node, key), self.place(name_node)
            if name in found:
                self.faults.add(place, _("the key “{key}” is there twice.").format(key=name))
            found.setdefault(name, (place, value))
        return found

    def _once(self, node: "Node") -> bool:
        """Whether the node is met for the first time; aliases could multiply a small file without end."""
        if id(node) in self._seen:
            self.faults.add(
                self.place(node), _("references (& and *) are not read here; write the value out.")
            )
            return False
        self._seen.add(id(node))
        return True

    def _wrong(self, node: "Node", key: str, wanted: str) -> None:
        fault = {
            "scalar": _("“{key}” should be text, without keys or dashes."),
            "sequence": _("“{key}” should be a list, each part on a line with a dash."),
            "mapping": _("“{key}” should have keys, each with a colon."),
        }
        self.faults.add(self.place(node), fault[wanted].format(key=key))
