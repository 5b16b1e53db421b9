"""Compile the words of the interface while the package is built, so that only their sources are kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Babel writes the present time where a source names none, but the same words must give the same bytes.
NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)


def compile_words(source: Path) -> None:
    """Write the `.mo` beside a `.po`."""
    with source.open("rb") as text:
        words = read_po(text, locale=source.parent.parent.name, abort_invalid=True)
    words.creation_date = words.revision_date = NO_TIME
    with source.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, words)


class CompileWords(BuildHookInterface[BuilderConfig]):
    """Run before every build, the editable one too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile the words of every language."""
        for source in sorted(Path(self.root).glob("plugins/training_library/theme/locales/*/LC_MESSAGES/*.po")):
            compile_words(source)
