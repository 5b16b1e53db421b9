from __future__ import annotations

import re
from datetime import date

import pytest

from training_library.library.fields import Fields, is_web_address
from training_library.library.marked_yaml import MappingNode, compose
from training_library.library.problem import Report


def fields_of(text: str) -> tuple[Fields, Report]:
    """Return the fields of a mapping and the report of its mistakes."""
    report = Report("x.yml")
    root = compose(text, report)
    assert isinstance(root, MappingNode), list(report)
    return Fields(root, report), report


def places(report: Report) -> list[str]:
    """Return the mistakes without their words."""
    return [f"{problem.line}: {problem.code} {problem.key}".rstrip() for problem in report]


def test_every_key_that_nobody_asks_for_is_unknown() -> None:
    """The set of keys is closed by asking."""
    fields, report = fields_of("title: A\nsumary: B\n'': C\n")
    fields.text("title")
    fields.text("summary")
    fields.finish()
    assert [str(problem) for problem in report] == [
        'x.yml:2: TL105 sumary: there is no such key; did you mean "summary"?',
        "x.yml:3: TL105: there is no such key; use one of: title, summary",
    ]


def test_the_first_of_two_equal_keys_counts() -> None:
    """A key is the same however it is quoted, and another one in capitals."""
    fields, report = fields_of('title: A\n"title": B\nTitle: C\n')
    assert fields.text("title") == "A"
    assert places(report) == ["2: TL104 title"]
    assert fields.names == ("title", "Title")


def test_a_list_is_no_key() -> None:
    """YAML allows it, a library has no use for it."""
    fields, report = fields_of("? [a]\n: b\ntitle: A\n")
    assert fields.names == ("title",)
    assert places(report) == ["1: TL107"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("A", ("A", [])),
        ("'  A  '", ("A", [])),
        ("2026", ("2026", [])),
        ("No", ("No", [])),
        ('"null"', ("null", [])),
        ("|\n A\n B", ("A\nB", [])),
        ("", ("", ["1: TL111 title"])),
        ("null", ("", ["1: TL111 title"])),
        ("~", ("", ["1: TL111 title"])),
        ("'  '", ("", ["1: TL111 title"])),
        ('"\\u200b\\u00ad"', ("", ["1: TL111 title"])),
        ('"A\\0B"', ("", ["1: TL117 title"])),
        ('"A\\e[31m"', ("", ["1: TL117 title"])),
        ("[A]", ("", ["1: TL107 title"])),
        ("{A: B}", ("", ["1: TL107 title"])),
        ("123456", ("123456", ["1: TL112 title"])),
    ],
)
def test_a_text_is_what_is_written(value: str, expected: tuple[str, list[str]]) -> None:
    """Numbers and `No` are words here; nothing, invisible characters and lists are no text."""
    fields, report = fields_of(f"title: {value}\n")
    assert (fields.text("title", longest=5), places(report)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[a, b]", ("a b", [])),
        ("[]", ("", [])),
        ("\n  - a\n  - b", ("a b", [])),
        ("[a, b, a]", ("a b", ["1: TL118 tags"])),
        ("\n  - a\n  - a", ("a", ["3: TL118 tags"])),
        ("\n  - a\n  -\n  - [b]\n  - c", ("a c", ["3: TL111 tags", "4: TL107 tags"])),
        ("a", ("", ["1: TL107 tags"])),
        ("{a: b}", ("", ["1: TL107 tags"])),
        ("", ("", ["1: TL111 tags"])),
    ],
)
def test_a_list_keeps_what_is_sound(value: str, expected: tuple[str, list[str]]) -> None:
    """Each mistake is reported on the line of its element."""
    fields, report = fields_of(f"tags: {value}\n")
    assert (" ".join(text for _, text in fields.texts("tags")), places(report)) == expected


def test_a_required_list_has_an_element() -> None:
    """A list without any is as good as no key."""
    fields, report = fields_of("areas: []\n")
    fields.texts("areas", required=True)
    fields.texts("kinds", required=True)
    assert places(report) == ["1: TL111 areas", "1: TL106 kinds"]


@pytest.mark.parametrize("value", ["2026-02-28", "'2028-02-29'", "0001-01-01"])
def test_a_date_of_the_calendar(value: str) -> None:
    """Quoted or not, it is the same day."""
    fields, report = fields_of(f"date: {value}\n")
    assert fields.date("date") == date.fromisoformat(value.strip("'"))
    assert places(report) == []


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30",
        "2027-02-29",
        "2026-13-01",
        "0000-01-01",
        "2026-1-1",
        "20260101",
        "2026-01-01T10:00:00",
        "٢٠٢٦-٠١-٠١",
    ],
)
def test_a_date_that_never_comes(value: str) -> None:
    """Other ways to write a day are refused as well, lest they be read differently."""
    fields, report = fields_of(f"date: {value}\n")
    assert fields.date("date") is None
    assert places(report) == ["1: TL109 date"]


