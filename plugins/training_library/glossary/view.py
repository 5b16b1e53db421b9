"""The glossary for readers of one language."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from training_library.library.language import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from training_library.library.vocabulary import GlossaryTerm, Vocabulary


@dataclass(frozen=True, kw_only=True, slots=True)
class Equivalent:
    """A term in another language."""

    language: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A term as it is explained in one language."""

    id: str
    """Also the anchor on the page, the same in every language."""
    label: str
    definition: str
    equivalents: tuple[Equivalent, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """The terms that begin with a letter."""

    id: str
    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GlossaryView:
    """The page of the glossary."""

    count: int
    letters: tuple[Letter, ...]
    """In the order of the alphabet."""
    structured: Mapping[str, object]
    """The glossary as a `DefinedTermSet` of schema.org, for machines; `termCode` is the anchor of a term."""


def entry_of(term: GlossaryTerm, language: str, languages: Iterable[str]) -> Entry:
    """Return a term for readers of `language`, with its equivalents in the other `languages`."""
    return Entry(
        id=term.id,
        label=term.label[language],
        definition=term.definition[language],
        equivalents=tuple(
            Equivalent(language=other, label=term.label[other]) for other in languages if other != language
        ),
    )


def glossary_view(vocabulary: Vocabulary, language: str, title: str) -> GlossaryView:
    """Return the glossary, called `title`, for readers of `language`."""
    entries = [entry_of(term, language, vocabulary.languages) for term in vocabulary.glossary.values()]
    entries.sort(key=lambda entry: sort_key(entry.label))
    letters = groupby(entries, key=lambda entry: sort_key(entry.label)[0][:1].upper())
    return GlossaryView(
        count=len(entries),
        letters=tuple(
            Letter(id=f"letter-{number}", letter=letter, entries=tuple(beginning))
            for number, (letter, beginning) in enumerate(letters, 1)
        ),
        structured=_structured(entries, language, title),
    )


def _structured(entries: Iterable[Entry], language: str, title: str) -> Mapping[str, object]:
    """Return the properties of https://schema.org/DefinedTermSet that do not depend on the address of the site."""
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": title,
        "inLanguage": language,
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "termCode": entry.id,
                "name": entry.label,
                "description": entry.definition,
                "inLanguage": language,
            }
            for entry in entries
        ],
    }
