from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from training_library.library.checks.running import findings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import EditionText, Files, LibraryOf


class FoundIn(Protocol):
    """Checks one handbook, whose body starts on line 1 in the answer, beside other files."""

    def __call__(
        self,
        body: str,
        language: str = "en",
        *,
        beside: Files | None = None,
        keys: Mapping[str, str | None] | None = None,
    ) -> list[str]:
        """Return what is found in it, sorted by place: `1 TL406` in the body, `title TL413` in the front matter."""


@pytest.fixture
def found_in(library_of: LibraryOf, edition: EditionText, docs: Path) -> FoundIn:
    """See `FoundIn`."""

    def check(
        body: str,
        language: str = "en",
        *,
        beside: Files | None = None,
        keys: Mapping[str, str | None] | None = None,
    ) -> list[str]:
        text = edition(body, **{"licence": "CC-BY-4.0", "sources": "[{title: A}]", **(keys or {})})
        start = text[: text.index("\n---\n") + 6].count("\n")
        name = f"{language}/handbooks/checked.md"
        library, problems = library_of({name: text, **(beside or {})})
        assert [str(problem) for problem in problems if name in problem.path] == []
        problems = [finding.problem for finding in findings(library, docs)]
        return [f"{p.line - start if p.line > start else p.key} {p.code}" for p in problems if p.path == f"docs/{name}"]

    return check
