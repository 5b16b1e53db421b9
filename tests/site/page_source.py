"""A built page without a browser: its elements, their words, and the language of each."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
SPOKEN = ("alt", "aria-label", "placeholder", "title")
"""Attributes that are read out or shown."""


class Element:
    """An element of a page."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Element | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Element | str] = []

    def __getitem__(self, attribute: str) -> str:
        """Return the value of an attribute, "" without one."""
        return self.attributes.get(attribute, "")

    @property
    def ancestors(self) -> Iterator[Element]:
        """The element itself, then what it stands in, outwards."""
        element: Element | None = self
        while element:
            yield element
            element = element.parent

    @property
    def language(self) -> str:
        """The language of its words."""
        return next((element["lang"] for element in self.ancestors if element["lang"]), "")

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self["class"].split()

    @property
    def text(self) -> str:
        """All words in it, one space apart."""
        return " ".join("".join(self.strings).split())

    @property
    def strings(self) -> Iterator[str]:
        """The runs of words in it."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.strings

    @property
    def phrases(self) -> Iterator[str]:
        """What it says itself, without what it holds: each run of words, and the attributes that are read out."""
        strings = (child for child in self.children if isinstance(child, str))
        spoken = (self[attribute] for attribute in SPOKEN)
        for phrase in (*strings, *spoken):
            if words := " ".join(phrase.split()):
                yield words

    def walk(self) -> Iterator[Element]:
        """Yield the element and all in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, selector: str) -> list[Element]:
        """Return what fits in it: `tag`, `.class`, `tag.class` or `#id`."""
        tag, _, class_ = selector.partition(".")
        tag, _, id_ = tag.partition("#")
        return [
            element
            for element in self.walk()
            if tag in ("", element.tag) and id_ in ("", element["id"]) and (not class_ or class_ in element.classes)
        ]

    def one(self, selector: str) -> Element:
        """Return the one element that fits."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements are {selector}"
        return found[0]


class _Reader(HTMLParser):
    """Builds the elements, and accepts only what is nested properly."""

    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = self.here
        self.handle_starttag(tag, attrs)
        self.here = here

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"line {self.getpos()[0]}: </{tag}> closes <{self.here.tag}>"
        self.here = self.here.parent or self.root

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def read_page(source: str) -> Element:
    """Return the elements of a page."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is not closed"
    return reader.root
