"""The bundle: which files of a built site are in it, and a zip that has the same bytes wherever it is made.

A bundle holds one folder, named with the library, what was chosen, and the date. In it are `index.html`, where the
reader chooses a language, `library/` with the site, and `SHA256SUMS`, in the format of `sha256sum`.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from stat import S_IFREG
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from training_library.bundle.page_links import read_page, read_style, target_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from training_library.library.holdings import Library
    from training_library.library.selection import Selection

LIBRARY = "library"
INDEX = "index.html"
SUMS = "SHA256SUMS"
BESIDE = ".bundle"
"""The folder of a site in which its build leaves what stands beside the library."""
MANIFEST = "manifest.json"
LONGEST_NAME = 60
"""Characters of the name of a bundle, its date apart."""
_FOR_THE_APP = frozenset({"icon-192.png", "icon-512.png", "icon-maskable.png", "web-app.js", "web-app-worker.js"})
"""What only the site as an app needs, which a server sends."""
_FOR_SERVERS = frozenset(
    {".nojekyll", "404.html", "CNAME", "_headers", "_redirects", "opensearch.xml", "robots.txt", "sitemap.xml"}
)
"""What stands at the root of a site, or of a language, for servers and search engines alone."""
_EARLIEST, _LATEST = date(1980, 1, 1), date(2107, 12, 31)
"""The days that a zip file can name."""
_COMPRESSION = 9
_UNIX = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """What the build of a site tells those who pack it."""

    name: str
    """Of the library, fit for a file."""
    date: date
    languages: tuple[str, ...]

    def as_text(self) -> str:
        """Return the manifest as JSON."""
        return json.dumps({"name": self.name, "date": self.date.isoformat(), "languages": self.languages})

    @classmethod
    def from_text(cls, text: str) -> Manifest:
        """Read what `as_text` wrote."""
        told = json.loads(text)
        return cls(name=told["name"], date=date.fromisoformat(told["date"]), languages=tuple(told["languages"]))

    def folder(self, selection: Selection) -> str:
        """Return the name of the folder: `training-library-2026-11-21`, `training-library-ru-return-2026-11-21`."""
        chosen = (*selection.languages, *selection.areas, *selection.kinds)
        return f"{slug(self.name, *chosen)}-{self.date.isoformat()}"


def slug(*words: str) -> str:
    """Return words in small Latin letters, digits and hyphens; "library" when nothing is left of them."""
    plain = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:LONGEST_NAME].strip("-") or "library"


def day_of(library: Library, epoch: str | None) -> date:
    """Return the day that a copy bears: that of its newest change, so that the same content always has the same one.

    Args:
        library: What the copy holds.
        epoch: SOURCE_DATE_EPOCH, seconds since 1970 in decimal digits, which takes precedence.
    """
    if epoch and epoch.isdecimal():
        day = datetime.fromtimestamp(min(int(epoch), _seconds(_LATEST)), UTC).date()
    else:
        day = max((document.last_change for document in library.documents.values()), default=_EARLIEST)
    return min(max(day, _EARLIEST), _LATEST)


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


def checksum_of(names: Iterable[str], folder: Path) -> str:
    """Return the SHA-256 of the list of files in `folder` with the SHA-256 of each."""
    lines = [_line_of_sums(name, hashlib.sha256((folder / name).read_bytes()).hexdigest()) for name in sorted(names)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def contents(site: Path, languages: Collection[str], *, is_part: bool) -> dict[str, Path]:
    """Return the files of a bundle by their name in its folder, sorted.

    Args:
        site: The folder of the built site.
        languages: In whose folders the site has files for servers too.
        is_part: Whether only a part of the documents was built: then what no page shows is left out.
    """
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    kept = {name: path for name, path in files.items() if not _is_for_servers(name, languages)}
    if is_part:
        kept = _what_pages_show(kept)
    beside = {INDEX: files[f"{BESIDE}/{INDEX}"]}
    return dict(sorted((beside | {f"{LIBRARY}/{name}": path for name, path in kept.items()}).items()))


def _is_for_servers(name: str, languages: Collection[str]) -> bool:
    folder, _, last = name.rpartition("/")
    is_at_a_root = not folder or folder in languages
    is_of_the_app = last in _FOR_THE_APP
    return (
        name.startswith(f"{BESIDE}/")
        or name.endswith(".gz")
        or is_of_the_app
        or (is_at_a_root and last in _FOR_SERVERS)
    )


def _what_pages_show(files: Mapping[str, Path]) -> dict[str, Path]:
    """Return pages, what the software needs, and of pictures and downloads those that a page or a style leads to."""
    shown = set()
    for name, path in files.items():
        if name.endswith((".html", ".css")):
            text = path.read_text(encoding="utf-8")
            links = read_page(text).links if name.endswith(".html") else read_style(text)
            shown |= {target_of(name, link.address).path for link in links}
    return {
        name: path
        for name, path in files.items()
        if name in shown or name.endswith(".html") or name.startswith("assets/training-library/")
    }


def write_zip(stream: IO[bytes], folder: str, files: Mapping[str, Path], day: date) -> None:
    """Write the bundle, whose bytes depend on nothing but names, contents and the day.

    The order of files, their time and their permissions are set. How zlib compresses may differ between its versions.
    """
    sums = []
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION) as archive:
        for name, path in files.items():
            content = path.read_bytes()
            sums.append(_line_of_sums(name, hashlib.sha256(content).hexdigest()))
            archive.writestr(_entry(f"{folder}/{name}", day), content)
        archive.writestr(_entry(f"{folder}/{SUMS}", day), "".join(sums))


def _entry(name: str, day: date) -> ZipInfo:
    entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = (S_IFREG | 0o644) << 16
    return entry


def _line_of_sums(name: str, sum_: str) -> str:
    return f"{sum_}  {name}\n"
