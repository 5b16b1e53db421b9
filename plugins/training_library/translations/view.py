"""Where the page that is read exists in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from training_library.library.holdings import Library


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageLink:
    """An entry of the language switcher."""

    language: str
    name: str
    """In the language itself."""
    label: str
    """In the language of the reader."""
    is_current: bool
    exists: bool
    """Whether the page is written in that language; otherwise its place shows the original."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationsView:
    """One page, seen across languages."""

    path: str
    languages: tuple[LanguageLink, ...]
    original: LanguageLink | None
    """On a page without an edition for its reader: the language that is shown instead."""


def translations_view(library: Library, language: str, path: str, written_in: Collection[str]) -> TranslationsView:
    """Return where the page at `path` exists.

    Args:
        library: Knows the languages and their order.
        language: The language of the site around the page.
        path: The path that the page has in every language.
        written_in: The languages that have a text of their own, the one that stands in for missing ones first.
    """
    links = {
        id_: LanguageLink(
            language=id_,
            name=entry.name,
            label=entry.label[language],
            is_current=id_ == language,
            exists=id_ in written_in,
        )
        for id_, entry in library.vocabulary.languages.items()
    }
    original = None if language in written_in else links[next(iter(written_in))]
    return TranslationsView(path=path, languages=tuple(links.values()), original=original)
