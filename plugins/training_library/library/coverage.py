"""How much of the library there is in a language, and what a translator should do next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.sections import FRONT, sections_of, word_count
from training_library.library.translation import CURRENT, MISSING, Change, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from training_library.library.document import Document, Page, Written
    from training_library.library.holdings import Library
    from training_library.library.translation import TranslationState

BEYOND = ""
"""Stands for the area of documents that have none."""
_DONE = frozenset({State.COSMETIC, State.CURRENT})


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """How some documents stand in one language."""

    documents: int
    """All of them."""
    originals: int
    """Those that were written in this language."""
    translated: int
    """Those that were translated into it, whatever the state of the translation."""
    stale: int
    """Those of the translated ones that are behind, or suspect of it."""
    words: int
    """So many words are to be translated: of what is missing, and of the sections that are behind."""

    @property
    def readable(self) -> int:
        """How many there are in this language."""
        return self.originals + self.translated

    @property
    def missing(self) -> int:
        """How many there are in other languages only."""
        return self.documents - self.readable


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedSection:
    """A section that a translation does not follow, as it can be named."""

    id: str
    change: Change
    title: str
    """Of the original, or of the translation when the original has it no more; empty when it has no heading."""
    text_language: str
    """The language of the title."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A translation that wants work."""

    path: str
    """Of the document or page."""
    src_uri: str
    """The file of the translation, relative to `docs/`, whether or not it is there."""
    title: str
    """Of the original."""
    text_language: str
    """The language of the original, which is that of the title."""
    kind: str
    """Empty for a page that is no document."""
    areas: tuple[str, ...]
    state: TranslationState
    sections: tuple[ChangedSection, ...]
    words: int
    """So many words of the original are to be translated; 0 when that is not known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """The library in one language."""

    language: str
    documents: Figures
    pages: Figures
    """Of what is no document, such as the home page."""
    areas: Mapping[str, Figures]
    """By area, in the order of the vocabulary; documents of several areas count in each, those of none in `BEYOND`."""
    cells: Mapping[tuple[str, str], Figures]
    """By area and kind, where there are documents."""
    tasks: tuple[Task, ...]
    """In the order in which they ask for work.

    First what misleads readers: translations without an original, suspect and stale ones; then those of another
    structure and those without a stamp; then what is missing. Within each, pages come before documents, documents that
    are retired come last, kinds come in the order of the vocabulary, and newer documents before older ones.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class _Standing:
    """How one document or page stands in the language."""

    task: Task
    is_original: bool
    is_there: bool
    weight: tuple[object, ...]

    @property
    def is_task(self) -> bool:
        """Whether there is something to do in this language."""
        return self.task.state.state not in _DONE


def coverage_of(library: Library, language: str) -> Coverage:
    """Return how much of `library` there is in `language`."""
    documents = [_of_document(library, document, language) for document in library.documents.values()]
    pages = [_of_page(library, family, language) for family in _families(library)]
    shelves: dict[tuple[str, str], list[_Standing]] = defaultdict(list)
    for standing in documents:
        for area in standing.task.areas or (BEYOND,):
            shelves[area, standing.task.kind].append(standing)
    order = [*library.vocabulary.areas, BEYOND]
    tasks = [standing for standing in [*pages, *documents] if standing.is_task]
    return Coverage(
        language=language,
        documents=_figures(documents),
        pages=_figures(pages),
        areas={
            area: _figures([one for (its_area, _), found in shelves.items() if its_area == area for one in found])
            for area in order
            if area in {its_area for its_area, _ in shelves}
        },
        cells={
            (area, kind): _figures(shelves[area, kind])
            for area in order
            for kind in library.vocabulary.kinds
            if (area, kind) in shelves
        },
        tasks=tuple(standing.task for standing in sorted(tasks, key=lambda standing: standing.weight)),
    )


def _figures(standings: Sequence[_Standing]) -> Figures:
    return Figures(
        documents=len(standings),
        originals=sum(standing.is_original for standing in standings),
        translated=sum(standing.is_there and not standing.is_original for standing in standings),
        stale=sum(standing.task.state.is_behind for standing in standings),
        words=sum(standing.task.words for standing in standings),
    )


def _of_document(library: Library, document: Document, language: str) -> _Standing:
    edition, original = document.editions.get(language), document.original
    # Before an orphan is translated on, its own original is to be found.
    is_alone = edition is None and original.is_translation
    state = CURRENT if is_alone else library.translation_state(document, language)
    task = Task(
        path=document.path,
        src_uri=f"{language}/{document.path}.md",
        title=original.title,
        text_language=original.language,
        kind=document.kind.id,
        areas=tuple(area.id for area in document.areas),
        state=state,
        sections=changed_sections(state, edition, original),
        words=_words(state, original),
    )
    kinds = list(library.vocabulary.kinds)
    is_retired = original.front_matter.status == "retired"
    weight = (list(State).index(state.state), 1, is_retired, kinds.index(document.kind.id), -document.date.toordinal())
    is_original = edition is not None and not edition.is_translation
    return _Standing(
        task=task,
        is_original=is_original,
        is_there=edition is not None,
        weight=(*weight, document.path),
    )


