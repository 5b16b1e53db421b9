"""The words of a body at their places: everything that is no prose is blanked out, so that columns stay right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training_library.library.comments import CODE_SPAN

if TYPE_CHECKING:
    from training_library.library.structure import Structure

BLANK = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for each character that is no prose; neither a space nor a part of a word."""
_ENDINGS = "md|pdf|docx?|xlsx?|pptx?|odt|html?|ya?ml|json|csv|png|jpe?g|svg|zip|js|py"
_NO_PROSE = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (r"<!--.*?(?:-->|\Z)", re.DOTALL),
        (CODE_SPAN.pattern, CODE_SPAN.flags),
        (r"</?[A-Za-z][^<>]*>", 0),
        (r"<[A-Za-z][\w+.-]*:[^<>\s]*>|<[^<>\s@]+@[^<>\s]+>", 0),
        (r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)", 0),  # The target of a link, and its title.
        (r"(?<=\])\[[^\[\]\n]*\]", 0),
        (r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:.*$", re.MULTILINE),  # What a reference stands for.
        (r"^ {0,3}\*\[[^\[\]\n]+\]:", re.MULTILINE),  # What an abbreviation stands for.
        (r"\[\^[^\]\s]+\]:?", 0),
        (r"\{:?[ \t]*[#.\w][^{}\n]*\}", 0),
        (r"\b(?:https?://|www\.)[^\s<>]*", 0),
        (r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w", 0),
        (
            r"(?<![\w./\\-])[\w./\\-]*\w\.(?:md|pdf|docx?|xlsx?|pptx?|odt|html?|ya?ml|json|csv|png|jpe?g|svg|zip|js|py)\b",
            0,
        ),
        (r"^[ \t>]*(?:!!!|\?\?\?\+?)[^\"\n]*$", re.MULTILINE),  # A box without a title.
        (r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.MULTILINE),
        (r"^[ \t>]*(?:[*_-][ \t]*){3,}$", re.MULTILINE),
        (r"^(?:[ \t>]*(?:[-*+]|\d{1,9}[.)])(?=[ \t]))+", re.MULTILINE),  # Marks of list items.
    )
)
_BOX = re.compile(r"^([ \t>]*(?:!!!|\?\?\?\+?)[^\"\n]*)\"(.*)\"[ \t]*$", re.MULTILINE)
_CHARACTER = re.compile(r"[^\n]")


def prose_of(body: str, structure: Structure, first_line: int = 1) -> tuple[str, ...]:
    """Return the lines of a body that starts on `first_line`, as its `structure` does, with all but prose blanked."""
    lines = body.split("\n")
    for code in structure.code:
        for at in range(code.line - first_line, min(code.last_line - first_line + 1, len(lines))):
            lines[at] = BLANK * len(lines[at])
    text = _BOX.sub(lambda box: f"{_blank(box[1])}{BLANK}{box[2]}{BLANK}", "\n".join(lines))
    for pattern in _NO_PROSE:
        text = pattern.sub(lambda match: _blank(match[0]), text)
    return tuple(text.split("\n"))


def _blank(text: str) -> str:
    return _CHARACTER.sub(BLANK, text)
