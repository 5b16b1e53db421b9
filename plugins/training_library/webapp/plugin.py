"""The site as an app: manifest, worker, and the page for what was not read while there was a line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from training_library.host.options import NoOptions
from training_library.host.plugin import AFTER_ROOMS, ROOMS, LibraryPlugin, library_plugin
from training_library.host.site_page import SitePage, give
from training_library.webapp.export import MANIFEST, WORKER, App, manifest, shell_files, version_of, worker

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

OFFLINE = "offline"
SHELL = ("index", "catalogue/index", OFFLINE)
"""The pages that are kept before they are read."""


class WebappPlugin(BasePlugin[NoOptions]):
    """Let readers install the site, and read again without a line what they have read."""

    @event_priority(ROOMS)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the page that is shown in place of one that was not kept."""
        host = library_plugin(config)
        if _is_app(host):
            title, template = host.words.gettext("No connection"), "training-library/offline.html"
            host.add(SitePage(path=OFFLINE, title=title, template=template, view=None, is_listed=False), files, config)
        return files

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell every page where the manifest is."""
        del page, nav
        host = library_plugin(config)
        manifest_path = host.addresses.prefix(host.language.id) + MANIFEST
        return give(context, web_app=manifest_path) if _is_app(host) else context

    # Before mkdocs-static-i18n (-100) builds the next language.
    def _write_manifest(self, *, config: MkDocsConfig) -> None:
        host, site = library_plugin(config), Path(config.site_dir)
        prefix = host.addresses.prefix(host.language.id)
        if _is_app(host):
            text = manifest(_app(host, config), "../" if prefix else "./")
            (site / prefix / MANIFEST).write_text(text, encoding="utf-8", newline="")

    # After all that is written for the last language: the version depends on it.
    @event_priority(AFTER_ROOMS)
    def _write_worker(self, *, config: MkDocsConfig) -> None:
        host, site = library_plugin(config), Path(config.site_dir)
        if not (_is_app(host) and host.is_complete(config)):
            return
        languages = list(host.library.vocabulary.languages)
        pages = [host.addresses.url(path, language).removeprefix("./") for language in languages for path in SHELL]
        offline = {host.addresses.prefix(language): host.addresses.url(OFFLINE, language) for language in languages}
        text = worker(version_of(site), [*pages, *shell_files(site)], offline)
        (site / WORKER).write_text(text, encoding="utf-8", newline="")

    on_post_build = CombinedEvent(_write_manifest, _write_worker)


def _is_app(host: LibraryPlugin) -> bool:
    """Tell whether a server will send the site: a bundle lies on a disk, and an author wants no page from a store."""
    return not host.is_serving and host.selection is None


def _app(host: LibraryPlugin, config: MkDocsConfig) -> App:
    language, addresses = host.language.id, host.addresses
    return App(
        language=language,
        direction=host.words.locale.text_direction,
        name=config.site_name,
        description=config.site_description or "",
        home=addresses.url("index", language).removeprefix("./"),
        catalogue=addresses.url("catalogue/index", language),
        catalogue_name=host.words.gettext("Catalogue"),
    )
