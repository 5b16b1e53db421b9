"""What a Markdown text is made of, with lines: headings, links, images, tables, footnotes, admonitions, code, words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A heading, and the section that it opens."""

    line: int
    level: int
    """1 to 6."""
    text: str
    """As it is read, without markup."""
    id: str
    """What a link to it names: the author's id, or else the slug that the site makes of its text."""
    is_explicit: bool
    """Whether the author set the id, so that it is the same in every language."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link, or an address that stands for itself."""

    line: int
    text: str
    target: str
    """As it is written: `../projects/mmdp.md#results`."""
    is_bare: bool
    """Whether the address is its own text, in angle brackets or not."""
    has_image: bool
    """Whether the text is, at least in part, a picture."""
    attributes: str = ""
    """What follows in braces: `hreflang=ru` of `[text](target){ hreflang=ru }`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """A picture."""

    line: int
    alt: str
    target: str
    attributes: str = ""
    """What follows in braces: `.decorative` of `![](line.png){ .decorative }`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """An id that the author gave to a heading, an element or a piece of HTML."""

    line: int
    id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table by its shape."""

    line: int
    rows: int
    """Without the head."""
    columns: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Footnote:
    """A place that refers to a footnote, or the footnote itself."""

    line: int
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Admonition:
    """A boxed note: `!!! tip "Title"`, or one that opens: `??? tip`."""

    line: int
    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """A block of code."""

    line: int
    language: str
    text: str
    last_line: int
    """Where it ends: the closing fence, or the last line when it is indented."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A paragraph, heading or table cell as a reader reads it: without markup, code, and addresses of links."""

    line: int
    text: str
    """Line breaks of the source stay, so that line `n` of the passage is line `line + n` of the file."""
    kind: str
    """`paragraph`, `heading` or `cell`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Structure:
    """A text taken apart; everything in the order of the text, every line counted in the file from 1."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    tables: tuple[Table, ...]
    references: tuple[Footnote, ...]
    footnotes: tuple[Footnote, ...]
    admonitions: tuple[Admonition, ...]
    code: tuple[Code, ...]
    html: tuple[tuple[int, str], ...]
    """Line and text of each piece of HTML, comments included."""
    passages: tuple[Passage, ...]
    names: tuple[Name, ...]
    blocks: tuple[tuple[int, int], ...]
    """First and last line of every block, those that contain others before them."""
    ids: frozenset[str]
    """Everything in the text that a link can lead to: headings, and elements to which the author gave an id."""
