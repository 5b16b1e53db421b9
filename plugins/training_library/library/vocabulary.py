"""The closed lists of the library: areas, kinds, countries and the rest, labelled in every language."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training_library.library.language import Language, Wording
    from training_library.library.scaffold import Scaffold


class Labelled(Protocol):
    """What every entry of a list has: words for readers."""

    @property
    def label(self) -> Wording:
        """Its name in each language."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """An entry of a plain list: a country, an audience, a level."""

    id: str
    label: Wording
    note: Wording | None = None
    """A footnote that has to stand wherever the label does."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GlossaryTerm:
    """A term of the profession with its agreed equivalent in every language."""

    id: str
    label: Wording
    definition: Wording
    ambiguous: tuple[str, ...]
    """Ids of the languages in which the label has an everyday meaning too, so that a text need not mean the term."""
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language, other words that a translation may use for the term."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ThematicArea:
    """One of the areas by which the catalogue is grouped."""

    id: str
    label: Wording
    """Short, for cards and navigation."""
    official: Wording
    """The wording of the institution that set the area."""
    description: Wording
    """What belongs there."""
    working_translation: tuple[str, ...]
    """Ids of the languages in which the official wording is only our working translation."""
    icon: str
    """An icon of the theme, such as `material/handshake-outline`."""
    colour: str
    """A hue of the palette in `theme/assets/training-library/site.css`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """What sort of work a document is."""

    id: str
    label: Wording
    plural: Wording
    description: Wording
    folder: str
    """The folder, below each language, in which documents of this kind live."""
    icon: str
    needs_area: bool
    needs_sources: bool
    """Whether a document of this kind has to say where its facts come from."""
    has_book: bool
    """Whether each edition can be had as a book too, to print or to read elsewhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """A body that takes part in projects or issues documents."""

    id: str
    label: Wording
    acronym: Wording | None
    url: str


class Role(StrEnum):
    """What an organisation does in a project."""

    COORDINATOR = "coordinator"
    IMPLEMENTER = "implementer"
    PARTNER = "partner"
    BENEFICIARY = "beneficiary"
    DONOR = "donor"


@dataclass(frozen=True, kw_only=True, slots=True)
class Partner:
    """An organisation in its role in a project."""

    organisation: Organisation
    role: Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Money:
    """A sum in a currency (ISO 4217)."""

    amount: float
    currency: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Funding:
    """Who pays for a project, and how much of it."""

    organisation: Organisation
    share: float | None
    """Percent of the budget."""
    programme: Wording | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Component:
    """A part of a project's work."""

    title: Wording
    points: tuple[Wording, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """A figure that a project planned or reported."""

    value: float
    unit: str
    """"" for a plain count, "percent", or a currency (ISO 4217)."""
    approximate: bool
    planned: bool
    label: Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class Project:
    """A project, as data from which its fact sheet shows partners, money and results in one form."""

    id: str
    label: Wording
    acronym: Wording | None
    aims: Wording
    start: str
    """EDTF level 0: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty when unknown, as is `end`."""
    end: str
    scope: Wording | None
    """Whom or where the project covers, when the list of countries does not say it."""
    countries: tuple[Term, ...]
    partners: tuple[Partner, ...]
    budget: Money | None
    funding: tuple[Funding, ...]
    components: tuple[Component, ...]
    results: tuple[Result, ...]
    notes: tuple[Wording, ...]
    """Where the sources of the facts disagree."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """All closed lists; every mapping goes from id to entry, in the order of its file."""

    languages: Mapping[str, Language]
    areas: Mapping[str, ThematicArea]
    kinds: Mapping[str, Kind]
    countries: Mapping[str, Term]
    audiences: Mapping[str, Term]
    levels: Mapping[str, Term]
    organisations: Mapping[str, Organisation]
    projects: Mapping[str, Project]
    glossary: Mapping[str, GlossaryTerm]
    synonyms: Mapping[str, tuple[tuple[str, ...], ...]]
    """By language, groups of words and phrases that a search takes for one another."""
    scaffolds: Mapping[tuple[str, str], Scaffold] = field(default_factory=dict)
    """The library's own scaffolds of new documents, by language and kind."""

    @property
    def default_language(self) -> Language:
        """The language of the site's root: the first one of the list."""
        return next(iter(self.languages.values()))

    @property
    def kind_of_folder(self) -> dict[str, Kind]:
        """The kind whose documents live in a folder."""
        return {kind.folder: kind for kind in self.kinds.values()}
