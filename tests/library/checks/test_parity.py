from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training_library.library.checks.mending import mend
from training_library.library.checks.parity import parity, parity_findings
from training_library.library.checks.texts import Texts
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import EditionText, LibraryOf
    from training_library.library.checks.finding import Finding
    from training_library.library.document import Document

DOCS = Path(__file__).parents[3] / "docs"
LIBRARY = read_library(DOCS)[0]
FIRST_LINE = 9
"""On which the body of the translations below starts, after an empty line; that of originals one line earlier."""
HEADING = re.compile(r"#+ ")


class Differences(Protocol):
    """Compares two bodies; each line is told as that of a body that starts on line 1."""

    def __call__(self, original: str, translation: str, /, language: str = "ru") -> list[str]:
        """Return line of the translation, code, and line of the original of each difference: `3 TL503 4`."""


@pytest.fixture
def differences(library_of: LibraryOf, edition: EditionText) -> Differences:
    """See `Differences`."""

    def compare(original: str, translation: str, /, language: str = "ru") -> list[str]:
        library, problems = library_of(
            {
                "en/handbooks/a.md": edition(original),
                f"{language}/handbooks/a.md": edition(translation, translation="{of: en}"),
                "en/handbooks/b.md": edition("## Needs\n\n## Aims", title="B"),
                "ru/handbooks/b.md": edition("## Потребности\n\n## Цели", title="Б", translation="{of: en}"),
            }
        )
        assert problems == []
        return [_told(found) for found in parity_findings(library, library.documents["handbooks/a"], language)]

    return compare


def _told(finding: Finding) -> str:
    problem = finding.problem
    named = re.search(r"docs/en/handbooks/a\.md:(\d+)", problem.what)
    other = int(named[1]) - FIRST_LINE + 1 if named else ""
    return f"{problem.line - FIRST_LINE} {problem.code} {other}".strip()


SOUND = {
    "headings": ("## Needs\n\n### Who\n\n## Aims", "## Потребности\n\n### Кто\n\n## Цели"),
    "ids": ("## Needs {#needs}", "## Потребности {#needs}"),
    "links between documents": ("[b](b.md#x) [c](../files/c.pdf)", "[б](b.md#x) [в](../files/c.pdf)"),
    "links that name the language": ("[b](b.md)", "[б](../../ru/handbooks/b.md) ".strip()),
    "a link to the other language": ("[b](b.md)", "[б](../../en/handbooks/b.md)"),
    "order of links": ("[b](b.md), [c](c.md)", "[в](c.md), [б](b.md)"),
    "sites in several languages": (
        "[a](https://a.org/en/x) [b](https://b.org/x?lang=en) [c](https://en.c.org/wiki/Asylum) [d](http://d.org/x/)",
        "[а](https://a.org/ru/x) [б](https://b.org/x?lang=ru) [в](https://ru.c.org/wiki/Убежище) [г](https://www.d.org/x)",
    ),
    "anchors that are made of words": (
        "## Needs\n\n[n](#needs) [a](b.md#aims)",
        "## Потребности\n\n[н](#потребности) [ц](b.md#цели)",
    ),
    "pictures in two languages": ("![Plan](plan.svg) ![Map](en/map.png)", "![План](plan.ru.svg) ![Карта](ru/map.png)"),
    "a picture that says nothing": ("![](line.svg)", "![](line.svg)"),
    "footnotes": ("A[^a] b[^b]\n\n[^a]: A.\n\n[^b]: B.", "А[^a] б[^b]\n\n[^b]: Б.\n\n[^a]: А."),
    "comments of code": ("```yaml\na: 1 # one\n```", "```yaml\na: 1 # один\n```"),
    "code that names its language": ("```sh\nnew --language en\n```", "```sh\nnew --language ru\n```"),
    "templates": ("```text\nName: ____\n```\n\n```\nOne\n```", "```text\nИмя: ____\n```\n\n```\nОдин\n```"),
    "thousands and fractions": ("1,234.5 and 1,234 and 0.5", ["1 234,5 и 1\xa0234 и 0,5", " 1\u202f234"][0]),
    "percent and currencies": ("15% of €2.5 million, 3 bn", "15\u00a0% от 2,5\u00a0млн евро, 3 млрд"),
    "a million in figures": ("2 million", "2 000 000"),
    "ordinals": ("the 2nd and 21st", "2-й и 21-я"),
    "small numbers in words": ("5 people in 2 rooms", "пять человек в двух залах"),
    "large numbers in words": ("twenty-five people, 12 months", "25 человек, двенадцать месяцев"),
    "Roman numerals": ("the 21st century", "XXI век"),
    "a number once more": (
        "In 2023 this began, and in that year it ended.",
        "В 2023 году это началось и в 2023 году кончилось.",
    ),
    "times of day": ("9:30 and 2 p.m.", "9.30 и 14:00"),
    "school years": ("2023/24", "2023/2024"),
    "lists of numbers": ("12, 15, 18", "12,15,18"),
    "dates": ("on 21 November 2026, November 22, 2026", "21 ноября 2026 года и 2026-11-22"),
    "a date in figures": ("on 21 November 2026", "21.11.2026"),
    "several days of a month": ("17 and 18 September 2025", "17–18 сентября 2025 года"),
    "a period": ("28 February to 1 March 2023", "с 28 февраля по 1 марта 2023 года"),
    "a month in figures": ("in September 2016 and in May", "в сентябре 2016 года и в мае"),
    "a year that is said before": ("In 2023: on 14 September", "14 сентября 2023 года"),
    "a sentence more": ("One. Two.\nThree.", "Один.\nДва.\nТри."),
}
"""What is alike in both languages."""


