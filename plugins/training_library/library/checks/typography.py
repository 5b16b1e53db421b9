"""Typography: quotation marks, dashes and spaces that may not break, as the rules of the language want them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.checks.finding import Edit
from training_library.library.checks.prose import BLANK
from training_library.library.checks.quotations import corrected_marks
from training_library.library.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from training_library.library.checks.finding import Finding
    from training_library.library.checks.texts import Text, Texts

_NO_BREAK = "\N{NO-BREAK SPACE}"
_SPACED_DASH = re.compile(r"(?<=\S)([ \xa0]+)(-{1,3}|[–—])(?=[ \xa0\n]|$)")
_CLOSE_DASH = re.compile(r"(?<=[^\W\d_])-{2,3}(?=[^\W\d_])")
_NUMBER = r"\d{1,4}(?:[.,:]\d{1,2})?"
_RANGE = re.compile(rf"(?<![\w.,:/–—-])({_NUMBER})(-{{1,2}}| -{{1,2}} | – | — )({_NUMBER})(?![\w/:–—-]|[.,]\d)")
_AROUND = 2
_FRONT_KEYS = ("title", "summary")


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A few characters of one line that should be others."""

    line: int
    """Of the file, from 1."""
    column: int
    """In characters, from 0."""
    old: str
    new: str


def quotation_findings(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield the lines with quotation marks of another language or of a typewriter."""
    del texts
    outer, inner = text.rules.quotation_marks
    if not outer:
        return
    changes = [
        Change(line=number, column=column, old=old, new=new)
        for number, column, old, new in corrected_marks(_lines(text), outer + inner)
    ]
    remedy = f"write {outer[0]}…{outer[1]}, and {inner[0]}…{inner[1]} within them"
    yield from _findings(
        Code.QUOTATION_MARKS, changes, "these are not the quotation marks of the language", remedy, text
    )


def dash_findings(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield the lines where a hyphen stands for a dash, between words or between numbers."""
    del texts
    changes = [change for number, line in _lines(text) for change in _dashes(line, number, text)]
    remedy = f"write {text.rules.dash} between words, {text.rules.range_dash} between numbers"
    yield from _findings(Code.DASHES, changes, "a hyphen stands where a dash belongs", remedy, text)


def no_break_findings(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield the lines that could break between a number and what belongs to it."""
    del texts
    changes = [
        Change(line=number, column=match.start(group), old=match[group], new=_NO_BREAK)
        for number, line in _lines(text)
        for pattern in text.rules.no_break_space
        for match in pattern.finditer(line)
        for group in range(1, pattern.groups + 1)
        if match[group] == " "
    ]
    what = "the line can break between a number or a name and what belongs to it"
    yield from _findings(Code.NO_BREAK_SPACE, changes, what, "write a no-break space (U+00A0) there", text)


def _lines(text: Text) -> Iterator[tuple[int, str]]:
    """Yield the lines of the front matter that readers see, then those of the body, with all but prose blanked."""
    for number, line in enumerate(text.front.split("\n"), 2):
        key, colon, value = line.partition(":")
        if colon and key in _FRONT_KEYS:
            yield number, BLANK * (len(key) + 1) + _unquoted(value)
            yield number, ""  # What is quoted here does not reach into the next line.
    yield from enumerate(text.prose, text.body_line)


def _unquoted(value: str) -> str:
    """Blank the quotation marks of YAML."""
    written = value.strip()
    if len(written) > 1 and written[0] == written[-1] and written[0] in "'\"":
        start = value.index(written[0])
        inside = written[1:-1]
        if '\\"' in inside or "''" in inside:  # To mend these needs a human who knows YAML.
            return BLANK * len(value)
        return value[:start] + BLANK + inside + BLANK + value[start + len(written) :]
    return value


def _dashes(line: str, number: int, text: Text) -> Iterator[Change]:
    rules = text.rules
    taken: set[int] = set()
    for match in _RANGE.finditer(line) if rules.range_dash else ():
        if _value(match[1]) < _value(match[3]) and not _is_name(line[: match.start()], text):
            taken.update(range(match.start(2), match.end(2)))
            if match[2] != rules.range_dash:
                yield Change(line=number, column=match.start(2), old=match[2], new=rules.range_dash)
    for match in _SPACED_DASH.finditer(line) if rules.dash else ():
        if match[2] not in _wrong_dashes(rules.dash) or taken & set(range(match.start(2), match.end(2))):
            continue
        if not _is_lone(line, match):
            yield Change(line=number, column=match.start(), old=match[0], new=_NO_BREAK + rules.dash)

    for match in _CLOSE_DASH.finditer(line) if rules.dash else ():
        yield Change(line=number, column=match.start(), old=match[0], new=f"{_NO_BREAK}{rules.dash} ")


def _value(number: str) -> float:
    return float(re.sub("[,:]", ".", number))


def _wrong_dashes(right: str) -> tuple[str, ...]:
    # An em dash with spaces is American where the spaced en dash is British: no mistake.
    return ("-", "--", "---", "–") if right == "—" else ("-", "--", "---")


def _is_name(before: str, text: Text) -> bool:
    """Tell whether the words before two numbers make them a name, such as that of a standard."""
    word = before.rstrip(" \xa0").rpartition(" ")[2].rpartition("\xa0")[2].lstrip('(«„"')
    return word in text.rules.no_range_after


def _is_lone(line: str, match: re.Match[str]) -> bool:
    """Tell whether a dash is all that a cell of a table holds, or a sign between two numbers."""
    before, after = line[: match.start()].rstrip(), line[match.end() :].strip()
    if before.endswith("|") or after.startswith("|") or not after.strip(BLANK):
        return before.endswith("|") or after.startswith("|")
    return before[-1:].isdigit() and after[:1].isdigit()


def _findings(code: Code, changes: Iterable[Change], what: str, remedy: str, text: Text) -> Iterator[Finding]:
    """Yield one finding for each line, which mends all of it."""
    by_line: dict[int, list[Change]] = {}
    for change in changes:
        by_line.setdefault(change.line, []).append(change)
    for line, places in by_line.items():
        written = text.written(line)
        shown = _excerpt(written, places[0].column, places[0].column + len(places[0].old))
        edits = tuple(
            Edit(src_uri=text.src_uri, line=line, old=place.old, new=place.new, column=place.column) for place in places
        )
        yield text.finding(code, line, f"{what} ({shown})", remedy, key=text.key_at(line), edits=edits)


def _excerpt(line: str, start: int, end: int) -> str:
    """Return what stands at `start` to `end`, with the words around it."""
    before, after = line[:start].split(" ")[-_AROUND:], line[end:].split(" ")[:_AROUND]
    return " ".join(before) + line[start:end] + " ".join(after)
