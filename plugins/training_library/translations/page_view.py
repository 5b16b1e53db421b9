"""The page *Translations*: how much of the library there is in a language, and what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.coverage import BEYOND
from training_library.library.scaffold import translation_skeleton
from training_library.library.translation import State

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from training_library.library.coverage import ChangedSection, Coverage, Figures, Task
    from training_library.library.forge import Forge
    from training_library.library.holdings import Library
    from training_library.library.vocabulary import Kind, ThematicArea

MOST = 50
"""So many entries are listed in each part of the page; the data names all of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A thematic area in the matrix."""

    area: ThematicArea | None
    """None for documents beyond the areas."""
    cells: tuple[Figures | None, ...]
    """For each kind of the matrix; None where there is no document."""
    total: Figures


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A translation that wants work."""

    path: str
    title: str
    """Of the translation, or of the original when there is none."""
    title_language: str
    original: str
    """The language of the original."""
    kind: Kind | None
    """None for a page that is no document."""
    state: State
    sections: tuple[ChangedSection, ...]
    stamped: dt.date | None
    words: int
    address: str
    """On the forge: where to edit the file, or to begin it from its scaffold; empty when there is no forge."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Translations that want the same work."""

    entries: tuple[Entry, ...]
    """The first ones, which are the most urgent."""
    count: int
    """How many there are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationsPage:
    """The page in one language."""

    documents: Figures
    kinds: tuple[Kind, ...]
    """The columns of the matrix."""
    rows: tuple[Row, ...]
    behind: Part
    """Those that are behind their original, or suspect of it."""
    uncertain: Part
    """Those of another structure, without a stamp, or without an original."""
    missing: Part


def translations_page(library: Library, coverage: Coverage, forge: Forge | None) -> TranslationsPage:
    """Return the page for readers and translators of the language of `coverage`."""
    vocabulary = library.vocabulary
    used = {kind for _, kind in coverage.cells}
    kinds = tuple(kind for kind in vocabulary.kinds.values() if kind.id in used)
    missing = [task for task in coverage.tasks if task.state.state is State.MISSING]
    rest = [task for task in coverage.tasks if task.state.state is not State.MISSING]
    return TranslationsPage(
        documents=coverage.documents,
        kinds=kinds,
        rows=tuple(
            Row(
                area=None if area == BEYOND else vocabulary.areas[area],
                cells=tuple(coverage.cells.get((area, kind.id)) for kind in kinds),
                total=figures,
            )
            for area, figures in coverage.areas.items()
        ),
        behind=_part(library, coverage, [task for task in rest if task.state.is_behind], forge),
        uncertain=_part(library, coverage, [task for task in rest if not task.state.is_behind], forge),
        missing=_part(library, coverage, missing, forge),
    )


def _part(library: Library, coverage: Coverage, tasks: Sequence[Task], forge: Forge | None) -> Part:
    entries = tuple(_entry(library, coverage.language, task, forge) for task in tasks[:MOST])
    return Part(entries=entries, count=len(tasks))


def _entry(library: Library, language: str, task: Task, forge: Forge | None) -> Entry:
    text = library.text(task.src_uri)
    return Entry(
        path=task.path,
        title=text.title if text else task.title,
        title_language=language if text else task.text_language,
        original=task.text_language,
        kind=library.vocabulary.kinds.get(task.kind),
        state=task.state.state,
        sections=task.sections,
        stamped=task.state.stamped,
        words=task.words,
        address=_address(library, language, task, forge),
    )


def _address(library: Library, language: str, task: Task, forge: Forge | None) -> str:
    if forge is None:
        return ""
    if task.state.state is not State.MISSING:
        return forge.edit_address(task.src_uri)
    document = library.documents.get(task.path)
    return forge.new_address(task.src_uri, translation_skeleton(library, document, language) if document else "")
