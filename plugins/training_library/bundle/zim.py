"""The library in one language as a ZIM file, which Kiwix shows and searches (https://wiki.openzim.org/wiki/ZIM).

One file a language: the index of a ZIM file has one language. It is written by libzim 9 (`libzim` 3.13 on PyPI), which
is maintained and has wheels for every supported Python. `zimcheck` of Debian 12 is built with libzim 8 and calls the
structure of such files invalid; readers of the same age open them all the same, so a test opens one with Debian's
`kiwix-serve`, and every file is checked by libzim itself (`Archive.check`) before it is handed out.

libzim takes the marks off the letters of what is searched for before it stems it (й, ё, é), and leaves them on what
stands in a text: a Russian adjective (миграционной) would not be found. The words of a page without their marks are
therefore added to it, of an adjective those forms too that are not said.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
import re
import sys
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path
from typing import TYPE_CHECKING

from libzim.reader import Archive
from libzim.writer import Creator, FileProvider, Hint, IndexData, Item, StringProvider

from training_library.bundle.reading_text import page_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

LONGEST_TITLE, LONGEST_DESCRIPTION = 30, 80
"""Characters that the convention for metadata allows: https://wiki.openzim.org/wiki/Metadata."""
MAIN = "index.html"
_NUMBER = 16
_ZIM_NUMBER = 8
_INDEX_STARTS = b"\x0f\x0dXapian Glass"
_WORD = re.compile(r"[^\W\d_]+")
_ADJECTIVE = re.compile("(?:[аоуыи]й|[яе]й|[аоу]я|яя|[оеыи]е|ую|юю|[оеыи]м|[оеыи]го|[ое]му|[ыи]х|[ыи]ми)$")
_ENDINGS_WITH_BREVE = ("ой", "ый", "ий", "ей")
_TYPES = {
    ".csv": "text/csv",
    ".epub": "application/epub+zip",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Imprint:
    """What a ZIM file says of itself."""

    name: str
    """The same for every later file of the same content: `training-library_ru`."""
    title: str
    description: str
    language: str
    """BCP 47."""
    creator: str
    date: date


def write_zim(path: Path, files: Mapping[str, Path], imprint: Imprint) -> None:
    """Write a ZIM file with the pages and files of a site.

    Args:
        path: Of the file, which must not exist yet.
        files: By their place below the root of the site; `index.html` is shown first.
        imprint: What the file says of itself.

    Raises:
        OSError: The file cannot be written, or what was written is not sound.
    """
    if path.exists():
        raise FileExistsError(path)
    language = three_letters(imprint.language)
    try:
        with _without_chatter(), Creator(path).config_indexing(True, language).config_nbworkers(1) as creator:  # noqa: FBT003 - libzim's
            _describe(creator, imprint, language)
            creator.set_mainpath(MAIN)
            for name, file in sorted(files.items()):
                creator.add_item(_File(name, file, imprint.language))
    except RuntimeError as error:
        raise OSError(str(error)) from error
    _name_by_content(path, files, imprint)
    if not Archive(path).check():
        message = "what was written is damaged"
        raise OSError(message)


def three_letters(language: str) -> str:
    """Return the code of ISO 639-3 for a language, by which ZIM files name theirs; "und" for one that is not listed."""
    primary = language.split("-", maxsplit=1)[0]
    return primary if len(primary) > len("en") else _ISO_639_3.get(primary, "und")


def _describe(creator: Creator, imprint: Imprint, language: str) -> None:
    metadata = {
        "Name": imprint.name,
        "Title": _shortened(imprint.title, LONGEST_TITLE),
        "Description": _shortened(imprint.description, LONGEST_DESCRIPTION),
        "LongDescription": imprint.description,
        "Language": language,
        "Creator": imprint.creator,
        "Publisher": imprint.creator,
        "Date": imprint.date.isoformat(),
        "Tags": "_category:other;_ftindex:yes;_pictures:yes;_videos:no;_details:yes",
        "Scraper": "training-library",
    }
    for name, text in metadata.items():
        creator.add_metadata(name, text)
    creator.add_illustration(48, (package_files("training_library.bundle") / "illustration.png").read_bytes())


def _name_by_content(path: Path, files: Mapping[str, Path], imprint: Imprint) -> None:
    """Put a digest of the content where libzim and Xapian put a number drawn at random, so that equal files are equal.

    The number of a ZIM file follows its magic number and version, that of an index its magic string and version; the
    last 16 bytes are the MD5 of all before (https://wiki.openzim.org/wiki/ZIM_file_format).
    """
    digest = hashlib.sha256(repr(imprint).encode())
    for name, file in sorted(files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    number = digest.digest()[:_NUMBER]
    content = bytearray(path.read_bytes())
    indexes = (match.end() for match in re.finditer(re.escape(_INDEX_STARTS) + b"..", content, re.DOTALL))
    for start in (_ZIM_NUMBER, *list(indexes)):
        content[start : start + _NUMBER] = number
    content[-_NUMBER:] = hashlib.md5(content[:-_NUMBER], usedforsecurity=False).digest()
    path.write_bytes(content)


@contextmanager
def _without_chatter() -> Iterator[None]:
    """Keep what libzim itself prints from the answer of the command."""
    sys.stdout.flush()
    stdout = os.dup(1)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(stdout, 1)
        os.close(stdout)


def _shortened(text: str, longest: int) -> str:
    """Return a text of `longest` characters at most, cut between words."""
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


class _File(Item):  # type: ignore[misc] # libzim carries no types
    """A page or file of the site."""

    def __init__(self, name: str, path: Path, language: str) -> None:
        super().__init__()
        self.name, self.path, self.language = name, path, language
        self.is_page = name.endswith(".html")
        self.content = path.read_text(encoding="utf-8") if self.is_page else ""
        self.words = page_text(self.content) if self.is_page else None

    def get_path(self) -> str:
        """Return its place."""
        return self.name

    def get_title(self) -> str:
        """Return what readers look for it by."""
        return self.words.title if self.words else ""

    def get_mimetype(self) -> str:
        """Return its type (IANA)."""
        known = _TYPES.get(self.path.suffix) or mimetypes.types_map.get(self.path.suffix)
        return known or "application/octet-stream"

    def get_contentprovider(self) -> StringProvider | FileProvider:
        """Return what it holds."""
        return StringProvider(self.content) if self.is_page else FileProvider(self.path)

    def get_hints(self) -> dict[Hint, bool]:
        """Return how it is treated."""
        return {Hint.FRONT_ARTICLE: self.is_page}

    def get_indexdata(self) -> IndexData | None:
        """Return what it is found by."""
        return _Words(self.words.title, self.words.text, self.language) if self.words else None


class _Words(IndexData):  # type: ignore[misc] # libzim carries no types
    """What a page is found by."""

    def __init__(self, title: str, text: str, language: str) -> None:
        super().__init__()
        self.title, self.text = title, text
        self.more = " ".join(sorted(searched_forms(f"{title} {text}", language)))

    def has_indexdata(self) -> bool:
        """Return whether it says anything."""
        return bool(self.title or self.text)

    def get_title(self) -> str:
        """Return the title."""
        return self.title

    def get_content(self) -> str:
        """Return the words."""
        return self.text

    def get_keywords(self) -> str:
        """Return what is found although it is not said in this form."""
        return self.more

    def get_wordcount(self) -> int:
        """Return how many words there are."""
        return len(self.text.split())

    def get_geoposition(self) -> None:
        """Return nothing: a page is nowhere."""
        return


def searched_forms(text: str, language: str) -> set[str]:
    """Return how libzim looks for the words of a text that have marks above their letters."""
    words = set(_WORD.findall(text.lower()))
    if language == "ru":
        starts = {word[: match.start()] for word in words if (match := _ADJECTIVE.search(word))}
        words |= {f"{start}{ending}" for start in starts if start for ending in _ENDINGS_WITH_BREVE}
    return {bare for word in words if (bare := _without_marks(word)) != word}


def _without_marks(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


_ISO_639_3 = {
    "ar": "ara", "az": "aze", "be": "bel", "bg": "bul", "bs": "bos", "cs": "ces", "da": "dan", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hr": "hrv", "hu": "hun",
    "hy": "hye", "is": "isl", "it": "ita", "ka": "kat", "kk": "kaz", "ky": "kir", "lt": "lit", "lv": "lav", "mk": "mkd",
    "mn": "mon", "mt": "mlt", "nl": "nld", "no": "nor", "pl": "pol", "ps": "pus", "pt": "por", "ro": "ron", "ru": "rus",
    "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp", "sv": "swe", "tg": "tgk", "tk": "tuk", "tr": "tur", "tt": "tat",
    "uk": "ukr", "ur": "urd", "uz": "uzb", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 to 639-3, for the languages of Europe and of its neighbours."""
