from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import EditionText, LibraryOf


def test_a_reader_without_a_translation_gets_the_original(library_of: LibraryOf, edition: EditionText) -> None:
    """In whichever language it was written."""
    library, _ = library_of(
        {
            "ru/handbooks/a.md": edition(title="А"),
            "en/handbooks/b.md": edition(title="B"),
            "ru/handbooks/b.md": edition(title="Б", translation="{of: en}"),
        }
    )
    a, b = library.documents.values()
    assert [document.edition_for(language).src_uri for document in (a, b) for language in ("en", "ru")] == [
        "ru/handbooks/a.md",
        "ru/handbooks/a.md",
        "en/handbooks/b.md",
        "ru/handbooks/b.md",
    ]


def test_a_document_changed_when_one_of_its_editions_did(library_of: LibraryOf, edition: EditionText) -> None:
    """Its date stays that of the first publication."""
    library, _ = library_of(
        {
            "en/handbooks/a.md": edition(updated="2026-11-23"),
            "ru/handbooks/a.md": edition(updated="2026-12-01", translation="{of: en}"),
            "en/handbooks/b.md": edition(title="B"),
        }
    )
    a, b = library.documents.values()
    assert (a.date, a.last_change) == (date(2026, 11, 21), date(2026, 12, 1))
    assert (b.date, b.last_change) == (date(2026, 11, 21), date(2026, 11, 21))
