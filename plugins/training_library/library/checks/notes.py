"""Footnotes: each reference has its note, and each note a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.library.problem import Code, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.checks.finding import Finding
    from training_library.library.checks.texts import Text, Texts


def footnote_findings(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield references without a note, and notes to which nothing refers."""
    del texts
    notes = {note.label for note in text.structure.footnotes}
    named = {reference.label for reference in text.structure.references}
    for reference in text.structure.references:
        if reference.label not in notes:
            what = f"there is no footnote [^{reference.label}]"
            near = sorted(f"[^{label}]" for label in notes)
            remedy = did_you_mean(f"[^{reference.label}]", near, f"write it: [^{reference.label}]: …")
            yield text.finding(Code.UNDEFINED_FOOTNOTE, reference.line, what, remedy)
    for note in text.structure.footnotes:
        if note.label not in named:
            what = f"nothing refers to the footnote [^{note.label}]"
            yield text.finding(Code.UNUSED_FOOTNOTE, note.line, what, "refer to it in the text, or remove it")
