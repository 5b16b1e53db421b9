"""Tables, footnotes, notes and code of a translation beside those of its original."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment
from pygments.util import ClassNotFound

from training_library.library.checks.sections import P, Pair, differences
from training_library.library.problem import Code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from training_library.library.checks.alignment import Alignment
    from training_library.library.checks.finding import Finding
    from training_library.library.checks.sections import Placed, Section
    from training_library.library.checks.side_by_side import SideBySide
    from training_library.library.checks.texts import Text
    from training_library.library.structure import Admonition, Footnote, Table
    from training_library.library.structure import Code as CodeBlock

_TEMPLATES = frozenset({"", "markdown", "md", "text", "txt"})
"""Languages of blocks whose words are translated."""


def odd_tables(pair: Pair) -> list[tuple[Table | None, Table | None]]:
    """Return the tables of a section that differ in shape, each beside the other, and those that only one has."""
    tables, others = pair.original.tables, pair.translation.tables
    if len(tables) != len(others):
        return differences(pair, tables, others, _shape)
    return [(one, other) for one, other in zip(tables, others, strict=True) if _shape(one) != _shape(other)]


def _shape(table: Table) -> tuple[int, int]:
    return table.rows, table.columns


def without(pair: Pair, tables: Collection[tuple[Table | None, Table | None]]) -> Pair:
    """Return a section without what stands in these tables: that it differs goes without saying."""
    return Pair(
        original=_outside(pair.original, [one for one, _ in tables if one]),
        translation=_outside(pair.translation, [other for _, other in tables if other]),
    )


def _outside(section: Section, tables: Collection[Table]) -> Section:
    lines = {line for table in tables for line in range(table.line, table.line + table.rows + 2)}

    def kept(parts: tuple[P, ...]) -> tuple[P, ...]:
        return tuple(part for part in parts if part.line not in lines)

    return replace(
        section,
        links=kept(section.links),
        images=kept(section.images),
        references=kept(section.references),
        passages=kept(section.passages),
    )


def table_findings(
    both: SideBySide, pair: Pair, tables: Collection[tuple[Table | None, Table | None]]
) -> Iterator[Finding]:
    """Yield a problem for each of the `odd_tables`."""
    for original, translation in tables:
        if original and translation:
            what = (
                f"this table has {translation.rows} rows and {translation.columns} columns, "
                f"that of the original ({both.place(original.line)}) {original.rows} and {original.columns}"
            )
            yield both.finding(Code.TABLES_DIFFER, translation.line, what, "give both the same rows and columns")
        else:
            yield _alone(both, pair, Code.TABLES_DIFFER, (original, translation), "table")


def _alone(both: SideBySide, pair: Pair, code: Code, sides: tuple[Placed | None, Placed | None], name: str) -> Finding:
    """Return the problem that one of the texts lacks something."""
    original, translation = sides
    if original:
        line, what = pair.beside(original.line), f"the {name} of {both.place(original.line)} is missing here"
        return both.finding(code, line, what, "add it, or take it out of the original")
    line = translation.line if translation else pair.translation.line
    what = f"the original has no such {name} here, near {both.place(pair.reversed.beside(line))}"
    return both.finding(code, line, what, "add it to the original, or take it out here")


def reference_findings(both: SideBySide, pair: Pair) -> Iterator[Finding]:
    """Yield references to footnotes that are not those of the original."""
    for original, translation in differences(pair, pair.original.references, pair.translation.references, _label):
        if original and translation:
            what = (
                f"this refers to the footnote {translation.label}, "
                f"the original ({both.place(original.line)}) to {original.label}"
            )
            yield both.finding(
                Code.FOOTNOTES_DIFFER, translation.line, what, "give footnotes one name in all languages"
            )
        else:
            side = original or translation
            name = f"reference to the footnote {side.label}" if side else ""
            yield _alone(both, pair, Code.FOOTNOTES_DIFFER, (original, translation), name)


def _label(note: Footnote) -> str:
    return note.label


def footnote_findings(both: SideBySide, alignment: Alignment) -> Iterator[Finding]:
    """Yield footnotes that only one of the texts has although both, or neither, refer to them."""
    notes, others = both.original.structure.footnotes, both.translation.structure.footnotes
    labels, other_labels = {note.label for note in notes}, {note.label for note in others}
    referred, other_referred = (
        {reference.label for reference in text.structure.references} for text in (both.original, both.translation)
    )
    told = referred ^ other_referred
    for note in notes:
        if note.label not in other_labels | told and not _is_in_any(note, alignment.missing, both.original):
            line = _reference_to(both, note.label)
            what = f"the footnote {note.label} of {both.place(note.line)} is missing here"
            yield both.finding(Code.FOOTNOTES_DIFFER, line, what, "translate it, or take it out of the original")
    for note in others:
        if note.label not in labels | told and not _is_in_any(note, alignment.extra, both.translation):
            what = f"the original, {both.original.shown}, has no footnote {note.label}"
            yield both.finding(Code.FOOTNOTES_DIFFER, note.line, what, "add it to the original, or take it out here")


def _is_in_any(note: Footnote, sections: Collection[Section], text: Text) -> bool:
    """Tell whether a footnote stands in one of the sections, which are told as a whole."""
    lines = [text.body_line, *(heading.line for heading in text.structure.headings)]
    return max(line for line in lines if line <= note.line) in {section.line for section in sections}


def _reference_to(both: SideBySide, label: str) -> int:
    """Return the line of the translation where a footnote is referred to, or else where its text begins."""
    references = both.translation.structure.references
    return next((each.line for each in references if each.label == label), both.translation.body_line)


def admonition_findings(both: SideBySide, pair: Pair) -> Iterator[Finding]:
    """Yield boxed notes that are not of the kind of the original's."""
    for original, translation in differences(pair, pair.original.admonitions, pair.translation.admonitions, _kind):
        if original and translation:
            place = both.place(original.line)
            what = f'this note is marked "{translation.kind}", and that of the original ({place}) "{original.kind}"'
            remedy = f"write {original.kind}: the kind is the same in every language, only its title is translated"
            yield both.finding(Code.ADMONITIONS_DIFFER, translation.line, what, remedy)
        else:
            side = original or translation
            name = f"note ({side.kind})" if side else ""
            yield _alone(both, pair, Code.ADMONITIONS_DIFFER, (original, translation), name)


