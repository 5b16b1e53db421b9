"""Wide tables scroll inside a frame of their own, which the keyboard reaches too (WCAG 2.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from markdown import Markdown

# Last but for MkDocs' own look at links and ids (0 and 5), which the frame does not concern.
_PRIORITY = 6


class _Frames(Treeprocessor):
    """Put a focusable frame around each table."""

    def __init__(self, md: Markdown, label: str) -> None:
        super().__init__(md)
        self.label = label

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag == "table":
                    parent[place] = self._framed(child)

    def _framed(self, table: Element) -> Element:
        frame = Element("div", {"class": "tl-scroll", "tabindex": "0", "role": "group", "aria-label": self.label})
        frame.append(table)
        frame.tail, table.tail = table.tail, None
        return frame


class FramesExtension(Extension):
    """A Markdown extension with the option `label`: what a screen reader calls a table's frame."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - the signature is Python-Markdown's
        """Take `label`."""
        self.config = {"label": ["Table", "what the frame is called"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register the step that frames tables."""
        md.treeprocessors.register(_Frames(md, self.getConfig("label")), "tl_table_frames", _PRIORITY)


def makeExtension(**options: Any) -> FramesExtension:  # noqa: ANN401, N802 - the name is Python-Markdown's
    """Return the extension, as Python-Markdown asks for it by the name of this module."""
    return FramesExtension(**options)
