from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Protocol
from zipfile import ZipFile

import pytest

from training_library.bundle.export import write_zip

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = "library-2026-11-21"
PAGE = '<!doctype html><html lang="en"><head><link rel="stylesheet" href="style.css"></head><body>{}</body></html>'
SOUND = {
    "index.html": '<!doctype html><a href="library/page.html#aims">English</a>',
    "library/page.html": PAGE.format('<h2 id="aims">Aims</h2><img src="%D1%80%D0%B8%D1%81.svg" alt="">'),
    "library/style.css": "body { background: url('рис.svg') }",
    "library/рис.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}


class ZipOf(Protocol):
    """Packs a sound bundle, with the files that are given instead of its own or beside them."""

    def __call__(self, files: Mapping[str, str | bytes] | None = None, /) -> bytes:
        """Return the zip file."""


@pytest.fixture
def zip_of(tmp_path: Path) -> ZipOf:
    """See `ZipOf`."""

    def pack(files: Mapping[str, str | bytes] | None = None, /) -> bytes:
        paths = {}
        for name, content in sorted({**SOUND, **(files or {})}.items()):
            paths[name] = tmp_path / "site" / name
            paths[name].parent.mkdir(parents=True, exist_ok=True)
            paths[name].write_bytes(content.encode() if isinstance(content, str) else content)
        stream = BytesIO()
        write_zip(stream, FOLDER, paths, date(2026, 11, 21))
        return stream.getvalue()

    return pack


@pytest.fixture
def folder(zip_of: ZipOf, tmp_path: Path) -> Path:
    """A sound bundle, unpacked, in a folder whose name has spaces and Cyrillic letters."""
    place = tmp_path / "Флешка центра – copy"
    with ZipFile(BytesIO(zip_of())) as archive:
        archive.extractall(place)
    return place / FOLDER
