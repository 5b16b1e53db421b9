from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training_library.library.fields import Fields
from training_library.library.marked_yaml import MappingNode, compose
from training_library.library.problem import Report
from training_library.library.stamp import STAMP_KEYS, Stamp, StampedSection, read_translation
from training_library.library.stamp_text import UnstampableError, with_stamp
from training_library.library.text_files import divide

STAMP = Stamp(
    source="0123456789abcdef0123456789abcdef01234567",
    sections=(
        StampedSection(id="@front", source="00000000", own="11111111"),
        StampedSection(id="aims-and-methods", source="22222222", own="", is_untouched=True),
    ),
    day=date(2026, 11, 21),
    seal="0123456789abcdef",
)
WRITTEN = """\
  source: "0123456789abcdef0123456789abcdef01234567"
  sections: >-
    @front:00000000:11111111 aims-and-methods:22222222:-!
  stamped: 2026-11-21
  seal: "0123456789abcdef"
"""
NOTE = "  # Written by `training-library stamp`, not by hand.\n"

# The same examples at every run, so that a change is to blame when a test fails.
hundreds = settings(max_examples=200, deadline=None, derandomize=True)


def read(text: str) -> Stamp | None:
    """Return the stamp in the front matter of a file."""
    report = Report("a.md")
    front, _, _ = divide(text, report) or ("", "", 0)
    node = compose(front, report)
    assert isinstance(node, MappingNode)
    translation = read_translation(Fields(node, report), ["en", "ru"])
    assert report.problems == []
    return translation.stamp if translation else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("translation: {of: en}\n", f"translation:\n  of: en\n{NOTE}{WRITTEN}"),
        ("translation:   { of: en }  # from English\n", f"translation:  # from English\n  of: en\n{NOTE}{WRITTEN}"),
        ("translation:\n  of: en\n", f"translation:\n  of: en\n{NOTE}{WRITTEN}"),
        ("translation:\n    of: en # so\n\n\n", None),
        ("'translation': {'of': 'en'}\n", f"'translation':\n  'of': 'en'\n{NOTE}{WRITTEN}"),
        (f"translation:\n  of: en\n{WRITTEN}", f"translation:\n  of: en\n{WRITTEN}"),
        (
            f"translation:\n  # First.\n{WRITTEN.replace('0', '9')}  # Last.\n  of: en\n# After.\n",
            f"translation:\n  # First.\n{WRITTEN}  # Last.\n  of: en\n# After.\n",
        ),
        ("translation: {of: en, source: a, seal: b}\n", f"translation:\n  of: en\n{NOTE}{WRITTEN}"),
        (
            "translation:\n  sections:\n    - a\n    - b\n  of: en\n  reason: |\n    c\n\n    d\n\n",
            f"translation:\n{WRITTEN}  of: en\n\n",
        ),
        ("translation:\n  sections:\n  - a\n  of: en\n", f"translation:\n{WRITTEN}  of: en\n"),
        ("translation:\n  seal:\n    a: |\n      b\n  of: en\n", f"translation:\n{WRITTEN}  of: en\n"),
        ("translation:\n  of:\n    en\n  reason: a\n    b\n", f"translation:\n  of:\n    en\n{WRITTEN}"),
    ],
)
def test_a_stamp_goes_under_translation_and_nothing_else_changes(before: str, after: str | None) -> None:
    """However the key is written; comments, order and quotes stay."""
    around = "---\ntitle:  'A'   # a title\n\n{}tags: [ a,b ]\n...\n\n---\n# Text\n"
    written = with_stamp(around.replace("{}", before), STAMP)
    if after is not None:
        assert written == around.replace("{}", after)
    assert read(written) == STAMP
    assert with_stamp(written, STAMP) == written


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_marks_stay(start: str) -> None:
    """A file from Windows stays one."""
    text = f"{start}---\r\ntranslation: {{of: en}}\r\ntitle: A\r\n---\r\nText\r\n"
    written = with_stamp(text, STAMP)
    assert written.startswith(start + "---\r\n")
    assert written.replace("\r\n", "").count("\n") == 0
    assert written.endswith("\r\ntitle: A\r\n---\r\nText\r\n")


@pytest.mark.parametrize(
    "front", ["title: A", "translation: en", "translation: {of: en,\n  seal: a}", "- a", "a: [", ""]
)
def test_where_no_stamp_can_go_the_author_is_told(front: str) -> None:
    """Rather than guessing."""
    with pytest.raises(UnstampableError, match=r"translation: \{of: …\}"):
        with_stamp(f"---\n{front}\n---\n", STAMP)


ids = st.from_regex(r"[a-zа-яё][a-zа-яё0-9-]{0,30}", fullmatch=True)
fingerprints = st.text("0123456789abcdef", min_size=8, max_size=8)
sections = st.builds(
    StampedSection, id=ids, source=fingerprints, own=st.one_of(st.just(""), fingerprints), is_untouched=st.booleans()
)


@hundreds
@given(st.lists(sections, min_size=1, max_size=40), st.text("aЖ \"'#:{}[]%&*!|>\\-?", max_size=60), st.dates())
def test_what_was_written_is_read_again(entries: list[StampedSection], reason: str, day: date) -> None:
    """Whatever an author gives as a reason, however many sections there are."""
    stamp = replace(STAMP, sections=tuple(entries), reason=reason.strip(), day=day)
    written = with_stamp("---\ntranslation: {of: en}\n---\n", stamp)
    assert read(written) == stamp
    assert max(map(len, written.splitlines())) <= 120


def test_the_keys_are_written_in_their_order() -> None:
    """As they are documented."""
    written = with_stamp("---\ntranslation: {of: en}\n---\n", replace(STAMP, reason="a"))
    names = [key.name for key in STAMP_KEYS]
    assert [name for line in written.splitlines() if (name := line.split(":")[0].strip()) in names] == names
