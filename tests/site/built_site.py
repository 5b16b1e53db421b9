"""Building a library with the real MkDocs, and finding one's way in what it built."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from tests.site.page_source import Element, read_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROJECT = Path(__file__).parent.parent.parent
_DAY = "1795219200"
"""On 21 November 2026, in seconds: some notices depend on the day of the build."""
_OWN_ADDRESSES = ("SITE_URL", "REPO_URL")
_STYLE_LINK = re.compile(r"""url\(["']?(?!data:)([^)"']+)""")
_MESSAGE = re.compile(r"(?P<level>[A-Z]+) +-  (?P<text>.*)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Build:
    """A run of MkDocs in a process of its own."""

    config: Path
    folder: Path
    """The site."""
    exit_code: int
    output: str
    """What a terminal shows."""

    def messages(self, level: str) -> list[str]:
        """Return what was said on a level, such as `WARNING`."""
        found = [match for line in self.output.splitlines() if (match := _MESSAGE.fullmatch(line))]
        return [match["text"] for match in found if match["level"] == level]


def run_mkdocs(config: Path, folder: Path, *, strict: bool = True, umask: int = -1, **environment: str) -> Build:
    """Build the site of `config` into `folder`, as `make site` does."""
    own = {name: value for name, value in os.environ.items() if name not in _OWN_ADDRESSES}
    finished = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *(["--strict"] if strict else []), "-f", config, "-d", folder],
        check=False,
        cwd=config.parent,
        env={"SOURCE_DATE_EPOCH": _DAY, **own, "NO_MKDOCS_2_WARNING": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        umask=umask,
    )
    return Build(config=config, folder=folder, exit_code=finished.returncode, output=finished.stdout)


class BuiltSite:
    """A site on the disk, and on a web server that shows it."""

    def __init__(self, build: Build, web: str, address: str) -> None:
        """Take a build, where it is served, and what its pages take for their address."""
        self.build, self.folder, self.web, self.address = build, build.folder, web, address

    def on_web(self, path: str) -> str:
        """Return the address of a page or file on the server."""
        return self.web + path

    def on_disk(self, path: str) -> str:
        """Return the address of a page or file on the disk."""
        return f"{self.folder.as_uri()}/{path}"

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Every file of the site."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    @cached_property
    def pages(self) -> Mapping[str, Element]:
        """Every page of the site."""
        return {name: read_page(content.decode()) for name, content in self.files.items() if name.endswith(".html")}

    def text(self, path: str) -> str:
        """Return the text of a file."""
        return self.files[path].decode()

    def broken_links(self) -> list[str]:
        """Return every link, picture, script and style that leads to nothing on the site."""
        links = [
            (name, element[attribute])
            for name, page in self.pages.items()
            for element in page.walk()
            for attribute in ("href", "src", "action")
            if element[attribute] and not any(outer.tag == "template" for outer in element.ancestors)
        ]
        styles = [(name, text.decode()) for name, text in self.files.items() if name.endswith(".css")]
        links += [(name, link) for name, text in styles for link in _STYLE_LINK.findall(text)]
        return [f"{name}: {link}" for name, link in links if not self._leads_somewhere(name, link)]

    def _leads_somewhere(self, name: str, link: str) -> bool:
        address = urljoin(self.address + name, link)
        if not address.startswith(self.address):
            return urlsplit(address).netloc != urlsplit(self.address).netloc
        target, fragment = self.target(name, link), unquote(urlsplit(address).fragment)
        return target in self.files and (not fragment or fragment in self.ids[target])

    def target(self, name: str, link: str) -> str:
        """Return the file to which a link leads from the page `name`."""
        path = unquote(urlsplit(urljoin(self.address + name, link)).path).removeprefix(urlsplit(self.address).path)
        is_folder = self.has_folder_addresses and (not path or path.endswith("/"))
        return f"{path}index.html" if is_folder else path

    @property
    def has_folder_addresses(self) -> bool:
        """Whether links lead to folders, `catalogue/projects/`, which only a web server understands."""
        return "catalogue/projects/index.html" in self.files

    @cached_property
    def ids(self) -> Mapping[str, list[str]]:
        """The ids of the elements of each page."""
        return {name: [element["id"] for element in page.walk() if element["id"]] for name, page in self.pages.items()}


@contextmanager
def served(folder: Path, below: str = "/") -> Iterator[str]:
    """Serve a folder from this machine, below a path, and give its address; what is missing gets the 404 page."""

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            if not path.startswith(below):
                return str(folder / "outside")
            return super().translate_path(path.removeprefix(below.rstrip("/")))

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            apology = folder / "404.html"
            if code != HTTPStatus.NOT_FOUND or not apology.exists():
                super().send_error(code, message, explain)
                return
            body = apology.read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the server's
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{below}"
        server.shutdown()
        thread.join()
