from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from training_library.library.reading import read_library
from training_library.library.vocabulary_files import LISTS, read_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import LibraryOf
    from training_library.library.vocabulary import Vocabulary

AREA = """
  label: {en: A, ru: А}
  official: {en: A, ru: А}
  description: {en: A, ru: А}
  icon: material/a
  colour: red
"""
KIND = """
  label: {en: A, ru: А}
  plural: {en: A, ru: А}
  description: {en: A, ru: А}
  folder: a
  icon: material/a
  areas: required
"""
PROJECT = """
  label: {en: A, ru: А}
  aims: {en: A, ru: А}
"""


@pytest.fixture(scope="module")
def vocabulary(example: Path) -> Vocabulary:
    """The vocabulary of the example library."""
    return read_library(example)[0].vocabulary


def test_entries_keep_the_order_of_their_file(vocabulary: Vocabulary) -> None:
    """It is the order on the page, and the first language is the default."""
    assert list(vocabulary.areas) == ["irregular", "return", "legal", "integration", "development", "asylum"]
    assert list(vocabulary.countries) == ["AM", "AT", "KZ", "XK", "NO"]
    assert list(vocabulary.levels) == ["introductory", "intermediate", "advanced"]
    assert list(vocabulary.audiences) == ["trainers", "training-managers", "migration-officers"]
    assert vocabulary.default_language.id == "en"


def test_every_list_is_read(vocabulary: Vocabulary) -> None:
    """A label in each language, and what else an entry says."""
    area, kind = vocabulary.areas["return"], vocabulary.kinds["news"]
    assert area.label["ru"] == "Реадмиссия, возвращение и реинтеграция"
    assert area.official["en"] == "Promote readmission, voluntary return and sustainable reintegration"
    assert (area.icon, area.colour) == ("material/home-import-outline", "blue")
    assert (area.working_translation, vocabulary.areas["asylum"].working_translation) == (("ru",), ())
    assert (kind.plural["ru"], kind.folder, kind.needs_area) == ("Новости", "news", False)
    assert vocabulary.kinds["handbook"].needs_area
    assert vocabulary.kind_of_folder["handbooks"].id == "handbook"
    centre, school = vocabulary.organisations["training-centre"], vocabulary.organisations["school-of-trainers"]
    assert centre.acronym is not None
    assert (centre.acronym["ru"], centre.url) == ("УЦП", "https://centre.example/")
    assert (school.acronym, school.url) == (None, "")
    note = vocabulary.countries["XK"].note
    assert note is not None
    assert note["en"].startswith("* This designation")
    assert vocabulary.countries["NO"].note is None
    russian, english = vocabulary.languages["ru"], vocabulary.languages["en"]
    assert (russian.name, russian.label["en"], russian.locale, english.locale) == ("Русский", "Russian", "ru", "en-GB")


def test_a_project_is_read_with_all_it_says(vocabulary: Vocabulary) -> None:
    """References are resolved: a partner is an organisation, not the id of one."""
    project = asdict(vocabulary.projects["trainer-network"])
    centre, school = (asdict(organisation) for organisation in vocabulary.organisations.values())

    def words(english: str, russian: str) -> dict[str, dict[str, str]]:
        return {"by_language": {"en": english, "ru": russian}}

    assert project == {
        "id": "trainer-network",
        "label": words("Example Network of Trainers", "Сеть тренеров «Пример»"),
        "acronym": words("ENT", "СТП"),
        "aims": words(
            "To let trainers of neighbouring services learn from one another.",
            "Дать тренерам соседних служб возможность учиться друг у друга.",
        ),
        "start": "2024-03",
        "end": "2026-02-28",
        "scope": words("Services that train their own staff", "Службы, которые сами обучают своих сотрудников"),
        "countries": tuple(asdict(vocabulary.countries[id_]) for id_ in ("AM", "KZ")),
        "partners": (
            {"organisation": centre, "role": "coordinator"},
            {"organisation": school, "role": "implementer"},
        ),
        "budget": {"amount": 120500.5, "currency": "EUR"},
        "funding": (
            {"organisation": centre, "share": 80.0, "programme": words("Example Programme", "Программа «Пример»")},
            {"organisation": school, "share": 20.0, "programme": None},
        ),
        "components": (
            {
                "title": words("Exchange", "Обмен опытом"),
                "points": (
                    words("visits to one another's classes", "взаимное посещение занятий"),
                    words("a shared set of exercises", "общий набор упражнений"),
                ),
            },
        ),
        "results": (
            {
                "value": 24.0,
                "unit": "",
                "approximate": False,
                "planned": False,
                "label": words("trainers took part", "тренера участвовали"),
            },
            {
                "value": 40.0,
                "unit": "",
                "approximate": True,
                "planned": True,
                "label": words("exercises to be shared", "общих упражнений"),
            },
            {
                "value": 75.0,
                "unit": "percent",
                "approximate": False,
                "planned": False,
                "label": words("of the classes were visited", "занятий посетили коллеги"),
            },
        ),
        "notes": (words("The figures are examples.", "Цифры приведены для примера."),),
    }


