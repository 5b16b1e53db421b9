"""Reading the authors' guide: its sections, one for each code, and their examples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from training_library.library.markdown import structure_of
from training_library.library.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROJECT = Path(__file__).parent.parent.parent
LANGUAGES = ("en", "ru")
CODE_PAGES = ("file", "vocabulary", "editions", "text", "parity", "state")

_CODE_HEADING = re.compile(r"(TL\d{3}) · (.+)")
_LABEL = re.compile(r"\*\*(?P<severity>\w+)(?P<mended>, .*`check --fix`)?\.\*\*")
_SEVERITIES = {
    "Error": Severity.ERROR,
    "Ошибка": Severity.ERROR,
    "Warning": Severity.WARNING,
    "Предупреждение": Severity.WARNING,
}
_TITLE = re.compile(r'title="(\w+)"')
_ROLES = {
    "Wrong": "wrong",
    "Неверно": "wrong",
    "Right": "right",
    "Верно": "right",
    "Original": "original",
    "Оригинал": "original",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A block of code with a title."""

    language: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """What the guide says of one code."""

    code: str
    id: str
    severity: Severity
    is_mended: bool
    """Whether it says that `check --fix` mends it."""
    examples: Mapping[str, Example]
    """By their role: wrong, right, original."""


def page(language: str, name: str) -> str:
    """Return the text of a page of the guide, below its front matter."""
    path = PROJECT / "docs" / language / "about" / "guide" / f"{name}.md"
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


@cache
def sections(language: str) -> Mapping[str, Section]:
    """Return the sections about codes, by code, in the order of the guide.

    Raises:
        ValueError: A code has two sections.
    """
    found: dict[str, Section] = {}
    for name in CODE_PAGES:
        for section in _sections(page(language, f"checks-{name}")):
            if section.code in found:
                raise ValueError(section.code)
            found[section.code] = section
    return found


def _sections(text: str) -> Iterator[Section]:
    lines, structure = text.split("\n"), structure_of(text)
    starts = [heading.line for heading in structure.headings] + [len(lines) + 1]
    for heading, end in zip(structure.headings, starts[1:], strict=True):
        match = _CODE_HEADING.fullmatch(heading.text)
        if match is None:
            continue
        label = next(found for line in lines[heading.line : end - 1] if (found := _LABEL.match(line)))
        blocks = [block for block in structure.code if heading.line < block.line < end]
        titles = [(_TITLE.search(lines[block.line - 1]), block) for block in blocks]
        yield Section(
            code=match[1],
            id=heading.id,
            severity=_SEVERITIES[label["severity"]],
            is_mended=bool(label["mended"]),
            examples={
                _ROLES[title[1]]: Example(language=block.language, text=block.text) for title, block in titles if title
            },
        )
