from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.library.checks.conftest import FoundIn

LONG = "Word" + " word" * 40 + "."
IGNORE = "<!-- ignore TL416: a quotation from the law -->"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"{IGNORE}\n{LONG}", []),
        (f"{IGNORE}\n\n{LONG}", []),
        (f"{IGNORE}\n\n{LONG}\n{LONG}\n\n{LONG}", ["6 TL416"]),
        (f"Short.\n{LONG} {IGNORE}\n{LONG}", ["3 TL416"]),
        (f"Short.\n{IGNORE}\n{LONG}", []),
        (f"{IGNORE}\n\n- {LONG}\n- {LONG}\n", []),
        (f"- Short.\n\n    {IGNORE}\n\n    {LONG}\n\n- {LONG}", ["7 TL416"]),
        (f"{IGNORE}\n\n!!! note\n    {LONG}\n\n    - {LONG}", []),
        (f"| a |\n|---|\n| {LONG} {IGNORE} |\n| {LONG} |", ["4 TL416"]),
        (f"<!-- ignore TL416, TL402: from the law -->\n### A {LONG}", []),
        (f"<!--\nignore TL416:\nfrom the law -->\n{LONG}", []),
        (f"<!-- Ignore tl416: from the law -->\n{LONG}", []),
        ("<!-- ignore TL412: no -->\n\n    <!-- ignore TL416 -->", ["1 TL491"]),
        (IGNORE, ["1 TL491"]),
        (f"{IGNORE}\n\nShort.\n\n{LONG}", ["1 TL491", "5 TL416"]),
        (f"<!-- ignore TL416, TL402: from the law -->\n{LONG}", ["1 TL491"]),
        (f"{IGNORE}\n{IGNORE}\n{LONG}", []),
        (f"<!-- ignore TL416 -->\n{LONG}", ["1 TL490", "2 TL416"]),
        (f"<!-- ignore TL416:  -->\n{LONG}", ["1 TL490", "2 TL416"]),
        (f"<!-- ignore: from the law -->\n{LONG}", ["1 TL490", "2 TL416"]),
        (f"<!-- ignore TL461: from the law -->\n{LONG}", ["1 TL490", "2 TL416"]),
        ("<!-- ignore TL101: from the law -->\nText.", ["1 TL490"]),
        ("<!-- ignore TL491: from the law -->\nText.", ["1 TL490"]),
        ("<!-- ignore TL602: from the law -->\nText.", ["1 TL490"]),
        (f"<!-- ignored by most readers -->\n{LONG}", ["2 TL416"]),
    ],
)
def test_what_is_ignored_with_a_reason_is_not_told(found_in: FoundIn, body: str, found: list[str]) -> None:
    """A comment on lines of its own covers the block that follows, any other the line on which it stands.

    Without a reason, or for nothing, it is a mistake itself.
    """
    assert found_in(body) == found


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"level": "advanced\n# ignore TL419: common knowledge"}, []),
        ({"status": "current\n# ignore TL420: an archive\nreview_by: 2026-11-21", "sources": "[{title: A}]"}, []),
        (
            {"status": "current\n# ignore TL420: an archive\nlevel: advanced\nreview_by: 2026-11-21", "tags": "[a]"},
            ["sources TL419", " TL491", "review_by TL420"],
        ),
        ({"level": "advanced\n# ignore TL419"}, ["sources TL419", " TL490"]),
        ({"level": "advanced\n# ignored"}, ["sources TL419"]),
    ],
)
def test_a_comment_in_the_front_matter_covers_the_next_key(
    found_in: FoundIn, monkeypatch: pytest.MonkeyPatch, keys: dict[str, str], found: list[str]
) -> None:
    """A key that is missing has no line, so that the comment may stand above any."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")
    assert found_in("Text.", "en", keys={"sources": None, **keys}) == found