def test_a_project_may_say_little(vocabulary: Vocabulary) -> None:
    """A name and an aim."""
    project = vocabulary.projects["short-course"]
    assert (project.start, project.end, project.budget, project.partners, project.notes) == ("2026", "", None, (), ())


def places(files: dict[str, str]) -> list[str]:
    """Read these lists on top of small sound ones."""
    texts = {
        "languages": "en: {name: English, label: {en: English, ru: английский}}\n"
        "ru: {name: Русский, label: {en: Russian, ru: русский}}",
        "organisations": "o: {label: {en: O, ru: О}}",
        "countries": "AM: {label: {en: Armenia, ru: Армения}}",
        **{name: "{}" for name in LISTS if name not in {"languages", "organisations", "countries"}},
        **files,
    }
    _, reports = read_vocabulary({name: (f"{name}.yml", text) for name, text in texts.items()}, "vocabulary")
    return [f"{p.path}:{p.line}: {p.code} {p.key}".rstrip() for report in reports for p in report]


def test_small_lists_are_sound() -> None:
    """The mistakes below are the only ones; a list without entries says so as `{}`."""
    assert places({"areas": f"a:{AREA}", "kinds": f"a:{KIND}", "projects": f"a:{PROJECT}"}) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("areas", "", ["areas.yml:1: TL103"]),
        ("areas", "- a", ["areas.yml:1: TL103"]),
        ("areas", "a: [", ["areas.yml:1: TL102"]),
        ("areas", "a: &a 1\nb: *a", ["areas.yml:2: TL114"]),
        ("areas", "a:\n\tb: c", ["areas.yml:2: TL123"]),
        ("areas", "a: b", ["areas.yml:1: TL107 a"]),
        ("areas", f"a b:{AREA}", ["areas.yml:1: TL204 a b"]),
        ("areas", f"../a:{AREA}", ["areas.yml:1: TL204 ../a"]),
        ("areas", f"a:{AREA.replace('red', 'pink')}", ["areas.yml:6: TL108 a.colour"]),
        ("areas", f"a:{AREA}  working_translation: [de]", ["areas.yml:7: TL108 a.working_translation"]),
        ("areas", f"a:{AREA.replace('material/a', '../a')}", ["areas.yml:5: TL117 a.icon"]),
        ("areas", f"a:{AREA.replace('icon', 'sign')}", ["areas.yml:2: TL106 a.icon", "areas.yml:5: TL105 a.sign"]),
        ("areas", f"a:{AREA}a:{AREA}", ["areas.yml:7: TL104 a"]),
        ("kinds", f"a:{KIND.replace('required', 'maybe')}", ["kinds.yml:7: TL108 a.areas"]),
        ("kinds", f"a:{KIND.replace('  areas: required', '')}", ["kinds.yml:2: TL106 a.areas"]),
        ("kinds", f"a:{KIND.replace('folder: a', 'folder: ../a')}", ["kinds.yml:5: TL117 a.folder"]),
        ("kinds", f"a:{KIND.replace('folder: a', 'folder:')}", ["kinds.yml:5: TL111 a.folder"]),
        ("levels", "a: {label: {en: A, ru: А}}\nb: {label: {en: a, ru: Б}}", ["levels.yml:2: TL203 b"]),
        ("levels", "a:\n  label:\n    en: A", ["levels.yml:3: TL202 a.label"]),
        ("levels", "a: {label: {en: A, ru: }}", ["levels.yml:1: TL111 a.label.ru"]),
        ("levels", "a: {label: {en: A, ru: А, de: A}}", ["levels.yml:1: TL105 a.label.de"]),
        ("levels", "a: {}", ["levels.yml:1: TL106 a.label"]),
        ("levels", "a: {label: A}", ["levels.yml:1: TL107 a.label"]),
        ("levels", "a: {label: {en: A, ru: А}, note: {en: A}}", ["levels.yml:1: TL202 a.note"]),
        ("organisations", "a: {}", ["organisations.yml:1: TL106 a.label"]),
        ("projects", "a: {}", ["projects.yml:1: TL106 a.label", "projects.yml:1: TL106 a.aims"]),
        ("organisations", "a: {label: {en: A, ru: А}, url: a.example}", ["organisations.yml:1: TL116 a.url"]),
        ("languages", "en: {name: English}", ["languages.yml:1: TL106 en.label"]),
        ("languages", "en: {label: {en: English}}", ["languages.yml:1: TL106 en.name"]),
        ("projects", f"a:{PROJECT}  start: 2023-13", ["projects.yml:4: TL117 a.start"]),
        ("projects", f"a:{PROJECT}  start: 2023-07\n  end: 2023-06", ["projects.yml:5: TL110 a.end"]),
        ("projects", f"a:{PROJECT}  start: 2023-02-30", ["projects.yml:4: TL109 a.start"]),
        ("projects", f"a:{PROJECT}  start: 2023-07-31\n  end: 2023", []),
        ("projects", f"a:{PROJECT}  countries: [AZ]", ["projects.yml:4: TL108 a.countries"]),
        ("projects", f"a:{PROJECT}  partners: [o]", ["projects.yml:4: TL107 a.partners"]),
        ("projects", f"a:{PROJECT}  partners: [{{organisation: p, role: donor}}]", [
            "projects.yml:4: TL108 a.partners.organisation"]),
        ("projects", f"a:{PROJECT}  partners: [{{organisation: o, role: boss}}]", [
            "projects.yml:4: TL108 a.partners.role"]),
        ("projects", f"a:{PROJECT}  budget: {{amount: 5}}", ["projects.yml:4: TL106 a.budget.currency"]),
        ("projects", f"a:{PROJECT}  budget: {{amount: 5k, currency: euro}}", [
            "projects.yml:4: TL117 a.budget.amount", "projects.yml:4: TL117 a.budget.currency"]),
        ("projects", f"a:{PROJECT}  funding: [{{organisation: o, share: half}}]", [
            "projects.yml:4: TL117 a.funding.share"]),
        ("projects", f"a:{PROJECT}  components: [{{points: [a]}}]", [
            "projects.yml:4: TL106 a.components.title", "projects.yml:4: TL107 a.components.points"]),
        ("projects", f"a:{PROJECT}  results: [{{value: 5, unit: cm, state: done, label: {{en: A, ru: А}}}}]", [
            "projects.yml:4: TL117 a.results.unit", "projects.yml:4: TL108 a.results.state"]),
        ("projects", f"a:{PROJECT}  partners: [{{}}]\n  results: [{{a: b}}]", [
            "projects.yml:4: TL106 a.partners.organisation", "projects.yml:4: TL106 a.partners.role",
            "projects.yml:5: TL106 a.results.value", "projects.yml:5: TL106 a.results.state",
            "projects.yml:5: TL106 a.results.label", "projects.yml:5: TL105 a.results.a"]),
        ("projects", f"a:{PROJECT}  notes: [{{en: A}}]", ["projects.yml:4: TL202 a.notes"]),
        ("projects", f"a:{PROJECT}  budget: {{amount: 5, currency: EUR, year: 2}}\n  partner: o", [
            "projects.yml:4: TL105 a.budget.year", "projects.yml:5: TL105 a.partner"]),
        ("glossary", "a:\n  label: {en: A, ru: А}\n  definition: {en: A, ru: А}\n  also: {ru: [Б], de: [B]}\n", [
            "glossary.yml:4: TL105 a.also.de"]),
        ("glosary", "{}", ["glosary.yml:1: TL206"]),
    ],
)  # fmt: skip
def test_a_mistake_in_a_list_is_reported_on_its_line(name: str, text: str, expected: list[str]) -> None:
    """With the same codes as in front matter where it is the same mistake."""
    assert [place for place in places({name: text}) if place.startswith(name)] == expected


