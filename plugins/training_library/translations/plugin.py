"""The switcher, honest addresses for fallbacks, the page *Translations*, the 404 pages, the site map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from training_library.host.options import NoOptions
from training_library.host.plugin import AFTER_LANGUAGES, ROOMS, LibraryPlugin, library_plugin, path_of
from training_library.host.site_page import SitePage, give
from training_library.library.coverage import coverage_of
from training_library.library.forge import forge_of
from training_library.translations.export import MappedPage, site_map, translations_json
from training_library.translations.page_view import translations_page
from training_library.translations.view import translations_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from training_library.library.coverage import Coverage

PATH = "translations"


class TranslationsPlugin(BasePlugin[NoOptions]):
    """Lead readers to the same page in another language, and say where there is none."""

    coverage: Coverage
    """Of the language that is being built."""

    @event_priority(ROOMS)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the page that tells how much is translated."""
        host = library_plugin(config)
        self.coverage = coverage_of(host.library, host.language.id)
        forge = forge_of(config.repo_url, config.edit_uri)
        page = SitePage(
            path=PATH,
            title=host.words.gettext("Translations"),
            template="training-library/translations.html",
            view=translations_page(host.library, self.coverage, forge),
            summary=host.words.gettext("What is translated, which translations are behind, and what is missing."),
        )
        host.add(page, files, config)
        return files

    # After mkdocs-static-i18n (50), whose switcher leads home where there is no translation (D11).
    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the templates the languages of the page."""
        del nav
        host = library_plugin(config)
        path = path_of(page)
        view = translations_view(host.library, host.language.id, path, written_in(host, page))
        return give(context, translations=view)

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give templates without a page a switcher between the home pages (D3)."""
        del template_name
        host = library_plugin(config)
        languages = tuple(host.library.vocabulary.languages)
        here = host.language.id
        order = (here, *(language for language in languages if language != here))
        apologies = tuple((language, *host.words_in(language).apology()) for language in order)
        view = replace(translations_view(host.library, here, "index", languages), behind=None)
        return give(context, translations=view, apologies=apologies)

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """Keep a 404 page for each language, and at the root the one of the default language (D2)."""
        host = library_plugin(config)
        prefix = host.addresses.prefix(host.language.id)
        if template_name != "404.html" or not prefix:
            return output
        path = Path(config.site_dir, prefix, template_name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(output, encoding="utf-8", newline="")
        return ""

    def _write_data(self, *, config: MkDocsConfig) -> None:
        """Write the facts of the page for machines, in the language that has just been built."""
        host = library_plugin(config)
        path = Path(config.site_dir, host.addresses.prefix(host.language.id), f"{PATH}.json")
        path.write_text(translations_json(self.coverage), encoding="utf-8", newline="")

    @event_priority(AFTER_LANGUAGES)
    def _write_site_map(self, *, config: MkDocsConfig) -> None:
        """Write the site map once the last language is built; without an address of the site there is none (D19)."""
        host = library_plugin(config)
        is_last = host.language.id == list(host.library.vocabulary.languages)[-1]
        if config.site_url and is_last:
            text = site_map(_mapped(host, config.site_url), host.addresses.default_language)
            Path(config.site_dir, "sitemap.xml").write_text(text, encoding="utf-8", newline="")

    on_post_build = CombinedEvent(_write_data, _write_site_map)


def written_in(host: LibraryPlugin, page: Page) -> tuple[str, ...]:
    """Return the languages in which a page has a text of its own, the original first."""
    if document := host.document(page):
        shown = document.edition_for(document.original.language).language
        return (shown, *(language for language in document.editions if language != shown))
    languages = tuple(host.library.vocabulary.languages)
    if host.added(page):
        return languages
    path = path_of(page)
    return tuple(language for language in languages if f"{language}/{path}.md" in host.library.pages)


def _mapped(host: LibraryPlugin, site_url: str) -> Iterator[MappedPage]:
    root = site_url.rstrip("/")
    languages = tuple(host.library.vocabulary.languages)

    def addresses(path: str, written: tuple[str, ...]) -> dict[str, str]:
        return {
            language: f"{root}/{host.addresses.url(path, language).removeprefix('./')}"
            for language in languages
            if language in written
        }

    for path in sorted({page.path for page in host.library.pages.values()}):
        written = tuple(language for language in languages if f"{language}/{path}.md" in host.library.pages)
        yield MappedPage(addresses=addresses(path, written), last_change=None)
    for path in host.added_paths:
        yield MappedPage(addresses=addresses(path, languages), last_change=None)
    for document in host.library.documents.values():
        yield MappedPage(addresses=addresses(document.path, tuple(document.editions)), last_change=document.last_change)