@pytest.mark.parametrize("pair", SOUND.values(), ids=SOUND.keys())
def test_a_faithful_translation_differs_in_nothing(pair: tuple[str, str], differences: Differences) -> None:
    """What languages write in different ways is the same."""
    assert differences(*pair) == []


TABLE = "| A | B |\n|---|---|\n| 1 | 2 |\n| 30 | [c](c.md) |"
FAULTS = {
    "a section is missing": (
        "## A {#a}\n\n## B {#b}\n\n[x](x.md) 2026\n\n## C {#c}",
        "## А {#a}\n\n## В {#c}",
        ["3 TL501 3"],
    ),
    "a section is missing at the end": ("## A {#a}\n\n## B {#b}", "## А {#a}\n\nКонец.", ["3 TL501 3"]),
    "a section is missing, without ids": (
        "## A\n\n[x](x.md)\n\n## B\n\n2026\n\n## C\n\n[z](z.md)",
        "## А\n\n[икс](x.md)\n\n## В\n\n[зет](z.md)",
        ["5 TL501 5"],
    ),
    "a section with those below it": (
        "## A {#a}\n\n## B\n\n### B1\n\n### B2\n\n## C {#c}",
        "## А {#a}\n\n## В {#c}",
        ["3 TL501 3"],
    ),
    "a section too many": ("## A {#a}\n\n## C {#c}", "## А {#a}\n\n## Б {#b}\n\n2026\n\n## В {#c}", ["3 TL501 1"]),
    "a heading without its text": (
        "## A {#a}\n\n1234\n\n## B {#b}\n\n[x](x.md) 5678",
        "## А {#a}\n\n1234\n\n[икс](x.md) 5678",
        ["5 TL501 5"],
    ),
    "a section elsewhere": (
        "## A {#a}\n\n## B {#b}\n\n2026\n\n## C {#c}",
        "## А {#a}\n\n## В {#c}\n\n## Б {#b}\n\n2026",
        ["3 TL501 7"],
    ),
    "another level": ("## A {#a}\n\n### B {#b}", "## А {#a}\n\n## Б {#b}", ["3 TL501 3"]),
    "no id": ("Text\n\n## A {#a}", "Текст\n\n## А", ["3 TL502 3"]),
    "another id": ("## A {#a}", "## А {#b}", ["1 TL502 1"]),
    "an id in the translation alone": ("## A", "## А {#a}", ["1 TL502 1"]),
    "an id of a paragraph": ("One\n\nTwo\n{#two}", "Один\n\nДва", ["3 TL502 4"]),
    "another link": ("Text\n\n[b](b.md)", "Текст\n\n[б](c.md)", ["3 TL503 3"]),
    "another anchor": ("[b](b.md#x)", "[б](b.md#y)", ["1 TL503 1"]),
    "another heading": ("[b](b.md#needs)", "[б](b.md#цели)", ["1 TL503 1"]),
    "a link is missing": ("A\n\n[b](b.md)", "А\n\nб", ["3 TL503 3"]),
    "a link too many": ("A\n\nb", "А\n\n[б](b.md)", ["3 TL503 3"]),
    "another site": ("[a](https://a.org/x)", "[а](https://b.org/x)", ["1 TL503 1"]),
    "another page of a site": ("[a](https://a.org/x)", "[а](https://a.org/y)", ["1 TL503 1"]),
    "another picture": ("![A](a.png)", "![А](b.png)", ["1 TL504 1"]),
    "a picture is missing": ("A\n\n![A](a.png)", "А\n\nБ", ["3 TL504 3"]),
    "a picture too many": ("A\n\nb", "А\n\n![А](a.png)", ["3 TL504 3"]),
    "a picture without its text": ("![A](a.png)", "![](a.png)", ["1 TL504 1"]),
    "a row is missing": (TABLE, TABLE.rpartition("\n")[0], ["1 TL505 1"]),
    "a column is missing": ("| A | B |\n|---|---|\n| 30 | 40 |", "| А |\n|---|\n| 30 |", ["1 TL505 1"]),
    "a table is missing": (f"A\n\n{TABLE}", "А", ["1 TL505 3"]),
    "a table too many": ("A", f"А\n\n{TABLE}", ["3 TL505 1"]),
    "a footnote is missing": ("A[^a]\n\nB\n\n[^a]: C.", "А\n\nБ", ["1 TL506 1"]),
    "a reference to another footnote": (
        "A[^a] B[^b]\n\n[^a]: C.\n\n[^b]: D.",
        "А[^a] Б[^a]\n\n[^a]: В.\n\n[^b]: Г.",
        ["1 TL506 1"],
    ),
    "a footnote without its text": ("A\n\nB[^a]\n\n[^a]: C.", "А\n\nБ[^a]", ["3 TL506 5"]),
    "another note": ("A\n\n!!! warning\n\n    B", "А\n\n!!! tip\n\n    Б", ["3 TL507 3"]),
    "a note is missing": ("A\n\n!!! warning\n\n    B", "А\n\nБ", ["3 TL507 3"]),
    "other code": ("```yaml\na: 1\nb: 2 # two\n```", "```yaml\na: 1\nb: 3 # три\n```", ["3 TL508 1"]),
    "code without a line": ("```yaml\na: 1\nb: 2\n```", "```yaml\na: 1\n```", ["1 TL508 1"]),
    "code is missing": ("A\n\n```yaml\na: 1\n```", "А", ["1 TL508 3"]),
    "code of another language": ("```yaml\na: 1\n```", "```json\na: 1\n```", ["1 TL508 1"]),
    "a template without a line": ("```text\nA\nB\n```", "```text\nА\n```", ["1 TL508 1"]),
    "another number": ("A\n\nOf 1,250 people 15 came.", "А\n\nИз 1 520 человек пришли 15.", ["3 TL509 3"]),
    "another small number": ("A\n\n5 days", "А\n\n6 дней", ["3 TL509 3"]),
    "a number is missing": ("A\n\n15 people\nand 2 more", "А\n\nлюди\nи 2 ещё", ["3 TL509 3"]),
    "a number too many": ("A\n\npeople", "А\n\n15 человек", ["3 TL509 3"]),
    "a comma that is a point": ("1,234", "1,234", ["1 TL509 1"]),
    "a number of a table": (TABLE, TABLE.replace("30", "31"), ["4 TL509 4"]),
    "another day": ("A\n\non 3 April 2026", "А\n\n4 апреля 2026 года", ["3 TL510 3"]),
    "another month": ("on 3 April 2026", "3 марта 2026 года", ["1 TL510 1"]),
    "another year": ("17 and 18 April 2026", "17 и 18 апреля 2025 года", ["1 TL510 1"]),
    "a date is missing": ("A\n\non 3 April 2026", "А\n\nтогда", ["3 TL510 3"]),
    "a date too many": ("A\n\nthen", "А\n\n3 апреля 2026 года", ["3 TL510 3"]),
}
"""Original, translation, and the one problem: the line of each, counted in the body."""


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_each_difference_is_one_problem_that_names_both_lines(
    fault: tuple[str, str, list[str]], differences: Differences
) -> None:
    """Nothing else is told of what follows from it."""
    original, translation, expected = fault
    assert differences(original, translation) == expected


