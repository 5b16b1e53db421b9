from __future__ import annotations

import re
import tomllib
from gettext import GNUTranslations
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.site.built_site import PROJECT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FOR_SCRIPTS = {"plural_forms": (1, 2), "phrase": None}
"""Functions of our templates that hand words over to scripts; named in CONTRIBUTING.md too."""
GAP = re.compile(r"%\(\w+\)s|\{\w*\}")
COUNTED = ("%(count)s document", "%(count)s documents")
LOCALES = sorted((PROJECT / "plugins" / "training_library" / "theme" / "locales").iterdir())


@pytest.fixture(params=LOCALES, ids=lambda folder: folder.name)
def words(request: pytest.FixtureRequest) -> Catalog:
    """The words of the interface in one language, as they are kept."""
    folder: Path = request.param
    with (folder / "LC_MESSAGES" / "messages.po").open("rb") as text:
        return read_po(text, locale=folder.name, abort_invalid=True)


@pytest.fixture(scope="module")
def used() -> Catalog:
    """The words that templates and code use."""
    mappings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    options = {mapping.pop("pattern"): mapping for mapping in mappings}
    methods = [(pattern, mapping.pop("method")) for pattern, mapping in options.items()]
    found = Catalog()
    keywords = DEFAULT_KEYWORDS | FOR_SCRIPTS
    for _, _, id_, _, context in extract_from_dir(PROJECT, methods, options, keywords=keywords):
        found.add(id_, context=context)
    return found


def test_the_words_are_found(used: Catalog) -> None:
    """In templates, for scripts, and in the code, each counted one with both of its English forms."""
    ids = {message.id for message in used}
    assert {"Sources", "Remove filter: %(label)s", "Note", COUNTED} <= ids


def test_every_word_is_translated(used: Catalog, words: Catalog) -> None:
    """With all its plural forms."""
    translated = {message.id: _strings(message.string) for message in words if all(_strings(message.string))}
    assert [message.id for message in used if message.id not in translated] == []
    forms = {id_: words.num_plurals if isinstance(id_, tuple) else 1 for id_ in translated}
    assert [id_ for id_, strings in translated.items() if len(strings) != forms[id_]] == []


def test_no_word_is_left_over(used: Catalog, words: Catalog) -> None:
    """What nobody uses any more is removed, and nothing is half done."""
    ids = {message.id for message in used}
    assert [message.id for message in words if message.id not in ids] == []
    assert [message.id for message in words if message.id and message.fuzzy] == []
    assert dict(words.obsolete) == {}


def test_translations_keep_what_is_filled_in(words: Catalog) -> None:
    """The same gaps in every form, so that none stays empty and none is unknown."""
    assert [(message.id, errors) for message, errors in words.check()] == []
    differing = [
        message.id
        for message in words
        for string in _strings(message.string)
        if message.id and _gaps(_strings(message.id)[-1]) != _gaps(string)
    ]
    assert differing == []


def test_plural_forms_are_those_of_the_language(words: Catalog) -> None:
    """1 документ, 2 документа, 5 документов, 21 документ: a number chooses the form that CLDR gives it."""
    compiled = BytesIO()
    write_mo(compiled, words)
    compiled.seek(0)
    count, locale = GNUTranslations(compiled).ngettext, Locale.parse(words.locale_identifier)
    forms = {(locale.plural_form(number), count(*COUNTED, number)) for number in range(1000)}
    assert len(forms) == words.num_plurals


def _strings(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the one text, or the form for each number."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _gaps(text: str) -> list[str]:
    return sorted(GAP.findall(text))
