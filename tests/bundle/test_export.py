from __future__ import annotations

import hashlib
import shutil
import subprocess
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from tests.bundle.conftest import FOLDER, SOUND
from training_library.bundle.export import Manifest, checksum_of, contents, day_of, slug
from training_library.library.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bundle.conftest import ZipOf
    from tests.conftest import EditionText, LibraryOf


def test_a_bundle_is_one_folder_with_its_sums(zip_of: ZipOf) -> None:
    """In a fixed order, all files readable, all with the day of the copy."""
    with ZipFile(BytesIO(zip_of())) as archive:
        entries = archive.infolist()
        assert [entry.filename for entry in entries] == [f"{FOLDER}/{name}" for name in (*sorted(SOUND), "SHA256SUMS")]
        assert {entry.date_time for entry in entries} == {(2026, 11, 21, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
        sums = archive.read(f"{FOLDER}/SHA256SUMS").decode()
    assert f"{hashlib.sha256(SOUND['index.html'].encode()).hexdigest()}  index.html\n" in sums


def test_sha256sum_accepts_the_sums(folder: Path) -> None:
    """The tool that every Linux has."""
    sha256sum = shutil.which("sha256sum") or pytest.skip("there is no sha256sum here")
    subprocess.run([sha256sum, "--strict", "--check", "SHA256SUMS"], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["Training library: «Ёж» & co."], "training-library-co"),
        (["Bibliothèque"], "bibliotheque"),
        (["Библиотека"], "library"),
        (["A", "ru", "return"], "a-ru-return"),
        (["a" * 59 + " b c"], "a" * 59),
    ],
)
def test_a_name_is_fit_for_any_disk(words: list[str], name: str) -> None:
    """Small Latin letters, digits and hyphens, and not endless."""
    assert slug(*words) == name


def test_the_folder_names_what_was_chosen() -> None:
    """So that a part cannot be taken for the whole."""
    manifest = Manifest.from_text(Manifest(name="library", date=date(2026, 11, 21), languages=("en", "ru")).as_text())
    assert manifest.folder(Selection()) == "library-2026-11-21"
    chosen = Selection(languages=("ru",), areas=("return", "asylum"), kinds=("handbook",))
    assert manifest.folder(chosen) == "library-ru-return-asylum-handbook-2026-11-21"


def test_the_day_is_that_of_the_newest_content(library_of: LibraryOf, edition: EditionText) -> None:
    """Whatever the clock says; SOURCE_DATE_EPOCH replaces it, and a zip file can name neither 1970 nor 2200."""
    library, _ = library_of(
        {
            "en/handbooks/a.md": edition(title="A", date="2020-01-01", updated="2025-03-04"),
            "en/handbooks/b.md": edition(title="B", date="2024-05-06"),
        }
    )
    assert day_of(library, None) == day_of(library, "") == date(2025, 3, 4)
    assert day_of(library, "1700000000") == date(2023, 11, 14)
    assert day_of(library, "0") == date(1980, 1, 1)
    assert day_of(library, "9" * 30) == date(2107, 12, 31)


def test_the_checksum_depends_on_names_and_contents_alone(tmp_path: Path) -> None:
    """Not on their order."""
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    first = checksum_of(["a", "b"], tmp_path)
    assert first == checksum_of(["b", "a"], tmp_path)
    (tmp_path / "b").write_bytes(b"3")
    assert first != checksum_of(["a", "b"], tmp_path)


SITE = {
    ".bundle/index.html": "first",
    ".bundle/manifest.json": "{}",
    "404.html": "",
    "CNAME": "",
    "index.html": '<img src="shown.png"><link rel="stylesheet" href="assets/a.css">',
    "assets/a.css": "a { background: url(b.png) }",
    "assets/b.png": "",
    "assets/training-library/search/en/text-0.js": "",
    "handbooks/404.html": "",
    "hidden.png": "",
    "ru/404.html": "",
    "ru/opensearch.xml": "",
    "shown.png": "",
    "sitemap.xml": "",
    "sitemap.xml.gz": "",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """What a build leaves."""
    for name, text in SITE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_what_only_a_server_needs_stays_behind(site: Path) -> None:
    """At the root of the site and of a language; the choice of a language stands beside the library."""
    files = contents(site, ["en", "ru"], is_part=False)
    names = [name.removeprefix("library/") for name in files]
    assert names == [
        "index.html",
        "assets/a.css",
        "assets/b.png",
        "assets/training-library/search/en/text-0.js",
        "handbooks/404.html",
        "hidden.png",
        "index.html",
        "shown.png",
    ]
    assert files["index.html"].read_text(encoding="utf-8") == "first"


@pytest.mark.parametrize("is_reversed", [False, True])
def test_files_stand_in_one_order(site: Path, monkeypatch: pytest.MonkeyPatch, *, is_reversed: bool) -> None:
    """In whatever order a disk lists them."""
    listed = sorted(site.rglob("*"), reverse=is_reversed)
    monkeypatch.setattr(type(site), "rglob", lambda *_: iter(listed))
    names = list(contents(site, ["en", "ru"], is_part=False))
    assert names == sorted(names)


def test_a_part_leaves_out_pictures_that_none_of_its_pages_shows(site: Path) -> None:
    """They belong to documents that were left out."""
    whole, part = (contents(site, ["en", "ru"], is_part=is_part) for is_part in (False, True))
    assert whole.keys() - part.keys() == {"library/hidden.png"}
