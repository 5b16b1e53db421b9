from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.library.coverage import coverage_of
from training_library.library.forge import forge_of
from training_library.library.reading import read_library
from training_library.translations.page_view import MOST, translations_page
from training_library.translations.view import translations_view

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import EditionText, LibraryOf, StampedOf


def test_a_long_list_is_cut_and_counted(library_of: LibraryOf, edition: EditionText) -> None:
    """A page has to load; the data names the rest. Without a forge nothing leads there."""
    library, _ = library_of({f"en/handbooks/a{n}.md": edition(title=f"A {n}") for n in range(MOST + 1)})
    page = translations_page(library, coverage_of(library, "ru"), None)
    assert (len(page.missing.entries), page.missing.count) == (MOST, MOST + 1)
    assert {entry.address for entry in page.missing.entries} == {""}


def test_each_kind_of_work_leads_to_its_place(
    library_of: LibraryOf, edition: EditionText, stamped: StampedOf, docs: Path
) -> None:
    """A file that is there is edited, one that is not begins; titles are those of the translation, if there is one."""
    library_of(
        {
            "en/handbooks/a.md": edition(title="A"),
            "ru/handbooks/a.md": edition(title="А", translation="{of: en}"),
            "en/handbooks/b.md": edition(title="B"),
            "ru/handbooks/b.md": edition(title="Б", translation="{of: en}"),
            "en/handbooks/c.md": edition(title="C"),
        }
    )
    stamped("ru/handbooks/a.md")
    library_of({"en/handbooks/a.md": edition("Other.", title="A")})
    library, _ = read_library(docs)
    page = translations_page(library, coverage_of(library, "ru"), forge_of("https://git.example/a", "edit/main/docs/"))
    entries = [*page.behind.entries, *page.uncertain.entries, *page.missing.entries]
    assert [(entry.title, entry.title_language, entry.original) for entry in entries] == [
        ("А", "ru", "en"),
        ("Б", "ru", "en"),
        ("C", "en", "en"),
    ]
    assert [entry.address.partition("?")[0] for entry in entries] == [
        "https://git.example/a/edit/main/docs/ru/handbooks/a.md",
        "https://git.example/a/edit/main/docs/ru/handbooks/b.md",
        "https://git.example/a/new/main/docs",
    ]


def test_only_a_translation_that_is_behind_gets_a_notice(
    library_of: LibraryOf, edition: EditionText, stamped: StampedOf, docs: Path
) -> None:
    """Neither its original, nor one without a stamp."""
    library_of(
        {
            "en/handbooks/a.md": edition(title="A"),
            "ru/handbooks/a.md": edition(title="А", translation="{of: en}"),
            "en/handbooks/b.md": edition(title="B"),
            "ru/handbooks/b.md": edition(title="Б", translation="{of: en}"),
        }
    )
    stamped("ru/handbooks/a.md")
    library_of({"en/handbooks/a.md": edition("Other.", title="A")})
    library, _ = read_library(docs)
    noticed = {
        (language, path): translations_view(library, language, path, ("en", "ru")).behind is not None
        for language in ("en", "ru")
        for path in ("handbooks/a", "handbooks/b", "index")
    }
    assert [place for place, is_noticed in noticed.items() if is_noticed] == [("ru", "handbooks/a")]
