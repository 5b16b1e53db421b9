"""What an author asks a check to pass over in one place, with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.comments import comments_of
from training_library.library.problem import Code, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from training_library.library.checks.finding import Finding
    from training_library.library.checks.texts import Text
    from training_library.library.problem import Problem

_IGNORE = re.compile(r"ignore\b[ \t]*:?(?P<codes>[^:]*)(?::(?P<reason>.*))?", re.DOTALL | re.IGNORECASE)
_IN_YAML = re.compile(r"#+[ \t]*(ignore\b.*)", re.IGNORECASE)
_FORM = "write `ignore TL416: the reason`"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ignore:
    """A request to pass over one kind of problem in some lines of a text."""

    line: int
    """Where it stands."""
    code: str
    first: int
    """The lines that it covers."""
    last: int
    in_front_matter: bool

    def covers(self, problem: Problem, text: Text) -> bool:
        """Tell whether it is about `problem`; in the front matter a key that is missing has no line of its own."""
        if problem.code != self.code:
            return False
        is_missing = self.in_front_matter and bool(problem.key) and problem.key not in text.key_lines
        return is_missing or self.first <= problem.line <= self.last


def apply_ignores(text: Text, found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what remains of the findings of `text`, and what is wrong with the requests to ignore some."""
    ignores: list[Ignore] = []
    for first, last, line, request, in_front_matter in _requests(text):
        for outcome in _read(text, request, (line, first, last), in_front_matter=in_front_matter):
            if isinstance(outcome, Ignore):
                ignores.append(outcome)
            else:
                yield outcome
    used = set()
    for finding in found:
        covering = [ignore for ignore in ignores if ignore.covers(finding.problem, text)]
        used.update(covering)
        if not covering:
            yield finding
    for ignore in dict.fromkeys(ignores):
        if ignore not in used:
            what = f"nothing here is {ignore.code}"
            yield text.finding(Code.NEEDLESS_IGNORE, ignore.line, what, "remove this request to ignore it")


def _requests(text: Text) -> Iterator[tuple[int, int, int, str, bool]]:
    """Yield the first and last line covered, the line of the request, its words, and whether it is in front matter."""
    keys = sorted(text.key_lines.values())
    for line, written in enumerate(text.front.split("\n"), 2):
        if match := _IN_YAML.match(written):
            first = next((key for key in keys if key > line), line)
            last = next((key - 1 for key in keys if key > first), text.body_line - 1)
            yield first, last, line, match[1], True
    comments = comments_of(text.body, text.structure, text.body_line)
    silent = {line for each in comments if each.is_alone for line in range(each.line, each.last_line + 1)}
    for comment in comments:
        if re.match(r"ignore\b", comment.text, re.IGNORECASE):
            first, last = comment.line, comment.last_line
            if comment.is_alone:
                first, last = _next_block(text, comment.last_line, silent)
            yield first, last, comment.line, comment.text, False


def _next_block(text: Text, line: int, silent: Collection[int]) -> tuple[int, int]:
    """Return the lines of the block that starts next after `line`, the outermost if several do; comments are none."""
    after = [block for block in text.structure.blocks if block[0] > line and block[0] not in silent]
    return min(after, key=lambda block: (block[0], -block[1]), default=(line, line))


def _read(
    text: Text, request: str, lines: tuple[int, int, int], *, in_front_matter: bool
) -> Iterator[Ignore | Finding]:
    line, first, last = lines
    match = _IGNORE.match(request)
    codes = [code.upper() for code in re.split(r"[\s,;]+", match["codes"]) if code] if match else []
    if match is None or not codes:
        yield text.finding(Code.BAD_IGNORE, line, "this says to ignore something, but not what", _FORM)
        return
    if not (match["reason"] or "").strip():
        remedy = f"{_FORM}, with the reason behind the colon"
        yield text.finding(Code.BAD_IGNORE, line, f"there is no reason to ignore {', '.join(codes)}", remedy)
        return
    for code in codes:
        wrong = _wrong_code(code)
        if wrong:
            yield text.finding(Code.BAD_IGNORE, line, *wrong)
        else:
            yield Ignore(line=line, code=code, first=first, last=last, in_front_matter=in_front_matter)


def _wrong_code(code: str) -> tuple[str, str] | None:
    """Return why a code cannot be ignored and what to do, or None when it can."""
    known = [each.value for each in Code]
    if code not in known:
        return f"there is no check {code}", did_you_mean(code, known, "write a code such as TL416")
    if code in _NEVER or code[2] not in "45":
        return f"{code} cannot be ignored", "mend what it says, and remove this request"
    return None


_NEVER = (Code.BAD_IGNORE, Code.NEEDLESS_IGNORE)
