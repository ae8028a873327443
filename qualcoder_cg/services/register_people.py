"""The tables of informants and of the institutions they speak for."""

from collections.abc import Iterable, Mapping, Sequence

from ..domain.informants import CONSENT_TERMS, Informant, Institution
from ..domain.text import listed
from ..domain.vocabulary import ALL_TERMS, CEILING, NO_CONSENT, SEX, TERM, fold, meant
from ..errors import UserError
from ..i18n import _, ngettext
from . import register_words as words
from . import voices
from .register_table import (
    CHOICE,
    FIXED,
    LIST,
    SEPARATOR,
    Cells,
    Field,
    Table,
    free_or,
    many,
    one_of,
    plain,
)


class Informants(Table):
    """People by code; an institution is found by any of its names, or made."""

    owner = "informant"

    def standard(self) -> Sequence[Field]:
        """Code, type, sex, role, institution, place, consent, ceiling."""
        self._people = self.project.informants.all()
        self._institutions = Names(self.project.informants.institutions())
        types = dict.fromkeys(person.type for person in self._people if person.type)
        own_names = {fold(kind): kind for kind in types}
        sexes, ceilings = words.sexes(), words.ceilings()
        return (
            Field("code", _("Code"), parse=informant_code),
            Field(
                "type",
                _("Type"),
                choices=tuple((kind, kind) for kind in types),
                parse=lambda value: own_names.setdefault(fold(value), plain(value)),
            ),
            Field("sex", _("Sex"), choices=sexes, parse=free_or(SEX, sexes)),
            Field("role", _("Role")),
            Field(
                "institution",
                _("Institution"),
                choices=tuple((entry.name, entry.name) for entry in self._institutions.entries),
                parse=self._institutions.name_of,
            ),
            Field("place", _("Place")),
            Field("consent", _("Consent"), LIST, words.terms(), consent_terms),
            Field("ceiling", _("Attribution at most"), CHOICE, ceilings, one_of(ceilings, CEILING)),
        )

    def stored(self) -> dict[str, Cells]:
        """The informants' cells."""
        return {
            person.id: {
                "code": person.code,
                "type": person.type,
                "sex": person.sex,
                "role": person.role,
                "institution": person.institution,
                "place": person.place,
                "consent": SEPARATOR.join(person.consent.split()),
                "ceiling": person.ceiling,
            }
            for person in self._people
        }

    def write(self, row_id: str, cells: Cells, changed: set[str], *, new: bool) -> None:
        """Save an informant."""
        names = ("code", "type", "sex", "role", "institution", "place")
        terms = " ".join(cells["consent"].split(SEPARATOR))
        if new or changed.intersection(self.fields):
            values = {name: cells[name] for name in names}
            self.project.informants.put(Informant(row_id, **values, consent=terms, ceiling=cells["ceiling"]))

    def missing_key(self) -> str:
        """What to say of an imported row without a code."""
        return _("an informant needs a code.")

    def key_hint(self) -> str:
        """Codes, never names."""
        return _("Use a code such as KII-07, never a name.")

    def remove(self, row_ids: Sequence[str]) -> None:
        """Take informants out, unless their words would then be printed against their terms."""
        silent = [person.id for person in self._people if person.id in row_ids and not person.may_be_quoted]
        spoken = voices.of_documents(self.project, {person.id: person for person in self._people})
        for document in self.project.documents.all():
            for _label, person in spoken.get(document.id, ()):
                if person.id in silent:
                    raise voices.held_back(person.code, document.code)
        self.project.informants.remove(row_ids)
        self.project.own_columns.forget_rows(row_ids)


