"""What a check finds: a problem, and where it is mechanical the edits that mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training_library.library.problem import Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """A change of one line of one file."""

    src_uri: str
    """The file, relative to `docs/`."""
    line: int
    """Of the file, from 1."""
    old: str
    """What stands there now, never empty; the first place in the line from `column` on where it stands is meant."""
    new: str
    column: int = 0
    """Where in the line to look from, from 0."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A problem with what mends it."""

    problem: Problem
    edits: tuple[Edit, ...] = ()
    """Empty when only a human can mend it."""