def test_the_library_itself_is_in_parity(example: Path) -> None:
    """No false alarm on real documents, nor on the example."""
    for docs in (DOCS, example):
        texts = Texts(read_library(docs)[0], docs)
        assert [str(finding.problem) for text in texts for finding in parity(text, texts)] == []


def _without(lines: list[str], start: int, end: int) -> list[str]:
    return lines[:start] + lines[end:]


def _swapped(lines: list[str], start: int, end: int) -> list[str]:
    """Move a section behind the next one."""
    after = next((at for at in range(end + 1, len(lines)) if HEADING.match(lines[at])), len(lines))
    return lines[:start] + lines[end:after] + lines[start:end] + lines[after:]


def _with_another(lines: list[str], start: int, _: int) -> list[str]:
    return [*lines[:start], "## Ещё один раздел {#one-more}", "", "В 1999 году — [ссылка](x.md).", "", *lines[start:]]


def _without_heading(lines: list[str], start: int, _: int) -> list[str]:
    return lines[:start] + lines[start + 1 :]


def _deeper(lines: list[str], start: int, _: int) -> list[str]:
    return [*lines[:start], f"#{lines[start]}", *lines[start + 1 :]]


def _without_id(lines: list[str], start: int, _: int) -> list[str]:
    return [*lines[:start], lines[start].partition(" {#")[0], *lines[start + 1 :]]