def _of_page(library: Library, family: Mapping[str, Page], language: str) -> _Standing:
    page = family.get(language)
    original = next((each for each in family.values() if each.translation is None), None) or next(iter(family.values()))
    state = library.translations.get(page.src_uri, CURRENT) if page else MISSING
    task = Task(
        path=original.path,
        src_uri=f"{language}/{original.path}.md",
        title=original.title,
        text_language=original.language,
        kind="",
        areas=(),
        state=state,
        sections=changed_sections(state, page, original),
        words=_words(state, original),
    )
    is_original = page is not None and page.translation is None
    return _Standing(
        task=task,
        is_original=is_original,
        is_there=page is not None,
        weight=(list(State).index(state.state), 0, 0, 0, 0, original.path),
    )


def _families(library: Library) -> Iterable[Mapping[str, Page]]:
    families: dict[str, dict[str, Page]] = defaultdict(dict)
    for page in library.pages.values():
        families[page.path][page.language] = page
    return families.values()


def _words(state: TranslationState, original: Written) -> int:
    if state.state is State.MISSING:
        return word_count(original.front_words) + word_count(original.body)
    ids = set(state.ids(Change.CHANGED, Change.ADDED, Change.UNTOUCHED))
    if not ids:
        return 0
    sections = sections_of(original.body)
    front = word_count(original.front_words) if FRONT in ids else 0
    return front + sum(word_count(section.text) for section in sections if section.id in ids)


def changed_sections(
    state: TranslationState, translation: Written | None, original: Written
) -> tuple[ChangedSection, ...]:
    """Return the sections that a translation does not follow, with their titles."""
    return tuple(_changed_sections(state, translation, original)) if state.changes else ()


def _changed_sections(
    state: TranslationState, translation: Written | None, original: Written
) -> Iterator[ChangedSection]:
    titles = {section.id: section.title for section in sections_of(original.body)}
    own = {section.id: section.title for section in sections_of(translation.body)} if translation else {}
    for section in state.changes:
        is_gone = section.change is Change.REMOVED and translation is not None
        yield ChangedSection(
            id=section.id,
            change=section.change,
            title=(own if is_gone else titles).get(section.id, ""),
            text_language=translation.language if is_gone and translation else original.language,
        )


def coverage_data(coverage: Coverage) -> dict[str, object]:
    """Return the facts of a coverage as they are published: in `translations.json`, and by `training-library status`.

    Keys are added, never renamed. `language` is the id of the language. `documents` and `pages` are figures: how many
    there are, how many are `originals` in the language, `translated` into it, `stale` (behind, or suspect of it) and
    `missing`, and how many `words` are to be translated. `areas` has the same by thematic area, its `id` being empty
    for documents of none; `matrix` by area and kind. `tasks` is what to do, the most urgent first: path, file, title
    and language of the original, kind, areas, state (see `State`), `stamped` (a date, or null), `reason`, `words`, and
    the `sections` that the translation does not follow: id, change (see `Change`) and title.
    """
    return {
        "language": coverage.language,
        "documents": _figures_data(coverage.documents),
        "pages": _figures_data(coverage.pages),
        "areas": [{"id": area, **_figures_data(figures)} for area, figures in coverage.areas.items()],
        "matrix": [
            {"area": area, "kind": kind, **_figures_data(figures)} for (area, kind), figures in coverage.cells.items()
        ],
        "tasks": [_task_data(task) for task in coverage.tasks],
    }


def _figures_data(figures: Figures) -> dict[str, object]:
    return {
        "documents": figures.documents,
        "originals": figures.originals,
        "translated": figures.translated,
        "stale": figures.stale,
        "missing": figures.missing,
        "words": figures.words,
    }


def _task_data(task: Task) -> dict[str, object]:
    stamped = task.state.stamped
    return {
        "path": task.path,
        "file": task.src_uri,
        "title": task.title,
        "original": task.text_language,
        "kind": task.kind,
        "areas": list(task.areas),
        "state": task.state.state,
        "stamped": stamped.isoformat() if stamped else None,
        "reason": task.state.reason,
        "words": task.words,
        "sections": [{"id": section.id, "change": section.change, "title": section.title} for section in task.sections],
    }
