"""What the vocabulary knows of words: which mean the same, and what they are called in the other languages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from training_library.search.analysis import folded, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from training_library.library.holdings import Library
    from training_library.library.vocabulary import Labelled, Vocabulary
    from training_library.search.analysis import Analyser


def synonyms(vocabulary: Vocabulary, language: str, analyser: Analyser) -> dict[str, list[str]]:
    """Return for each word or phrase, as terms with spaces, the others that mean the same."""
    found: dict[str, list[str]] = {}
    for group in vocabulary.synonyms.get(language, ()):
        phrases = [" ".join(analyser.phrase(phrase)) for phrase in group]
        for phrase in filter(None, phrases):
            others = {other for other in phrases if other not in ("", phrase)}
            found[phrase] = sorted(others.union(found.get(phrase, ())))
    return found


def equivalents(vocabulary: Vocabulary, language: str) -> dict[str, str]:
    """Return for words of other languages, folded, what the vocabulary calls the same thing in `language`."""
    found: dict[str, str] = {}
    for entry in _labelled(vocabulary):
        own = entry.label.by_language.get(language)
        for other, text in entry.label.by_language.items():
            key = " ".join(folded(word) for word in words_of(text))
            if own and other != language and key and key != folded(own):
                found.setdefault(key, own)
    return dict(sorted(found.items()))


def _labelled(vocabulary: Vocabulary) -> Iterator[Labelled]:
    lists: tuple[Mapping[str, Labelled], ...] = (
        vocabulary.glossary, vocabulary.areas, vocabulary.countries, vocabulary.organisations, vocabulary.audiences
    )  # fmt: skip
    for entries in lists:
        yield from entries.values()


def elsewhere(library: Library, language: str) -> dict[str, int]:
    """Return for the other languages how many documents they have that `language` lacks."""
    counts: Counter[str] = Counter()
    for document in library.documents.values():
        if language not in document.editions:
            counts.update(document.editions.keys())
    return dict(sorted(counts.items()))
