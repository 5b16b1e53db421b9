"""The terms of the glossary in a translation: where the original uses one, the translation uses its equivalent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.library.checks.alignment import alignment_of
from training_library.library.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.checks.alignment import Stretch
    from training_library.library.checks.finding import Finding
    from training_library.library.checks.texts import Text, Texts


def terms(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield the terms that a section of the original uses and its translation lacks.

    A term is asked for once a section, and may stand anywhere in it, in any form.
    """
    original = texts.original_of(text)
    if original is None or not texts.library.vocabulary.glossary:
        return
    for stretch in alignment_of(original, text).stretches:
        yield from _lacking(original, text, texts, stretch)


def _lacking(original: Text, text: Text, texts: Texts, stretch: Stretch) -> Iterator[Finding]:
    use, other_use = texts.term_use[original.language], texts.term_use[text.language]
    passages = [*stretch.pair.translation.passages, *(each for more in stretch.extra for each in more.passages)]
    asked: set[str] = set()
    for line, words, term in use.mentions(stretch.pair.original.passages):
        if term in asked:
            continue
        asked.add(term)
        if not other_use.has_any(use.meanings(term), passages):
            label = texts.library.vocabulary.glossary[term].label[text.language]
            what = f'"{words}" of {original.shown}:{line} is not "{label}" here'
            remedy = "use the term of the glossary, or have other words for it accepted there (also)"
            yield text.finding(Code.TERM_DIFFERS, stretch.pair.beside(line), what, remedy)
