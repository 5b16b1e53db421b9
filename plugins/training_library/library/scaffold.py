"""What an author starts from: the scaffold of a new document, and the skeleton of a translation.

Scaffolds are Markdown files, `scaffolds/<language>/<kind>.md`: sections with ids, and a front matter with what is yet
to be written. A library replaces them, or adds its own, below `docs/vocabulary/scaffolds`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from training_library.library.front_matter import FACTS, LONGEST_SUMMARY
from training_library.library.front_matter_text import Value, edition_text
from training_library.library.markdown import structure_of
from training_library.library.marked_yaml import MappingNode, ScalarNode, SequenceNode, compose
from training_library.library.problem import Code, Report
from training_library.library.text_files import divide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from training_library.library.document import Document, Edition
    from training_library.library.holdings import Library
    from training_library.library.structure import Heading
    from training_library.library.vocabulary import Vocabulary

PLACEHOLDER = "TODO: "
"""How a text starts that is yet to be written, in every language."""
GENERAL, TRANSLATION = "_general", "_translation"
"""The scaffold of kinds that have none of their own, and what a translation shows in a section to translate."""
_PACKAGED = Path(__file__).with_name("scaffolds")
_LAST_RESORT = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scaffold:
    """What a document of some kind starts from, in one language."""

    front_matter: Mapping[str, Value]
    """What the author is to write, by key; empty when the file has sections only."""
    body: str


def read_scaffold(text: str, report: Report) -> Scaffold:
    """Return the scaffold that a file holds; its front matter may be missing, and mistakes go to the report."""
    if not text.startswith("---"):
        return Scaffold(front_matter={}, body=text)
    front, body, _ = divide(text, report) or ("", text, 1)
    root = compose(front, report, first_line=2) if front.strip() else None
    if root is not None and not isinstance(root, MappingNode):
        report.add(Code.NOT_A_MAPPING, 2, "the front matter lists no keys", "write `key: value` lines")
    return Scaffold(front_matter=_values(root) if isinstance(root, MappingNode) else {}, body=body)


def _values(node: MappingNode) -> dict[str, Value]:
    """Return what stands under each key; what no front matter could hold is left out."""
    values: dict[str, Value] = {}
    for key, value in node.value:
        if isinstance(value, SequenceNode):
            mappings = [_texts(element) for element in value.value if isinstance(element, MappingNode)]
            values[key.value] = mappings or [each.value for each in value.value if isinstance(each, ScalarNode)]
        else:
            values[key.value] = _texts(value) if isinstance(value, MappingNode) else str(value.value)
    return values


def _texts(node: MappingNode) -> dict[str, str]:
    return {key.value: value.value for key, value in node.value if isinstance(value, ScalarNode)}


def scaffold_text(
    library: Library, kind: str, language: str, values: Mapping[str, Value], *, body: str | None = None
) -> str:
    """Return the text of a new document, with every section that a good one of its kind has.

    Args:
        library: Where the document is to live; its own scaffolds come first.
        kind: The id of a kind; without a scaffold of its own it gets the general one.
        language: The id of the language of the text.
        values: What the author has said already, by front matter key: `{"title": …, "areas": […], "date": …}`.
        body: What stands in place of the scaffold's sections, such as an imported text.
    """
    scaffold = scaffold_of(library.vocabulary, kind, language)
    given = {key: value for key, value in values.items() if value}
    front_matter = {**scaffold.front_matter, "kind": kind, **given}
    return edition_text(front_matter, scaffold.body if body is None else body)


def translation_skeleton(library: Library, document: Document, language: str) -> str:
    """Return what a translator of `document` into `language` starts from.

    Facts are copied; the title, the summary and the other words are marked as yet to be translated, as is every
    section; headings keep their level and their id.
    """
    return skeleton_of(library.vocabulary, document.original, language)


def skeleton_of(vocabulary: Vocabulary, original: Edition, language: str) -> str:
    """Return what a translator of the edition `original` into `language` starts from."""
    return edition_text(_translated_values(original), "\n\n".join(_sections(vocabulary, original, language)))


def scaffold_of(vocabulary: Vocabulary, kind: str, language: str) -> Scaffold:
    """Return what a document of `kind` in `language` starts from.

    A language without scaffolds gets those of another one, with the headings marked as yet to be translated.
    """
    found = list(_candidates(vocabulary, (kind, GENERAL), language))
    written_in, scaffold = found[0]
    front_matter = next((each.front_matter for _, each in found if each.front_matter), {})
    body = scaffold.body if written_in == language else _with_marked_headings(scaffold.body)
    return Scaffold(front_matter=front_matter, body=body)


def _candidates(vocabulary: Vocabulary, names: tuple[str, ...], language: str) -> Iterator[tuple[str, Scaffold]]:
    """Yield the scaffolds that bear one of the names, the best one first, with the language they are written in."""
    for candidate in dict.fromkeys((language, vocabulary.default_language.id, _LAST_RESORT)):
        for name in names:
            own, packaged = vocabulary.scaffolds.get((candidate, name)), _packaged(candidate, name)
            yield from ((candidate, scaffold) for scaffold in (own, packaged) if scaffold)


@cache
def _packaged(language: str, name: str) -> Scaffold | None:
    path = _PACKAGED / language / f"{name}.md"
    return read_scaffold(path.read_text(encoding="utf-8"), Report(path.name)) if path.is_file() else None


def _with_marked_headings(body: str) -> str:
    lines = body.split("\n")
    for heading in structure_of(body).headings:
        marks, _, text = lines[heading.line - 1].partition(" ")
        lines[heading.line - 1] = f"{marks} {PLACEHOLDER}{text}"
    return "\n".join(lines)


def _translated_values(original: Edition) -> dict[str, Value]:
    facts = original.front_matter
    values: dict[str, Value] = {key: value for key in FACTS if (value := _as_written(getattr(facts, key)))}
    if facts.status == "current":
        del values["status"]
    return {
        **values,
        "title": _marked(facts.title),
        "summary": _shortened(_marked(facts.summary)),
        "authors": facts.authors,
        "tags": [_marked(tag) for tag in facts.tags],
        "sources": [{"title": _marked(source.title), "url": source.url} for source in facts.sources],
        "translation": {"of": original.language},
    }


def _as_written(value: object) -> Value:
    if isinstance(value, tuple):
        return [str(element) for element in value]
    return "" if value is None else str(value)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SUMMARY else f"{text[: LONGEST_SUMMARY - 1].rstrip()}…"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Section:
    """A heading, and what stands below it before the next one."""

    heading: Heading | None
    """None for what stands before the first heading."""
    text: str

    @property
    def id(self) -> str:
        """The id of its heading."""
        return self.heading.id if self.heading else ""

    @property
    def title(self) -> str:
        """The text of its heading."""
        return " ".join(self.heading.text.split()) if self.heading else ""


def _divided(body: str) -> list[_Section]:
    lines, headings = body.split("\n"), structure_of(body).headings
    starts = [0, *(heading.line for heading in headings)]
    ends = [*(heading.line - 1 for heading in headings), len(lines)]
    return [
        _Section(heading=heading, text="\n".join(lines[start:end]).strip())
        for heading, start, end in zip((None, *headings), starts, ends, strict=True)
    ]


def _sections(vocabulary: Vocabulary, original: Edition, language: str) -> Iterator[str]:
    """Yield the headings of the original, and where it has text a line that asks for the translation.

    What still says what the scaffold of the kind says is translated already: by the scaffold in the other language.
    """
    kind = original.front_matter.kind
    here = {section.id: section for section in _divided(scaffold_of(vocabulary, kind, original.language).body)}
    there = {section.id: section for section in _divided(scaffold_of(vocabulary, kind, language).body)}
    request = next(_candidates(vocabulary, (TRANSLATION,), language))[1].body.strip()
    for section in _divided(original.body):
        known = here.get(section.id) if section.id in there else None
        if section.heading:
            title = there[section.id].title if known and known.title == section.title else _marked(section.title)
            yield f"{'#' * section.heading.level} {title} {{#{section.id}}}"
        if section.text:
            yield there[section.id].text if known and known.text == section.text else request


def _marked(text: str) -> str:
    """Return a text as one that is yet to be translated."""
    return text if text.startswith(PLACEHOLDER) else PLACEHOLDER + text
