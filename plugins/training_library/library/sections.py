"""The sections of a text, and their fingerprints.

Every build takes every text apart in this way, so it must cost little: of most lines only the first character is looked
at. `structure` is the thorough reading of a text, for checks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha1, sha256
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FRONT = "@front"
"""What stands for the words of the front matter, as an id of a section."""
START = "@start"
"""The text before the first heading."""
FINGERPRINT = 8
"""Hexadecimal digits of a fingerprint."""

_BEGINNING = re.compile(
    r" {0,3}(?:(?P<hashes>#{1,6})(?=[ \t]|$)|(?P<fence>`{3,}(?=[^`]*$)|~{3,})|(?P<comment><!--))"
    r"|(?P<underline>=+|-+)[ \t]*$"
)
"""What begins on a line; deeper indents belong to lists, notes or code."""
_FIRST = frozenset(" #`~<=-")
_NO_WORDS = ("#", "|", "-", "*", "+", ">", "`", "~", "<")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([^{}\n]*)\}[ \t]*$")
_ID = re.compile(r"#([^\s{}@:!#][^\s{}:]*)")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_MARKS = re.compile(r"\[\^[^\]]*\]|[`*]+|<[^<>]+>")
_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*$")
_CODE_OR_COMMENT = re.compile(
    r"(?P<code>^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^ {0,3}(?P=fence)[`~]*[ \t]*$|.*))|<!--.*?(?:-->|\Z)",
    re.MULTILINE | re.DOTALL,
)

_QUOTES = '"“”„‟«»‘’‚‛‹›'
_DASHES = "‐‑‒–—―−"
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_FOLDED = {
    **dict.fromkeys(_QUOTES, "'"),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_INVISIBLE, ""),
    "…": "...",
}
_TYPOGRAPHY = re.compile(f"[{_QUOTES}{_DASHES}{_INVISIBLE}…]")
_HYPHENS = re.compile("-{2,}")
_UNREAD = re.compile(r"\]\([^)\n]*\)|\{[^{}\n]*\}|https?://\S+")
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading with what follows, up to the next heading of any level; or the text before the first one."""

    id: str
    """The author's id, the same in every language; else `@` and the number among the headings without one."""
    level: int
    """1 to 6, 0 before the first heading."""
    line: int
    """The line of the file on which it starts, from 1."""
    text: str
    """As it is written, with the line of its heading."""

    @property
    def title(self) -> str:
        """The words of its heading, without marks; empty before the first heading."""
        if not self.level:
            return ""
        heading = self.text.partition("\n")[0].lstrip(" ")
        words = _ATTRIBUTES.sub("", heading[self.level :] if heading.startswith("#") else heading)
        return _MARKS.sub("", _LINK.sub(r"\1", _CLOSING_HASHES.sub("", words))).strip()

    @property
    def is_named(self) -> bool:
        """Whether the author set the id."""
        return not self.id.startswith("@")

    @property
    def fingerprint(self) -> str:
        """Changes with the words of the section and with nothing else: see `fingerprint_of`."""
        heading, end, rest = self.text.partition("\n")
        return fingerprint_of(_ATTRIBUTES.sub("", heading) + end + rest if self.level else self.text)


def sections_of(body: str, first_line: int = 1) -> tuple[Section, ...]:
    """Return the sections of the Markdown `body`, which starts on `first_line` of its file, in their order."""
    starts = [(0, 0, ""), *_headings(body)]
    ends = [start for start, _, _ in starts[1:]] + [len(body)]
    sections: list[Section] = []
    taken: set[str] = set()
    unnamed, line, counted = 0, first_line, 0
    for (start, level, heading), end in zip(starts, ends, strict=True):
        line += body.count("\n", counted, start)
        counted = start
        text = body[start:end]
        if not level:
            if _without_comments(text).strip():
                sections.append(Section(id=START, level=0, line=line, text=text))
            continue
        id_ = _id_of(heading)
        if not id_ or id_ in taken:
            unnamed += 1
            id_ = f"@{unnamed}"
        taken.add(id_)
        sections.append(Section(id=id_, level=level, line=line, text=text))
    return tuple(sections)


def _headings(body: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each heading starts, its level, and its words with their attributes."""
    lines = body.split("\n")
    for number, start, beginning in _beginnings(lines):
        if hashes := beginning["hashes"]:
            yield start, len(hashes), lines[number][beginning.end() :].strip()
        elif number and _is_heading_line(lines[number - 1], lines[number - 2] if number > 1 else ""):
            words = lines[number - 1]
            yield start - len(words) - 1, 1 if beginning["underline"].startswith("=") else 2, words.strip()


def _beginnings(lines: Sequence[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Yield number, place and match of the lines that may make a heading: those outside of code and of comments."""
    place, fence, is_comment = 0, "", False
    for number, line in enumerate(lines):
        start, place = place, place + len(line) + 1
        if is_comment:
            is_comment = "-->" not in line
            continue
        beginning = _BEGINNING.match(line) if line[:1] in _FIRST else None
        if fence:
            if beginning and beginning["fence"] and line.strip(" \t").strip(fence[0]) == "":
                fence = "" if len(beginning["fence"]) >= len(fence) else fence
        elif beginning and beginning["fence"]:
            fence = beginning["fence"]
        elif beginning and beginning["comment"]:
            is_comment = "-->" not in line
        elif beginning:
            yield number, start, beginning


def _is_heading_line(words: str, above: str) -> bool:
    """Tell whether a line of equals signs or hyphens makes the line before it a heading: one that stands alone."""
    return bool(words.strip()) and not above.strip() and not words.lstrip().startswith(_NO_WORDS)


def _id_of(heading: str) -> str:
    """Return the id that the author of a heading set, "" without one."""
    attributes = _ATTRIBUTES.search(heading) if "{" in heading else None
    id_ = _ID.search(attributes[1]) if attributes else None
    return id_[1] if id_ else ""


def outline_of(body: str) -> list[tuple[int, str]]:
    """Return level and explicit id of each heading: what both editions of a document must have in common."""
    return [(level, _id_of(heading)) for _, level, heading in _headings(body)]


def fingerprint_of(text: str) -> str:
    """Return a fingerprint that only another wording changes.

    White space is left out, typography is folded: another kind of quotation mark, dash or space needs no translation.
    Neither do comments, which readers do not see. Code counts as words do.
    """
    return sha256(_plain(_without_comments(text)).encode()).hexdigest()[:FINGERPRINT]


def _without_comments(text: str) -> str:
    return _CODE_OR_COMMENT.sub(lambda match: match["code"] or "", text) if "<!--" in text else text


def _plain(text: str) -> str:
    if "&" in text:
        text = unescape(text)
    folded = _TYPOGRAPHY.sub(lambda match: _FOLDED[match[0]], "".join(text.split()))
    return unicodedata.normalize("NFC", _HYPHENS.sub("-", folded))


def word_count(text: str) -> int:
    """Return how many words there are to translate: without addresses of links, attributes, comments and figures."""
    return len(_WORD.findall(_UNREAD.sub(" ", _without_comments(text))))


def blob_id(data: bytes) -> str:
    """Return the id by which git knows a file with these bytes (40 hexadecimal digits), whether or not git is there.

    It is computed from the content alone, so it is the same in a full clone, in a shallow one and in a zip. Line ends
    of Windows count as git stores them: as LF.
    """
    stored = data.replace(b"\r\n", b"\n")
    return sha1(b"blob %d\0" % len(stored) + stored, usedforsecurity=False).hexdigest()
