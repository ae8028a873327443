"""Interview guides: what was asked of whom, item by item, and which evaluation questions an item serves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuideItem:
    """One thing to ask: its wordings as (language, text), the main one first, and ids of its questions."""

    id: str
    guide_id: str
    number: str
    wordings: tuple[tuple[str, str], ...]
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide for types of informants, in one version; a new version is a guide of its own."""

    id: str
    name: str
    version: str
    types: tuple[str, ...]
    items: tuple[GuideItem, ...] = ()
