"""The text of a document without what belongs to its web page only: the source of every book."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

import tinyhtml5

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Nodes = Iterable[str | Element]

# What runs, loads, asks or leads back has no place on paper; pandoc would even fetch what a frame shows.
_DROPPED = frozenset(
    {"audio", "button", "canvas", "embed", "form", "iframe", "input", "link", "map", "math", "meta", "noscript"}
    | {"object", "script", "select", "style", "svg", "template", "textarea", "title", "video"}
)
_DROPPED_CLASSES = frozenset({"footnote", "footnote-backref", "headerlink"})
_UNWRAPPED_CLASSES = frozenset({"tl-scroll", "tl-term"})
_ATTRIBUTES = {
    "": ("id", "lang", "dir", "class", "title"),
    "a": ("href",),
    "img": ("src", "alt", "width", "height"),
    "ol": ("start", "type", "reversed"),
    "li": ("value",),
    "td": ("colspan", "rowspan", "style"),
    "th": ("colspan", "rowspan", "style", "scope"),
    "time": ("datetime",),
}
_ALIGNMENT = re.compile(r"text-align: ?(?:left|right|center);?")
_SAFE_SCHEMES = ("http", "https", "mailto", "tel")
_SITE = "https://site.invalid/"
"""Stands for the root of the site where links are resolved."""
_SPACES = re.compile(r"[ \n]+")
"""What WeasyPrint breaks lines at in a footnote."""
_EPUB_TYPE = "epub:type"
_NOTE = "data-note"


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """Where the page stands from which a book is made."""

    page: str
    """Its URL, relative to the root of the site."""
    online: Callable[[str], str]
    """Returns the address on the web of a URL relative to the root of the site, or "" when it has none."""
    picture: Callable[[str], bytes | None]
    """Returns the file at a URL relative to the root of the site, None when there is none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A heading that a table of contents names."""

    level: int
    id: str
    text: str
    parts: tuple[Heading, ...] = ()
    """The headings below it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A text that stands for itself: its links lead into it or to the web, its pictures are with it."""

    content: Element
    """A `div`; each reference to a footnote is an empty `span` with the key as `data-note`."""
    notes: Mapping[str, Element]
    """The footnotes by key, each a `div` of blocks."""
    pictures: Mapping[str, bytes]
    """By the `src` that `content` has for them."""

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The headings of the second level, with those of the third below them."""
        chapters: list[tuple[Element, list[Heading]]] = []
        for element in self.content.iter():
            if element.tag == "h2":
                chapters.append((element, []))
            elif element.tag == "h3" and chapters:
                chapters[-1][1].append(_heading(element))
        return tuple(_heading(chapter, tuple(parts)) for chapter, parts in chapters)


def article(html: str, around: Surroundings) -> Article:
    """Return the text of a rendered page.

    Args:
        html: What Markdown made of a document.
        around: Where the page stands.
    """
    body = tinyhtml5.parse(f"<body>{html}</body>", namespace_html_elements=False).find("body")
    cleaner = _Cleaner(around, frozenset(_kept_ids(body)))
    notes = {
        _key(item.get("id", "")): _note(cleaner.nodes(item))
        for block in body.iter("div")
        if "footnote" in _classes(block)
        for item in block.iter("li")
        if item.get("id", "").startswith("fn:")
    }
    content = _filled(Element("div"), cleaner.nodes(body))
    return Article(content=content, notes=notes, pictures=cleaner.pictures)


def on_paper(article: Article) -> str:
    """Return the HTML of an article whose footnotes stand in the text, for software that moves them to its foot."""
    content = deepcopy(article.content)
    for place in _note_places(content):
        note = article.notes[place.attrib.pop(_NOTE)]
        place.set("class", "footnote")
        place.extend(_in_line(deepcopy(note)))
    return _html(content)


def for_pandoc(article: Article) -> str:
    """Return the HTML of an article with the footnotes behind it, marked as EPUB does."""
    content = deepcopy(article.content)
    for place in _note_places(content):
        place.tag, key = "a", place.attrib.pop(_NOTE)
        place.attrib |= {_EPUB_TYPE: "noteref", "href": f"#note-{key}"}
        place.text = key
    for title in content.iter("p"):
        if "admonition-title" in _classes(title):
            title.tag = "div"  # Pandoc forgets the class of a paragraph.
    for key, note in article.notes.items():
        aside = SubElement(content, "aside", {_EPUB_TYPE: "footnote", "id": f"note-{key}"})
        aside.extend(deepcopy(note))
        aside.text = note.text
    return _html(content)


@dataclass(kw_only=True)
class _Pictures:
    """The pictures of an article, each once."""

    read: Callable[[str], bytes | None]
    names: dict[str, str] = field(default_factory=dict)
    """By URL."""
    files: dict[str, bytes] = field(default_factory=dict)
    """By name."""

    def name(self, url: str) -> str:
        """Return the name under which the picture at `url` is in the book, or "" when there is none."""
        if url not in self.names:
            content = self.read(url)
            if content is None:
                return ""
            self.names[url] = f"pictures/{len(self.names) + 1}{PurePosixPath(url).suffix.lower()}"
            self.files[self.names[url]] = content
        return self.names[url]


