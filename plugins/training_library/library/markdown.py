"""Taking Markdown apart into a `Structure`.

markdown-it-py reads it: it is kept well, follows CommonMark, and knows the line of every block. MkDocs renders with
Python-Markdown, so what the site's extensions add (`{#id}`, `!!! note`, `[^1]`) is switched on here too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from pymdownx.slugs import slugify

from training_library.library.structure import (
    Admonition,
    Code,
    Footnote,
    Heading,
    Image,
    Link,
    Name,
    Passage,
    Structure,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_REMEMBERED = 512
"""So many texts are not taken apart again: `serve` asks for all of them after every change of one."""
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([^{}\n]*)\}[ \t]*$")
_ID = re.compile(r"#([^\s{}]+)")
_LEADING_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.\w][^{}\n]*\}")
_HTML_ID = re.compile(r"""<[^>]*\bid\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>]*[^\s<>.,;:!?)»\"']")
_CODE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands for a piece of code among words."""
_slug: Callable[[str, str], str] = slugify(case="lower")


@lru_cache(maxsize=_REMEMBERED)
def structure_of(body: str, first_line: int = 1) -> Structure:
    """Take the Markdown `body` apart, which starts on `first_line` of its file. Any text has a structure."""
    return _Reader(body, first_line).structure()


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")
    parser.use(footnote_plugin, inline=False).use(admon_plugin).use(deflist_plugin)
    parser.core.ruler.before("footnote_tail", "unused_footnotes", _keep_unused_footnotes)
    parser.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005 - MkDocs refuses no target
    return parser


def _keep_unused_footnotes(state: StateCore) -> None:
    """List the footnotes that nothing refers to as well: the plugin would drop them."""
    footnotes = state.env.get("footnotes", {})
    listed = footnotes.setdefault("list", {})
    for key, number in footnotes.get("refs", {}).items():
        if number < 0:
            footnotes["refs"][key] = len(listed)
            listed[len(listed)] = {"label": key.removeprefix(":"), "count": 0}


class _Reader:
    """Walks through the tokens of one text and notes what it meets."""

    def __init__(self, body: str, first_line: int) -> None:
        self.first_line = first_line
        self.lines = body.split("\n")
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
        self.names: list[Name] = []
        self.blocks: list[tuple[int, int]] = []
        self.row = 0  # Cells know no line of their own.

    def structure(self) -> Structure:
        """Return all that the text is made of."""
        for place, token in enumerate(self.tokens):
            if token.type == "tr_open" and token.map:
                self.row = token.map[0]
            if token.map and token.type != "inline":
                self.blocks.append(self._span(token.map))
            if token.type == "inline":
                self._inline(token, self.tokens[place - 1])
            elif token.type in _BLOCKS:
                _BLOCKS[token.type](self, token, place)
        headings = _with_slugs(self.headings, {name.id for name in self.names})
        return Structure(
            headings=headings,
            links=tuple(self.links),
            images=tuple(self.images),
            tables=tuple(self.tables),
            references=tuple(self.references),
            footnotes=tuple(self.footnotes),
            admonitions=tuple(self.admonitions),
            code=tuple(self.code),
            html=tuple(self.html),
            passages=tuple(self.passages),
            names=tuple(self.names),
            blocks=tuple(self.blocks),
            ids=frozenset({*(heading.id for heading in headings), *(name.id for name in self.names)}),
        )

    def _span(self, lines: Sequence[int]) -> tuple[int, int]:
        """Return the first and the last line of a block, of which the parser knows the first and the one after it."""
        start, end = lines[0], max(lines[0] + 1, min(lines[1], len(self.lines)))
        while end > start + 1 and not self.lines[end - 1].strip():
            end -= 1
        return self.first_line + start, self.first_line + end - 1

    def _line(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else self.row)

    def footnote(self, token: Token, place: int) -> None:
        """Note a footnote."""
        label = str(token.meta.get("label", ""))
        # The plugin moves notes to the end and forgets where they were written.
        last = next((each.map[0] for each in self.tokens[place:] if each.map), len(self.lines) - 1)
        written = (at for at in range(min(last, len(self.lines) - 1), -1, -1) if self._defines(label, self.lines[at]))
        self.footnotes.append(Footnote(line=self.first_line + next(written, last), label=label))

    @staticmethod
    def _defines(label: str, line: str) -> bool:
        return line.lstrip(" >").startswith(f"[^{label}]:")

    def admonition(self, token: Token, place: int) -> None:
        """Note a boxed note."""
        del place
        self.admonitions.append(Admonition(line=self._line(token), kind=str(token.meta.get("tag", ""))))

    def code_block(self, token: Token, place: int) -> None:
        """Note a block of code."""
        del place
        language = token.info.split()[0] if token.info.split() else ""
        first, last = self._span(token.map or (0, 1))
        self.code.append(Code(line=first, language=language, text=token.content, last_line=last))

    def html_block(self, token: Token, place: int) -> None:
        """Note a block of HTML."""
        del place
        self.note_html(self._line(token), token.content)

    def note_html(self, line: int, text: str) -> None:
        """Note a piece of HTML and the ids in it."""
        self.html.append((line, text))
        for match in _HTML_ID.finditer(text):
            self.names.append(Name(line=line + text.count("\n", 0, match.start(1)), id=match[1]))

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
        if explicit:
            last = line + text.written.count("\n")
            self.names.append(Name(line=last, id=explicit[1]))
        if opener.type == "heading_open":
            level, id_ = int(opener.tag[1:]), explicit[1] if explicit else ""
            read = text.with_code(written).strip()
            self.headings.append(Heading(line=line, level=level, text=read, id=id_, is_explicit=bool(explicit)))
        kind = _KINDS.get(opener.type, "paragraph")
        if written.strip():
            self.passages.append(Passage(line=line, text=written, kind=kind))


def _with_slugs(headings: Iterable[Heading], taken: set[str]) -> tuple[Heading, ...]:
    """Give the headings without an id the slug that the site makes, numbered as the site numbers it when it is taken.

    Ids that authors gave are taken from the start, wherever in the text they stand.
    """
    named = []
    for heading in headings:
        id_ = heading.id or _free(_slug(heading.text, "-") or "_", taken)
        taken.add(id_)
        named.append(replace(heading, id=id_))
    return tuple(named)


def _free(slug: str, taken: Collection[str]) -> str:
    while slug in taken:
        stem, _, number = slug.rpartition("_")
        slug = f"{stem}_{int(number) + 1}" if stem and number.isdecimal() else f"{slug}_1"
    return slug


class _Text:
    """The words of one block, and the links and pictures between them."""

    def __init__(self, reader: _Reader, line: int, tokens: Sequence[Token]) -> None:
        self.reader, self.line = reader, line
        self.written = ""
        self.code: list[str] = []
        self.element = ""  # Attributes may follow one: `[text](target){ #id }`, `*Fork*{lang=en}`.
        self.link: tuple[Token, int, int, bool] | None = None  # Token, line, where its text starts, has it a picture?
        for token in tokens:
            self._take(token)

    def with_code(self, text: str) -> str:
        """Return the words with the code between them, as a reader reads a heading."""
        code = iter(self.code)
        return "".join(next(code, "") if character == _CODE else character for character in text)

    def _take(self, token: Token) -> None:
        reader = self.reader
        if token.type == "text":
            self._words(token.content)
            return
        self.element = token.type
        if token.type in {"softbreak", "hardbreak"}:
            self.written += "\n"
            self.line += 1
        elif token.type == "code_inline":
            self.written += _CODE
            self.code.append(token.content)
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
        match = _LEADING_ATTRIBUTES.match(text) if self.element in _ELEMENTS else None
        if match:
            self._attributes(match[0])
            text = text[match.end() :]
        self.written += text
        self.element = ""

    def _attributes(self, written: str) -> None:
        """Note what stands in braces behind an element."""
        reader = self.reader
        reader.names += (Name(line=self.line, id=id_) for id_ in _ID.findall(written))
        attributes = written.strip("{}: \t")
        if self.element == "image":
            reader.images[-1] = replace(reader.images[-1], attributes=attributes)
        elif self.element == "link_close" and reader.links:
            reader.links[-1] = replace(reader.links[-1], attributes=attributes)

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


_ELEMENTS = frozenset({"code_inline", "em_close", "image", "link_close", "strong_close"})
_KINDS = {"heading_open": "heading", "td_open": "cell", "th_open": "cell"}
_BLOCKS: Mapping[str, Callable[[_Reader, Token, int], None]] = {
    "admonition_open": _Reader.admonition,
    "code_block": _Reader.code_block,
    "fence": _Reader.code_block,
    "footnote_open": _Reader.footnote,
    "html_block": _Reader.html_block,
    "table_open": _Reader.table,
}
