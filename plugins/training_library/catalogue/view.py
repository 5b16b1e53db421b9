"""What the pages of the catalogue show, each as one frozen view for readers of one language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from training_library.catalogue.entry import Entry, newest_first
from training_library.library.facets import FACETS
from training_library.library.language import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from training_library.library.holdings import Library
    from training_library.library.vocabulary import Labelled, Project, ThematicArea, Vocabulary

PER_PAGE = 100
"""Entries on a page of an area, a kind or a project."""
COMPLETE = 200
"""So many entries at most are listed on the catalogue page itself; beyond, it leads to the pages of the areas."""
TASTER = 6
"""Entries an area shows on the catalogue page when it cannot show all."""
NEWEST = 6
"""Documents on the home page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """A way into the catalogue: an area, a kind or a project, with the number of its documents."""

    id: str
    label: str
    path: str
    count: int
    description: str = ""
    icon: str = ""
    colour: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Entries under one heading."""

    id: str
    label: str
    """Empty for documents beyond the thematic areas."""
    path: str
    """The page with all of them, "" when there is none."""
    colour: str
    icon: str
    entries: tuple[Entry, ...]
    count: int
    """How many there are, shown here or not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FacetValue:
    """A box to tick, with the number of documents behind it."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Facet:
    """A facet with the values that occur."""

    id: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CatalogueView:
    """The catalogue page."""

    count: int
    groups: tuple[Group, ...]
    facets: tuple[Facet, ...]
    kinds: tuple[Shelf, ...]
    version: str
    """Changes with the data of the script, so that a browser's cache never mixes those of two builds."""
    labels: Mapping[str, Mapping[str, object]]
    """For the script: the label of each value of each facet, for areas with their colour."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HomeView:
    """The home page."""

    count: int
    areas: tuple[Shelf, ...]
    kinds: tuple[Shelf, ...]
    newest: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListingView:
    """One page of the documents of an area, a kind or a project."""

    shelf: Shelf
    facet: str
    """Which facet the shelf is a value of."""
    official: str
    """The official wording of an area."""
    is_working_translation: bool
    project: Project | None
    groups: tuple[Group, ...]
    page: int
    """From 1."""
    pages: tuple[str, ...]
    """The paths of all pages of the listing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectsView:
    """The list of projects that have documents."""

    projects: tuple[tuple[Project, Shelf], ...]


def shelves_of_areas(library: Library, language: str) -> tuple[Shelf, ...]:
    """Return every area, also those without documents: the six are the frame of the library."""
    return tuple(
        _area_shelf(area, len(library.by_area[area.id]), language) for area in library.vocabulary.areas.values()
    )


def shelves_of_kinds(library: Library, language: str) -> tuple[Shelf, ...]:
    """Return the kinds that have documents."""
    return tuple(
        Shelf(
            id=kind.id,
            label=kind.plural[language],
            path=f"catalogue/kind/{kind.id}",
            count=len(library.by_kind[kind.id]),
            description=kind.description[language],
            icon=kind.icon,
        )
        for kind in library.vocabulary.kinds.values()
        if library.by_kind[kind.id]
    )


def shelves_of_projects(library: Library, language: str) -> tuple[tuple[Project, Shelf], ...]:
    """Return the projects that have documents, each with its shelf, sorted by name."""
    found = [
        (
            project,
            Shelf(
                id=project.id,
                label=project.label[language],
                path=f"catalogue/project/{project.id}",
                count=len(library.by_project[project.id]),
                description=project.aims[language],
            ),
        )
        for project in library.vocabulary.projects.values()
        if library.by_project[project.id]
    ]
    return tuple(sorted(found, key=lambda pair: sort_key(pair[1].label)))


def catalogue_view(library: Library, language: str, entries: Sequence[Entry], version: str) -> CatalogueView:
    """Return the catalogue page: complete when it can be, else a taste of each area that leads to the whole."""
    groups = _area_groups(library, language, entries)
    if sum(group.count for group in groups) > COMPLETE:
        groups = tuple(_taster(group) for group in groups)
    facets = tuple(_facet(facet, entries, library.vocabulary, language) for facet in FACETS)
    return CatalogueView(
        count=len(entries),
        groups=groups,
        facets=tuple(facet for facet in facets if len(facet.values) > 1),
        kinds=shelves_of_kinds(library, language),
        version=version,
        labels={facet.id: _labels(facet, library.vocabulary) for facet in facets},
    )


def home_view(library: Library, language: str, entries: Sequence[Entry]) -> HomeView:
    """Return the home page."""
    return HomeView(
        count=len(entries),
        areas=shelves_of_areas(library, language),
        kinds=shelves_of_kinds(library, language),
        newest=tuple(newest_first(entries)[:NEWEST]),
    )


