from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.repository import commit, git
from training_library.library.problem import Code
from training_library.library.reading import read_library
from training_library.library.translation import Change, State, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.conftest import EditionText, LibraryOf, StampedOf
    from training_library.library.translation import TranslationState

    StateOf = Callable[[], TranslationState]

ENGLISH, RUSSIAN = "en/handbooks/border-control.md", "ru/handbooks/border-control.md"
NAMES = ("aims", "methods", "@1", "assessment")

# The same examples at every run, so that a change is to blame when a test fails.
hundreds = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def body_of(*words: str) -> str:
    """Return a text with a section for each of `words`, the third one without an id, after one before all of them."""
    heads = [f"## Section {{#{name}}}" if not name.startswith("@") else "## Section" for name in NAMES]
    first, *others = words
    return "\n\n".join([first, *(f"{head}\n\n{text}" for head, text in zip(heads, others, strict=True))])


WORDS = ("Before.", "One.", "Two.", "Three.", "Four.")


@pytest.fixture
def pair(library_of: LibraryOf, edition: EditionText, stamped: StampedOf) -> None:
    """A document with a translation that is stamped."""
    library_of({ENGLISH: edition(body_of(*WORDS)), RUSSIAN: edition(body_of(*WORDS), translation="{of: en}")})
    stamped(RUSSIAN)


@pytest.fixture
def state(docs: Path) -> StateOf:
    """The state of that translation."""

    def read() -> TranslationState:
        return read_library(docs)[0].translations[RUSSIAN]

    return read


