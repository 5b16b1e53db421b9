"""How a new document comes about: what is missing is asked for, what is sound is written, all of it or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.cli.asking import ask, can_ask, choose, choose_several
from training_library.cli.ending import CommandError
from training_library.cli.front_matter_options import option_of
from training_library.cli.holdings import shown
from training_library.library.front_matter import AREAS, AUDIENCE, COUNTRIES, LEVEL, PROJECT, SUMMARY, TITLE
from training_library.library.keys import ChoicesKey
from training_library.library.problem import Severity, did_you_mean
from training_library.library.reading import with_texts
from training_library.library.vocabulary import Term
from training_library.library.writing import write_all_new

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from training_library.library.front_matter_text import Value
    from training_library.library.holdings import Library
    from training_library.library.keys import ChoiceKey, Key
    from training_library.library.problem import Problem
    from training_library.library.vocabulary import Labelled, Vocabulary

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_MAY_BE_SKIPPED = (AUDIENCE, LEVEL, COUNTRIES, PROJECT)


@dataclass(kw_only=True)
class Beginning:
    """What is known of a document that does not exist yet; "" is what is still missing."""

    kind: str
    slug: str
    language: str
    values: dict[str, Value]
    """By front matter key."""
    names: tuple[str, str] = ("KIND", "SLUG")
    """How the command calls the first two."""

    def uri(self, vocabulary: Vocabulary, language: str) -> str:
        """Return the file of its edition in `language`, relative to the folder of documents."""
        return f"{language}/{vocabulary.kinds[self.kind].folder}/{self.slug}.md"


def complete(beginning: Beginning, vocabulary: Vocabulary, needed: Sequence[Key]) -> None:
    """Ask for what is missing, or name it all when nobody is there to answer.

    Args:
        beginning: What is known; it is completed in place.
        vocabulary: The values to choose from.
        needed: The keys without which the document cannot begin, as far as its kind needs them.

    Raises:
        CommandError: Something is missing, or cannot be what the author says.
    """
    if len(vocabulary.languages) == 1:
        beginning.language = beginning.language or vocabulary.default_language.id
    missing = list(_missing(beginning, vocabulary, needed))
    if missing and not can_ask():
        raise CommandError(f"these are missing: {', '.join(missing)}")
    _check_words(beginning, vocabulary)
    if missing:
        _ask_where(beginning, vocabulary)
        _ask_what(beginning, vocabulary, needed)


def _missing(beginning: Beginning, vocabulary: Vocabulary, needed: Sequence[Key]) -> Iterator[str]:
    kind = vocabulary.kinds.get(beginning.kind)
    words = (beginning.kind, beginning.slug, beginning.language)
    yield from (name for name, word in zip((*beginning.names, "--language"), words, strict=True) if not word)
    for key in needed:
        if not beginning.values.get(key.name) and (key != AREAS or kind is None or kind.needs_area):
            yield option_of(key.name)


def _check_words(beginning: Beginning, vocabulary: Vocabulary) -> None:
    """Refuse a kind, a language or a file name as soon as it is known."""
    for noun, word, known in (
        ("kind", beginning.kind, tuple(vocabulary.kinds)),
        ("language", beginning.language, tuple(vocabulary.languages)),
    ):
        if word and word not in known:
            raise CommandError(f'there is no {noun} "{word}"; {did_you_mean(word, known)}')
    if beginning.slug and (mistake := _mistake_in_slug(beginning.slug)):
        raise CommandError(mistake)


def _mistake_in_slug(slug: str) -> str:
    if _SLUG.fullmatch(slug) and slug != "index":
        return ""
    better = "-".join(re.findall(r"[a-z0-9]+", slug.lower(), re.ASCII))
    example = better if better and better != "index" else "reception-centres"
    return f'"{slug}" cannot be the name of a file; use small Latin letters, digits and hyphens, such as {example}'


def _ask_where(beginning: Beginning, vocabulary: Vocabulary) -> None:
    words = beginning.language or vocabulary.default_language.id
    names = {language.id: language.name for language in vocabulary.languages.values()}
    beginning.kind = beginning.kind or choose("Kind", _labels(vocabulary.kinds, words))
    beginning.slug = beginning.slug or ask("Name of the file, such as reception-centres", mistake_in=_mistake_in_slug)
    beginning.language = beginning.language or choose("Language of the text", names)


def _ask_what(beginning: Beginning, vocabulary: Vocabulary, needed: Sequence[Key]) -> None:
    values = beginning.values
    if TITLE in needed and not values.get(TITLE.name):
        values[TITLE.name] = ask("Title")
    if AREAS in needed and not values.get(AREAS.name) and vocabulary.kinds[beginning.kind].needs_area:
        values[AREAS.name] = _ask_choice(AREAS, vocabulary, beginning.language)
    if SUMMARY in needed and not values.get(SUMMARY.name):
        values[SUMMARY.name] = ask("Summary, in one sentence", mistake_in=_mistake_in_summary)
    for key in _MAY_BE_SKIPPED if needed else ():
        if not values.get(key.name):
            values[key.name] = _ask_choice(key, vocabulary, beginning.language, optional=True)


def _mistake_in_summary(text: str) -> str:
    longest = SUMMARY.longest or len(text)
    return f"{len(text)} characters long, at most {longest} fit; shorten it" if len(text) > longest else ""


def _ask_choice(key: ChoiceKey | ChoicesKey, vocabulary: Vocabulary, language: str, *, optional: bool = False) -> Value:
    entries: Mapping[str, Labelled] = getattr(vocabulary, key.vocabulary)
    notes = (entry.note for entry in entries.values() if isinstance(entry, Term) and entry.note)
    pick = choose_several if isinstance(key, ChoicesKey) else choose
    question, footnotes = key.name.capitalize(), [note[language] for note in notes]
    return pick(question, _labels(entries, language), optional=optional, footnotes=footnotes)


def _labels(entries: Mapping[str, Labelled], language: str) -> dict[str, str]:
    return {id_: entry.label[language] for id_, entry in entries.items()}


def write(docs: Path, texts: Mapping[str, str], library: Library, others: Mapping[str, bytes] | None = None) -> None:
    """Write new files below `docs` and print their paths.

    Args:
        docs: The folder of documents.
        texts: Editions, by file relative to `docs`.
        library: What there is already.
        others: Further files, such as pictures.

    Raises:
        CommandError: A file exists, cannot be written, or an edition would not be sound; nothing is written then.
    """
    by_uri: dict[str, str | bytes] = {**texts, **(others or {})}
    files = {docs / uri: data for uri, data in by_uri.items()}
    for path in files:
        if path.exists() or path.is_symlink():
            raise CommandError(f"{shown(path)} exists already, and is left as it is; choose another name")
    _, problems = with_texts(library, texts)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise CommandError("\n".join(["nothing was written:", *_told(errors)]))
    try:
        write_all_new(files)
    except OSError as error:
        raise CommandError(f"nothing was written: {error.strerror or error}: {error.filename}") from None
    for path in files:
        print(shown(path))


def _told(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield the problems as those of the options from which they come, one a line."""
    yield from dict.fromkeys(f"  {option_of(each.key)}: {each.what}; {each.remedy}" for each in problems)
