"""The library in the server of Kiwix, as Debian has it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from contextlib import chdir
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest

from tests.site.built_site import PROJECT
from training_library.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.kiwix

EXAMPLE = PROJECT / "tests" / "example"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The ZIM files of the example library, by language."""
    folder = tmp_path_factory.mktemp("zim")
    with chdir(EXAMPLE):
        assert main(["bundle", "--zim", "--config", "mkdocs.yml", "--output", str(folder)]) == 0
    found = {path.stem.removesuffix(path.stem[-11:]).rsplit("-", 1)[1]: path for path in folder.glob("*.zim")}
    assert sorted(found) == ["en", "ru"]
    return found


@pytest.fixture(scope="module")
def kiwix(files: dict[str, Path]) -> Iterator[str]:
    """The address of a server of both."""
    program = shutil.which("kiwix-serve")
    if program is None:
        pytest.fail("no kiwix-serve: run `make test-kiwix`, which fetches it, or install kiwix-tools", pytrace=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "--address", "127.0.0.1", "--port", str(port), *map(str, files.values())]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}/"
        for _ in range(100):
            try:
                urlopen(address, timeout=5).close()
                break
            except URLError:
                time.sleep(0.1)
        yield address
        server.terminate()


def fetched(address: str) -> str:
    """Return what the server answers."""
    with urlopen(address, timeout=30) as response:  # noqa: S310 - our own server
        text: str = response.read().decode()
    return text


@pytest.mark.parametrize(("language", "title"), [("en", "Planning a training"), ("ru", "Как спланировать занятие")])
def test_documents_are_read(kiwix: str, files: dict[str, Path], language: str, title: str) -> None:
    """With their styles."""
    book = f"{kiwix}{files[language].stem}/"
    page = fetched(f"{book}handbooks/planning-a-training.html")
    assert f'lang="{language}"' in page
    assert title in page
    assert fetched(f"{book}assets/training-library/site.css")


@pytest.mark.parametrize(
    ("language", "said", "path"),
    [
        ("en", "participants", "handbooks/planning-a-training.html"),
        ("ru", "участниками", "handbooks/planning-a-training.html"),
        ("ru", "учебной", "handbooks/planning-a-training.html"),
    ],
)
def test_words_are_found(kiwix: str, files: dict[str, Path], language: str, said: str, path: str) -> None:
    """In either language, in any form."""
    query = urlencode(
        {"pattern": said, "books.name": files[language].stem, "content": files[language].stem, "format": "xml"}
    )
    links = [item.text or "" for item in ET.fromstring(fetched(f"{kiwix}search?{query}")).iter("link")]  # noqa: S314 - our server
    assert any(link.endswith(quote(path)) for link in links), links