def test_a_missing_list_is_reported_at_its_folder() -> None:
    """There is no file whose line could be named."""
    _, reports = read_vocabulary({}, "docs/vocabulary")
    problems = [problem for report in reports for problem in report]
    assert [str(problem).split(": ", 1)[1] for problem in problems] == [
        f"TL201: there is no {name}.yml; add docs/vocabulary/{name}.yml" for name in LISTS
    ]
    assert {problem.path for problem in problems} == {"docs/vocabulary"}


def test_a_list_that_cannot_be_read_is_not_missing(docs: Path) -> None:
    """There is one thing to do about it, and it is not to add the file."""
    (docs / "vocabulary" / "areas.yml").write_bytes(b"\xff")
    (docs / "vocabulary" / "languages.yml").write_bytes(b"\xff")
    _, problems = read_library(docs)
    assert [(problem.path, problem.code) for problem in problems] == [
        ("docs/vocabulary/areas.yml", "TL120"),
        ("docs/vocabulary/languages.yml", "TL120"),
    ]


def test_lists_are_files_that_end_in_yml(docs: Path) -> None:
    """Of two files for one list, neither would be the obvious one."""
    areas = docs / "vocabulary" / "areas.yml"
    areas.with_suffix(".yaml").write_text(areas.read_text(encoding="utf-8"), encoding="utf-8")
    _, problems = read_library(docs)
    assert [str(problem) for problem in problems] == [
        'docs/vocabulary/areas.yaml:1: TL206: there is no vocabulary "areas.yaml"; did you mean "areas"?'
    ]


