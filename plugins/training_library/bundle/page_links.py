"""What a page or a style sheet asks for and leads to, read without a browser."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ASKED_FOR = {
    "audio": ("src",), "embed": ("src",), "iframe": ("src", "srcdoc"), "image": ("href", "xlink:href"),
    "img": ("src", "srcset"), "input": ("src",), "object": ("data",), "script": ("src",), "source": ("src", "srcset"),
    "track": ("src",), "use": ("href", "xlink:href"), "video": ("src", "poster"), "body": ("background",),
    "frame": ("src",), "feimage": ("href", "xlink:href"),
}  # fmt: skip
"""By element, the attributes that a browser loads by itself."""
_LED_TO = {"a": ("href", "xlink:href"), "area": ("href",), "form": ("action",), "button": ("formaction",)}
_LOADED_LINKS = frozenset(
    {
        "apple-touch-icon", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload", "preconnect", "prefetch",
        "preload", "prerender", "stylesheet",
    }
)  # fmt: skip
"""Relations of a `<link>` that make a browser ask for its address."""
_DATA_BLOCKS = frozenset({"application/json", "application/ld+json", "text/plain"})
_IN_STYLE = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """An address in a page or a style sheet."""

    address: str
    is_loaded: bool
    """Whether a browser asks for it by itself, rather than when the reader follows it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where an address leads from a file of the copy."""

    path: str
    """The file of the copy, relative to its folder; "" when `scheme` or `host` says that it is elsewhere."""
    fragment: str
    scheme: str
    host: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PageLinks:
    """What there is to check of a page."""

    links: tuple[Link, ...]
    ids: frozenset[str]
    faults: tuple[str, ...]
    """What no page of the library may have."""


def target_of(name: str, address: str) -> Target:
    """Return where `address` leads from the file `name`; a path that leaves the folder starts with `..` or `/`."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return Target(path="", fragment="", scheme="unreadable", host="")
    if parts.scheme or parts.netloc:
        return Target(path="", fragment="", scheme=parts.scheme.lower(), host=parts.netloc)
    path = unquote(parts.path)
    folder = path.endswith("/")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    return Target(path=f"{path}/" if folder else path, fragment=unquote(parts.fragment), scheme="", host="")


def read_page(html: str) -> PageLinks:
    """Return what a page asks for and leads to; what stands in a `<template>` is filled in by scripts first."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return PageLinks(links=tuple(reader.links), ids=frozenset(reader.ids), faults=tuple(dict.fromkeys(reader.faults)))


def read_style(css: str) -> tuple[Link, ...]:
    """Return what a style sheet asks for."""
    found = (next(filter(None, match.groups()), "") for match in _IN_STYLE.finditer(_COMMENT.sub(" ", css)))
    return tuple(Link(address=address, is_loaded=True) for address in found if address)


@dataclass(eq=False)
class _Reader(HTMLParser):
    """Collects while the page is read."""

    links: list[Link] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    templates: int = 0
    style: bool = False
    script: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.ids |= {attributes[name] for name in ("id", *(["name"] if tag == "a" else [])) if attributes.get(name)}
        self.style = tag == "style"
        self.script = tag == "script" and "src" not in attributes and attributes.get("type") not in _DATA_BLOCKS
        if self.templates == 0:
            self.links += _links(tag, attributes)
            self.faults += _faults(tag, attributes)
        self.templates += tag == "template"

    def handle_endtag(self, tag: str) -> None:
        self.style = self.script = False
        self.templates -= tag == "template" and self.templates > 0

    def handle_data(self, data: str) -> None:
        if self.style:
            self.links += read_style(data)
        if self.script and data.strip():
            self.faults.append("a script stands in the page itself, where nobody expects one")


def _links(tag: str, attributes: Mapping[str, str]) -> Iterator[Link]:
    for name in _ASKED_FOR.get(tag, ()):
        if attributes.get(name):
            for address in _addresses(name, attributes[name]):
                yield Link(address=address, is_loaded=True)
    for name in _LED_TO.get(tag, ()):
        if name in attributes:
            yield Link(address=attributes[name], is_loaded=False)
    if tag == "link" and attributes.get("href"):
        relations = set(attributes.get("rel", "").lower().split())
        yield Link(address=attributes["href"], is_loaded=not relations.isdisjoint(_LOADED_LINKS))
    yield from read_style(attributes.get("style", ""))


def _addresses(attribute: str, value: str) -> list[str]:
    """Return the address, or those of a `srcset`."""
    if attribute != "srcset":
        return [value]
    return [candidate.split()[0] for candidate in value.split(",") if candidate.strip()]


def _faults(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        if name.startswith("on"):
            yield f"the attribute {name} of <{tag}> is a script"
        if value.strip().lower().startswith(("javascript:", "vbscript:")):
            yield f'the attribute {name} of <{tag}> runs a script: "{value[:60]}"'
    if tag == "base":
        yield "<base> changes where all links lead"
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        yield "<meta http-equiv=refresh> sends the reader elsewhere"