def listings(library: Library, language: str, entries: Sequence[Entry]) -> Iterable[tuple[str, ListingView]]:
    """Yield path and view of every page of every area, kind and project."""
    for area in library.vocabulary.areas.values():
        shelf = _area_shelf(area, len(library.by_area[area.id]), language)
        mine = [entry for entry in entries if area.id in entry.facets["area"]]
        order = list(library.vocabulary.kinds)
        mine.sort(key=lambda entry: order.index(entry.kind.id))
        is_working = language in area.working_translation
        yield from _pages(
            shelf,
            "area",
            mine,
            _by_kind(library, language),
            official=area.official[language],
            is_working_translation=is_working,
        )
    for shelf in shelves_of_kinds(library, language):
        mine = newest_first(entry for entry in entries if entry.kind.id == shelf.id)
        yield from _pages(shelf, "kind", mine, _by_year)
    for project, shelf in shelves_of_projects(library, language):
        mine = newest_first(entry for entry in entries if project.id in entry.facets["project"])
        yield from _pages(shelf, "project", mine, _by_kind(library, language), project=project)


def _pages(  # noqa: PLR0913 - what an area and a project have beyond a kind is named
    shelf: Shelf,
    facet: str,
    entries: Sequence[Entry],
    grouped: Callable[[Sequence[Entry]], tuple[Group, ...]],
    *,
    official: str = "",
    is_working_translation: bool = False,
    project: Project | None = None,
) -> Iterable[tuple[str, ListingView]]:
    count = max(1, -(-len(entries) // PER_PAGE))
    paths = (shelf.path, *(f"{shelf.path}/{number}" for number in range(2, count + 1)))
    for number, path in enumerate(paths):
        yield (
            path,
            ListingView(
                shelf=shelf,
                facet=facet,
                official=official,
                is_working_translation=is_working_translation,
                project=project,
                groups=grouped(entries[number * PER_PAGE : (number + 1) * PER_PAGE]),
                page=number + 1,
                pages=paths,
            ),
        )


def _by_kind(library: Library, language: str) -> Callable[[Sequence[Entry]], tuple[Group, ...]]:
    kinds = library.vocabulary.kinds

    def grouped(entries: Sequence[Entry]) -> tuple[Group, ...]:
        runs = groupby(entries, key=lambda entry: entry.kind.id)
        return tuple(_group(kind, kinds[kind].plural[language], tuple(run)) for kind, run in runs)

    return grouped


def _by_year(entries: Sequence[Entry]) -> tuple[Group, ...]:
    runs = groupby(entries, key=lambda entry: str(entry.date.year))
    return tuple(_group(f"y{year}", year, tuple(run)) for year, run in runs)


def _group(id_: str, label: str, entries: tuple[Entry, ...]) -> Group:
    return Group(id=id_, label=label, path="", colour="", icon="", entries=entries, count=len(entries))


def _area_shelf(area: ThematicArea, count: int, language: str) -> Shelf:
    return Shelf(
        id=area.id,
        label=area.label[language],
        path=f"catalogue/area/{area.id}",
        count=count,
        description=area.description[language],
        icon=area.icon,
        colour=area.colour,
    )


def _area_groups(library: Library, language: str, entries: Sequence[Entry]) -> tuple[Group, ...]:
    groups = [
        Group(
            id=area.id,
            label=area.label[language],
            path=f"catalogue/area/{area.id}",
            colour=area.colour,
            icon=area.icon,
            entries=(mine := tuple(entry for entry in entries if area.id in entry.facets["area"])),
            count=len(mine),
        )
        for area in library.vocabulary.areas.values()
    ]
    beyond = tuple(entry for entry in entries if not entry.areas)
    return (*(group for group in groups if group.entries), *([_group("beyond", "", beyond)] if beyond else []))


def _taster(group: Group) -> Group:
    return Group(
        id=group.id,
        label=group.label,
        path=group.path,
        colour=group.colour,
        icon=group.icon,
        entries=tuple(newest_first(group.entries)[:TASTER]),
        count=group.count,
    )


def _facet(facet: str, entries: Iterable[Entry], vocabulary: Vocabulary, language: str) -> Facet:
    counts = Counter(value for entry in entries for value in entry.facets[facet])
    labels = _value_labels(facet, vocabulary, language) or {year: year for year in sorted(counts, reverse=True)}
    values = [FacetValue(id=id_, label=label, count=counts[id_]) for id_, label in labels.items() if counts[id_]]
    if facet in {"country", "project"}:
        values.sort(key=lambda value: sort_key(value.label))
    return Facet(id=facet, values=tuple(values))


def _value_labels(facet: str, vocabulary: Vocabulary, language: str) -> dict[str, str]:
    """Return the label of each value of a facet; years have none but themselves."""
    if facet == "project":
        return {id_: (project.acronym or project.label)[language] for id_, project in vocabulary.projects.items()}
    entries: Mapping[str, Mapping[str, Labelled]] = {
        "area": vocabulary.areas,
        "kind": vocabulary.kinds,
        "country": vocabulary.countries,
        "audience": vocabulary.audiences,
        "level": vocabulary.levels,
        "language": vocabulary.languages,
    }
    return {id_: entry.label[language] for id_, entry in entries.get(facet, {}).items()}


def _labels(facet: Facet, vocabulary: Vocabulary) -> dict[str, object]:
    if facet.id == "area":
        return {value.id: {"label": value.label, "colour": vocabulary.areas[value.id].colour} for value in facet.values}
    return {value.id: value.label for value in facet.values}