def edit(path: Path, old: str, new: str) -> None:
    """Change a file, which must hold `old`."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def changes(state: TranslationState) -> list[tuple[str, str]]:
    """Return the sections that a translation does not follow."""
    return [(section.id, section.change) for section in state.changes]


@pytest.mark.usefixtures("pair")
def test_a_translation_that_was_just_stamped_is_current(state: StateOf) -> None:
    """It says since when."""
    found = state()
    assert (found.state, found.changes, str(found.stamped)) == (State.CURRENT, (), "2026-11-21")


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Before.", "After.", [("@start", "changed")]),
        ("Two.", "Two, and more.", [("methods", "changed")]),
        ("Three.", "Other words.", [("@1", "changed")]),
        ("## Section {#methods}", "## Renamed {#methods}", [("methods", "changed")]),
        ("## Section {#methods}", "### Section {#methods}", [("methods", "changed")]),
        ("## Section {#methods}\n\nTwo.\n\n", "", [("methods", "removed")]),
        ("## Section\n\nThree.", "## New\n\nWords.\n\n## Section\n\nThree.", [("@1", "added")]),
        ("## Section {#aims}", "## New {#new}\n\nWords.\n\n## Section {#aims}", [("new", "added")]),
        ("title: Border control", "title: Passports", [("@front", "changed")]),
        ("summary: How to check a document.", "summary: How to check a passport.", [("@front", "changed")]),
        ("date: 2026-11-21", "date: 2026-11-21\ntags: [passport]", [("@front", "changed")]),
    ],
)
def test_a_change_of_the_original_makes_its_section_stale(
    docs: Path, state: StateOf, old: str, new: str, expected: Sequence[tuple[str, str]]
) -> None:
    """That one, and no other."""
    edit(docs / ENGLISH, old, new)
    assert (state().state, changes(state())) == (State.STALE, expected)


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Two.", "Two.  "),
        ("One.\n", "\n\nOne.\n\n\n"),
        ("title: Border control", "title:   'Border control'  # checked"),
        ("date: 2026-11-21", "date: 2026-11-21\nreview_by: 2027-11-21"),
        ("Two.", "Two.<!-- who checks this? -->"),
    ],
)
def test_what_needs_no_translation_is_cosmetic(docs: Path, state: StateOf, old: str, new: str) -> None:
    """The file is another one, its words are the same."""
    edit(docs / ENGLISH, old, new)
    assert (state().state, state().changes) == (State.COSMETIC, ())


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("## Section {#methods}", "## Section {#means}", "methods"),
        ("## Section {#methods}\n\nTwo.\n\n", "", "methods"),
        ("## Section {#methods}", "#### Section {#methods}", "methods"),
        ("Four.", "Four.\n\n## Fifth", "assessment"),
    ],
)
def test_a_translation_of_another_structure_has_drifted(
    docs: Path, state: StateOf, old: str, new: str, kept: str
) -> None:
    """Its headings are no longer those of the original, which has not changed."""
    assert kept in (docs / RUSSIAN).read_text(encoding="utf-8")
    edit(docs / RUSSIAN, old, new)
    assert state().state is State.DRIFT


@pytest.mark.usefixtures("pair")
def test_a_new_id_alone_asks_for_the_id_and_not_for_words(docs: Path, state: StateOf) -> None:
    """The section is the same one."""
    edit(docs / ENGLISH, "{#methods}", "{#means}")
    assert (state().state, state().changes) == (State.DRIFT, ())


@pytest.mark.usefixtures("pair")
def test_an_edit_of_the_translation_does_not_clear_its_state(docs: Path, state: StateOf) -> None:
    """Where dates are compared, a blank line does."""
    edit(docs / ENGLISH, "Two.", "Other words.")
    edit(docs / RUSSIAN, "Two.", "Two.\n\n")
    assert changes(state()) == [("methods", "changed")]


@pytest.mark.usefixtures("pair")
def test_a_stamp_that_is_renewed_without_a_change_of_the_words_is_suspect(
    docs: Path, state: StateOf, stamped: StampedOf
) -> None:
    """It names the section, and stays suspect until the words change."""
    edit(docs / ENGLISH, "Two.", "Other words.")
    edit(docs / ENGLISH, "One.", "Words.")
    edit(docs / RUSSIAN, "One.", "Слова.")
    for _ in range(2):
        stamped(RUSSIAN)
        assert (state().state, changes(state())) == (State.SUSPECT, [("methods", "untouched")])
    edit(docs / RUSSIAN, "Two.", "  Two. ")
    stamped(RUSSIAN)
    assert state().state is State.SUSPECT
    edit(docs / RUSSIAN, "Two.", "Другие слова.")
    assert state().state is State.SUSPECT
    stamped(RUSSIAN)
    assert (state().state, state().changes) == (State.CURRENT, ())


@pytest.mark.usefixtures("pair")
def test_a_reason_settles_a_doubt_and_is_kept(docs: Path, state: StateOf, stamped: StampedOf) -> None:
    """A slip of the original needs no translation."""
    edit(docs / ENGLISH, "Two.", "Twoo.")
    stamped(RUSSIAN, 'it corrects a slip: "Twoo"')
    assert (state().state, state().reason) == (State.CURRENT, 'it corrects a slip: "Twoo"')


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        (r'source: "\w+"', 'source: "' + 40 * "0" + '"'),
        (r"aims:\w+", "aims:00000000"),
        (r"2026-11-21\n  seal", "2026-11-22\n  seal"),
        (r'seal: "\w+"', 'seal: "0000000000000000"'),
        (r'(seal: "\w+")', r'\1\n  reason: "I said so"'),
        (r"of: en", "of: uk"),
    ],
)
def test_a_stamp_that_was_changed_by_hand_is_suspect(docs: Path, pattern: str, new: str) -> None:
    """Whatever was changed in it."""
    path = docs / RUSSIAN
    text = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, new, text, count=1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    library, _ = read_library(docs)
    assert RUSSIAN not in library.translations or library.translations[RUSSIAN].state is State.SUSPECT


def test_translations_without_a_stamp_or_an_original_are_told_apart(
    library_of: LibraryOf, edition: EditionText, docs: Path
) -> None:
    """Nobody knows of the first what it follows; the second follows nothing."""
    library, _ = library_of(
        {
            ENGLISH: edition(),
            RUSSIAN: edition(translation="{of: en}"),
            "ru/handbooks/alone.md": edition(title="Одно", translation="{of: en}"),
            "en/handbooks/only.md": edition(title="Only"),
        }
    )
    states = {path: library.translation_state(document, "ru").state for path, document in library.documents.items()}
    assert (
        states
        == {
            "handbooks/border-control": State.UNSTAMPED,
            "handbooks/alone": State.ORPHAN,
            "handbooks/only": State.MISSING,
        }
        | {}
    )
    originals = library.translation_state(library.documents["handbooks/only"], "en")
    assert originals.state is State.CURRENT
    _, problems = read_library(docs)
    assert [problem.code for problem in problems] == [Code.TRANSLATION_OF_NOTHING, Code.UNSTAMPED]


def test_pages_have_states_too(library_of: LibraryOf, docs: Path, stamped: StampedOf) -> None:
    """The home page and those about the library are translated as documents are."""
    library_of(
        {
            "en/index.md": "---\ntitle: Home\n---\n\nText.\n",
            "ru/index.md": "---\ntitle: Дом\ntranslation: {of: en}\n---\n\nТекст.\n",
        }
    )
    stamped("ru/index.md")
    edit(docs / "en" / "index.md", "Text.", "Other text.")
    library, problems = read_library(docs)
    assert changes(library.translations["ru/index.md"]) == [("@start", "changed")]
    assert [problem.code for problem in problems] == [Code.STALE]


@pytest.mark.usefixtures("pair")
def test_a_full_clone_a_shallow_one_and_a_zip_say_the_same(docs: Path, state: StateOf, tmp_path: Path) -> None:
    """Dates of commits differ between the three, and the content does not."""
    edit(docs / ENGLISH, "Two.", "Other words.")
    expected = state()
    project = docs.parent
    commit(project)
    (project / "README.md").write_text("A\n", encoding="utf-8")
    commit(project)
    git(tmp_path, "clone", "--quiet", project.as_uri(), tmp_path / "full")
    git(tmp_path, "clone", "--quiet", "--depth=1", project.as_uri(), tmp_path / "shallow")
    archive = tmp_path / "project.zip"
    git(project, "archive", f"--output={archive}", "HEAD")
    with ZipFile(archive) as opened:
        opened.extractall(tmp_path / "unzipped")
    commits = [git(tmp_path / each, "rev-list", "--count", "HEAD") for each in ("full", "shallow")]
    assert [count.strip() for count in commits] == ["2", "1"]
    for copy in ("full", "shallow", "unzipped"):
        assert read_library(tmp_path / copy / "docs")[0].translations[RUSSIAN] == expected


words = st.lists(st.sampled_from(["law", "border", "visa", "«право»", "1,5", "— so", "[a](b.md)"]), min_size=1).map(
    " ".join
)


@hundreds
@given(st.integers(min_value=0, max_value=4), st.lists(words, min_size=6, max_size=6))
def test_editing_any_section_makes_exactly_that_one_stale(
    docs: Path, edition: EditionText, stamped: StampedOf, place: int, texts: list[str]
) -> None:
    """Whatever the sections say, and whichever it is."""
    *texts, new = texts
    for name, keys in ((ENGLISH, {}), (RUSSIAN, {"translation": "{of: en}"})):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(edition(body_of(*texts), **keys), encoding="utf-8")
    stamped(RUSSIAN)
    texts[place] += f" {new}"
    (docs / ENGLISH).write_text(edition(body_of(*texts)), encoding="utf-8")
    found = read_library(docs)[0].translations[RUSSIAN]
    assert (found.state, changes(found)) == (State.STALE, [(("@start", *NAMES)[place], "changed")])


@hundreds
@given(words, st.data())
def test_white_space_and_typography_never_make_a_section_stale(
    docs: Path, edition: EditionText, stamped: StampedOf, text: str, data: st.DataObject
) -> None:
    """Wherever there is a space, a quotation mark or a dash."""
    spaces = st.sampled_from([" ", "  ", "\n", " \n", "\u00a0", "\t"])
    written = body_of(*(f"{text} {number}" for number in range(5)))
    for name, keys in ((ENGLISH, {}), (RUSSIAN, {"translation": "{of: en}"})):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(edition(written, **keys), encoding="utf-8")
    stamped(RUSSIAN)
    respaced = re.sub(r"(?<=\w) (?=\w+ \d)", lambda _: data.draw(spaces), written)
    dressed = respaced.replace("«", "“").replace("»", "”").replace("—", "–").replace("\n\n", "\n \n\n")
    (docs / ENGLISH).write_text(edition(dressed), encoding="utf-8")
    found = read_library(docs)[0].translations[RUSSIAN]
    assert found.changes == ()
    assert found.state in {State.CURRENT, State.COSMETIC}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("@1:a @2:b", "@1:x @2:a @3:b", [("@1", "added")]),
        ("@1:a @2:b @3:c", "@1:a @2:c", [("@2", "removed")]),
        ("@1:a @2:b", "@1:a @2:x", [("@2", "changed")]),
        ("a:a b:b", "b:b a:a", []),
        ("@1:a", "a:a", []),
        ("a:a", "a:b c:a", [("a", "changed"), ("c", "added")]),
        ("", "", []),
    ],
)
def test_sections_are_lined_up(before: str, after: str, expected: Sequence[tuple[str, str]]) -> None:
    """By id where there is one, by place where there is none, by words where the id changed."""
    old, new = (dict(each.split(":") for each in text.split()) for text in (before, after))
    assert [(section.id, section.change) for section in compare(old, new)] == expected
    assert Change.UNTOUCHED not in {section.change for section in compare(old, new)}
