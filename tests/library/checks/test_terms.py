from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
import yaml

from training_library.library.checks.term_use import TermUse
from training_library.library.checks.terms import terms
from training_library.library.checks.texts import Texts
from training_library.library.markdown import structure_of
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from tests.conftest import EditionText, LibraryOf
    from training_library.library.checks.finding import Finding

TESTS = Path(__file__).parents[2]
DOCS = TESTS.parent / "docs"
VOCABULARY = read_library(DOCS)[0].vocabulary
USE = {language: TermUse(VOCABULARY, language) for language in ("en", "ru")}
IN_USE = yaml.safe_load((TESTS / "library" / "terms_in_use.yml").read_text(encoding="utf-8"))


class Lacking(Protocol):
    """Compares two bodies."""

    def __call__(self, original: str, translation: str, /) -> list[str]:
        """Return what is said of each term that the translation lacks, with its line counted in the body."""


@pytest.fixture
def lacking(library_of: LibraryOf, edition: EditionText, docs: Path) -> Lacking:
    """See `Lacking`; with the glossary and the synonyms of the real library."""
    for name in ("glossary.yml", "synonyms.yml"):
        (docs / "vocabulary" / name).write_bytes((DOCS / "vocabulary" / name).read_bytes())

    def compare(original: str, translation: str, /) -> list[str]:
        library, problems = library_of(
            {
                "en/handbooks/a.md": edition(original),
                "ru/handbooks/a.md": edition(translation, translation="{of: en}"),
            }
        )
        assert problems == []
        texts = Texts(library, docs)
        text = texts.get("ru/handbooks/a.md")
        assert text is not None
        return [_told(finding, text.body_line) for finding in terms(text, texts)]

    return compare


def _told(finding: Finding, body_line: int) -> str:
    problem = finding.problem
    return f"{problem.line - body_line} {problem.code} {problem.what}"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_term_is_known_in_the_forms_that_texts_use(language: str) -> None:
    """All terms of the library, in phrases written by hand: cases, both numbers, other spellings."""
    phrases = [(id_, phrase.strip()) for id_, uses in IN_USE.items() for phrase in uses[language].split("|")]
    unknown = [phrase for id_, phrase in phrases if not USE[language].has_any({id_}, structure_of(phrase).passages)]
    assert unknown == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("irregular-migration", "Нелегальная миграция"),
        ("irregular-migration", "Незаконный ввоз. Миграция"),
        ("asylum", "Убеждение и убедительность"),
        ("refugee", "Беглый взгляд"),
        ("visa", "Визит"),
        ("regularisation", "Легальный и легально"),
        ("readmission-agreement", "Договор о реадмиссии"),
        ("voluntary-return", "Добровольный отъезд"),
    ],
)
def test_words_that_are_near_are_not_the_term(term: str, text: str) -> None:
    """By their letters or by their sense."""
    assert not USE["ru"].has_any({term}, structure_of(text).passages)


def test_the_library_itself_uses_its_glossary(example: Path) -> None:
    """No warning on real documents, nor on the example."""
    for docs in (DOCS, example):
        texts = Texts(read_library(docs)[0], docs)
        assert [str(finding.problem) for text in texts for finding in terms(text, texts)] == []


def test_another_word_than_the_agreed_one_is_told_with_both_lines(lacking: Lacking) -> None:
    """Once a section, where the original uses the term first."""
    original = "## A\n\nText.\nIrregular migration grows.\nIrregular migration falls.\n\n## B\n\nNo refugees."
    translation = "## А\n\nТекст.\nНелегальная миграция растёт.\nОна падает.\n\n## Б\n\nНет беженцев."
    assert lacking(original, translation) == [
        '4 TL520 "Irregular migration" of docs/en/handbooks/a.md:12 is not "незаконная миграция" here'
    ]


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("He asks for asylum.", "Он просит убежища."),
        ("Migration policies", "О миграционных политиках"),
        ("forced return and readmission", "возвращение — добровольное или принудительное — и реадмиссия"),
        ("the migration service", "миграционная служба"),
        ("legal migration", "легальная миграция"),
        ("integrated border management", "ИУГ"),
        ("See the State Migration Service.", "См. Государственную службу."),
        ("He works for the Migration Policy Group.", "Он работает в Migration Policy Group."),
        ("They return home.", "Они едут домой."),
        ("`asylum` <!-- asylum --> [law](asylum.md)", "право"),
    ],
)
def test_what_says_the_same_is_accepted(original: str, translation: str, lacking: Lacking) -> None:
    """Forms, other order, accepted words, abbreviations; names have forms of their own, and everyday words are free."""
    assert lacking(original, translation) == []


@pytest.mark.parametrize(
    ("original", "translation", "expected"),
    [
        ("A readmission agreement.", "Договор о реадмиссии.", "соглашение о реадмиссии"),
        ("Country of origin information.", "Сведения о стране происхождения.", "информация о стране происхождения"),
        ("The National Referral Mechanism.", "Национальный механизм.", "национальный механизм перенаправления"),
        ("Migration policy.", "Правила.\n\nПолитика. Миграционная служба.", "миграционная политика"),
    ],
)
def test_the_longest_term_counts(original: str, translation: str, expected: str, lacking: Lacking) -> None:
    """Words of it that stand apart are not the term."""
    [told] = lacking(original, translation)
    assert told.endswith(f'is not "{expected}" here')


def test_other_words_are_accepted_in_either_direction(library_of: LibraryOf, edition: EditionText, docs: Path) -> None:
    """A Russian original asks for an English term, or for what the glossary accepts beside it."""
    glossary = "refugee:\n  label: {en: refugee, ru: беженец}\n  also: {en: [exile]}\n  definition: {en: A., ru: А.}\n"
    (docs / "vocabulary" / "glossary.yml").write_text(glossary, encoding="utf-8")
    for english, count in (("exiles", 0), ("persons", 1)):
        library, problems = library_of(
            {
                "ru/handbooks/a.md": edition("Помощь беженцам."),
                "en/handbooks/a.md": edition(f"Help to {english}.", translation="{of: ru}"),
            }
        )
        texts = Texts(library, docs)
        text = texts.get("en/handbooks/a.md")
        assert text is not None
        assert (problems, len(list(terms(text, texts)))) == ([], count)
