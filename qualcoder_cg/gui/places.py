"""Where a person has been in a window, in order, with one place where they are; no Qt here."""

from typing import NamedTuple

LONGEST = 200


class Place(NamedTuple):
    """A view, and in it a document, the caret, the code point at the top, the active coding; or a page."""

    view: str
    document_id: str = ""
    caret: int = 0
    top: int = 0
    coding_id: str = ""
    page: str = ""

    def is_same_spot(self, other: "Place") -> bool:
        """Whether the two lie in the same view, document and page: moving between them is no jump."""
        return (self.view, self.document_id, self.page) == (other.view, other.document_id, other.page)


class Trail:
    """Places one after another; a jump forgets what lay ahead, as in a browser."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._here = -1

    def here(self) -> Place | None:
        """Where one is."""
        return self._places[self._here] if self._places else None

    def settle(self, place: Place, *, in_passing: bool = False) -> None:
        """One is at this place: a new one in the trail where it is another spot, else the same, moved.

        Where one was only in passing is not kept: the new place stands instead of it.
        """
        here = self.here()
        if here and (in_passing or here.is_same_spot(place)):
            self._places[self._here] = place
        else:
            self.jump(place)

    def jump(self, place: Place) -> None:
        """Go to a new place; where one was stays behind it."""
        del self._places[self._here + 1 :]
        self._places.append(place)
        del self._places[:-LONGEST]
        self._here = len(self._places) - 1

    def behind(self) -> list[Place]:
        """The places one can go back to, the nearest first."""
        return self._places[: max(0, self._here)][::-1]

    def ahead(self) -> list[Place]:
        """The places one can go forward to, the nearest first."""
        return self._places[self._here + 1 :]

    def go(self, steps: int) -> Place | None:
        """Go back (negative) or forward so many places; None where there is none."""
        wanted = self._here + steps
        if not steps or not 0 <= wanted < len(self._places):
            return None
        self._here = wanted
        return self._places[wanted]

    def forget(self, view: str, document_ids: frozenset[str]) -> None:
        """Forget places of a view whose document is not among these any more."""
        kept = [
            (number, place)
            for number, place in enumerate(self._places)
            if number == self._here or place.view != view or place.document_id in document_ids
        ]
        self._here = next((row for row, (number, _p) in enumerate(kept) if number == self._here), -1)
        self._places = [place for _number, place in kept]
