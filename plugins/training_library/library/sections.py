"""The sections of a text, and their fingerprints.

Every build takes every text apart in this way, so it must cost little: one pattern finds the lines on which something
begins, and nothing in between is looked at. `structure` is the thorough reading of a text, for checks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha1, sha256
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FRONT = "@front"
"""What stands for the words of the front matter, as an id of a section."""
START = "@start"
"""The text before the first heading."""
FINGERPRINT = 8
"""Hexadecimal digits of a fingerprint."""

# Inside of fences and comments a number sign begins no heading; deeper indents belong to lists, notes or code.
_BEGINNING = re.compile(
    r"^ {0,3}(?:(?P<hashes>#{1,6})(?=[ \t]|$)|(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})|(?P<comment><!--))"
    r"|^(?P<underline>=+|-+)[ \t]*$",
    re.MULTILINE,
)
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
    title: str
    line: int
    """The line of the file on which it starts, from 1."""
    text: str
    """As it is written, with the line of its heading."""

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
                sections.append(Section(id=START, level=0, title="", line=line, text=text))
            continue
        title, id_ = _title_and_id(heading)
        if not id_ or id_ in taken:
            unnamed += 1
            id_ = f"@{unnamed}"
        taken.add(id_)
        sections.append(Section(id=id_, level=level, title=title, line=line, text=text))
    return tuple(sections)


def _headings(body: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each heading starts, its level, and its words with their attributes."""
    place = 0
    while beginning := _BEGINNING.search(body, place):
        if fence := beginning["fence"]:
            closing = re.compile(rf"^ {{0,3}}{fence}[`~]*[ \t]*$", re.MULTILINE).search(body, beginning.end())
            place = closing.end() if closing else len(body)
            continue
        if beginning["comment"]:
            end = body.find("-->", beginning.end())
            place = len(body) if end < 0 else end
            continue
        place = _end_of_line(body, beginning.end())
        if hashes := beginning["hashes"]:
            words = body[beginning.end() : place]
            yield beginning.start(), len(hashes), _CLOSING_HASHES.sub("", words).strip()
        else:
            yield from _underlined(body, beginning)


def _underlined(body: str, underline: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the heading above a line of equals signs or hyphens, when one line of text alone stands there."""
    end = underline.start() - 1
    start = body.rfind("\n", 0, max(end, 0)) + 1
    words = body[start : max(end, 0)].strip()
    above = body[: max(start - 1, 0)].rpartition("\n")[2].strip()
    if words and not above and not words.startswith(("#", "|", "-", "*", "+", ">", "`", "~", "<")):
        yield start, 1 if underline["underline"].startswith("=") else 2, words


def _end_of_line(body: str, place: int) -> int:
    end = body.find("\n", place)
    return len(body) if end < 0 else end


def _title_and_id(heading: str) -> tuple[str, str]:
    """Return the words of a heading without marks, and the id that its author set, "" without one."""
    attributes = _ATTRIBUTES.search(heading)
    id_ = _ID.search(attributes[1]) if attributes else None
    words = _CLOSING_HASHES.sub("", heading[: attributes.start()] if attributes else heading)
    return _MARKS.sub("", _LINK.sub(r"\1", words)).strip(), id_[1] if id_ else ""


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
