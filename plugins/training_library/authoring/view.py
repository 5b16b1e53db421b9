"""The panel that an author sees in a page while `serve` runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from training_library.library.holdings import Library
    from training_library.library.problem import Problem

_SECTION_OF_CODE = re.compile(r"\{#(tl\d{3})\}", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """A problem, with the place in the authors' guide that explains it."""

    problem: Problem
    is_error: bool
    guide: str
    """The path of the page of the guide; empty when the library has none about this code."""
    section: str
    """The id of the section on that page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PanelView:
    """What is wrong with the page, and which errors keep other files from being shown on any."""

    here: tuple[Remark, ...]
    elsewhere: tuple[Remark, ...]
    errors: int
    """How many of those here are errors."""
    warnings: int


def guide_sections(library: Library) -> Mapping[str, str]:
    """Return, by id (`tl416`), the path of the page that has a section about a code."""
    return {
        section.lower(): page.path for page in library.pages.values() for section in _SECTION_OF_CODE.findall(page.body)
    }


def panel_view(
    problems: Iterable[Problem], files: Collection[str], published: Collection[str], guide: Mapping[str, str]
) -> PanelView:
    """Return what an author of a page has to know.

    Args:
        problems: All that is wrong with the library and its texts.
        files: The files of the page, as problems name them: the one that is shown, and that of the reader's language.
        published: The files that some page shows; the mistakes in them are told there.
        guide: See `guide_sections`.
    """
    here, elsewhere = [], []
    for problem in problems:
        section = problem.code.lower()
        is_error = problem.severity is Severity.ERROR
        remark = Remark(problem=problem, is_error=is_error, guide=guide.get(section, ""), section=section)
        if problem.path in files:
            here.append(remark)
        elif is_error and problem.path not in published:
            elsewhere.append(remark)
    errors = sum(remark.is_error for remark in here)
    return PanelView(here=tuple(here), elsewhere=tuple(elsewhere), errors=errors, warnings=len(here) - errors)
