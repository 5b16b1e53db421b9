"""From the HTML of a book to PDF/UA-1, with WeasyPrint; the same HTML gives the same bytes."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from training_library.books.made import Made

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
_ROOT = "book:///"
_FONTS = (HERE / "fonts", HERE.parent / "theme" / "assets" / "training-library" / "fonts")


def pdf(html: str, pictures: Mapping[str, bytes]) -> Made:
    """Return a book on paper.

    Args:
        html: Complete, from `theme/training-library/book/paper.html`.
        pictures: By the `src` that the HTML has for them; nothing else is loaded, from nowhere.
    """
    files = _Files(pictures)
    fonts = FontConfiguration()
    with _complaints() as complaints:
        sheet = CSS(
            string=(HERE / "paper.css").read_text(encoding="utf-8"),
            base_url=_ROOT,
            url_fetcher=files,
            font_config=fonts,
        )
        content = HTML(string=html, base_url=_ROOT, url_fetcher=files).write_pdf(
            stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1"
        )
    return Made(content=content, complaints=(*complaints, *files.refused))


class _Files(URLFetcher):  # type: ignore[misc] # WeasyPrint carries no types
    """Gives WeasyPrint the fonts and the pictures of a book, and nothing else."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self.pictures = pictures
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        del headers
        name = url.removeprefix(_ROOT)
        content = _font(name) if name.startswith("fonts/") else self.pictures.get(name)
        if content is None:
            self.refused.append(f"{url} is not part of the book and was not loaded")
            raise ValueError(self.refused[-1])
        return URLFetcherResponse(url, content)


def _font(name: str) -> bytes | None:
    file_name = Path(name).name
    return next((path.read_bytes() for folder in _FONTS if (path := folder / file_name).is_file()), None)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect the warnings of WeasyPrint, which else go to standard error."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger, collector = logging.getLogger("weasyprint"), Collector(logging.WARNING)
    handlers, propagates = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [collector], False
    try:
        yield messages
    finally:
        logger.handlers, logger.propagate = handlers, propagates
