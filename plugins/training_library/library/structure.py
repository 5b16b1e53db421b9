"""What a Markdown text is made of, with lines: headings, links, images, tables, footnotes, admonitions, code, words.

markdown-it-py reads it: it is kept well, follows CommonMark, and knows the line of every block. MkDocs renders with
Python-Markdown, so what the site's extensions add (`{#id}`, `!!! note`, `[^1]`) is switched on here too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from pymdownx.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([^{}\n]*)\}[ \t]*$")
_ID = re.compile(r"#([^\s{}]+)")
_LEADING_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.\w][^{}\n]*\}")
_HTML_ID = re.compile(r"""<[^>]*\bid\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>]*[^\s<>.,;:!?)»\"']")
_slug: Callable[[str, str], str] = slugify(case="lower")


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """A picture."""

    line: int
    alt: str
    target: str


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
    ids: frozenset[str]
    """Everything in the text that a link can lead to: headings, and elements to which the author gave an id."""


def structure_of(body: str, first_line: int = 1) -> Structure:
    """Take the Markdown `body` apart, which starts on `first_line` of its file. Any text has a structure."""
    return _Reader(body, first_line).structure()


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")
    return parser.use(footnote_plugin, inline=False).use(admon_plugin).use(deflist_plugin)


class _Reader:
    """Walks through the tokens of one text and notes what it meets."""

    def __init__(self, body: str, first_line: int) -> None:
        self.first_line = first_line
        self.tokens = _parser().parse(body)
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.tables: list[Table] = []
        self.references: list[Footnote] = []
        self.footnotes: list[Footnote] = []
        self.admonitions: list[Admonition] = []
        self.code: list[Code] = []
        self.html: list[tuple[int, str]] = []
        self.passages: list[Passage] = []
        self.ids: set[str] = set()
        self.row = 0  # Cells know no line of their own.

    def structure(self) -> Structure:
        """Return all that the text is made of."""
        for place, token in enumerate(self.tokens):
            if token.type == "tr_open" and token.map:
                self.row = token.map[0]
            if token.type == "inline":
                self._inline(token, self.tokens[place - 1])
            elif token.type in _BLOCKS:
                _BLOCKS[token.type](self, token, place)
        return Structure(
            headings=tuple(self.headings),
            links=tuple(self.links),
            images=tuple(self.images),
            tables=tuple(self.tables),
            references=tuple(self.references),
            footnotes=tuple(self.footnotes),
            admonitions=tuple(self.admonitions),
            code=tuple(self.code),
            html=tuple(self.html),
            passages=tuple(self.passages),
            ids=frozenset(self.ids),
        )

    def _line(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else self.row)

    def footnote(self, token: Token, place: int) -> None:
        """Note a footnote."""
        # The plugin moves notes to the end; the first block inside still knows where it was written.
        inside = next((each for each in self.tokens[place:] if each.map), token)
        self.footnotes.append(Footnote(line=self._line(inside), label=str(token.meta.get("label", ""))))

    def admonition(self, token: Token, place: int) -> None:
        """Note a boxed note."""
        del place
        self.admonitions.append(Admonition(line=self._line(token), kind=str(token.meta.get("tag", ""))))

    def code_block(self, token: Token, place: int) -> None:
        """Note a block of code."""
        del place
        language = token.info.split()[0] if token.info.split() else ""
        self.code.append(Code(line=self._line(token), language=language, text=token.content))

    def html_block(self, token: Token, place: int) -> None:
        """Note a block of HTML."""
        del place
        self.note_html(self._line(token), token.content)

    def note_html(self, line: int, text: str) -> None:
        """Note a piece of HTML and the ids in it."""
        self.html.append((line, text))
        self.ids.update(match[1] for match in _HTML_ID.finditer(text))

    def table(self, token: Token, place: int) -> None:
        """Note a table."""
        end = next(at for at in range(place, len(self.tokens)) if self.tokens[at].type == "table_close")
        inside = [each.type for each in self.tokens[place:end]]
        rows, columns = inside.count("tr_open") - 1, inside.count("th_open")
        self.tables.append(Table(line=self._line(token), rows=rows, columns=columns))

    def _inline(self, token: Token, opener: Token) -> None:
        line = self._line(token)
        text = _Text(self, line, token.children or [])
        written, attributes = _without_attributes(text.written)
        explicit = _ID.search(attributes)
        if opener.type == "heading_open":
            id_ = explicit[1] if explicit else self._slug(written)
            level = int(opener.tag[1:])
            self.headings.append(
                Heading(line=line, level=level, text=written.strip(), id=id_, is_explicit=bool(explicit))
            )
            self.ids.add(id_)
        elif explicit:
            self.ids.add(explicit[1])
        kind = _KINDS.get(opener.type, "paragraph")
        if written.strip():
            self.passages.append(Passage(line=line, text=written, kind=kind))

    def _slug(self, text: str) -> str:
        """Return the slug of a heading, numbered as the site numbers it when it is taken."""
        slug = _slug(text, "-") or "_"
        while slug in self.ids:
            stem, _, number = slug.rpartition("_")
            slug = f"{stem}_{int(number) + 1}" if stem and number.isdecimal() else f"{slug}_1"
        return slug


