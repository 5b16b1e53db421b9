"""The library as a whole: editions paired into documents, frozen, with its look-ups."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.library.document import Document, Edition, Page
from training_library.library.front_matter import FACTS
from training_library.library.language import sort_key
from training_library.library.problem import Code, Problem, did_you_mean, one_line
from training_library.library.translation import CURRENT, MISSING, source_uri, states_of
from training_library.library.translation_problems import state_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from training_library.library.document import Written
    from training_library.library.translation import TranslationState
    from training_library.library.vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True, slots=True)
class Library:
    """All documents and vocabularies, read once. Documents are sorted by path."""

    vocabulary: Vocabulary
    documents: Mapping[str, Document]
    """By path."""
    pages: Mapping[str, Page]
    """Pages that are no documents, by their file relative to `docs/`."""
    refused: frozenset[str]
    """Files and folders, relative to `docs/`, of which nothing may be published."""
    drafts: frozenset[str]
    """Those of them that are refused only because they are drafts."""
    by_area: Mapping[str, tuple[Document, ...]]
    by_kind: Mapping[str, tuple[Document, ...]]
    by_country: Mapping[str, tuple[Document, ...]]
    by_project: Mapping[str, tuple[Document, ...]]
    by_language: Mapping[str, tuple[Document, ...]]
    """The documents that have an edition in a language."""
    shelves: Mapping[str, tuple[Document, ...]]
    """By language all documents, in the order of their titles as its readers see them."""
    translations: Mapping[str, TranslationState]
    """How each translation, of a document or a page, stands to its original: by its file relative to `docs/`."""

    @property
    def edition_count(self) -> int:
        """How many editions there are in all languages."""
        return sum(len(document.editions) for document in self.documents.values())

    def translation_state(self, document: Document, language: str) -> TranslationState:
        """Return how the edition in `language` stands to the original, which is current itself."""
        edition = document.editions.get(language)
        if edition is None:
            return MISSING
        return self.translations.get(edition.src_uri, CURRENT)

    def text(self, src_uri: str) -> Written | None:
        """Return the edition or page of a file, relative to `docs/`."""
        language, _, path = src_uri.removesuffix(".md").partition("/")
        document = self.documents.get(path)
        return self.pages.get(src_uri) or (document.editions.get(language) if document else None)

    def source(self, translation: Written) -> Written | None:
        """Return what a translation was made from, None when it is not there."""
        return self.text(source_uri(translation))

    def page(self, path: str, language: str) -> Page | None:
        """Return the page at `path` in `language`, or in the first language that has it."""
        for candidate in (language, *self.vocabulary.languages):
            if page := self.pages.get(f"{candidate}/{path}.md"):
                return page
        return None


def assemble(  # noqa: PLR0913 - all that a library is made of
    vocabulary: Vocabulary,
    editions: Iterable[Edition],
    pages: Iterable[Page],
    *,
    refused: frozenset[str] = frozenset(),
    drafts: frozenset[str] = frozenset(),
    paths: Mapping[str, str],
) -> tuple[Library, list[Problem]]:
    """Pair the editions into documents and return the library with what is wrong between editions.

    Args:
        vocabulary: The closed lists that the ids of the editions refer to.
        editions: Sound editions, in any order.
        pages: The pages that are no documents.
        refused: Files that must not be published.
        drafts: Those of them that are only drafts.
        paths: For each file relative to `docs/` the path to name in messages.
    """
    order = list(vocabulary.languages)
    families: dict[str, dict[str, Edition]] = defaultdict(dict)
    for edition in sorted(editions, key=lambda edition: (edition.document, order.index(edition.language))):
        families[edition.document][edition.language] = edition
    problems = [problem for family in families.values() for problem in _family_problems(family, paths)]
    problems += _same_titles(families.values(), paths)
    documents = {path: _document(path, family, vocabulary) for path, family in families.items()}
    problems += _replacement_problems(documents, paths)
    ordered = sorted(pages, key=lambda page: page.src_uri)
    written: list[Written] = [edition for family in families.values() for edition in family.values()]
    texts = {text.src_uri: text for text in [*written, *ordered]}
    states = states_of(texts)
    problems += state_problems(texts, states, paths)
    return (
        shelve(vocabulary, documents, ordered, refused=refused, drafts=drafts, translations=states),
        problems,
    )


def shelve(  # noqa: PLR0913 - all that is known
    vocabulary: Vocabulary,
    documents: Mapping[str, Document],
    pages: Iterable[Page],
    *,
    refused: frozenset[str],
    drafts: frozenset[str],
    translations: Mapping[str, TranslationState],
) -> Library:
    """Return the library of these documents, sorted by path, with its look-ups."""
    return Library(
        vocabulary=vocabulary,
        documents=documents,
        pages={page.src_uri: page for page in pages},
        refused=refused,
        drafts=drafts,
        by_area=_look_up(documents, vocabulary.areas, lambda document: [area.id for area in document.areas]),
        by_kind=_look_up(documents, vocabulary.kinds, lambda document: [document.kind.id]),
        by_country=_look_up(documents, vocabulary.countries, lambda document: [term.id for term in document.countries]),
        by_project=_look_up(
            documents, vocabulary.projects, lambda document: [document.project.id] if document.project else []
        ),
        by_language=_look_up(documents, vocabulary.languages, lambda document: document.editions),
        shelves={language: _shelf(documents.values(), language) for language in vocabulary.languages},
        translations=translations,
    )


def _shelf(documents: Iterable[Document], language: str) -> tuple[Document, ...]:
    def place(document: Document) -> tuple[tuple[str, str], str]:
        return sort_key(document.edition_for(language).title), document.path

    return tuple(sorted(documents, key=place))


def _document(path: str, family: Mapping[str, Edition], vocabulary: Vocabulary) -> Document:
    original = next((edition for edition in family.values() if not edition.is_translation), None)
    original = original or next(iter(family.values()))
    facts = original.front_matter
    return Document(
        path=path,
        original=original,
        editions=dict(family),
        kind=vocabulary.kinds[facts.kind],
        areas=tuple(area for area in vocabulary.areas.values() if area.id in facts.areas),
        countries=tuple(vocabulary.countries[country] for country in facts.countries),
        audience=tuple(vocabulary.audiences[audience] for audience in facts.audience),
        level=vocabulary.levels.get(facts.level),
        project=vocabulary.projects.get(facts.project),
        organisations=tuple(vocabulary.organisations[organisation] for organisation in facts.organisations),
    )


def _problem(  # noqa: PLR0913, PLR0917 - the parts of a problem
    edition: Edition, paths: Mapping[str, str], code: Code, key: str, what: str, remedy: str
) -> Problem:
    line = edition.key_lines.get(key, 1)
    path = paths[edition.src_uri]
    return Problem(path=path, line=line, code=code, key=key, what=one_line(what), remedy=one_line(remedy))


def _family_problems(family: Mapping[str, Edition], paths: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong between the editions of one document."""
    originals = [edition for edition in family.values() if not edition.is_translation]
    for edition in originals[1:]:
        first, second = originals[0].language, edition.language
        yield _problem(
            edition, paths, Code.TWO_ORIGINALS, "translation",
            f'this document has an original in "{first}" already',
            f"add `translation: {{of: {first}}}` here, or `translation: {{of: {second}}}` there",
        )  # fmt: skip
    for edition in family.values():
        if edition.is_translation:
            yield from _translation_problems(edition, family, paths)
    for edition in family.values():
        if originals and edition is not originals[0]:
            yield from _fact_problems(originals[0], edition, paths)


