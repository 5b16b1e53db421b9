"""The two texts that are compared, and how differences between them are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.checks.parity_targets import Standpoint

if TYPE_CHECKING:
    from training_library.library.checks.finding import Edit, Finding
    from training_library.library.checks.texts import Text
    from training_library.library.holdings import Library
    from training_library.library.problem import Code


@dataclass(frozen=True, kw_only=True, slots=True)
class SideBySide:
    """A translation, its original, and the library that both belong to."""

    original: Text
    translation: Text
    library: Library

    def place(self, line: int) -> str:
        """Return how messages name a line of the original."""
        return f"{self.original.shown}:{line}"

    def written(self, line: int) -> str:
        """Return a line of the translation as it stands in the file."""
        lines = self.translation.body.split("\n")
        at = line - self.translation.body_line
        return lines[at] if 0 <= at < len(lines) else ""

    def finding(self, code: Code, line: int, what: str, remedy: str, *edits: Edit) -> Finding:
        """Return a problem of the translation."""
        return self.translation.finding(code, line, what, remedy, edits=edits)

    def standpoint(self, text: Text) -> Standpoint:
        """Return what the links of one of the texts are seen from."""
        return Standpoint(
            src_uri=text.src_uri, language=text.language, languages=self.library.vocabulary.languages.keys()
        )
