"""The catalogue as pages of the site: one for the whole, one for each area, kind and project, and its data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin, event_priority

from training_library.catalogue.entry import Entry, entries_of
from training_library.catalogue.export import catalogue_csv, catalogue_json, shards, version_of
from training_library.catalogue.view import ProjectsView, catalogue_view, home_view, listings, shelves_of_projects
from training_library.host.options import NoOptions
from training_library.host.plugin import ROOMS, LibraryPlugin, library_plugin, path_of
from training_library.host.site_page import SitePage, give

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from training_library.library.address import Addresses


class CataloguePlugin(BasePlugin[NoOptions]):
    """Show the library grouped by thematic area."""

    entries: tuple[Entry, ...]
    """Those of the language that is being built."""
    shards: Mapping[str, str]
    """The scripts of the catalogue page, by name."""

    @event_priority(ROOMS)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the pages of the catalogue."""
        host = library_plugin(config)
        self.entries = entries_of(host.library, host.language.id)
        self.shards = dict(shards(self.entries, _url_in(host.addresses, host.language.id), host.words.long_date))
        for page in self._pages(host):
            host.add(page, files, config)
        return files

    def _pages(self, host: LibraryPlugin) -> Iterator[SitePage]:
        library, language, words = host.library, host.language.id, host.words
        yield SitePage(
            path="catalogue/index",
            title=words.gettext("Catalogue"),
            template="training-library/catalogue.html",
            view=catalogue_view(library, language, self.entries, version_of(self.shards.values())),
        )
        yield SitePage(
            path="catalogue/projects",
            title=words.gettext("Projects"),
            template="training-library/projects.html",
            view=ProjectsView(projects=shelves_of_projects(library, language)),
        )
        for path, view in listings(library, language, self.entries):
            yield SitePage(
                path=path,
                title=view.shelf.label,
                template="training-library/listing.html",
                view=view,
                summary=view.shelf.description,
            )

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the home page its own template."""
        del config, files
        if path_of(page) == "index" and not page.file.generated_by:
            page.meta["template"] = "training-library/home.html"
        return markdown

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the home page its view."""
        del nav
        if page.meta.get("template") == "training-library/home.html":
            host = library_plugin(config)
            return give(context, view=home_view(host.library, host.language.id, self.entries))
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the data of the language that has just been built."""
        host = library_plugin(config)
        language = host.language.id
        relative, online = _url_in(host.addresses, language), _url_in(host.online, language)

        def address(path: str) -> str:
            return f"{config.site_url.rstrip('/')}/{online(path)}" if config.site_url else relative(path)

        folder = Path(config.site_dir, host.addresses.prefix(language))
        _write(folder / "catalogue.json", catalogue_json(host.library, language, address))
        _write(folder / "catalogue.csv", catalogue_csv(host.library, language, address))
        for name, text in self.shards.items():
            _write(Path(config.site_dir, "assets/training-library/catalogue", language, name), text)


def _url_in(addresses: Addresses, language: str) -> Callable[[str], str]:
    """Return the rule from path to URL, relative to the root of the site."""
    return lambda path: addresses.url(path, language).removeprefix("./")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
