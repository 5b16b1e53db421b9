"""Where links lead: to a text of the library, to a file below `docs/`, out into the web, or nowhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from training_library.library.reading import RESERVED

if TYPE_CHECKING:
    from training_library.library.checks.texts import Text, Texts

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_RUNNING = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_HARMLESS = ("http:", "https:", "mailto:", "tel:", "sms:", "geo:", "doi:", "urn:", "ftp:", "ftps:", "xmpp:", "sip:")
_PICTURE = re.compile(r"data:image/(?:png|gif|jpeg|webp|svg\+xml)[;,]", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a link leads."""

    text: Text | None = None
    """A text of the library."""
    file: str = ""
    """A file that is no text, relative to `docs/`."""
    is_missing_file: bool = False
    anchor: str = ""
    ids: frozenset[str] = frozenset()
    """What an anchor may name there; empty when that is not known."""
    language: str = ""
    """The folder of another language, when the link names one."""
    fault: tuple[str, str] | None = None
    """Why it leads nowhere, and what to do."""


def is_elsewhere(target: str) -> bool:
    """Tell whether a browser has to ask another server for `target`."""
    return target.strip().lower().startswith(("http:", "https:", "//", "ftp:"))


def runs_code(target: str) -> bool:
    """Tell whether a browser would run `target` instead of opening it."""
    squeezed = re.sub(r"[\x00-\x20]", "", target)
    return bool(_RUNNING.match(squeezed)) and not _PICTURE.match(squeezed)


def place_of(target: str, text: Text, texts: Texts) -> Place:
    """Return where a link or a picture of `text` leads, by the rules of the site.

    A link within the folder of its language leads to what the reader's language has, or else to the original; one
    that names the folder of another language leads there. A picture may stand beside any edition of its document.
    """
    target = target.strip()
    if fault := _address_fault(target, texts):
        return Place(fault=fault)
    if _SCHEME.match(target) or target.startswith("//"):
        return Place()
    address, _, anchor = target.partition("#")
    address = address.partition("?")[0]
    if not address:
        return _within(text, anchor)
    uri = posixpath.normpath(posixpath.join(posixpath.dirname(text.src_uri), address))
    if uri.startswith("../") or uri == "..":
        return Place(
            fault=("this leads out of the folder of documents", "put the file below docs/ and link to it there")
        )
    if uri.endswith(".md"):
        return _page(uri, anchor, text, texts)
    return _file(uri, address, text, texts)


def _address_fault(target: str, texts: Texts) -> tuple[str, str] | None:
    site = texts.site_url
    if site and (target == site or target.startswith(f"{site}/")):
        return "this is an address of our own site, which a copy on a disk cannot follow", _LINK_TO_FILE
    if target.startswith("/") and not target.startswith("//"):
        return "a link that starts with a slash breaks when the site stands in a folder or on a disk", _LINK_TO_FILE
    if "\\" in target:
        return "a backslash separates folders on Windows only", "write /"
    scheme = _SCHEME.match(target)
    if (scheme and scheme[0].lower() == "file:") or re.match(r"[A-Za-z]:", target):
        return "this leads to the disk of one person", _BRING_IT
    if scheme and not runs_code(target) and scheme[0].lower() not in _HARMLESS and "/" not in scheme[0]:
        return None if _PICTURE.match(target) else (f'"{scheme[0]}" opens nothing', "check the address")
    return None


_GLOSSARY, _TRANSLATIONS = "glossary.md", "translations.md"  # The site makes them, as it makes the catalogue.
_BRING_IT = "put the file below docs/ and link to it there"
_LINK_TO_FILE = "link to the .md file: ../projects/example.md"


def _page(uri: str, anchor: str, text: Text, texts: Texts) -> Place:
    language, _, rest = uri.partition("/")
    foreign = language if language != text.language and language in texts.library.vocabulary.languages else ""
    found = texts.get(uri) or (None if foreign else _in_any_language(rest.removesuffix(".md"), text, texts))
    if found:
        return replace(_within(found, anchor), language=foreign)
    if rest == _GLOSSARY and (terms := texts.library.vocabulary.glossary):
        return Place(anchor=anchor, ids=frozenset(terms), language=foreign)
    if rest == _TRANSLATIONS or (
        rest.split("/")[0] in RESERVED and not _is_unknown_list(rest.removesuffix(".md"), texts)
    ):
        return Place(language=foreign)
    return Place(fault=_page_fault(uri, text, texts), language=foreign)


def _within(text: Text, anchor: str) -> Place:
    """Return a place in `text`, which is taken apart only when the link names a section."""
    return Place(text=text, anchor=anchor, ids=text.anchors if anchor else frozenset())


def _in_any_language(path: str, text: Text, texts: Texts) -> Text | None:
    """Return what readers of the language of `text` get at `path`."""
    library = texts.library
    if document := library.documents.get(path):
        return texts.get(document.edition_for(text.language).src_uri)
    page = library.page(path, text.language)
    return texts.get(page.src_uri) if page else None


def _is_unknown_list(path: str, texts: Texts) -> bool:
    """Tell whether `path` is that of a list of the catalogue whose id is in no vocabulary."""
    vocabulary = texts.library.vocabulary
    known = {"area": vocabulary.areas, "kind": vocabulary.kinds, "project": vocabulary.projects}
    parts = path.split("/")
    return len(parts) == 3 and parts[0] == "catalogue" and parts[1] in known and parts[2] not in known[parts[1]]  # noqa: PLR2004


def _page_fault(uri: str, text: Text, texts: Texts) -> tuple[str, str]:
    shown = texts.shown(uri)
    if uri in texts.library.drafts:
        return f"{shown} is a draft, which readers do not see", "publish it first, or remove the link"
    if uri in texts.library.refused:
        return f"{shown} is not published as long as it has errors", "mend its errors"
    near = texts.nearest(uri, text, [each.src_uri for each in texts if each.language == uri.partition("/")[0]])
    remedy = f'did you mean "{near}"?' if near else "correct the link, or write the document"
    return f"there is no {shown}", remedy


def missing_file(uri: str, text: Text, texts: Texts) -> tuple[str, str]:
    """Return what is wrong with a link of `text` to a file that is not there, and what to do."""
    folder = uri.partition("/")[0]
    near = texts.nearest(
        uri, text, [each for each in texts.files if each.startswith(f"{folder}/") and each[-3:] != ".md"]
    )
    remedy = f'did you mean "{near}"?' if near else "put the file there, or correct its name"
    return f"there is no file {texts.shown(uri)}", remedy


def _file(uri: str, address: str, text: Text, texts: Texts) -> Place:
    language, _, rest = uri.partition("/")
    languages = texts.library.vocabulary.languages
    candidates = [uri, *(f"{each}/{rest}" for each in languages if language in languages)]
    if file := next((each for each in candidates if each in texts.files), ""):
        return Place(file=file)
    page = f"{uri.removesuffix('.html')}.md"
    for each in (page, f"{uri}/index.md"):
        if texts.get(each) or each in texts.files:
            relative = posixpath.relpath(each, posixpath.dirname(text.src_uri))
            return Place(fault=("a page is named by its file", f"write {relative}"))
    if address.endswith((".html", "/")) or any(each.startswith(f"{uri}/") for each in texts.files):
        return Place(fault=(f"there is no page {texts.shown(uri)}", _LINK_TO_FILE))
    return Place(is_missing_file=True, file=uri)
