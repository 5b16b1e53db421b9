"""Front matters by the hundred: sound ones, ones with mistakes whose place is known, and ones damaged at random."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training_library.library.front_matter import DURATION_UNITS
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training_library.library.holdings import Library
    from training_library.library.problem import Problem

# The same examples at every run, so that a change is to blame when a test fails.
hundreds = settings(max_examples=200, deadline=None, derandomize=True)

REQUIRED = ("title", "kind", "areas", "summary", "date")
CHOICES = {
    "kind": ["handbook"],
    "level": ["introductory", "advanced"],
    "project": ["trainer-network", "short-course"],
    "licence": ["CC-BY-4.0", "CC0-1.0"],
    "status": ["current", "draft", "retired"],
}
LISTS = {
    "areas": ["irregular", "return", "legal", "integration", "development", "asylum"],
    "countries": ["AM", "AT", "KZ", "XK", "NO"],
    "audience": ["trainers", "training-managers", "migration-officers"],
    "organisations": ["training-centre", "school-of-trainers"],
}
DATES = ("date", "updated", "review_by", "legal_state_as_of")
PEOPLE = ("authors", "translators", "reviewers", "tags")

words = st.text(st.sampled_from("abc XYZ 019 ёЁжЩ їґ äß €№« : # ' \" \\ - [ { * & ! % @ 🙂\u00a0\u200b"), max_size=30)
texts = words.map(lambda text: f"A{text}")
names = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz_"), min_size=1, max_size=12)


@dataclass
class Entry:
    """The lines of one key, and the place of the mistake in them."""

    lines: list[str]
    mistake: tuple[int, str] | None = None
    """The offset of its line and its code."""


def quoted(text: str) -> str:
    """Return a YAML text; JSON is YAML."""
    return json.dumps(text, ensure_ascii=False)


def listed(key: str, values: Sequence[str], *, block: bool) -> list[str]:
    """Return a list in one of its two forms."""
    return [f"{key}:", *(f"  - {value}" for value in values)] if block else [f"{key}: [{', '.join(values)}]"]


def scalars(key: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[Entry]:
    """Return the entries of a key with one value."""
    return values.map(lambda value: Entry([f"{key}: {value}"]))


def lists(key: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[Entry]:
    """Return the entries of a key with a list."""
    found = st.lists(values, min_size=1, max_size=3, unique=True)
    return st.builds(lambda values, block: Entry(listed(key, values, block=block)), found, st.booleans())


SOUND = {
    "title": scalars("title", texts.map(quoted)),
    "summary": scalars("summary", texts.map(quoted)),
    "duration": scalars("duration", st.builds("{} {}".format, st.integers(1, 9999), st.sampled_from(DURATION_UNITS))),
    "sources": lists("sources", texts.map(lambda title: f"{{title: {quoted(title)}, url: 'https://a.example'}}")),
    **{key: scalars(key, st.sampled_from(values)) for key, values in CHOICES.items()},
    **{key: lists(key, st.sampled_from(values)) for key, values in LISTS.items()},
    **{key: scalars(key, st.sampled_from(["2026-11-21", "'2026-11-21'"])) for key in DATES},
    **{key: lists(key, texts.map(str.strip).map(quoted)) for key in PEOPLE},
}
unknown_keys = names.filter(lambda name: name not in {*SOUND, "replaced_by", "translation"})


@st.composite
def faulty_entries(draw: st.DrawFn, key: str) -> Entry:
    """Return a key with one mistake whose place is known."""
    mistakes = [
        Entry([f"{key}:"], (0, "TL111")),
        Entry([f"{key}: {{a: b}}"], (0, "TL107")),
    ]
    if key in REQUIRED:
        mistakes.append(Entry([], (0, "TL106")))
    if key in (*LISTS, *PEOPLE):
        first = LISTS.get(key, ["A"])[0]
        block = draw(st.booleans())
        mistakes += [
            Entry([f"{key}: {first}"], (0, "TL107")),
            Entry(listed(key, [first, first], block=block), (2 * block, "TL118")),
            Entry(listed(key, [first, "[b]"], block=block), (2 * block, "TL107")),
            Entry(listed(key, [first, '""'], block=block), (2 * block, "TL111")),
        ]
    elif key != "sources":
        mistakes += [Entry([f"{key}: [{first}]"], (0, "TL107")) for first in ("a", "")]
        mistakes.append(Entry([f'{key}: "a\\0b"'], (0, "TL117")))
    if key in LISTS:
        block = draw(st.booleans())
        mistakes.append(Entry(listed(key, [LISTS[key][0], draw(names)], block=block), (2 * block, "TL108")))
    if key in CHOICES:
        mistakes.append(Entry([f"{key}: x{draw(names)}"], (0, "TL108")))
    if key in DATES:
        bad_dates = ["2026-02-30", "2026-13-01", "21.11.2026", "2026", "soon", "2026-11-21 10:00:00", "-1"]
        mistakes.append(Entry([f"{key}: {draw(st.sampled_from(bad_dates))}"], (0, "TL109")))
    if key == "summary":
        mistakes.append(Entry([f"{key}: {'ё' * draw(st.integers(301, 400))}"], (0, "TL112")))
    if key == "duration":
        mistakes.append(Entry([f"{key}: {draw(st.sampled_from(['0 h', '6', 'h', '6 hours', '1.5 h']))}"], (0, "TL117")))
    if key == "sources":
        mistakes += [
            Entry([f"{key}:", "  - {title: A}", "  - {title: A, url: 'javascript:a'}"], (2, "TL116")),
            Entry([f"{key}:", "  - title: A", f"    x{draw(names)}: b"], (2, "TL105")),
            Entry([f"{key}: [{{url: 'https://a.example'}}]"], (0, "TL106")),
        ]
    sound = draw(SOUND[key]).lines
    mistakes.append(Entry([*sound, f"{key}: a"], (len(sound), "TL104")))
    return draw(st.sampled_from(mistakes))


@st.composite
def front_matters(draw: st.DrawFn, *, faulty: bool) -> list[Entry]:
    """Return entries in any order, with remarks and empty lines between them."""
    optional = draw(st.lists(st.sampled_from([key for key in SOUND if key not in REQUIRED]), unique=True))
    spoilt = draw(st.sets(st.sampled_from([*REQUIRED, *optional]), min_size=1)) if faulty else set()
    entries = [draw(faulty_entries(key) if key in spoilt else SOUND[key]) for key in (*REQUIRED, *optional)]
    if faulty:
        unknown = draw(st.lists(unknown_keys, unique=True, max_size=2))
        entries += [Entry([f"{key}: a"], (0, "TL105")) for key in unknown]
    entries += [Entry([line]) for line in draw(st.lists(st.sampled_from(["", "# a: b", "  # - c"]), max_size=3))]
    return draw(st.permutations(entries))


def text_of(entries: Sequence[Entry]) -> str:
    """Return the file."""
    return "\n".join(["---", *(line for entry in entries for line in entry.lines), "---", "Text.", ""])


def places_of(entries: Sequence[Entry]) -> set[tuple[int, str]]:
    """Return the line and the code of each mistake; what is missing is missed on the line of the first key."""
    places, line, first_key = set(), 2, 0
    for entry in entries:
        if entry.lines and not first_key and ":" in entry.lines[0].partition("#")[0]:
            first_key = line
        if entry.mistake:
            places.add((line + entry.mistake[0] if entry.lines else 0, entry.mistake[1]))
        line += len(entry.lines)
    return {(line or first_key, code) for line, code in places}


class Shelf:
    """A library on the disk with one document, written anew for each example."""

    def __init__(self, docs: Path) -> None:
        self.docs = docs
        self.file = docs / "en" / "handbooks" / "a.md"
        self.file.parent.mkdir(parents=True)

    def read(self, content: bytes | str) -> tuple[Library, list[Problem]]:
        """Read the library with this document."""
        self.file.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_library(self.docs, drafts=True)


@pytest.fixture(scope="module")
def shelf(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """See `Shelf`."""
    docs = tmp_path_factory.mktemp("library") / "docs"
    shutil.copytree(example / "vocabulary", docs / "vocabulary")
    return Shelf(docs)


@hundreds
@given(entries=front_matters(faulty=False))
def test_what_is_sound_is_read_without_a_word(shelf: Shelf, entries: list[Entry]) -> None:
    """In any order and form, with any letters in its texts."""
    library, problems = shelf.read(text_of(entries))
    assert problems == []
    assert list(library.documents) == ["handbooks/a"]


@hundreds
@given(entries=front_matters(faulty=True))
def test_every_mistake_is_reported_on_its_line_and_nothing_else(shelf: Shelf, entries: list[Entry]) -> None:
    """However many there are in one file."""
    _, problems = shelf.read(text_of(entries))
    assert {(problem.line, str(problem.code)) for problem in problems} == places_of(entries)


@hundreds
@given(
    entries=front_matters(faulty=False),
    line_and_code=st.sampled_from(
        [
            ("x: *a", "TL114"),
            ("x: !!python/object/apply:os.abort []", "TL115"),
            ("x: !a b", "TL115"),
            ("\tx: a", "TL123"),
            ("x: [a", "TL102"),
            ("x: {a: b", "TL102"),
            ("x: a: b", "TL102"),
            ("x: @a", "TL102"),
            ("x: a\x07b", "TL102"),
            ("x: a\u2028b", "TL102"),
            (f"x: {'[' * 100_000}", "TL102"),
        ]
    ),
    data=st.data(),
)
def test_what_is_no_yaml_is_reported_on_its_line(
    shelf: Shelf, entries: list[Entry], line_and_code: tuple[str, str], data: st.DataObject
) -> None:
    """Wherever it stands between the keys."""
    line, code = line_and_code
    place = data.draw(st.integers(0, len(entries)))
    _, problems = shelf.read(text_of([*entries[:place], Entry([line]), *entries[place:]]))
    number = 2 + sum(len(entry.lines) for entry in entries[:place])
    assert (number, code) in {(problem.line, str(problem.code)) for problem in problems}


NASTY = [
    *"\t\0\r\x1b\x85\u2028\u202e\ufeff'\"#|>&*!%@`?:-,[]{}=~\n 🙂",
    *("\r\n", ": ", "- ", "--- ", "---\n", "...\n", "<<: ", "? ", "%YAML 9.9\n", "&a ", "*a", "!!a ", "!", "\\", "|+9"),
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """Return `text` with some of it taken out, doubled, or replaced by what YAML finds hard to read."""
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 8)))
        instead = draw(st.one_of(st.sampled_from(NASTY), st.just(text[start:end] * 2), st.text(max_size=3)))
        text = text[:start] + instead + text[end:]
    return text


def is_a_report(problems: list[Problem], file: Path) -> bool:
    """Tell whether each problem is one line on a line of the file, and all are in order."""
    lines = file.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    return problems == sorted(problems) and all(
        str(problem).isprintable() and 1 <= problem.line <= lines for problem in problems
    )


@hundreds
@given(data=st.data())
def test_no_damage_to_a_document_stops_the_library(shelf: Shelf, data: st.DataObject) -> None:
    """It is read, or there is a problem; never neither, and never an exception."""
    sound = text_of(data.draw(front_matters(faulty=False)))
    content = data.draw(st.one_of(damaged(sound).map(lambda text: text.encode("utf-8", "replace")), st.binary()))
    library, problems = shelf.read(content)
    assert is_a_report(problems, shelf.file)
    assert problems or library.documents


@hundreds
@given(data=st.data())
def test_no_damage_to_a_vocabulary_stops_the_library(shelf: Shelf, example: Path, data: st.DataObject) -> None:
    """Though there may be many problems, since all documents depend on it."""
    path = data.draw(st.sampled_from(sorted((shelf.docs / "vocabulary").iterdir())))
    sound = (example / "vocabulary" / path.name).read_text(encoding="utf-8")
    path.write_bytes(data.draw(damaged(sound)).encode("utf-8", "replace"))
    try:
        _, problems = shelf.read("---\ntitle: A\nkind: handbook\nareas: [asylum]\nsummary: A\ndate: 2026-11-21\n---\n")
        assert is_a_report([problem for problem in problems if problem.path.endswith(path.name)], path)
    finally:
        path.write_text(sound, encoding="utf-8")
