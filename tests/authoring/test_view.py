from __future__ import annotations

from typing import TYPE_CHECKING

from training_library.authoring.view import guide_sections, panel_view
from training_library.library.problem import Code, Problem

if TYPE_CHECKING:
    from tests.conftest import LibraryOf

GUIDE = "---\ntitle: Checks\n---\n\n## Long sentences {#tl416}\n\n## Facts {#facts}\n"
HANDBOOK = "docs/en/handbooks/one.md"


def problem(path: str, code: Code, line: int = 3) -> Problem:
    """Return a problem."""
    return Problem(path=path, line=line, code=code, key="", what="it is wrong", remedy="correct it")


def test_a_panel_has_the_problems_of_its_page() -> None:
    """And the errors in files without a page; those of other pages are told there."""
    mine = [problem(HANDBOOK, Code.TOP_HEADING), problem(HANDBOOK, Code.LONG_SENTENCE)]
    refused = problem("docs/ru/handbooks/two.md", Code.MISSING_KEY)
    warning = problem("docs/ru/handbooks/two.md", Code.DASHES)
    shown = problem("docs/ru/handbooks/three.md", Code.TOP_HEADING)
    view = panel_view([*mine, refused, warning, shown], {HANDBOOK}, {HANDBOOK, shown.path}, {})
    assert [remark.problem for remark in view.here] == mine
    assert [remark.problem for remark in view.elsewhere] == [refused]
    assert (view.errors, view.warnings) == (1, 1)


def test_a_problem_leads_to_the_section_of_the_guide_about_its_code(library_of: LibraryOf) -> None:
    """Wherever in the library that is, and nowhere without a guide."""
    library, _ = library_of({"en/about/guide/texts.md": GUIDE, "en/index.md": "---\ntitle: Home\n---\n"})
    guide = guide_sections(library)
    assert guide == {"tl416": "about/guide/texts"}
    view = panel_view(
        [problem(HANDBOOK, Code.LONG_SENTENCE), problem(HANDBOOK, Code.TOP_HEADING)], {HANDBOOK}, (), guide
    )
    assert [(remark.guide, remark.section) for remark in view.here] == [("about/guide/texts", "tl416"), ("", "tl401")]