class _Text:
    """The words of one block, and the links and pictures between them."""

    def __init__(self, reader: _Reader, line: int, tokens: Sequence[Token]) -> None:
        self.reader, self.line = reader, line
        self.written = ""
        self._follows_element = False  # Attributes may follow a link, picture or code: `[text](target){ #id }`.
        self.link: tuple[Token, int, int, bool] | None = None  # Token, line, where its text starts, has it a picture?
        for token in tokens:
            self._take(token)

    def _take(self, token: Token) -> None:
        reader = self.reader
        if token.type == "text":
            self._words(token.content)
            return
        self._follows_element = token.type in {"code_inline", "image", "link_close"}
        if token.type in {"softbreak", "hardbreak"}:
            self.written += "\n"
            self.line += 1
        elif token.type == "code_inline":
            self.written += "\N{OBJECT REPLACEMENT CHARACTER}"
        elif token.type == "image":
            reader.images.append(Image(line=self.line, alt=token.content, target=_target(token, "src")))
            self.link = (*self.link[:3], True) if self.link else None
        elif token.type == "link_open":
            self.link = (token, self.line, len(self.written), False)
        elif token.type == "link_close" and self.link:
            link, line, start, has_image = self.link
            self._end_link(link, line, start, has_image=has_image)
        elif token.type == "footnote_ref":
            reader.references.append(Footnote(line=self.line, label=str(token.meta["label"])))
        elif token.type == "html_inline":
            reader.note_html(self.line, token.content)

    def _words(self, text: str) -> None:
        for label in _FOOTNOTE.findall(text):
            self.reader.references.append(Footnote(line=self.line, label=label))
        for address in () if self.link else _ADDRESS.findall(text):
            self.reader.links.append(Link(line=self.line, text=address, target=address, is_bare=True, has_image=False))
        match = _LEADING_ATTRIBUTES.match(text) if self._follows_element else None
        if match:
            self.reader.ids.update(_ID.findall(match[0]))
            text = text[match.end() :]
        self.written += text

    def _end_link(self, token: Token, line: int, start: int, *, has_image: bool) -> None:
        self.link = None
        text = self.written[start:]
        link = Link(
            line=line, text=text, target=_target(token, "href"), is_bare=token.info == "auto", has_image=has_image
        )
        self.reader.links.append(link)


def _target(token: Token, attribute: str) -> str:
    return unquote(str(token.attrGet(attribute) or ""))


def _without_attributes(text: str) -> tuple[str, str]:
    """Return a text without the attribute list at its end, and that list."""
    match = _ATTRIBUTES.search(text)
    return (text[: match.start()], match[1]) if match else (text, "")


_KINDS = {"heading_open": "heading", "td_open": "cell", "th_open": "cell"}
_BLOCKS: Mapping[str, Callable[[_Reader, Token, int], None]] = {
    "admonition_open": _Reader.admonition,
    "code_block": _Reader.code_block,
    "fence": _Reader.code_block,
    "footnote_open": _Reader.footnote,
    "html_block": _Reader.html_block,
    "table_open": _Reader.table,
}
