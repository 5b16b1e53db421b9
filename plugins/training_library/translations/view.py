"""Where the page that is read exists in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.coverage import changed_sections
from training_library.library.translation import State

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from training_library.library.coverage import ChangedSection
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
class Behind:
    """A translation that is behind its original, or suspect of it."""

    is_certain: bool
    """Whether the original is known to have changed; else its stamp proves nothing."""
    since: dt.date | None
    """The day on which the translation was last known to follow the original; None when that is not known."""
    language: str
    """The language of the original, and its name for the reader."""
    label: str
    is_linked: bool
    """Whether the original is on this site, which a part of the library may leave out."""
    sections: tuple[ChangedSection, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationsView:
    """One page, seen across languages."""

    path: str
    languages: tuple[LanguageLink, ...]
    original: LanguageLink | None
    """On a page without an edition for its reader: the language that is shown instead."""
    behind: Behind | None = None
    """On a translation that does not follow its original."""


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
    behind = _behind(library, f"{language}/{path}.md", language)
    return TranslationsView(path=path, languages=tuple(links.values()), original=original, behind=behind)


def _behind(library: Library, src_uri: str, language: str) -> Behind | None:
    state, text = library.translations.get(src_uri), library.text(src_uri)
    if state is None or not state.is_behind or text is None or text.translation is None:
        return None
    of = text.translation.of
    known = library.vocabulary.languages
    document = library.documents.get(src_uri.removesuffix(".md").partition("/")[2])
    source = library.source(text) or (document.original if document else text)
    return Behind(
        is_certain=state.state is State.STALE,
        since=state.stamped if state.state is State.STALE else None,
        language=of,
        label=known[of].label[language] if of in known else of,
        is_linked=of in known,
        sections=changed_sections(state, text, source),
    )