def _kind(admonition: Admonition) -> str:
    return admonition.kind


def code_findings(both: SideBySide, pair: Pair) -> Iterator[Finding]:
    """Yield blocks of code that differ in more than comments, and templates to fill in that differ in length."""
    blocks, others = pair.original.code, pair.translation.code
    if len(blocks) != len(others):
        for sides in differences(pair, blocks, others, _essence):
            original, translation = sides
            if original is None or translation is None:
                yield _alone(both, pair, Code.CODE_DIFFERS, sides, "block of code")
        return
    for original, translation in zip(blocks, others, strict=True):
        if _essence(original) != _essence(translation):
            yield from _other_code(both, original, translation)


def _other_code(both: SideBySide, original: CodeBlock, translation: CodeBlock) -> Iterator[Finding]:
    line, place = translation.line, both.place(original.line)
    if original.language != translation.language:
        what = f'this block is marked "{translation.language}", that of the original ({place}) "{original.language}"'
        yield both.finding(Code.CODE_DIFFERS, line, what, "mark both alike")
    elif original.language in _TEMPLATES:
        counts = (len(block.text.strip().splitlines()) for block in (translation, original))
        what = f"this block has {next(counts)} lines, that of the original ({place}) {next(counts)}"
        yield both.finding(Code.CODE_DIFFERS, line, what, "translate it line by line")
    elif (at := _first_change(both, original, translation)) is not None:
        what = f"this code is not that of the original ({place})"
        yield both.finding(Code.CODE_DIFFERS, line + at, what, "copy it from there; only comments are translated")


def _first_change(both: SideBySide, original: CodeBlock, translation: CodeBlock) -> int | None:
    """Return how many lines below the start of a block its code differs; None when it is that of the original.

    A line may name the language of its edition: `--language ru`, `docs/ru/index.md`.
    """
    lines = [(at, line) for at, line in enumerate(_bare(translation), 1) if line]
    expected = [line for line in _bare(original) if line]
    for (at, line), other in zip(lines, expected, strict=False):
        if line != other and _neutral(line, both.translation) != _neutral(other, both.original):
            return at
    return None if len(lines) == len(expected) else 0


def _neutral(line: str, text: Text) -> str:
    return re.sub(rf"(?<![\w-]){re.escape(text.language)}(?![\w-])", "", line)


def _essence(block: CodeBlock) -> tuple[str, tuple[str, ...] | int]:
    """Return what is the same in every language: code without comments, or of a template the number of its lines."""
    if block.language in _TEMPLATES:
        return block.language, len(block.text.strip().splitlines())
    return block.language, tuple(line for line in _bare(block) if line)


def _bare(block: CodeBlock) -> list[str]:
    """Return the lines of a block without comments and without space around them."""
    try:
        lexer = get_lexer_by_name(block.language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return [line.strip() for line in block.text.splitlines()]
    text = "".join(
        "\n" * value.count("\n") if kind in Comment and kind not in Comment.Preproc else value
        for kind, value in lexer.get_tokens(block.text)
    )
    return [line.strip() for line in text.splitlines()]
