"""Rendering with one Markdown converter for all texts of a language, and each text once until it changes.

MkDocs makes a converter for every page, which takes longer than many a page does, and `serve` renders every page anew
after a change of one.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    from collections.abc import Callable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.toc import TableOfContents


READ_OTHER_FILES = frozenset({"markdown_include.include", "pymdownx.b64", "pymdownx.snippets"})
"""Markdown extensions with which a text may change although its file does not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendering:
    """What became of a text, and all that it depends on."""

    markdown: str
    options: str
    """The extensions and their options, which speak the language of the text."""
    found: Mapping[str, str | None]
    """By path that a link or picture names, relative to `docs/`: the URL of what is there, None for nothing."""
    content: str
    toc: TableOfContents
    title: str | None
    anchors: frozenset[str]
    links_to_anchors: Mapping[str | None, dict[str, str]]
    """By path as in `found`, None for the page itself: anchors, and the link that names each."""


class LookUps:
    """The files of the site, as the links of one text ask for them."""

    def __init__(self, files: Files) -> None:
        """Start without questions."""
        self._files = files
        self.answers: dict[str, File | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """Return what a link to `path` leads to."""
        self.answers[path] = self._files.get_file_from_path(path)
        return self.answers[path]


class LibraryPage(Page):
    """A page that shares its converter with the others; it replaces `Page.render` of MkDocs 1.6.1 step by step."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown of the page to HTML, unless neither it nor what it links to has changed."""
        remembered = files.renderings if isinstance(files, SiteFiles) else {}
        place, options = (self.file.src_uri, self.file.url), repr((config.markdown_extensions, config.mdx_configs))
        rendering = remembered.get(place)
        if not (rendering and self._is_up_to_date(rendering, options, files)):
            complaints = _Complaints()
            rendering = complaints.during(lambda: self._rendering(config, files, options))
            if not complaints.count and READ_OTHER_FILES.isdisjoint(config.markdown_extensions):
                remembered[place] = rendering
            else:
                remembered.pop(place, None)
        self._take(rendering, files)

    def _is_up_to_date(self, rendering: Rendering, options: str, files: Files) -> bool:
        return (
            rendering.markdown == (self.markdown or "")
            and rendering.options == options
            and all(_url(files.get_file_from_path(path)) == url for path, url in rendering.found.items())
        )

    def _rendering(self, config: MkDocsConfig, files: Files, options: str) -> Rendering:
        converter = _converter(config, files, self.file.src_uri.partition("/")[0])
        look_ups: Any = LookUps(files)  # It has all that is asked of `Files`.
        written = _RawHTMLPreprocessor()
        anchors = _ExtractAnchorsTreeprocessor(self.file, files, config)
        links = _RelativePathTreeprocessor(self.file, look_ups, config)
        title = _ExtractTitleTreeprocessor()
        for step in (written, anchors, links, title):
            step._register(converter)  # noqa: SLF001 - takes the place of the step of the page before
        content = converter.convert(self.markdown or "")
        paths = {file: path for path, file in look_ups.answers.items() if file}
        return Rendering(
            markdown=self.markdown or "",
            options=options,
            found={path: _url(file) for path, file in look_ups.answers.items()},
            content=content,
            toc=get_toc(getattr(converter, "toc_tokens", [])),
            title=title.title,
            anchors=frozenset(anchors.present_anchor_ids | written.present_anchor_ids),
            links_to_anchors={paths.get(file): named for file, named in links.links_to_anchors.items()},
        )

    def _take(self, rendering: Rendering, files: Files) -> None:
        self.content, self.toc = rendering.content, rendering.toc
        self._title_from_render = rendering.title
        self.present_anchor_ids = set(rendering.anchors)
        self.links_to_anchors = {}
        for path, named in rendering.links_to_anchors.items():
            target = self.file if path is None else files.get_file_from_path(path)
            if target:
                self.links_to_anchors.setdefault(target, {}).update(named)


class _Complaints(logging.Handler):
    """Counts what MkDocs says while a text is rendered, which has to be said after every change."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        del record
        self.count += 1

    def during(self, render: Callable[[], Rendering]) -> Rendering:
        log = logging.getLogger("mkdocs")
        log.addHandler(self)
        try:
            return render()
        finally:
            log.removeHandler(self)


def _url(file: File | None) -> str | None:
    return file.url if file else None


def _converter(config: MkDocsConfig, files: Files, language: str) -> Markdown:
    """Return the converter for texts in a language, ready for the next one."""
    converters = files.converters if isinstance(files, SiteFiles) else {}
    if language not in converters:
        options = config["mdx_configs"] or {}
        converters[language] = Markdown(extensions=config["markdown_extensions"], extension_configs=options)
    return converters[language].reset()
