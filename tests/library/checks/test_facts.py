from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from training_library.library.checks.running import findings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import EditionText, LibraryOf
    from tests.library.checks.conftest import FoundIn


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of the check is 1 December 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({}, []),
        ({"review_by": "2026-11-30"}, ["review_by TL420"]),
        ({"review_by": "2026-12-01"}, []),
        ({"review_by": "2026-11-30", "status": "retired"}, []),
        ({"title": "'TODO: a title'"}, ["title TL421"]),
        ({"sources": "[{title: 'TODO: a source'}]"}, ["sources TL421"]),
        ({"tags": "[to-do]\n# TODO: more"}, []),
    ],
)
def test_what_a_front_matter_says_too_late_is_found(found_in: FoundIn, keys: dict[str, str], found: list[str]) -> None:
    """On the line of the key, or of the first one when it is missing."""
    assert found_in("Text.", keys=keys) == found


def test_what_a_front_matter_lacks_is_found(found_in: FoundIn) -> None:
    """On the line of the first key; a document that is retired need not be completed."""
    assert found_in("Text.", keys={"licence": None, "sources": None}) == ["licence TL418", "sources TL419"]
    assert found_in("Text.", keys={"sources": None, "status": "retired"}) == []


def test_sources_are_asked_for_where_the_kind_needs_them(
    library_of: LibraryOf, edition: EditionText, docs: Path
) -> None:
    """As docs/vocabulary/kinds.yml says."""
    library, _ = library_of({"en/news/a.md": edition(kind="news", licence="CC-BY-4.0")})
    assert findings(library, docs) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ('Пособие "Граница"', ["title TL413"]),
        ("'Пособие \"Граница\"'", ["title TL413"]),
        ('"Пособие"', []),
        ("'«Граница» - это'", ["title TL414"]),
        ('"Пособие \\"Граница\\""', []),
    ],
)
def test_titles_have_typography_too(found_in: FoundIn, title: str, found: list[str]) -> None:
    """The marks that YAML needs are not the author's; where YAML hides them, nothing is mended."""
    assert found_in("Текст.", "ru", keys={"title": title}) == found