class _Cleaner:
    """Copies what a book keeps of a page."""

    def __init__(self, around: Surroundings, ids: frozenset[str]) -> None:
        self.around, self.ids = around, ids
        self._base = _SITE + around.page
        self._pictures = _Pictures(read=around.picture)

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """Those that the copied text shows."""
        return self._pictures.files

    def nodes(self, element: Element) -> Iterator[str | Element]:
        """Yield copies of what stands in `element`."""
        yield element.text or ""
        for child in element:
            if not _is_dropped(child):
                yield from self._copies(child)
            yield child.tail or ""

    def _copies(self, element: Element) -> Iterator[str | Element]:
        tag, inner = str(element.tag), self.nodes(element)
        if key := _referred_note(element):
            yield Element("span", {_NOTE: key})
        elif tag == "img":
            yield self._picture(element)
        elif (tag == "a" and not (target := self._target(element.get("href", "")))) or _is_unwrapped(element):
            yield from inner
        else:
            copy = _filled(Element(*_renamed(element)), inner)
            if tag == "a":
                copy.set("href", target)
            if tag == "th" and "scope" not in copy.attrib:
                copy.set("scope", "col")
            yield copy

    def _picture(self, element: Element) -> str | Element:
        url = urljoin(self._base, element.get("src", ""))
        name = self._pictures.name(unquote(url.removeprefix(_SITE))) if url.startswith(_SITE) else ""
        return Element("img", {**_kept_attributes(element), "src": name}) if name else element.get("alt", "")

    def _target(self, href: str) -> str:
        """Return where a link of the page leads from a book, or "" when a book cannot lead there."""
        if urlsplit(href).scheme or href.startswith("//"):
            return href if urlsplit(href).scheme in _SAFE_SCHEMES else ""
        url, fragment = urldefrag(urljoin(self._base, href))
        if url == self._base:
            return f"#{fragment}" if unquote(fragment) in self.ids else ""
        address = self.around.online(url.removeprefix(_SITE))
        return f"{address}#{fragment}" if address and fragment else address


def _note(nodes: Nodes) -> Element:
    """Return a footnote without the space that stood before the way back."""
    note = _filled(Element("div"), nodes)
    for block in note:
        block.text = (block.text or "").rstrip("\xa0") if not len(block) else block.text
        for last in block[-1:]:
            last.tail = (last.tail or "").rstrip("\xa0")
    return note


def _is_dropped(element: Element) -> bool:
    tag = str(element.tag)
    is_foreign = tag.startswith(("{", "<"))  # SVG has a namespace, a comment is a function.
    return is_foreign or tag in _DROPPED or not _DROPPED_CLASSES.isdisjoint(_classes(element))


def _is_unwrapped(element: Element) -> bool:
    return not _UNWRAPPED_CLASSES.isdisjoint(_classes(element))


def _kept_ids(element: Element) -> Iterator[str]:
    for child in element:
        if not _is_dropped(child):
            if not _is_unwrapped(child):
                yield child.get("id", "")
            yield from _kept_ids(child)


def _referred_note(element: Element) -> str:
    """Return the key of the footnote that a `sup` refers to, or ""."""
    link = element.find("a") if element.tag == "sup" else None
    is_reference = link is not None and "footnote-ref" in _classes(link)
    return _key(link.get("href", "").removeprefix("#")) if link is not None and is_reference else ""


def _key(id_: str) -> str:
    return unquote(id_).removeprefix("fn:")


def _renamed(element: Element) -> tuple[str, dict[str, str]]:
    """Return tag and attributes of a copy; a block that opens is an open one."""
    tag, attributes = str(element.tag), _kept_attributes(element)
    if tag == "details":
        return "div", {**attributes, "class": f"admonition {attributes.get('class', '')}".strip()}
    if tag == "summary":
        return "p", {"class": "admonition-title"}
    return tag, attributes


def _kept_attributes(element: Element) -> dict[str, str]:
    names = (*_ATTRIBUTES[""], *_ATTRIBUTES.get(str(element.tag), ()))
    kept = {name: element.attrib[name] for name in names if name in element.attrib}
    if not _ALIGNMENT.fullmatch(kept.get("style", "")):
        kept.pop("style", None)
    return kept


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _filled(element: Element, nodes: Nodes) -> Element:
    """Put texts and elements into `element`, in their order."""
    last: Element | None = None
    for node in nodes:
        if not isinstance(node, str):
            element.append(node)
            last = node
        elif last is None:
            element.text = (element.text or "") + node
        else:
            last.tail = (last.tail or "") + node
    return element


def _note_places(content: Element) -> list[Element]:
    return [element for element in content.iter("span") if _NOTE in element.attrib]


def _in_line(note: Element) -> list[Element]:
    """Return the blocks of a footnote as elements that may stand in a paragraph."""
    for element in note.iter():
        if element.tag in {"p", "ul", "ol", "li", "div", "blockquote", "pre"}:
            element.attrib = {"class": f"note-{element.tag}"}
            element.tag = "span"
        element.attrib.pop("id", None)  # A second reference repeats the note.
        element.text, element.tail = (" ".join(_SPACES.split(text or "")) for text in (element.text, element.tail))
    return list(note)


def _heading(element: Element, parts: tuple[Heading, ...] = ()) -> Heading:
    text = " ".join("".join(element.itertext()).split())
    return Heading(level=int(str(element.tag)[1]), id=element.get("id", ""), text=text, parts=parts)


def _html(content: Element) -> str:
    """Return what stands in `content`: in a block of their own, headings would divide nothing."""
    inner = "".join(tostring(element, encoding="unicode", method="html") for element in content)
    return escape(content.text or "") + inner
