"""From the rendered text of a document to its sections, in plain words."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_UNREAD = re.compile(
    r"<(script|style|template|svg)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)"
    r"|<a class=\"(?:headerlink|footnote-ref|footnote-backref)\".*?</a>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTES = r"""[^>=]*+(?:=\s*+(?:"[^"]*"|'[^']*')?+[^>=]*+)*+"""
_HEADING = re.compile(rf"<h([1-6])\b({_ATTRIBUTES})>(.*?)</h\1\s*>", re.DOTALL | re.IGNORECASE)
_ID = re.compile(r"""(?:^|\s)id\s*=\s*(["']?)(.*?)\1(?=[\s/]|$)""", re.IGNORECASE)
_INLINE = (
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time"
    "|u|var|wbr"
)
_MARK = re.compile(rf"</?(?:{_INLINE})(?:>|[\s/]{_ATTRIBUTES}>)")
_TAG = re.compile(rf"</?[A-Za-z!?][^>\"']*+(?:>|{_ATTRIBUTES}>)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading and the text below it, up to the next heading."""

    anchor: str
    """The id of the heading, "" for the text before the first one."""
    heading: str
    text: str


def sections_of(content: str) -> tuple[Section, ...]:
    """Return the sections of rendered HTML, what precedes the first heading included."""
    content = _UNREAD.sub("", content)
    sections = []
    anchor, heading, start = "", "", 0
    for match in _HEADING.finditer(content):
        sections.append(_section(anchor, heading, content[start : match.start()]))
        found = _ID.search(match[2])
        anchor, heading, start = html.unescape(found[2]) if found else anchor, _plain(match[3]), match.end()
    sections.append(_section(anchor, heading, content[start:]))
    return tuple(section for section in sections if section.text or section.heading)


def _section(anchor: str, heading: str, content: str) -> Section:
    return Section(anchor=anchor, heading=heading, text=_plain(content))


def _plain(content: str) -> str:
    """Return the words of HTML; blocks are set apart, inline marks are not."""
    return " ".join(html.unescape(_TAG.sub(" ", _MARK.sub("", content))).split())
