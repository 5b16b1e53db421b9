"""The headings of an imported text: one title, no list of contents, levels without gaps, an id for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training_library.importing.tree import Node, Nodes, node, replaced, text_of, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from training_library.importing.notes import Notes

_DEEPEST = 6
_LONGEST_ID = 50
_SHOWN = ("Str", "Code", "Math", "Image", "Note")
"""What makes a paragraph or a heading more than an empty line."""


def flat(blocks: Nodes) -> Iterator[Node]:
    """Yield the blocks without the boxes around them; a caption that repeats the alternative text is left out."""
    for block in blocks:
        if block["t"] == "Div":
            yield from flat(block["c"][1])
        elif block["t"] == "Figure":
            _, (_, caption), inner = block["c"]
            alts = {text_of(each["c"][1]) for each in walk(inner) if each["t"] == "Image"}
            for each in (*flat(inner), *(each for each in caption if text_of([each]) not in alts)):
                yield node("Para", each["c"]) if each["t"] == "Plain" else each
        else:
            yield block


def without_empty(blocks: Nodes) -> Nodes:
    """Leave out headings and paragraphs in which there is nothing."""
    return [block for block in blocks if block["t"] not in {"Header", "Para", "Plain"} or _shows_anything(block)]


def _shows_anything(block: Node) -> bool:
    return any(each["t"] in _SHOWN and (each["t"] != "Str" or each["c"].strip()) for each in walk([block]))


def without_contents(blocks: Nodes, headings: Collection[str], notes: Notes) -> Nodes:
    """Leave out a list of contents, which the site makes itself; `headings` are its usual ones, in small letters."""
    kept: Nodes = []
    skips = False
    for place, block in enumerate(blocks, 1):
        is_named = text_of([block]).casefold().strip(" .:") in headings
        if block["t"] == "Header":
            skips = is_named
        else:
            begins = is_named and any(map(_only_leads_elsewhere, blocks[place : place + 1]))
            skips = begins or (skips and _only_leads_elsewhere(block))
        if skips or (block["t"] in {"BulletList", "OrderedList"} and _only_leads_elsewhere(block)):
            notes.add("a list of contents was left out: the site makes its own")
        else:
            kept.append(block)
    return kept


def _only_leads_elsewhere(block: Node) -> bool:
    """Tell whether a block says nothing but where to go in this text."""
    rest = replaced([block], lambda each: [] if each["t"] == "Link" and each["c"][2][0].startswith("#") else [each])
    return not any(_shows_anything(each) for each in rest)


def without_title(blocks: Nodes, title: str) -> tuple[str, Nodes]:
    """Take the title out of the text: the one that the file names, or else the only heading of the first level."""
    headings = [block for block in blocks if block["t"] == "Header"]
    top = [heading for heading in headings if heading["c"][0] == 1]
    if not title and len(top) == 1 and top[0] is headings[0]:
        title = text_of(top)
    candidates = [*top, *blocks[:1]] if title else []
    repeat = next((block for block in candidates if text_of([block]) == title), None)
    return title, [block for block in blocks if block is not repeat]


def with_levels(blocks: Nodes, notes: Notes) -> tuple[Nodes, dict[str, str]]:
    """Give headings levels from 2 without gaps, and ids that can be the same in every language.

    Returns:
        The blocks; and for each place that a link can name the id of the section where it is now.
    """
    highest = min((block["c"][0] for block in blocks if block["t"] == "Header"), default=1)
    above: list[int] = []  # The levels, as they were, of the present heading and those above it.
    counts = [0] * _DEEPEST
    ids: dict[str, str] = {}
    id_ = ""
    result: Nodes = []
    for block in blocks:
        if block["t"] == "Header":
            level, (old, _, _), inlines = block["c"]
            above = [*(each for each in above if each < level), level]
            depth = min(len(above), _DEEPEST - 1)
            counts = [*counts[: depth - 1], counts[depth - 1] + 1, *[0] * (_DEEPEST - depth)]
            id_ = _id_of(text_of(inlines), counts[:depth], ids.values())
            ids[old] = id_
            notes.section = text_of(inlines)
            if level - highest + 1 != depth:
                notes.add("the level of this heading was corrected")
            result.append(node("Header", [depth + 1, [id_, [], []], inlines]))
        else:
            result.append(block)
        for place in _places_in(block):
            ids.setdefault(place, id_)
    notes.section = ""
    return result, ids


def _places_in(block: Node) -> Iterator[str]:
    """Yield what links can name within a block."""
    return (each["c"][0][0] for each in walk([block]) if each["t"] in {"Span", "Link", "Image"} and each["c"][0][0])


def _id_of(text: str, counts: list[int], taken: Collection[str]) -> str:
    """Return an id in Latin letters: from the heading, or else from its number."""
    slug = "-".join(re.findall(r"[a-z0-9]+", text.lower(), re.ASCII)) if text.isascii() else ""
    stem = id_ = slug[:_LONGEST_ID].strip("-") or "section-" + "-".join(map(str, counts))
    number = 2
    while id_ in taken:
        id_, number = f"{stem}-{number}", number + 1
    return id_