def _translation_problems(
    edition: Edition, family: Mapping[str, Edition], paths: Mapping[str, str]
) -> Iterator[Problem]:
    named = edition.front_matter.translation_of
    source = family.get(named)
    if named == edition.language:
        yield _problem(
            edition, paths, Code.TRANSLATION_OF_NOTHING, "translation",
            "an edition cannot be the translation of itself",
            "name the language of the original, or remove the key from the original",
        )  # fmt: skip
    elif source is None:
        yield _problem(
            edition, paths, Code.TRANSLATION_OF_NOTHING, "translation",
            f"there is no sound {named}/{edition.document}.md to be the original of",
            "correct the language, the place of the file or the original",
        )  # fmt: skip
    elif source.is_translation:
        yield _problem(
            edition, paths, Code.NO_ORIGINAL, "translation", f"the edition in {named} is a translation itself",
            "name the language in which the document was written first",
        )  # fmt: skip


def _fact_problems(original: Edition, edition: Edition, paths: Mapping[str, str]) -> Iterator[Problem]:
    for key in FACTS:
        if _comparable(original, key) != _comparable(edition, key):
            yield _problem(
                edition, paths, Code.FACTS_DIFFER, key,
                f"this differs from {paths[original.src_uri]}:{original.key_lines.get(key, 1)}",
                "a fact is the same in every language: correct one of the two",
            )  # fmt: skip


def _comparable(edition: Edition, key: str) -> object:
    value = getattr(edition.front_matter, key)
    return frozenset(value) if isinstance(value, tuple) else value


def _same_titles(families: Iterable[Mapping[str, Edition]], paths: Mapping[str, str]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Edition] = {}
    for family in families:
        for edition in family.values():
            title = " ".join(unicodedata.normalize("NFKC", edition.title).casefold().split())
            other = first.setdefault((edition.language, title), edition)
            if other is not edition:
                yield _problem(
                    edition, paths, Code.DUPLICATE_TITLE, "title", f"{paths[other.src_uri]} has this title too",
                    "tell the two apart, by year or country for example",
                )  # fmt: skip


def _replacement_problems(documents: Mapping[str, Document], paths: Mapping[str, str]) -> Iterator[Problem]:
    for document in documents.values():
        replaced_by = document.original.front_matter.replaced_by
        if replaced_by and (replaced_by not in documents or replaced_by == document.path):
            yield _problem(
                document.original, paths, Code.REPLACEMENT, "replaced_by",
                f'there is no other document "{replaced_by}"',
                did_you_mean(replaced_by, sorted(documents.keys() - {document.path}), "write the path of a document"),
            )  # fmt: skip


def _look_up(
    documents: Mapping[str, Document], ids: Iterable[str], ids_of: Callable[[Document], Iterable[str]]
) -> dict[str, tuple[Document, ...]]:
    found: dict[str, list[Document]] = {id_: [] for id_ in ids}
    for document in documents.values():
        for id_ in ids_of(document):
            found[id_].append(document)
    return {id_: tuple(group) for id_, group in found.items()}