def test_a_mistake_in_one_language_is_not_one_in_every_label() -> None:
    """The other lists are read in the languages as written, or in none when these cannot be read."""
    english = "en: {name: English, label: {en: English, ru: английский}}\n"
    assert places({"languages": f"{english}ru: {{label: {{en: Russian, ru: русский}}}}"}) == [
        "languages.yml:2: TL106 ru.name"
    ]
    assert places({"languages": f"{english}ru: {{"}) == ["languages.yml:2: TL102"]


def test_an_entry_with_a_mistake_in_its_label_can_be_used() -> None:
    """Its users are sound; an id that is none never becomes a part of an address."""
    languages = "en: {name: A, label: {en: A, ru: А}}\nru: {name: А, label: {en: B, ru: Б}}"
    levels = "a: {label: {en: A}}\n../b: {label: {en: B, ru: Б}}"
    vocabulary, _ = read_vocabulary({"languages": ("l", languages), "levels": ("v", levels)}, "vocabulary")
    assert {id_: level.label["ru"] for id_, level in vocabulary.levels.items()} == {"a": "A"}


def test_a_term_may_be_an_everyday_word_in_some_languages(library_of: LibraryOf) -> None:
    """Which languages those are is told by their ids."""
    glossary = """\
return: {label: {en: return, ru: возвращение}, definition: {en: A., ru: А.}, ambiguous: [en]}
visa: {label: {en: visa, ru: виза}, definition: {en: A., ru: А.}, ambiguous: [eng]}
"""
    library, problems = library_of({"vocabulary/glossary.yml": glossary})
    assert {term.id: term.ambiguous for term in library.vocabulary.glossary.values()} == {"return": ("en",), "visa": ()}
    about_it = [str(problem) for problem in problems if problem.path.endswith("glossary.yml")]
    assert len(about_it) == 1
    assert about_it[0].startswith('docs/vocabulary/glossary.yml:2: TL108 visa.ambiguous: there is no language "eng"')
