"""The bare text of a PDF: what is left of a document when its layout is gone."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from training_library.importing.pandoc import TO_INSTALL
from training_library.importing.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_PAGES = 1_000
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad]\n(\w)")
_END = re.compile(r"[.!?:…][»”\"')\]]*$")
_SHORT = 0.8
"""A line that ends a sentence and is shorter than this part of the longest one ends a paragraph."""


def paragraphs_of(path: Path) -> list[str]:
    """Return the paragraphs of a PDF, as far as its lines show them.

    Raises:
        RefusalError: It cannot be read, or holds pictures of pages instead of text.
    """
    paragraphs = [paragraph for page in _pages(path) for paragraph in _paragraphs(page)]
    if not paragraphs:
        raise RefusalError(f"{path.name} holds no text, perhaps scanned pages; recognise the text first (OCR)")
    return paragraphs


def _pages(path: Path) -> list[str]:
    try:
        import pypdf  # noqa: PLC0415 - an optional package
    except ImportError:
        raise RefusalError(f"pypdf is not installed; {TO_INSTALL}") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # Its remarks on the file help no author.
    try:
        reader = pypdf.PdfReader(path)
        hindrance = "is protected by a password; save it without" if reader.is_encrypted else ""
        if not hindrance and len(reader.pages) > _MOST_PAGES:
            hindrance = f"has more than {_MOST_PAGES} pages; divide it"
        pages = [] if hindrance else [page.extract_text() for page in reader.pages]
    except Exception as error:  # noqa: BLE001 - a broken PDF makes pypdf raise errors of every kind
        raise RefusalError(f"{path.name} cannot be read ({type(error).__name__}); save it anew as PDF") from None
    if hindrance:
        raise RefusalError(f"{path.name} {hindrance}")
    return pages


def _joined(match: re.Match[str]) -> str:
    """Return the two halves of a word that a hyphen divided at the end of a line."""
    return match[1] if match[1].islower() else match[0]


def _paragraphs(page: str) -> Iterator[str]:
    lines = [line.strip() for line in _HYPHEN.sub(_joined, page.replace("\x00", "")).split("\n")]
    longest = max(map(len, lines), default=0)
    paragraph: list[str] = []
    for line in lines:
        paragraph += [line] if line else []
        if paragraph and (not line or (_END.search(line) and len(line) < _SHORT * longest)):
            yield " ".join(paragraph)
            paragraph = []
    if paragraph:
        yield " ".join(paragraph)
