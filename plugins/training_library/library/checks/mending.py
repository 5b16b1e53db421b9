"""Applying the edits of findings to the files, each file at once or not at all."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from training_library.library.writing import replace_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from training_library.library.checks.finding import Edit, Finding

_LINE_ENDS = re.compile(r"(\r\n|\r|\n)")


def mend(findings: Iterable[Finding], docs: Path) -> list[Finding]:
    """Apply the edits of `findings` and return those that are mended.

    A finding is mended whole or not at all. Where two want to change the same words, the first one is mended; check
    again to learn what is left.

    Raises:
        OSError: A file cannot be read or written; it is as it was.
    """
    drafts: dict[str, _Draft] = {}
    mended = []
    for finding in findings:
        for edit in finding.edits:
            if edit.src_uri not in drafts:
                drafts[edit.src_uri] = _Draft(docs / edit.src_uri)
        if finding.edits and all(drafts[edit.src_uri].can(edit) for edit in finding.edits):
            for edit in finding.edits:
                drafts[edit.src_uri].take(edit)
            mended.append(finding)
    for draft in drafts.values():
        draft.write()
    return mended


class _Draft:
    """A file, and the places in it that are to change."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.parts = _LINE_ENDS.split(path.read_bytes().decode("utf-8"))  # Lines, and the line ends between them.
        self.places: dict[int, list[tuple[int, int, str]]] = defaultdict(list)

    def can(self, edit: Edit) -> bool:
        """Tell whether the text of `edit` stands where it should, untouched."""
        start, end = self._place(edit)
        return 0 <= start < end and all(end <= first or last <= start for first, last, _ in self.places[edit.line])

    def take(self, edit: Edit) -> None:
        """Note a change."""
        start, end = self._place(edit)
        self.places[edit.line].append((start, end, edit.new))

    def write(self) -> None:
        """Write the file when it changes."""
        if not any(self.places.values()):
            return
        for line, places in self.places.items():
            for start, end, new in sorted(places, reverse=True):
                text = self.parts[2 * line - 2]
                self.parts[2 * line - 2] = text[:start] + new + text[end:]
        replace_text(self.path, "".join(self.parts))

    def _place(self, edit: Edit) -> tuple[int, int]:
        index = 2 * edit.line - 2
        text = self.parts[index] if 0 <= index < len(self.parts) else ""
        start = text.find(edit.old, edit.column) if edit.old else -1
        return start, start + len(edit.old)