class Institutions(Table):
    """Entities with the other ways in which their names are written, and how many speak for them."""

    owner = "institution"
    key = "name"
    import_keys = ("name",)

    def standard(self) -> Sequence[Field]:
        """Name, aliases, how many informants."""
        self._entries = self.project.informants.institutions()
        return (
            Field("name", _("Name")),
            Field("aliases", _("Other names"), LIST, parse=_aliases, grows=True),
            Field("informants", _("Informants"), FIXED),
        )

    def stored(self) -> dict[str, Cells]:
        """The institutions' cells."""
        speaking = self._speaking()
        return {
            entry.id: {
                "name": entry.name,
                "aliases": SEPARATOR.join(entry.aliases),
                "informants": str(speaking.get(entry.name, 0)),
            }
            for entry in self._entries
        }

    def check(self, cells: Mapping[str, Cells], touched: Iterable[str]) -> None:
        """No name or alias may stand for two institutions."""
        touched = set(touched)
        super().check(cells, touched)
        owners: dict[str, str] = {}
        for row_id, row in sorted(cells.items(), key=lambda item: item[0] in touched):
            for name in (row["name"], *filter(None, row["aliases"].split(SEPARATOR))):
                other = owners.setdefault(fold(name), row_id)
                if other != row_id and (row_id in touched or other in touched):
                    raise UserError(
                        _("{name} is a name of {institution} already.").format(
                            name=name, institution=cells[other]["name"]
                        ),
                        _("Merge the two if they are one."),
                    )

    def write(self, row_id: str, cells: Cells, changed: set[str], *, new: bool) -> None:
        """Save an institution; an alias that is the name itself is left out."""
        aliases = tuple(name for name in cells["aliases"].split(SEPARATOR) if name and name != cells["name"])
        self.project.informants.put_institution(Institution(row_id, cells["name"], aliases))

    def missing_key(self) -> str:
        """What to say of an imported row without a name."""
        return _("an institution needs a name.")

    def names(self, cells: Mapping[str, str]) -> list[str]:
        """The name and the aliases."""
        return [name for name in (*cells["aliases"].split(SEPARATOR), cells["name"]) if name]

    def key_hint(self) -> str:
        """A name is needed."""
        return _("Give each institution a name.")

    def remove(self, row_ids: Sequence[str]) -> None:
        """Take institutions out for which nobody speaks."""
        speaking = self._speaking()
        for entry in self._entries:
            n = speaking.get(entry.name, 0)
            if entry.id in row_ids and n:
                raise UserError(
                    ngettext(
                        "{n} informant speaks for {institution}.",
                        "{n} informants speak for {institution}.",
                        n,
                    ).format(n=n, institution=entry.name),
                    _("Merge it with another, or give them another institution first."),
                )
        self.project.informants.remove_institutions(row_ids)
        self.project.own_columns.forget_rows(row_ids)

    def _speaking(self) -> dict[str, int]:
        """How many informants speak for each institution, by name."""
        found: dict[str, int] = {}
        for person in self.project.informants.all():
            found[person.institution] = found.get(person.institution, 0) + 1
        return found


class Names:
    """Institutions by every way in which they are written."""

    def __init__(self, entries: Sequence[Institution]) -> None:
        self.entries = entries
        self._known = {fold(alias): entry for entry in entries for alias in entry.aliases}
        self._known |= {fold(entry.name): entry for entry in entries}

    def entry(self, name: str) -> Institution | None:
        """The institution of that name or alias, whatever its capitals and accents."""
        return self._known.get(fold(name))

    def name_of(self, name: str) -> str:
        """The name of the institution that is meant; a name not known yet as it was written."""
        found = self.entry(name)
        return found.name if found else plain(name)


def _aliases(value: str) -> str:
    """The names in a cell; a name may hold commas, so they do not part names."""
    return SEPARATOR.join(many(value, ";\n"))


def informant_code(value: str) -> str:
    """The code, if it can stand in a list of codes and voices."""
    code = plain(value)
    if set(code) & set(";=,"):
        raise UserError(
            _("{value} cannot be a code.").format(value=code),
            _("A code has no comma, semicolon or equals sign, such as KII-07."),
        )
    return code


def consent_terms(value: str) -> str:
    """The terms an informant agreed to, in their usual order; "no" alone where nothing was agreed to."""
    chosen = {name: stored for stored, name in ((stored, fold(name)) for stored, name in words.terms())}
    found: set[str] = set()
    for word in many(value):
        term = meant(TERM, word) or chosen.get(fold(word))
        parts = [term] if term else [meant(TERM, part) or "" for part in word.split()]
        if "" in parts:
            raise UserError(
                _("{value} is none of the terms of consent.").format(value=word),
                _("Use: {choices}.").format(choices=listed([name for _stored, name in words.terms()])),
            )
        found.update(parts)
    if ALL_TERMS in found:
        return SEPARATOR.join(CONSENT_TERMS)
    if NO_CONSENT in found and len(found) > 1:
        raise UserError(
            _("{value} both agrees and does not.").format(value=plain(value)),
            _("Write the terms agreed to, or {no} alone.").format(no=_("no")),
        )
    return (
        NO_CONSENT if NO_CONSENT in found else SEPARATOR.join(term for term in CONSENT_TERMS if term in found)
    )
