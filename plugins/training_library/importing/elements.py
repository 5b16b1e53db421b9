"""What stands in the sections of an imported text: kept where Markdown has a form for it, and noted otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training_library.importing.notes import short
from training_library.importing.outline import flat
from training_library.importing.tables import plain_table
from training_library.importing.tree import NO_ATTRIBUTES, Node, Nodes, node, replaced, text_of, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from training_library.importing.notes import Notes
    from training_library.importing.pictures import Pictures

_FOLLOWED = re.compile(r"(?:https?://|mailto:|#.)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Elements:
    """Replaces what the library does not know."""

    pictures: Pictures
    phrases: Mapping[str, str]
    """What is written where something is missing: `alt`, `picture`."""
    ids: Mapping[str, str]
    """What a link of the file names, and the id of the section where that is."""
    notes: Notes

    def replace_in(self, blocks: Nodes) -> Nodes:
        """Return the blocks with all they hold made fit for the library."""
        return joined_lists([each for block in blocks for each in self._block(block)])

    def _block(self, block: Node) -> Nodes:
        if block["t"] == "Header":
            self.notes.section = text_of([block])
            level, attributes, inlines = block["c"]
            return [node("Header", [level, attributes, replaced(inlines, self._change)])]
        if block["t"] in {"Para", "Plain"} and _is_bold(block["c"]):
            self.notes.add(f'the paragraph "{short(text_of([block]))}" is all bold: is it a heading?')
        parts = _at_line_breaks(block) if block["t"] == "Para" else [block]
        if len(parts) > 1:
            self.notes.add(f'the lines of "{short(text_of(parts))}" are paragraphs now: should they be a list?')
        changed: Nodes = replaced(parts, self._change)
        return changed

    def _change(self, each: Node) -> Nodes:
        """Return what takes the place of a node whose contents are fit already."""
        return _CHANGES[each["t"]](self, each) if each["t"] in _CHANGES else [each]

    def without(self, each: Node) -> Nodes:
        """Drop HTML and its like: it could run a script, and would not be translated."""
        del each
        self.notes.add("HTML or other code of the file was left out")
        return []

    def inner(self, each: Node) -> Nodes:
        """Keep the words of what has no form in Markdown."""
        contents: Nodes = each["c"]
        return contents

    def inner_of_pair(self, each: Node) -> Nodes:
        """Keep the words of what has attributes before them."""
        contents: Nodes = each["c"][1]
        return contents

    def figure(self, each: Node) -> Nodes:
        """Keep picture and caption."""
        return list(flat([each]))

    def heading(self, each: Node) -> Nodes:
        """Make a bold paragraph of a heading inside of a list or a box, where no section can begin."""
        return [node("Para", [node("Strong", each["c"][2])])]

    def struck_out(self, each: Node) -> Nodes:
        """Keep the words, and say so."""
        self.notes.add(f'"{short(text_of(each["c"]))}" was struck out: delete it, or keep it')
        return self.inner(each)

    def formula(self, each: Node) -> Nodes:
        """Show a formula as it is typed."""
        self.notes.add("a formula is shown as code")
        return [node("Code", [NO_ATTRIBUTES, each["c"][1]])]

    def code(self, each: Node) -> Nodes:
        """Drop the attributes of code."""
        return [node("Code", [NO_ATTRIBUTES, each["c"][1]])]

    def code_block(self, each: Node) -> Nodes:
        """Name a language, without which Markdown would indent the code."""
        return [node("CodeBlock", [["", ["text"], []], each["c"][1]])]

    def lines(self, each: Node) -> Nodes:
        """Make paragraphs of the lines of a poem or an address."""
        return [node("Para", line) for line in each["c"] if line]

    def space(self, each: Node) -> Nodes:
        """Join lines that break within a heading, a list or a cell: Markdown would need blanks at their end."""
        del each
        return [node("Space")]

    def list_(self, each: Node) -> Nodes:
        """Set a list closely when each of its items is a line, as Word never says."""
        items = each["c"][1] if each["t"] == "OrderedList" else each["c"]
        if not all(sum(block["t"] == "Para" for block in item) <= 1 for item in items):
            return [each]
        close = [[node("Plain", block["c"]) if block["t"] == "Para" else block for block in item] for item in items]
        return [node(each["t"], [each["c"][0], close] if each["t"] == "OrderedList" else close)]

    def link(self, each: Node) -> Nodes:
        """Keep a link that leads somewhere, and the words of any other."""
        _, inlines, (target, _) = each["c"]
        if not inlines:
            return []
        if target.startswith("#"):
            target = f"#{self.ids.get(target[1:], '')}"
        if not _FOLLOWED.match(target):
            self.notes.add(f'the link "{short(text_of(inlines))}" leads to nothing in this text, its words remain')
            return list(inlines)
        if target.lower().startswith("mailto:"):
            self.notes.add(f"the address {target[7:]}: may it be published?")
        return [node("Link", [NO_ATTRIBUTES, inlines, [target, ""]])]

    def image(self, each: Node) -> Nodes:
        """Keep a picture that the file holds, and say where another one was."""
        _, inlines, (target, _) = each["c"]
        alt, path = text_of(inlines), self.pictures.take(target)
        if not path:
            self.notes.add(f"a picture is missing: {self.pictures.reason}")
            return words(": ".join(filter(None, (self.phrases["picture"], short(alt)))))
        if not alt:
            self.notes.add(f"{path} has no alternative text")
        return [node("Image", [NO_ATTRIBUTES, words(alt or self.phrases["alt"]), [path, ""]])]

    def table(self, each: Node) -> Nodes:
        """Make a table plain."""
        blocks, remarks = plain_table(each)
        for remark in remarks:
            self.notes.add(f"a table: {remark}")
        return blocks


_CHANGES: Mapping[str, Callable[[Elements, Node], Nodes]] = {
    "BulletList": Elements.list_,
    "Cite": Elements.inner_of_pair,
    "Code": Elements.code,
    "CodeBlock": Elements.code_block,
    "Div": Elements.inner_of_pair,
    "Figure": Elements.figure,
    "Header": Elements.heading,
    "Image": Elements.image,
    "LineBlock": Elements.lines,
    "LineBreak": Elements.space,
    "Link": Elements.link,
    "Math": Elements.formula,
    "OrderedList": Elements.list_,
    "RawBlock": Elements.without,
    "RawInline": Elements.without,
    "SmallCaps": Elements.inner,
    "Span": Elements.inner_of_pair,
    "Strikeout": Elements.struck_out,
    "Table": Elements.table,
    "Underline": Elements.inner,
}


def _at_line_breaks(paragraph: Node) -> Nodes:
    """Return the lines of a paragraph as paragraphs."""
    lines: list[Nodes] = [[]]
    for each in paragraph["c"]:
        if each["t"] == "LineBreak":
            lines.append([])
        else:
            lines[-1].append(each)
    return [node("Para", line) for line in lines if line]


def _is_bold(inlines: Nodes) -> bool:
    texts = [each for each in inlines if each["t"] not in {"Space", "SoftBreak", "LineBreak"}]
    return bool(texts) and all(each["t"] == "Strong" for each in texts)


def joined_lists(blocks: Nodes) -> Nodes:
    """Join lists that stand one after the other, into which Word's lists are often broken."""
    result: Nodes = []
    for block in blocks:
        if result and block["t"] == result[-1]["t"] == "BulletList":
            result[-1] = node("BulletList", result[-1]["c"] + block["c"])
        elif result and block["t"] == result[-1]["t"] == "OrderedList":
            style, items = result[-1]["c"]
            result[-1] = node("OrderedList", [style, items + block["c"][1]])
        else:
            result.append(block)
    return result
