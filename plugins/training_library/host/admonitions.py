"""Titles of admonitions in the language of the text.

Python-Markdown derives the title of `!!! note` from the class name, in English; mkdocs-static-i18n translates it by
rewriting the source, code samples included (D16). Here it is added once code samples are out of reach.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown import Markdown

# After fenced code is set aside (25), before blocks of HTML are (20).
_PRIORITY = 24
_UNTITLED = re.compile(r"(?P<start> *(?:!!!|\?\?\?\+?) ?(?P<kind>[\w-]+)(?: +[\w-]+)*) *")


class _Titles(Preprocessor):
    """Write the title that the author left to the software."""

    def __init__(self, md: Markdown, titles: Mapping[str, str]) -> None:
        super().__init__(md)
        self.titles = titles

    def run(self, lines: list[str]) -> list[str]:
        return [self._titled(line) for line in lines]

    def _titled(self, line: str) -> str:
        match = _UNTITLED.fullmatch(line)
        title = self.titles.get(match["kind"].lower()) if match else None
        return f'{match["start"]} "{title}"' if match and title else line


class TitlesExtension(Extension):
    """A Markdown extension with the option `titles`: from class of block to title."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - the signature is Python-Markdown's
        """Take `titles`."""
        self.config = {"titles": [{}, "titles by class of block"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register the step that writes the titles."""
        md.preprocessors.register(_Titles(md, self.getConfig("titles")), "tl_admonition_titles", _PRIORITY)


def makeExtension(**options: Any) -> TitlesExtension:  # noqa: ANN401, N802 - the name is Python-Markdown's
    """Return the extension, as Python-Markdown asks for it by the name of this module."""
    return TitlesExtension(**options)