@pytest.mark.parametrize("value", ["0", "94.6", "723740.50"])
def test_a_number(value: str) -> None:
    """Digits with a decimal point."""
    fields, report = fields_of(f"share: {value}\n")
    assert fields.number("share") == float(value)
    assert places(report) == []


@pytest.mark.parametrize("value", ["1e3", "-1", "1,5", "1_000", ".nan", ".inf", "0x1F", "9" * 16, "٣"])
def test_what_is_no_number(value: str) -> None:
    """Neither what YAML takes for a number nor what a reader might."""
    fields, report = fields_of(f"share: {value}\n")
    assert fields.number("share") is None
    assert places(report) == ["1: TL117 share"]


@pytest.mark.parametrize("value", ["https://a.example/b?c=d#e", "http://a.example", "https://пример.example/ё"])
def test_a_web_address(value: str) -> None:
    """Absolute, of the web."""
    assert is_web_address(value)


@pytest.mark.parametrize(
    "value",
    [
        "a.example",
        "//a.example",
        "https:a.example",
        "https://",
        "https://[a",
        "https://a.example/b c",
        "https://a.example/\u202e",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://a.example",
        "mailto:a@a.example",
    ],
)
def test_what_is_no_web_address(value: str) -> None:
    """Above all nothing that a browser would run."""
    assert not is_web_address(value)


def test_an_address_that_is_none_is_dropped() -> None:
    """A template may trust what it gets."""
    fields, report = fields_of("url: javascript:alert(1)\n")
    assert fields.url("url") == ""
    assert places(report) == ["1: TL116 url"]


def test_a_pattern_has_to_match_as_a_whole() -> None:
    """The remedy comes from who knows the pattern."""
    fields, report = fields_of("year: 2026\nmonth: 2026-11\n")
    pattern = re.compile(r"\d{4}")
    assert fields.matching("year", pattern, "write a year")
    assert fields.matching("month", pattern, "write a year") is None
    assert fields.matching("day", pattern, "write a year", required=True) is None
    assert [str(problem) for problem in report] == [
        'x.yml:2: TL117 month: "2026-11" cannot be understood; write a year',
        "x.yml:1: TL106 day: this key is missing; add `day: …`",
    ]


def test_truth_is_written_as_true() -> None:
    """A missing key is false, and `yes` a matter of taste."""
    fields, report = fields_of("a: true\nb: false\nc: yes\n")
    assert [fields.truth(key) for key in "abcd"] == [True, False, False, False]
    assert places(report) == ["3: TL108 c"]


def test_a_mapping_within_a_mapping_names_its_place() -> None:
    """A message says `sources.url`, so that the author finds the key."""
    fields, report = fields_of("translation: {of: en, off: ru}\nsources:\n  - {url: x}\n  - a\nlevel: b\n")
    translation = fields.mapping("translation")
    assert translation is not None
    assert translation.text("of") == "en"
    translation.finish()
    for source in fields.mappings("sources"):
        source.url("url")
        source.text("title", required=True)
    assert fields.mapping("level") is None
    assert places(report) == [
        "1: TL105 translation.off",
        "3: TL116 sources.url",
        "3: TL106 sources.title",
        "4: TL107 sources",
        "5: TL107 level",
    ]


def test_a_wording_is_given_in_every_language() -> None:
    """What lacks one is reported and said in another, lest all that uses the words looks wrong as well."""
    fields, report = fields_of("label:\n  ru: Пособие\n  de: Handbuch\n")
    wording = fields.wording("label", ["en", "ru"])
    assert wording is not None
    assert (wording["en"], wording["ru"]) == ("Пособие", "Пособие")
    assert places(report) == ["2: TL202 label", "3: TL105 label.de"]


def test_a_wording_without_words_is_none() -> None:
    """There is nothing to show instead."""
    fields, report = fields_of("label: {en: ''}\n")
    assert fields.wording("label", ["en", "ru"]) is None
    assert places(report) == ["1: TL111 label.en", "1: TL202 label"]


def test_without_languages_no_wording_is_wrong() -> None:
    """When the list of languages cannot be read, that is the mistake, and not every label."""
    fields, report = fields_of("label: {en: Handbook}\n")
    assert fields.wording("label", []) is not None
    assert places(report) == []