CHANGES = {
    "deleted": (_without, "TL501"),
    "swapped": (_swapped, "TL501"),
    "added": (_with_another, "TL501"),
    "headless": (_without_heading, "TL501"),
    "deeper": (_deeper, "TL501"),
    "nameless": (_without_id, "TL502"),
}


def _of(document: Document, body: list[str]) -> list[Finding]:
    edition = replace(document.editions["ru"], body="\n".join(body))
    changed = replace(document, editions={**document.editions, "ru": edition})
    return parity_findings(LIBRARY, changed, "ru")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_a_change_of_any_section_is_one_problem(
    change: tuple[Callable[[list[str], int, int], list[str]], str], data: st.DataObject
) -> None:
    """In real documents: what a section holds is not missed once more."""
    function, code = change
    document = data.draw(st.sampled_from(list(LIBRARY.documents.values())))
    lines = document.editions["ru"].body.split("\n")
    starts = [at for at, line in enumerate(lines) if HEADING.match(line)]
    number = data.draw(st.integers(0, len(starts) - 1 - (function is _swapped)))
    end = [*starts, len(lines)][number + 1]
    assert [finding.problem.code for finding in _of(document, function(lines, starts[number], end))] == [code]


@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_a_change_of_any_number_is_one_problem_on_its_line(data: st.DataObject) -> None:
    """In real documents, tables and dates included."""
    document = data.draw(st.sampled_from(list(LIBRARY.documents.values())))
    lines = document.editions["ru"].body.split("\n")
    places = [
        (at, match)
        for at, line in enumerate(lines)
        for match in re.finditer(
            r"(?<![\w#./:-])\d+(?![\w/.-])", re.sub(r"\]\([^)]*\)|^\s*\d+\.", lambda m: "_" * len(m[0]), line)
        )
    ]
    if not places:
        return
    at, match = data.draw(st.sampled_from(places))
    number = int(match[0]) + data.draw(st.sampled_from([1, 3, 7]))
    lines[at] = f"{lines[at][: match.start()]}{number}{lines[at][match.end() :]}"
    line = document.editions["ru"].body_line + at
    assert [finding.problem.line for finding in _of(document, lines)] == [line]


def test_what_is_mechanical_is_mended(library_of: LibraryOf, edition: EditionText, docs: Path) -> None:
    """Ids and targets within the library; a link to a web site is for a human, who may know a page in the language."""
    original = "## A {#a}\n\n## B { #b .wide }\n\n[b](b.md#x), [b](b.md#x), [w](https://a.org)\n\n## C {#c}\n"
    translation = "## А {#z}\n\n## Б { .wide }\n\n[б](c.md#x), [б](b.md), [в](https://b.org)\n\n## В\n"
    files = {"en/handbooks/a.md": edition(original), "ru/handbooks/a.md": edition(translation, translation="{of: en}")}
    library, _ = library_of(files)
    found = parity_findings(library, library.documents["handbooks/a"], "ru")
    assert [_told(finding) for finding in mend(found, docs)] == [
        "1 TL502 1",
        "3 TL502 3",
        "5 TL503 5",
        "5 TL503 5",
        "7 TL502 7",
    ]
    library, _ = read_library(docs)
    edited = library.documents["handbooks/a"]
    assert edited.editions["ru"].body.strip() == (
        "## А {#a}\n\n## Б { #b .wide }\n\n[б](b.md#x), [б](b.md#x), [в](https://b.org)\n\n## В {#c}"
    )
    assert [_told(finding) for finding in parity_findings(library, edited, "ru")] == ["5 TL503 5"]


def test_a_link_is_not_led_elsewhere_on_a_guess(library_of: LibraryOf, edition: EditionText) -> None:
    """What is missing in one paragraph and too many in another one need not be one link."""
    original, translation = "[b](b.md)\n\nText.\n\nText.", "Текст.\n\nТекст.\n\n[в](c.md)"
    files = {"en/handbooks/a.md": edition(original), "ru/handbooks/a.md": edition(translation, translation="{of: en}")}
    library, _ = library_of(files)
    found = parity_findings(library, library.documents["handbooks/a"], "ru")
    assert [(_told(finding), finding.edits) for finding in found] == [("5 TL503 1", ())]


