"""Rendering with one Markdown converter for all texts of a language.

MkDocs makes a converter for every page, which takes longer than many a page does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown import Markdown
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

from training_library.host.files import SiteFiles

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class LibraryPage(Page):
    """A page that shares its converter with the others; it replaces `Page.render` of MkDocs 1.6.1 step by step."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown of the page to HTML."""
        converter = _converter(config, files, self.file.src_uri.partition("/")[0])
        written = _RawHTMLPreprocessor()
        anchors = _ExtractAnchorsTreeprocessor(self.file, files, config)
        links = _RelativePathTreeprocessor(self.file, files, config)
        title = _ExtractTitleTreeprocessor()
        for step in (written, anchors, links, title):
            step._register(converter)  # noqa: SLF001 - takes the place of the step of the page before
        self.content = converter.convert(self.markdown or "")
        self.toc = get_toc(getattr(converter, "toc_tokens", []))
        self._title_from_render = title.title
        self.present_anchor_ids = anchors.present_anchor_ids | written.present_anchor_ids
        self.links_to_anchors = links.links_to_anchors


def _converter(config: MkDocsConfig, files: Files, language: str) -> Markdown:
    """Return the converter for texts in a language, ready for the next one."""
    converters = files.converters if isinstance(files, SiteFiles) else {}
    if language not in converters:
        options = config["mdx_configs"] or {}
        converters[language] = Markdown(extensions=config["markdown_extensions"], extension_configs=options)
    return converters[language].reset()
