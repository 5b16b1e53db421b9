"""A file of another program as a draft of a document."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import yaml

from training_library.importing import archive
from training_library.importing.elements import Elements
from training_library.importing.notes import Notes
from training_library.importing.outline import flat, with_levels, without_contents, without_empty, without_title
from training_library.importing.pandoc import markdown_of, read_tree
from training_library.importing.pdf import paragraphs_of
from training_library.importing.pictures import Pictures
from training_library.importing.refusal import RefusalError
from training_library.importing.sentences import one_a_line
from training_library.importing.tree import Node, node, text_of, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zipfile import ZipFile

Phrases = Mapping[str, Any]  # Texts, and a list of them.

FORMATS = (".docx", ".odt", ".html", ".htm", ".pdf")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_PICTURE = re.compile(r"<Relationship\s[^>]*/image\"[^>]*>")
_TARGET = re.compile(r'\bTarget="([^"]*)"')
_LIST_MARK = re.compile(r"^( *)(-|\d+\.) {2,3}(?=\S)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What a file becomes."""

    title: str
    """Empty when the file has none."""
    body: str
    """Markdown."""
    pictures: Mapping[str, bytes]
    """By their path beside the text: `readmission/image-1.png`."""
    notes: tuple[str, ...]
    """What somebody should look at."""


def draft_of(path: Path, *, name: str, language: str) -> Draft:
    """Return what the file at `path` becomes in a document of this file name and language.

    Raises:
        RefusalError: The file is none that can be read, or was made to do harm.
    """
    if path.suffix.lower() not in FORMATS:
        advice = "save it as .docx first" if path.suffix.lower() in {".doc", ".rtf"} else f"use {', '.join(FORMATS)}"
        raise RefusalError(f'files that end in "{path.suffix}" cannot be imported; {advice}')
    try:
        if path.stat().st_size > archive.LARGEST_FILE:
            raise RefusalError(f"{path.name} is larger than 50 MB; make its pictures smaller, or divide it")
        return _READERS[path.suffix.lower()](path, name, _phrases(language))
    except OSError as error:
        raise RefusalError(f"{path} cannot be read: {error.strerror or error}") from None
    except RecursionError:
        raise RefusalError(f"{path.name} nests lists, boxes or quotations too deeply; write it flat") from None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Office:
    """A kind of document that is an archive with pictures in it."""

    form: str
    """What pandoc calls it."""
    main: str
    """The entry that holds the text."""
    folder: str
    """Where the pictures are that the text names."""

    def __call__(self, path: Path, name: str, phrases: Phrases) -> Draft:
        """Read a file of this kind."""
        with archive.opened(path, self.main) as opened:

            def picture(target: str) -> bytes | None:
                return archive.read(opened, f"{self.folder}{target}") or archive.read(opened, target.lstrip("/"))

            tree = read_tree(path, self.form, path.name)
            title, notes = _title(tree) or _property(opened), Notes(lines=list(_remarks(opened)))
            return _draft(tree, title, Pictures(name, picture), phrases, notes)


def _html(path: Path, name: str, phrases: Phrases) -> Draft:
    def picture(target: str) -> bytes | None:
        beside = (path.parent / unquote(target)).resolve()
        is_inside = beside.is_relative_to(path.parent.resolve()) and beside.is_file()
        return beside.read_bytes() if is_inside and beside.stat().st_size <= archive.LARGEST_FILE else None

    tree = read_tree(_decoded(path), "html-raw_html", path.name)
    top = [text_of([block]) for block in flat(tree["blocks"]) if block["t"] == "Header" and block["c"][0] == 1]
    # The title of a window often goes on with the name of the site.
    window = _title(tree)
    title = next((text for text in top if text and window.startswith(text)), "")
    return _draft(tree, title, Pictures(name, picture), phrases, Notes())


def _decoded(path: Path) -> str:
    """Return the text of a page, in UTF-8 or in the encoding that it names."""
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", *(match[1].decode() for match in [_CHARSET.search(data[:4096])] if match)]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise RefusalError(f"{path.name} is in an encoding that it does not name; save it as UTF-8")


def _pdf(path: Path, name: str, phrases: Phrases) -> Draft:
    blocks = one_a_line([node("Para", words(text)) for text in (phrases["pdf"], *paragraphs_of(path))])
    note = "a PDF has lost its headings, lists, tables, notes and pictures: this is its bare text"
    body = _tidy(markdown_of(read_tree("", "commonmark", name), blocks))
    return Draft(title="", body=body, pictures={}, notes=(note,))


def _draft(tree: Node, title: str, pictures: Pictures, phrases: Phrases, notes: Notes) -> Draft:
    contents = {word for each in _all_phrases().values() for word in each["contents"]}
    blocks = without_contents(without_empty(list(flat(tree["blocks"]))), contents, notes)
    title, blocks = without_title(blocks, title)
    blocks, ids = with_levels(blocks, notes)
    elements = Elements(pictures=pictures, phrases=phrases, ids=ids, notes=notes)
    blocks = one_a_line(elements.replace_in(blocks))
    if not blocks:
        raise RefusalError("the file holds no text")
    body = _tidy(markdown_of(tree, blocks))
    return Draft(title=title, body=body, pictures=pictures.files, notes=tuple(notes.lines))


def _title(tree: Node) -> str:
    title = tree["meta"].get("title")
    return text_of(title["c"]) if title and isinstance(title["c"], list) else ""


def _property(opened: ZipFile) -> str:
    """Return the title that an OpenDocument file names in its properties."""
    properties = (archive.read(opened, "meta.xml") or b"").decode(errors="replace")
    match = re.search(r"<dc:title>([^<]*)</dc:title>", properties)
    return " ".join(match[1].split()) if match else ""


def _remarks(opened: ZipFile) -> Iterator[str]:
    """Yield what a Word file says beside its text."""
    text = archive.read(opened, "word/document.xml") or b""
    if b"<w:ins " in text or b"<w:del " in text:
        yield "the file has tracked changes, all of which were accepted"
    if b"<w:comment " in (archive.read(opened, "word/comments.xml") or b""):
        yield "the file has comments, which were left out"
    relations = (archive.read(opened, "word/_rels/document.xml.rels") or b"").decode(errors="replace")
    for relation in _PICTURE.findall(relations):
        target = match[1] if (match := _TARGET.search(relation)) else ""
        if "External" in relation:
            yield f"a picture is missing: it is elsewhere and was not fetched ({target})"
        elif archive.read(opened, f"word/{target}") is None and archive.read(opened, target.lstrip("/")) is None:
            yield f"a picture is missing: it is not in the file ({target})"


def _tidy(markdown: str) -> str:
    """Return Markdown with one space behind the marks of lists, outside of code."""
    lines = []
    is_code = False
    for line in markdown.split("\n"):
        is_code ^= line.lstrip().startswith("```")
        lines.append(line if is_code else _LIST_MARK.sub(r"\1\2 ", line))
    return "\n".join(lines)


def _phrases(language: str) -> Phrases:
    return _all_phrases().get(language, _all_phrases()["en"])


@cache
def _all_phrases() -> Mapping[str, Phrases]:
    phrases: Mapping[str, Phrases] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text("utf-8"))
    return phrases


_READERS: Mapping[str, Callable[[Path, str, Phrases], Draft]] = {
    ".docx": _Office(form="docx", main="word/document.xml", folder="word/"),
    ".odt": _Office(form="odt", main="content.xml", folder=""),
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
}
