"""Pages that are read one after the other: the chapters that the index of a folder lists, in its order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from training_library.library.markdown import structure_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from training_library.library.document import Page
    from training_library.library.holdings import Library

_INDEX = "index"
_SHORTEST = 2
"""So many chapters make a series."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A page of a series, with its title in the language given."""

    path: str
    title: str
    text_language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """An index and its chapters, as a reader on one of them sees them."""

    index: Chapter
    chapters: tuple[Chapter, ...]
    current: str
    """The path of the page that is read."""

    @property
    def previous(self) -> Chapter | None:
        """The page before this one; before the first chapter comes the index."""
        place = self._place
        return self._all[place - 1] if place else None

    @property
    def next(self) -> Chapter | None:
        """The page after this one."""
        following = self._place + 1
        return self._all[following] if following < len(self._all) else None

    @property
    def _all(self) -> tuple[Chapter, ...]:
        return (self.index, *self.chapters)

    @property
    def _place(self) -> int:
        return next(place for place, chapter in enumerate(self._all) if chapter.path == self.current)


def all_series(library: Library, language: str) -> Mapping[str, Series]:
    """Return, by path, the series of every page that belongs to one, for readers of `language`."""
    found: dict[str, Series] = {}
    for path in dict.fromkeys(page.path for page in library.pages.values()):
        page = library.page(path, language)
        if page is None or PurePosixPath(path).name != _INDEX:
            continue
        index, chapters = _chapter(page), tuple(_chapter(chapter) for chapter in _listed(page, library, language))
        if len(chapters) >= _SHORTEST:
            for chapter in (index, *chapters):
                found[chapter.path] = Series(index=index, chapters=chapters, current=chapter.path)
    return found


def _listed(index: Page, library: Library, language: str) -> Iterator[Page]:
    """Yield the pages of its own folder that an index links to, each once.

    The last link counts: hints where to begin stand above the list of all pages.
    """
    folder = PurePosixPath(index.path).parent
    names = [link.target.partition("#")[0] for link in reversed(structure_of(index.body).links)]
    for name in reversed(dict.fromkeys(name for name in names if name.endswith(".md") and "/" not in name)):
        page = library.page((folder / name).with_suffix("").as_posix(), language)
        if page is not None and page.path != index.path:
            yield page


def _chapter(page: Page) -> Chapter:
    return Chapter(path=page.path, title=page.title, text_language=page.language)
