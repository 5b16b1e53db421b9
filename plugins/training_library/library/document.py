"""A document, its editions, and the pages around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from training_library.library.front_matter import FrontMatter
    from training_library.library.stamp import Translation
    from training_library.library.vocabulary import Kind, Organisation, Project, Term, ThematicArea


class Written(Protocol):
    """What an edition and a page have in common: a text that can be translated."""

    @property
    def src_uri(self) -> str:
        """The file, relative to `docs/`."""

    @property
    def language(self) -> str:
        """The language of the text."""

    @property
    def title(self) -> str:
        """What readers see above it."""

    @property
    def front(self) -> str:
        """The front matter as it is written."""

    @property
    def front_words(self) -> str:
        """The words of the front matter that readers see."""

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""

    @property
    def body_line(self) -> int:
        """The line of the file on which the body starts, from 1."""

    @property
    def key_lines(self) -> Mapping[str, int]:
        """The line of each front matter key."""

    @property
    def blob(self) -> str:
        """The id by which git knows the file."""

    @property
    def translation(self) -> Translation | None:
        """What it says of its original, None in an original."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """A document in one language: one Markdown file."""

    document: str
    """The path of the document, which all its editions share: `handbooks/readmission`."""
    language: str
    front_matter: FrontMatter
    front: str
    """The front matter as it is written; its first line is line 2 of the file."""
    body: str
    """The Markdown below the front matter."""
    body_line: int
    """The line of the file on which the body starts, from 1."""
    key_lines: Mapping[str, int]
    """The line of each front matter key."""
    blob: str
    """The id by which git knows the file, computed from its content."""

    @property
    def src_uri(self) -> str:
        """The file, relative to `docs/`."""
        return f"{self.language}/{self.document}.md"

    @property
    def title(self) -> str:
        """The title in the language of the edition."""
        return self.front_matter.title

    @property
    def front_words(self) -> str:
        """The words of the front matter that readers see and translators translate."""
        words = self.front_matter
        sources = (f"{source.title} {source.url}" for source in words.sources)
        return "\n".join((words.title, words.summary, *words.tags, *sources))

    @property
    def translation(self) -> Translation | None:
        """What it says of its original, None in an original."""
        return self.front_matter.translation

    @property
    def is_translation(self) -> bool:
        """Whether it was made from the edition in another language."""
        return self.translation is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One work, whatever its languages."""

    path: str
    """Its identity: the path below each language folder, without the ending."""
    original: Edition
    editions: Mapping[str, Edition]
    """By language, in the order of the vocabulary."""
    kind: Kind
    areas: tuple[ThematicArea, ...]
    countries: tuple[Term, ...]
    audience: tuple[Term, ...]
    level: Term | None
    project: Project | None
    organisations: tuple[Organisation, ...]

    @property
    def date(self) -> dt.date:
        """The day of first publication."""
        return self.original.front_matter.date

    @property
    def last_change(self) -> dt.date:
        """The newest day on which an edition was published or updated."""
        return max(edition.front_matter.updated or edition.front_matter.date for edition in self.editions.values())

    def edition_for(self, language: str) -> Edition:
        """Return the edition that a reader of `language` gets: theirs, or else the original.

        In a part of the library that leaves out the language of the original, the first edition stands in for it.
        """
        if language in self.editions:
            return self.editions[language]
        return self.editions.get(self.original.language, next(iter(self.editions.values())))


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of the site that is no document, such as the home page."""

    path: str
    """Below the language folder, without the ending: `index`, `about/contribute`."""
    language: str
    title: str
    summary: str
    front: str
    """The front matter as it is written; its first line is line 2 of the file."""
    body: str
    body_line: int
    """The line of the file on which the body starts, from 1."""
    key_lines: Mapping[str, int]
    """The line of each front matter key."""
    blob: str
    """The id by which git knows the file, computed from its content."""
    translation: Translation | None
    """What it says of its original, None in an original."""

    @property
    def src_uri(self) -> str:
        """The file, relative to `docs/`."""
        return f"{self.language}/{self.path}.md"

    @property
    def front_words(self) -> str:
        """The words of the front matter that readers see."""
        return f"{self.title}\n{self.summary}"
