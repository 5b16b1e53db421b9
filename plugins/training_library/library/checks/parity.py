"""A translation beside its original: what has to be the same in every language is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.library.checks.alignment import alignment_of
from training_library.library.checks.ignores import apply_ignores
from training_library.library.checks.parity_figures import figure_findings
from training_library.library.checks.parity_headings import anchor_findings, heading_findings
from training_library.library.checks.parity_links import image_findings, link_findings
from training_library.library.checks.parity_parts import (
    admonition_findings,
    code_findings,
    footnote_findings,
    odd_tables,
    reference_findings,
    table_findings,
    without,
)
from training_library.library.checks.sections import Pair
from training_library.library.checks.side_by_side import SideBySide
from training_library.library.checks.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.checks.alignment import Stretch
    from training_library.library.checks.finding import Finding
    from training_library.library.checks.sections import Section
    from training_library.library.checks.texts import Text, Texts
    from training_library.library.document import Document
    from training_library.library.holdings import Library


def parity(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield what differs between a translation and its original; nothing for other texts."""
    original = texts.original_of(text)
    if original is not None:
        yield from _compared(SideBySide(original=original, translation=text, library=texts.library))


def parity_findings(library: Library, document: Document, language: str) -> list[Finding]:
    """Return how an edition of `document` differs from its original, sorted by place; nothing for an original.

    What its author asks to ignore is left out. Files are named below `docs/`.
    """
    edition = document.editions.get(language)
    original = document.editions.get(edition.front_matter.translation_of) if edition else None
    if edition is None or original is None or original is edition:
        return []
    texts = [text_of(each, shown=f"docs/{each.src_uri}") for each in (original, edition)]
    both = SideBySide(original=texts[0], translation=texts[1], library=library)
    found = set(_compared(both))
    left = [finding for finding in apply_ignores(both.translation, found) if finding in found]
    return sorted(left, key=lambda finding: finding.problem)


def _compared(both: SideBySide) -> Iterator[Finding]:
    alignment = alignment_of(both.original, both.translation)
    yield from heading_findings(both, alignment)
    yield from anchor_findings(both, alignment)
    for stretch in alignment.stretches:
        yield from _within(both, stretch)
    yield from footnote_findings(both, alignment)


def _within(both: SideBySide, stretch: Stretch) -> list[Finding]:
    """Return what differs in a section.

    Where a heading is missing, its text may still be there, behind the heading before; and one heading too many divides
    a text in two. That reading is taken which leaves fewer differences.
    """
    readings = [stretch.pair]
    if stretch.missing:
        readings.append(_joined(stretch.pair, missing=stretch.missing))
    if stretch.extra:
        readings.append(_joined(stretch.pair, extra=stretch.extra))
    if stretch.missing and stretch.extra:
        readings.append(_joined(stretch.pair, missing=stretch.missing, extra=stretch.extra))
    return min((_in_section(both, pair) for pair in readings), key=len)


def _in_section(both: SideBySide, pair: Pair) -> list[Finding]:
    tables = odd_tables(pair)
    rest = without(pair, tables)
    return [*table_findings(both, pair, tables), *(finding for check in _CHECKS for finding in check(both, rest))]


def _joined(pair: Pair, *, missing: tuple[Section, ...] = (), extra: tuple[Section, ...] = ()) -> Pair:
    original, translation = pair.original, pair.translation
    for section in missing:
        original = original.joined(section)
    for section in extra:
        translation = translation.joined(section)
    return Pair(original=original, translation=translation)


_CHECKS = (
    link_findings,
    image_findings,
    reference_findings,
    admonition_findings,
    code_findings,
    figure_findings,
)
