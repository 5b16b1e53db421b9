"""The panel of `serve`: what is wrong with a page, told in the page. The built site has nothing of it."""

from __future__ import annotations

from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File

from training_library.authoring.view import guide_sections, panel_view
from training_library.host.options import NoOptions
from training_library.host.plugin import ROOMS, LibraryPlugin, library_plugin, path_of
from training_library.host.site_page import give
from training_library.library.reading import shown_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from training_library.authoring.view import PanelView
    from training_library.library.problem import Problem

STYLES = "assets/training-library/authoring.css"


class AuthoringPlugin(BasePlugin[NoOptions]):
    """Show an author the problems of each page while writing."""

    problems: tuple[Problem, ...]
    """Those of the library and of its texts, sorted by place."""
    published: frozenset[str]
    """The files that have a page, as problems name them."""
    guide: Mapping[str, str]
    """By code, the page of the authors' guide."""

    @event_priority(ROOMS)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Check all texts, before the first of the languages is built, and add the styles of the panel."""
        host = library_plugin(config)
        if not host.is_serving:
            return files
        if host.language == host.library.vocabulary.default_language:
            self._check(host, Path(config.docs_dir))
        styles = resources("training_library.authoring") / "panel.css"
        files.append(File.generated(config, STYLES, content=styles.read_text(encoding="utf-8")))
        return files

    def _check(self, host: LibraryPlugin, docs: Path) -> None:
        from training_library.library.checks.running import findings  # noqa: PLC0415 - builds need none of it

        library = host.library
        found = findings(library, docs, root=host.root)
        self.problems = tuple(sorted({*host.problems, *(finding.problem for finding in found)}))
        editions = (edition for document in library.documents.values() for edition in document.editions.values())
        uris = (*(edition.src_uri for edition in editions), *library.pages)
        self.published = frozenset(shown_path(docs / uri, host.root) for uri in uris)
        self.guide = guide_sections(library)

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template what is wrong with the page."""
        del nav
        host = library_plugin(config)
        if not host.is_serving:
            return context
        written = f"{host.language.id}/{path_of(page)}.md"
        return give(context, authoring=self._panel(host, config, page.file.src_uri, written))

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Tell on the page for addresses that do not exist what keeps a document from having one."""
        del template_name
        host = library_plugin(config)
        return give(context, authoring=self._panel(host, config)) if host.is_serving else context

    def _panel(self, host: LibraryPlugin, config: MkDocsConfig, *src_uris: str) -> PanelView:
        shown = {shown_path(Path(config.docs_dir, src_uri), host.root) for src_uri in src_uris}
        return panel_view(self.problems, shown, self.published, self.guide)
