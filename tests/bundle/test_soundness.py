from __future__ import annotations

import os
import shutil
import stat
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.bundle.conftest import FOLDER, PAGE
from training_library.bundle import copy
from training_library.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bundle.conftest import ZipOf

SUMS = f"{FOLDER}/SHA256SUMS"


@pytest.fixture
def verified(capsys: pytest.CaptureFixture[str]) -> Verified:
    """See `Verified`."""
    return Verified(capsys)


class Verified:
    """What `training-library verify` says of a path."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, path: Path) -> tuple[int, list[str]]:
        """Return the exit code and the lines on faults."""
        code = main(["verify", str(path)])
        self.told = self.capsys.readouterr()
        return code, self.told.out.splitlines()


def packed(tmp_path: Path, content: bytes) -> Path:
    """Write a zip file."""
    path = tmp_path / "copy.zip"
    path.write_bytes(content)
    return path


def test_a_sound_copy_is_called_sound(folder: Path, zip_of: ZipOf, tmp_path: Path, verified: Verified) -> None:
    """As a zip file, as its folder, and as the folder around it that some programs make."""
    for path in (packed(tmp_path, zip_of()), folder, folder.parent):
        assert verified(path) == (0, [])
        assert f"{FOLDER}: sound (files: 5, pages: 2, links: 4, faults: 0)" in verified.told.err


def test_a_flipped_byte_is_seen(folder: Path, zip_of: ZipOf, tmp_path: Path, verified: Verified) -> None:
    """In the folder by its sum, in the zip file by its own check."""
    style = folder / "library" / "style.css"
    content = bytearray(style.read_bytes())
    content[3] ^= 1
    style.write_bytes(content)
    damaged = "library/style.css: it is damaged or was changed: its sum is not that of SHA256SUMS"
    assert verified(folder) == (1, [damaged])
    archive = bytearray(zip_of())
    with ZipFile(BytesIO(archive)) as entries:
        entry = entries.getinfo(f"{FOLDER}/library/style.css")
    archive[entry.header_offset + 30 + len(entry.filename.encode()) + 5] ^= 1
    code, lines = verified(packed(tmp_path, bytes(archive)))
    assert (code, lines) == (
        1,
        ["library/style.css: it is damaged and cannot be unpacked; copy the zip file again"],
    )


def test_a_missing_and_an_added_file_are_seen(folder: Path, verified: Verified) -> None:
    """With every page that leads to the missing one."""
    (folder / "library" / "рис.svg").unlink()
    (folder / "Thumbs.db").touch()
    assert verified(folder) == (
        1,
        [
            "Thumbs.db: it was added: SHA256SUMS does not name it",
            'library/page.html: the link "%D1%80%D0%B8%D1%81.svg" leads to library/рис.svg, which is missing',
            'library/style.css: the link "рис.svg" leads to library/рис.svg, which is missing',
            "library/рис.svg: it is missing",
        ],
    )


def test_damaged_sums_are_seen(folder: Path, verified: Verified) -> None:
    """Both a line of them and all of them."""
    sums = folder / "SHA256SUMS"
    sums.write_text(sums.read_text(encoding="utf-8") + "garbage\n", encoding="utf-8")
    assert verified(folder) == (1, ["SHA256SUMS: line 5 is damaged"])
    sums.unlink()
    code, lines = verified(folder)
    assert (code, lines) == (1, ["SHA256SUMS: it is missing, so that damage to other files cannot be seen"])


@pytest.mark.parametrize("length", [10, 300, -1])
def test_a_cut_off_zip_file_is_called_so(zip_of: ZipOf, tmp_path: Path, verified: Verified, length: int) -> None:
    """Wherever it was cut."""
    path = packed(tmp_path, zip_of()[:length])
    assert verified(path) == (1, [f"{path}: the zip file is cut off or damaged; copy it again"])


def test_what_is_no_copy_cannot_be_verified(tmp_path: Path, verified: Verified) -> None:
    """A picture, nothing at all; an empty folder is a copy that has lost everything."""
    assert verified(packed(tmp_path, b"\x89PNG")) == (2, [])
    assert "this is neither a folder nor a zip file" in verified.told.err
    assert verified(tmp_path / "nowhere") == (2, [])
    assert "there is no file or folder" in verified.told.err
    (tmp_path / "empty").mkdir()
    code, lines = verified(tmp_path / "empty")
    assert (code, lines) == (1, [f"{tmp_path / 'empty'}: there is nothing in it; copy the library again"])


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<a href="nowhere.html">', 'the link "nowhere.html" leads to library/nowhere.html, which is missing'),
        ('<a href="#nowhere">', 'leads to the place "nowhere" of library/page.html, which has none of that name'),
        ('<a href="../../../etc/passwd">', "leads out of the copy"),
        ('<a href="/index.html">', "leads out of the copy"),
        ('<a href="file:///etc/passwd">', "leads to no place that a reader can go to"),
        ('<script src="https://cdn.example/a.js"></script>', "loads"),
        ('<img src="//cdn.example/a.png">', "loads"),
        ('<p onclick="go()">', "onclick"),
    ],
)
def test_faults_of_pages_are_seen(zip_of: ZipOf, tmp_path: Path, verified: Verified, body: str, fault: str) -> None:
    """Although the sums are those of the page: whoever made it made them too."""
    path = packed(tmp_path, zip_of({"library/page.html": PAGE.format(f'<p id="aims"></p>{body}')}))
    code, lines = verified(path)
    assert (code, len(lines)) == (1, 1)
    assert lines[0].startswith("library/page.html: ")
    assert fault in lines[0]


def test_names_that_a_stick_refuses_are_seen(zip_of: ZipOf, tmp_path: Path, verified: Verified) -> None:
    """In a zip file made elsewhere."""
    code, lines = verified(packed(tmp_path, zip_of({"library/aux.css": ""})))
    assert (code, lines) == (
        1,
        ['library/aux.css: Windows keeps the name "aux.css" for a device; rename the file'],
    )


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("../outside.html", "leads out of the folder"),
        (f"{FOLDER}/../../outside.html", "leads out of the folder"),
        ("/etc/cron.d/job", "leads to a place of its own on the disk"),
        ("C:/Windows/job", "leads to a place of its own on the disk"),
        (f"{FOLDER}\\..\\..\\job", "leads to a place of its own on the disk"),
        (SUMS, "two files have this name"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_file_that_would_write_elsewhere_is_refused(
    zip_of: ZipOf, tmp_path: Path, verified: Verified, name: str, fault: str
) -> None:
    """Nothing of it is unpacked."""
    path = packed(tmp_path, zip_of())
    with ZipFile(path, "a") as archive:
        archive.writestr(name, "harm")
    before = sorted(tmp_path.rglob("*"))
    code, lines = verified(path)
    assert code == 1
    assert any(fault in line and "do not unpack" in line for line in lines), lines
    assert sorted(tmp_path.rglob("*")) == before


def test_links_are_refused(folder: Path, zip_of: ZipOf, tmp_path: Path, verified: Verified) -> None:
    """In a zip file and in a folder: they may lead anywhere."""
    path = packed(tmp_path, zip_of())
    entry = ZipInfo(f"{FOLDER}/library/passwords")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(path, "a") as archive:
        archive.writestr(entry, "/etc/passwd")
    code, lines = verified(path)
    assert (code, len(lines)) == (1, 1)
    assert "it is a link or a device" in lines[0]
    (folder / "library" / "passwords").symlink_to("/etc/passwd")
    code, lines = verified(folder)
    assert (code, lines) == (1, ["library/passwords: this is a link to another place; put the file itself here"])


def test_two_folders_are_no_bundle(zip_of: ZipOf, tmp_path: Path, verified: Verified) -> None:
    """Nor is a folder with a file beside it."""
    path = packed(tmp_path, zip_of())
    with ZipFile(path, "a") as archive:
        archive.writestr("setup.exe", "harm")
    code, lines = verified(path)
    assert code == 1
    assert any("a bundle holds one folder and nothing beside it" in line for line in lines)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, verified: Verified, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one of endless zeros nor one of endless files."""
    path = tmp_path / "bomb.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr(f"{FOLDER}/index.html", b"\0" * 20_000_000)
    monkeypatch.setattr(copy, "HARMLESS", 10_000_000)
    code, lines = verified(path)
    assert (code, len(lines)) == (1, 1)
    assert "which no library has; do not unpack it" in lines[0]
    monkeypatch.setattr(copy, "HARMLESS", 100_000_000)
    monkeypatch.setattr(copy, "MOST_FILES", 0)
    assert verified(path)[0] == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_copy_that_may_not_be_read_is_called_so(folder: Path, verified: Verified) -> None:
    """In words."""
    (folder / "index.html").chmod(0)
    code, lines = verified(folder)
    assert (code, lines[0]) == (1, "index.html: it cannot be read: Permission denied")


def test_a_name_cannot_steer_the_terminal(zip_of: ZipOf, tmp_path: Path, verified: Verified) -> None:
    """Whoever made the zip file chose it."""
    path = packed(tmp_path, zip_of({"library/page.html": '<a href="\x1b[31m">'}))
    with ZipFile(path, "a") as archive:
        archive.writestr(f"{FOLDER}/\x1b[2J.html", "")
    verified(path)
    assert "\x1b" not in verified.told.out + verified.told.err


def test_a_copy_of_a_copy_is_as_sound(folder: Path, tmp_path: Path, verified: Verified) -> None:
    """Its folder may bear any name."""
    shutil.copytree(folder, tmp_path / "Библиотека")
    assert verified(tmp_path / "Библиотека") == (0, [])
