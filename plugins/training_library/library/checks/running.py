"""Running the checks: which there are, over which texts, and what an author has asked to ignore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.library.checks.facts import front_matter_findings, placeholder_findings
from training_library.library.checks.files import image_findings, unused_file_findings
from training_library.library.checks.headings import heading_findings
from training_library.library.checks.html import html_findings
from training_library.library.checks.ignores import apply_ignores
from training_library.library.checks.links import link_findings
from training_library.library.checks.notes import footnote_findings
from training_library.library.checks.parity import parity
from training_library.library.checks.reading_ease import length_findings
from training_library.library.checks.terms import terms
from training_library.library.checks.texts import Texts
from training_library.library.checks.typography import dash_findings, no_break_findings, quotation_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from training_library.library.checks.finding import Finding
    from training_library.library.checks.texts import Text
    from training_library.library.holdings import Library

    Check = Callable[[Text, Texts], Iterable[Finding]]
    """Looks at one text; the others are there for what it refers to, such as the original of a translation."""
    LibraryCheck = Callable[[Texts], Iterable[Finding]]
    """Looks at all texts together."""

CHECKS: tuple[Check, ...] = (
    heading_findings,
    image_findings,
    link_findings,
    footnote_findings,
    html_findings,
    front_matter_findings,
    placeholder_findings,
    quotation_findings,
    dash_findings,
    no_break_findings,
    length_findings,
    parity,
    terms,
)
LIBRARY_CHECKS: tuple[LibraryCheck, ...] = (unused_file_findings,)


def findings(
    library: Library,
    docs: Path,
    *,
    root: Path | None = None,
    only: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Finding]:
    """Return what is wrong with the texts of a library, sorted by place.

    Documents that are refused, drafts among them, are not part of a library and are not looked at.

    Args:
        library: The library, as `read_library` returned it.
        docs: The folder that it was read from.
        root: The folder that paths in messages are relative to, the parent of `docs` by default.
        only: The files to look at, relative to `docs/`; all of them by default.
        progress: Is told how many texts are done, and how many there are.
    """
    texts = Texts(library, docs, root)
    chosen = [text for text in texts if only is None or text.src_uri in only]
    found: list[Finding] = []
    for number, text in enumerate(chosen, 1):
        found += findings_of(text, texts)
        if progress:
            progress(number, len(chosen))
    if only is None:
        for library_check in LIBRARY_CHECKS:
            found += library_check(texts)
    return sorted(found, key=lambda finding: finding.problem)


def findings_of(text: Text, texts: Texts) -> list[Finding]:
    """Return what is wrong with one text, less what its author asks to ignore."""
    return list(apply_ignores(text, [finding for check in CHECKS for finding in check(text, texts)]))
