from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from training_library.books.view import book_files, book_view, books_of
from training_library.library.licence import licence_title
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from tests.conftest import EditionText, LibraryOf
    from training_library.library.holdings import Library

BOOKS = Path(__file__).parent.parent.parent / "plugins" / "training_library" / "books"


@pytest.fixture(scope="module")
def library(example: Path) -> Library:
    """The example library."""
    return read_library(example)[0]


def test_the_vocabulary_says_which_kinds_have_books(library: Library) -> None:
    """Each edition of such a document is a book, in the order of titles."""
    assert {kind.id for kind in library.vocabulary.kinds.values() if kind.has_book} == {"handbook", "curriculum"}
    assert [document.path for document in books_of(library, "en")] == [
        "handbooks/training-day",
        "handbooks/planning-a-training",
        "curricula/training-of-trainers",
    ]


def test_a_book_is_of_an_edition_not_of_a_fallback(library_of: LibraryOf, edition: EditionText) -> None:
    """Where a translation is missing, there is no book in that language."""
    library, _ = library_of({"ru/handbooks/visas.md": edition("## Цели {#aims}\n\nТекст.", title="Визы")})
    assert [len(books_of(library, language)) for language in ("en", "ru")] == [0, 1]


def test_the_identifier_depends_on_path_and_language_alone(library: Library) -> None:
    """A reading device replaces the old version of a book by the new one, and no book by another."""
    views = [
        book_view(document, library, language) for language in ("en", "ru") for document in books_of(library, language)
    ]
    assert len({view.identifier for view in views}) == len(views) == 6
    planning = next(view for view in views if view.path == "handbooks/planning-a-training" and view.language == "ru")
    assert planning.identifier == "2811b6a5-2a1d-5557-ab2f-bd85462e99aa"


def test_a_translation_names_the_language_of_its_original(library: Library) -> None:
    """As readers of the translation call it."""
    document = library.documents["handbooks/planning-a-training"]
    views = {language: book_view(document, library, language).original_language for language in ("en", "ru")}
    assert views == {"en": "", "ru": "английский"}


def test_a_page_tells_the_size_of_what_is_made() -> None:
    """A file that a later build makes is offered all the same."""
    files = book_files("handbooks/visas", "ru", "ru/", {"ru/handbooks/visas.ru.pdf": 5})
    assert [(file.url, file.format, file.size) for file in files] == [
        ("ru/handbooks/visas.ru.pdf", "PDF", 5),
        ("ru/handbooks/visas.ru.epub", "EPUB", None),
    ]


@pytest.mark.parametrize(
    ("licence", "title"), [("CC-BY-4.0", "CC BY 4.0"), ("CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"), ("CC0-1.0", "CC0 1.0")]
)
def test_a_licence_is_written_as_its_authors_write_it(licence: str, title: str) -> None:
    """Without the hyphens of the SPDX identifier that are none of its name."""
    assert licence_title(licence) == title


def test_books_have_the_colours_of_the_site() -> None:
    """The hue of an area is the same on the cover, in an e-book and on the light site."""
    theme = BOOKS.parent / "theme" / "assets" / "training-library"
    site = (theme / "site.css").read_text(encoding="utf-8").splitlines()
    hues = {
        line.partition('"')[2].partition('"')[0]: line.partition("--tl-hue: ")[2][:7]
        for line in site
        if line.startswith("[data-colour=")
    }
    paper, screen = ((BOOKS / name).read_text(encoding="utf-8") for name in ("paper.css", "screen.css"))
    assert len(hues) == 8
    for name, hue in hues.items():
        assert f'[data-colour="{name}"] {{ --hue: {hue}; }}' in paper
        assert f'[data-colour="{name}"] {{ border-color: {hue}; }}' in screen
