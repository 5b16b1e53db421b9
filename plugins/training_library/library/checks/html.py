"""HTML that an author writes into Markdown: its elements with their lines, and what may not reach readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from training_library.library.checks.targets import is_elsewhere, runs_code
from training_library.library.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from training_library.library.checks.finding import Finding
    from training_library.library.checks.texts import Text, Texts

_FORBIDDEN = frozenset(
    {"applet", "base", "button", "embed", "form", "frame", "frameset", "iframe", "input", "link", "meta", "object"}
    | {"portal", "script", "select", "style", "template", "textarea"}
)
_LOADING = ("src", "srcset", "data", "poster", "background")
"""Attributes whose address a browser asks for without being told to."""
_LEADING = ("href", "action", "formaction", "xlink:href")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*([^{}\n]*)\}")
_HANDLER = re.compile(r"(?:^|\s)(on[a-z]+)\s*=", re.IGNORECASE)
_REMEDY = "write it in Markdown, or leave it out"


@dataclass(frozen=True, kw_only=True, slots=True)
class Element:
    """The start of an HTML element."""

    line: int
    name: str
    attributes: Mapping[str, str]


def elements(text: Text) -> Iterator[Element]:
    """Yield the HTML elements that are written into a text."""
    for line, piece in text.structure.html:
        yield from _Elements(line).of(_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), piece))


def html_findings(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield what could run in a reader's browser, or ask another server for something."""
    del texts
    for element in elements(text):
        for what in _faults(element):
            yield text.finding(Code.UNSAFE_HTML, element.line, what, _REMEDY)
    for link in text.structure.links:
        if runs_code(link.target):
            yield text.finding(Code.UNSAFE_HTML, link.line, "this link runs code", "link to a page or a file")
    for image in text.structure.images:
        if is_elsewhere(image.target):
            what = "this picture comes from another site, which readers offline never see"
            remedy = "copy it beside the document, if its licence allows"
            yield text.finding(Code.UNSAFE_HTML, image.line, what, remedy)
    yield from _attribute_lists(text)
    for line, piece in text.structure.html:
        if piece.startswith("<!--") and "-->" not in piece:
            yield text.finding(Code.UNSAFE_HTML, line, "this comment does not end", "close it with -->")


def _faults(element: Element) -> Iterator[str]:
    if element.name in _FORBIDDEN:
        yield f"the element <{element.name}> may not stand in a document"
        return
    for name, value in element.attributes.items():
        if name.startswith("on"):
            yield f"the attribute {name} runs code"
        elif name in _LEADING and runs_code(value):
            yield f"this {name} runs code"
        elif name in _LOADING and is_elsewhere(value.split()[0] if value.split() else ""):
            yield f"this {element.name} comes from another site, which readers offline never see"
        elif name == "style":
            yield "the attribute style does not fit dark colours and print"


def _attribute_lists(text: Text) -> Iterator[Finding]:
    code = {line for each in text.structure.code for line in range(each.line, each.last_line + 1)}
    for number, line in enumerate(text.body.split("\n"), text.body_line):
        for match in _ATTRIBUTES.finditer(line) if number not in code else ():
            handler = _HANDLER.search(match[1])
            if handler and f"`{match[0]}" not in line:
                yield text.finding(Code.UNSAFE_HTML, number, f"the attribute {handler[1]} runs code", "remove it")


class _Elements(HTMLParser):
    def __init__(self, line: int) -> None:
        super().__init__()
        self._first_line = line
        self._found: list[Element] = []

    def of(self, piece: str) -> list[Element]:
        self.feed(piece)
        self.close()
        return self._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self._first_line + self.getpos()[0] - 1
        attributes = {name: value or "" for name, value in reversed(attrs)}
        self._found.append(Element(line=line, name=tag, attributes=attributes))
