"""A web server on this machine that compresses what it sends, and remembers it."""

from __future__ import annotations

import gzip
import mimetypes
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADERS = 180
"""Bytes that the headers of an answer take, about."""
LEVEL = 6
COMPRESSED = {".html", ".js", ".css", ".json", ".svg", ".txt", ".xml"}
"""What servers compress; Pagefind's own files are compressed already."""


@dataclass(kw_only=True, slots=True)
class Server:
    """A folder that is served."""

    folder: Path
    address: str = ""
    sent: list[tuple[str, int]] = field(default_factory=list)
    """Path and bytes of every answer since this list was emptied."""
    bodies: dict[str, bytes | None] = field(default_factory=dict)

    def body(self, path: str) -> bytes | None:
        """Return what is sent for a path, None when there is no such file."""
        if path not in self.bodies:
            file = self.folder / path.lstrip("/")
            file = file / "index.html" if path.endswith("/") else file
            self.bodies[path] = compressed(file) if file.is_file() else None
        return self.bodies[path]


def compressed(file: Path) -> bytes:
    """Return a file as a server sends it."""
    body = file.read_bytes()
    return gzip.compress(body, LEVEL) if file.suffix in COMPRESSED else body


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Serve a folder on the loopback interface."""
    site = Server(folder=folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            body = site.body(path)
            site.sent.append((path, len(body or b"") + HEADERS))
            suffix = Path(path).suffix or ".html"
            self.send_response(HTTPStatus.NOT_FOUND if body is None else HTTPStatus.OK)
            self.send_header("Content-Type", f"{mimetypes.types_map.get(suffix, 'application/octet-stream')}")
            self.send_header("Content-Length", str(len(body or b"")))
            self.send_header("Cache-Control", "max-age=600")
            if body is not None and suffix in COMPRESSED:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the server's
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        site.address = f"http://127.0.0.1:{server.server_port}/"
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
