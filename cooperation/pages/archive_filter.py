"""The filter of the archive: country, year and kind from the address, never an error."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django_countries import countries

from cooperation.editions.enums import Kind
from cooperation.pages.archive import Entry


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a list in the form."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ArchiveFilter:
    """What was asked for; what makes no sense is left out and named in ``problems``."""

    country: str = ""
    year: str = ""
    kind: str = ""
    problems: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict) -> "ArchiveFilter":
        """Read the filter from the address."""
        known = {
            "country": lambda value: value in dict(countries),
            "year": lambda value: value.isascii() and value.isdigit() and len(value) == 4,
            "kind": lambda value: value in Kind.values,
        }
        asked = {name: query.get(name, "").strip() for name in known}
        good = {name: value for name, value in asked.items() if value and known[name](value)}
        bad = [value for name, value in asked.items() if value and name not in good]
        sentence = _("“%(value)s” is nothing that the archive can be filtered by. It was left out.")
        return cls(**good, problems=tuple(sentence % {"value": value[:40]} for value in bad))

    @property
    def is_active(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.country or self.year or self.kind)

    def keeps(self, entry: Entry) -> bool:
        """Whether ``entry`` is among what was asked for."""
        edition = entry.edition
        return (
            self.country in ("", str(edition.country))
            and self.year in ("", str(edition.year))
            and self.kind in ("", edition.kind)
        )

    def country_choices(self, entries: Iterable[Entry]) -> list[Choice]:
        """The countries in which something took place, by name."""
        found = {
            str(entry.edition.country): str(countries.name(entry.edition.country))
            for entry in entries
            if entry.edition.country
        }
        if self.country:
            found.setdefault(self.country, str(countries.name(self.country)))
        return [
            Choice(code, name, code == self.country)
            for code, name in sorted(found.items(), key=lambda item: item[1])
        ]

    def year_choices(self, entries: Iterable[Entry]) -> list[Choice]:
        """The years in which something took place, newest first."""
        found = {str(entry.edition.year) for entry in entries if entry.edition.year} | {self.year} - {""}
        return [Choice(year, year, year == self.year) for year in sorted(found, reverse=True)]

    def kind_choices(self, entries: Iterable[Entry]) -> list[Choice]:
        """The kinds of meetings that took place, in their usual order."""
        found = {entry.edition.kind for entry in entries} | {self.kind} - {""}
        return [
            Choice(value, str(label), value == self.kind) for value, label in Kind.choices if value in found
        ]
