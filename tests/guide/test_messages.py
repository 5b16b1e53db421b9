from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.guide.examples import codes_after_mending, codes_of
from tests.guide.guide import LANGUAGES, sections
from training_library.library.problem import WARNINGS, Code, Severity

if TYPE_CHECKING:
    from pathlib import Path

UNSEEN = {"TL120", "TL121", "TL122", "TL124", "TL125", "TL126"}
"""Codes of the first hundred about what a text on a page cannot show: bytes and files."""
EXAMPLES = [
    pytest.param(language, code, role, id=f"{language}-{code}-{role}")
    for language in LANGUAGES
    for code, section in sections(language).items()
    for role in section.examples
    if role != "original" and code < "TL600"
]
MENDABLE = [
    pytest.param(code, section.is_mended, id=code)
    for code, section in sections("en").items()
    if "wrong" in section.examples and "TL400" < code < "TL600"
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_section(language: str) -> None:
    """In both languages; add it to the page of its hundred, `docs/*/about/guide/checks-….md`."""
    assert sorted(sections(language)) == sorted(code.value for code in Code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_can_be_linked_to(language: str) -> None:
    """By an id that everybody can guess from the message: `tl106`."""
    assert {code: section.id for code, section in sections(language).items()} == {
        code: code.lower() for code in sections(language)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_tells_the_severity(language: str) -> None:
    """That the check gives the code: an author must know whether it stops the document."""
    told = {code for code, section in sections(language).items() if section.severity is Severity.WARNING}
    assert told == {code.value for code in WARNINGS}


def test_both_languages_say_the_same_of_mending_and_show_the_same() -> None:
    """The order of the sections, what `--fix` mends, and the examples."""
    told = {
        language: [(each.code, each.is_mended, dict(each.examples)) for each in sections(language).values()]
        for language in LANGUAGES
    }
    assert told["ru"] == told["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_mistake_of_a_file_is_shown_wrong_and_right(language: str) -> None:
    """All of the first hundred, except what a text cannot show."""
    shown = {code for code, section in sections(language).items() if {"wrong", "right"} <= section.examples.keys()}
    assert {code for code in sections(language) if code < "TL200"} - shown == UNSEEN


@pytest.mark.parametrize(("language", "code", "role"), EXAMPLES)
def test_an_example_is_what_it_says(language: str, code: str, role: str, docs: Path) -> None:
    """The check finds the code in the wrong example, and not in the right one."""
    assert (code in codes_of(sections(language)[code], role, docs)) is (role == "wrong")


@pytest.mark.parametrize(("code", "is_mended"), MENDABLE)
def test_fix_mends_what_the_guide_says(code: str, is_mended: bool, docs: Path) -> None:  # noqa: FBT001 - a parameter
    """And nothing of which the guide does not say so."""
    assert (code not in codes_after_mending(sections("en")[code], docs)) is is_mended
