"""The books of one edition: from the HTML of its page to PDF and EPUB."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.books.article import article, for_pandoc, on_paper
from training_library.books.epub import epub
from training_library.books.paper import pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from training_library.books.article import Surroundings
    from training_library.books.made import Made
    from training_library.books.view import BookView

    Printed = Callable[..., str]
    """Returns the HTML of a template of `theme/training-library/book`, by its name and the names it is given."""


def bound(
    html: str, around: Surroundings, book: BookView, words: Mapping[str, str], printed: Printed
) -> Iterator[tuple[str, Made]]:
    """Yield each ending of `view.FORMATS` with its book.

    Args:
        html: The text, as its page shows it.
        around: Where the page stands.
        book: What cover and imprint say.
        words: See `epub.epub`.
        printed: Fills in a template.
    """
    text = article(html, around)
    paper = printed("paper", book=book, text=on_paper(text), contents=text.contents, address=words["source"])
    yield "pdf", pdf(paper, text.pictures)
    screen = printed("screen", book=book, text=for_pandoc(text), address=words["source"])
    title_page = printed("title", book=book, address=words["source"])
    yield "epub", epub(screen, title_page, text.pictures, book, words)