def test_an_id_that_is_taken_is_not_given_twice(library_of: LibraryOf, edition: EditionText) -> None:
    """Where ids were exchanged, a human has to look."""
    original, translation = "## A {#a}\n\n## B", "## А\n\n## Б {#a}"
    files = {"en/handbooks/a.md": edition(original), "ru/handbooks/a.md": edition(translation, translation="{of: en}")}
    library, _ = library_of(files)
    found = parity_findings(library, library.documents["handbooks/a"], "ru")
    assert found
    assert [finding.edits for finding in found if finding.edits] == []


def test_pages_are_compared_too(library_of: LibraryOf, docs: Path) -> None:
    """The guide and the home page have translations as documents have."""
    page, translation = "---\ntitle: A\n---\n\n## A {#a}\n", "---\ntitle: А\ntranslation: {of: en}\n---\n\n## А {#b}\n"
    library, problems = library_of({"en/about/a.md": page, "ru/about/a.md": translation})
    texts = Texts(library, docs)
    found = [f"{each.problem.line} {each.problem.code}" for text in texts for each in parity(text, texts)]
    assert (found, [problem.code for problem in problems]) == (["6 TL502"], [])


def test_an_original_differs_in_nothing(library_of: LibraryOf, edition: EditionText) -> None:
    """Neither does a document without the language that is asked for."""
    library, _ = library_of({"en/handbooks/a.md": edition("## A")})
    document = library.documents["handbooks/a"]
    assert parity_findings(library, document, "en") == parity_findings(library, document, "ru") == []


def test_a_word_without_end_is_compared_like_any_other(differences: Differences) -> None:
    """It is read once: a figure beside it is missed in the translation all the same."""
    assert len(differences(f"{'x' * 200_000} 1234", f"{'ж' * 200_000} 1235")) == 1


def test_what_an_author_asks_to_ignore_is_not_told(differences: Differences) -> None:
    """With a reason, as in every check."""
    ignored = "<!-- ignore TL503: the site has it in English only -->\n\n[а](https://b.org)"
    assert differences("[a](https://a.org)", ignored) == []


def test_a_third_language_needs_no_code(example_in_three_languages: Path) -> None:
    """Ukrainian has its months and numbers as data; a language without any is compared all the same."""
    docs = example_in_three_languages
    path = docs / "uk" / "handbooks" / "planning-a-training.md"
    library, _ = read_library(docs)
    assert parity_findings(library, library.documents["handbooks/planning-a-training"], "uk") == []
    text = path.read_text(encoding="utf-8")
    for name in ("en", "ru", "uk"):
        other = docs / name / "handbooks" / "planning-a-training.md"
        more = {
            "en": "On 3 April 2026, 1,250.5 came.",
            "ru": "3 апреля 2026 года, 1 250,5.",
            "uk": "3 квітня 2026 року, 1 250,6.",
        }
        other.write_text(f"{other.read_text(encoding='utf-8')}\n{more[name]}\n", encoding="utf-8")
    library, _ = read_library(docs)
    found = parity_findings(library, library.documents["handbooks/planning-a-training"], "uk")
    assert [(each.problem.code, each.problem.line) for each in found] == [("TL509", text.count("\n") + 2)]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "# A",
                "## B {#b}",
                "## C {#b}",
                "\n",
                "[a](b.md#",
                "](c)",
                "![x](y.png)",
                "| a | 1 |",
                "|---|---|",
                "[^1]",
                "[^1]: x",
                "!!! note",
                "```yaml",
                "```",
                "1,2.3:4",
                "31.02.0000",
                "99 May 0000",
                "45 мая",
                "https://[",
                "{#x}",
                "XIV",
                "\u0660",
                "1 000",
            ]
        ),
        max_size=14,
    ),
    st.data(),
)
def test_any_text_can_be_compared(original: list[str], data: st.DataObject) -> None:
    """Whatever authors write, there is an answer."""
    translation = data.draw(st.permutations(original))
    document = LIBRARY.documents["projects/mmdp"]
    editions = {
        "en": replace(document.editions["en"], body="\n".join(original)),
        "ru": replace(document.editions["ru"], body="\n".join(translation)),
    }
    parity_findings(LIBRARY, replace(document, original=editions["en"], editions=editions), "ru")
