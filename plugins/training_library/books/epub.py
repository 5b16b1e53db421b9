"""From the HTML of a book to EPUB 3, with pandoc; the same HTML gives the same bytes."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import UTC, datetime, time
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pypandoc

from training_library.books.made import Made

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from training_library.books.view import BookView

HERE = Path(__file__).parent
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_MIMETYPE = "mimetype"
_UNIX = 3


def epub(html: str, title_page: str, pictures: Mapping[str, bytes], book: BookView, words: Mapping[str, str]) -> Made:
    """Return an e-book.

    Args:
        html: Complete, from `theme/training-library/book/screen.html`.
        title_page: From `theme/training-library/book/title.html`.
        pictures: By the `src` that the HTML has for them.
        book: What the package document says.
        words: In the language of the book: `publisher`, `source` (an address, or ""), `contents`, `accessibility`.
    """
    with TemporaryDirectory(prefix="book-") as folder:
        place = Path(folder)
        _write(place, html, pictures)
        metadata = json.dumps(_literal(_metadata(book, words, has_pictures=bool(pictures))), ensure_ascii=False)
        (place / "metadata.json").write_text(metadata, encoding="utf-8")
        (place / "options.json").write_text(json.dumps(_options(place, title_page, book.title)), encoding="utf-8")
        moment = int(datetime.combine(book.last_change, time(), tzinfo=UTC).timestamp())
        # Pandoc fetches nothing: the text shows pictures of the folder only.
        finished = subprocess.run(  # noqa: S603 - its options are ours
            [pypandoc.get_pandoc_path(), "--defaults=options.json"],
            cwd=place,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if finished.returncode:
            raise OSError(finished.stderr.strip())
        content = _packed((place / "book.epub").read_bytes(), book.last_change)
    return Made(content=content, complaints=tuple(finished.stderr.splitlines()))


def _write(place: Path, html: str, pictures: Mapping[str, bytes]) -> None:
    (place / "book.html").write_text(html, encoding="utf-8")
    for name, content in pictures.items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_bytes(content)


def _options(place: Path, title_page: str, title: str) -> Mapping[str, object]:
    """Return the options of https://pandoc.org/MANUAL.html#defaults-files."""
    return {
        "from": "html+epub_html_exts",
        "to": "epub3",
        "input-files": ["book.html"],
        "output-file": str(place / "book.epub"),
        "metadata-files": ["metadata.json"],
        "template": str(HERE / "epub-page.html"),
        "variables": {"title-page": title_page, "book-title": escape(title)},
        "css": [str(HERE / "screen.css")],
        "filters": [{"type": "lua", "path": str(HERE / "asides.lua")}],
        "shift-heading-level-by": -1,
        "split-level": 1,
        "toc": True,
        "toc-depth": 2,
    }


def _metadata(book: BookView, words: Mapping[str, str], *, has_pictures: bool) -> Mapping[str, object]:
    """Return the Dublin Core and the accessibility of https://www.w3.org/TR/epub-a11y-11/ as pandoc reads them."""
    roles = {"trl": book.translators, "rev": book.reviewers}
    return {
        "title": book.title,
        "lang": book.language,
        "identifier": f"urn:uuid:{book.identifier}",
        "creator": [{"role": "aut", "text": name} for name in book.authors or (words["publisher"],)],
        "contributor": [{"role": role, "text": name} for role, names in roles.items() for name in names],
        "date": book.date.isoformat(),
        "rights": " ".join(filter(None, (book.licence, book.licence_address))),
        "publisher": words["publisher"],
        "description": book.summary,
        "subject": [*(area.label[book.language] for area in book.areas), *book.tags],
        "source": words["source"],
        "toc-title": words["contents"],
        "accessModes": ["textual", "visual"] if has_pictures else ["textual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeatures": [
            "tableOfContents",
            "readingOrder",
            "structuralNavigation",
            "displayTransformability",
            *(["alternativeText"] if has_pictures else []),
        ],
        "accessibilityHazards": ["none"],
        "accessibilitySummary": words["accessibility"],
    }


def _literal(value: object) -> object:
    """Return metadata in which pandoc finds no Markdown; what is empty is left out."""
    if isinstance(value, str):
        return _PUNCTUATION.sub(r"\\\1", value)
    if isinstance(value, dict):
        return {key: _literal(part) for key, part in value.items() if part}
    return [_literal(part) for part in value] if isinstance(value, list) else value


def _packed(archive: bytes, day: dt.date) -> bytes:
    """Return an archive with its files in a fixed order, as if all were written on `day`."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != _MIMETYPE, name)):
            info = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = ZIP_STORED if name == _MIMETYPE else ZIP_DEFLATED
            info.create_system, info.external_attr = _UNIX, 0o644 << 16
            target.writestr(info, source.read(name), compresslevel=9)
    return packed.getvalue()
