"""One sentence a line, where the end of a sentence is beyond doubt: changes are then easy to see and to translate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training_library.importing.tree import node, text_of

if TYPE_CHECKING:
    from training_library.importing.tree import Node, Nodes

# A short word before the full stop may be an abbreviation: "et al.", «и т. д.», «ст.».
_END = re.compile(r"(?:\w{4,}[»”\"')\]]*[.!?…]|[!?…])[»”\"')\]]*$")


def one_a_line(blocks: Nodes) -> Nodes:
    """Return the blocks with a line break of the source behind each sentence of a paragraph."""
    return [_broken(block) for block in blocks]


def _broken(block: Node) -> Node:
    if block["t"] in {"Para", "Plain"}:
        inlines = block["c"]
        return node(block["t"], [_between(inlines, at) for at in range(len(inlines))])
    if block["t"] == "BlockQuote":
        return node("BlockQuote", one_a_line(block["c"]))
    if block["t"] == "BulletList":
        return node("BulletList", [one_a_line(item) for item in block["c"]])
    if block["t"] == "OrderedList":
        style, items = block["c"]
        return node("OrderedList", [style, [one_a_line(item) for item in items]])
    return block


def _between(inlines: Nodes, at: int) -> Node:
    """Return a line break in place of the space between two sentences, and else what stands there."""
    each = inlines[at]
    if each["t"] not in {"Space", "SoftBreak"}:
        return each
    ends = _END.search(text_of(inlines[max(0, at - 3) : at]))
    begins = text_of(inlines[at + 1 : at + 2]).lstrip("«“\"'([")[:1].isupper()
    return node("SoftBreak") if ends and begins else node("Space")
