from __future__ import annotations

from importlib.resources import files

import pytest

from training_library.library.checks.writing_rules import WritingRules, rules_of

LANGUAGES = sorted(
    file.name.removesuffix(".yml") for file in files("training_library.library.checks").joinpath("rules").iterdir()
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_are_written_as_they_are_compared(language: str) -> None:
    """Words in small letters, abbreviations without their last full stop."""
    rules = rules_of(language)
    assert rules.vague_links
    assert rules.longest_sentence < rules.longest_paragraph
    words = rules.vague_links | rules.vague_alts | rules.abbreviations
    assert [word for word in words if word != word.casefold().strip(" .")] == []


def test_a_region_follows_its_language() -> None:
    """A language without rules has none."""
    assert LANGUAGES == ["en", "ru", "uk"]
    assert rules_of("en-GB") == rules_of("en")
    assert rules_of("ky") == WritingRules()
