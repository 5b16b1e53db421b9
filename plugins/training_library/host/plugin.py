"""The plugin that every room builds on: the library read once, its problems logged, one language after the other."""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs import utils
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from training_library.host.environment import CompiledTemplates, dress, install
from training_library.host.files import SiteFiles, in_language, published, stand_ins, with_language
from training_library.host.options import NoOptions
from training_library.host.rendering import LibraryPage, Rendering
from training_library.host.site_page import Site, SitePage, give
from training_library.host.words import Words, compile_words
from training_library.library.address import Addresses
from training_library.library.comments import without_comments
from training_library.library.problem import Code, Problem, Severity
from training_library.library.reading import VOCABULARY, read_library
from training_library.library.selection import VARIABLE, Selection, left_out, part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext

    from training_library.library.document import Document, Page
    from training_library.library.holdings import Library
    from training_library.library.language import Language

NAME = "training-library/library"
LEFT_OUT = "left-out"
"""The path of the page that stands in for what a part of the library leaves out."""
THEME = Path(__file__).parent.parent / "theme"
_clean_directory = utils.clean_directory
_log = logging.getLogger("mkdocs.plugins.training_library")

# mkdocs-static-i18n runs one nested build for each language, with every event in each of them, and works at -100.
BEFORE_LANGUAGES, AFTER_LANGUAGES, ROOMS, AFTER_ROOMS = 0, -200, -250, -300


class LibraryPlugin(BasePlugin[NoOptions]):
    """Read the library and make MkDocs build it, language by language."""

    whole: Library
    """All that there is."""
    library: Library
    """What the site shows: the whole, or the part that a bundle is to carry."""
    language: Language
    """The language that is being built."""
    addresses: Addresses
    online: Addresses
    """Those of the site on the web, which shows the whole."""
    problems: list[Problem]
    root: Path
    """The folder that paths in messages are relative to."""
    is_serving: bool
    """Whether an author looks on."""

    def __init__(self) -> None:
        """Start without a library; `on_config` reads it."""
        super().__init__()
        self.selection: Selection | None = None
        """What the bundle is to carry that is being built; None for a site."""
        self.is_serving = False
        self._everything = Files([])
        self._added: dict[str, SitePage] = {}
        self._words: dict[str, Words] = {}
        self.compiled_templates = CompiledTemplates()
        self._renderings: dict[tuple[str, str], Rendering] = {}

    @property
    def is_part(self) -> bool:
        """Whether a bundle is built that leaves something out."""
        return self.library is not self.whole

    @property
    def words(self) -> Words:
        """The words of the language that is being built."""
        return self._words[self.language.id]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether an author looks on, who sees drafts too; only plugins with this event outlive a rebuild."""
        if dirty:
            _log.warning("--dirty builds pages that disagree with one another; build without it")
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the library, in the first of the builds that mkdocs-static-i18n makes of a language each."""
        if not _languages_plugin(config).building:
            self._read(config)
            if str(THEME) not in config.theme.dirs:
                compile_words(THEME)
                dress(config.theme, THEME)
        return config

    def _read(self, config: MkDocsConfig) -> None:
        docs, here = Path(config.docs_dir), Path(config.config_file_path or ".").absolute().parent
        self.root = here if docs.is_relative_to(here) else docs.parent
        self.whole, self.problems = read_library(docs, root=self.root, drafts=self.is_serving)
        _tell(self.problems)
        if any(problem.code is Code.LEAVES_DOCS for problem in self.problems):
            message = "a link leads out of the folder of documents, and MkDocs would follow it; remove it first"
            raise PluginError(message)
        if config.nav:
            _log.warning("`nav` of mkdocs.yml is not used: the library is its own table of contents; remove the key")
        vocabulary = self.whole.vocabulary
        languages = _languages_plugin(config)
        if list(vocabulary.languages) != list(languages.build_languages):
            message = (
                f"the languages of {NAME} and of i18n differ: vocabulary/languages.yml lists "
                f"{', '.join(vocabulary.languages) or 'none'}, "
                f"mkdocs.yml lists {', '.join(languages.build_languages)}; "
                "list the same ones in the same order, the default language first"
            )
            raise PluginError(message)
        self.online = Addresses(
            default_language=vocabulary.default_language.id, directory_urls=config.use_directory_urls
        )
        self._choose(config)

    def _choose(self, config: MkDocsConfig) -> None:
        """Keep the part of the library that a bundle is to carry; its first language takes the root of the site."""
        chosen = os.environ.get(VARIABLE)
        self.selection = Selection.from_text(chosen) if chosen else None
        self.library = part_of(self.whole, self.selection) if self.selection else self.whole
        first = self.library.vocabulary.default_language.id
        self.addresses = replace(self.online, default_language=first)
        if self.is_part:
            languages = _languages_plugin(config).config.languages
            languages[:] = [language for language in languages if language.locale in self.library.vocabulary.languages]
            for language in languages:
                language.default = language.locale == first

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Take note of the language of this build."""
        self.language = self.library.vocabulary.languages[_languages_plugin(config).current_language]
        vocabulary = Path(config.docs_dir, VOCABULARY)
        self._words = {
            id_: Words(THEME, vocabulary, language) for id_, language in self.library.vocabulary.languages.items()
        }
        self._added = {}
        config.theme.static_templates.discard("sitemap.xml")

    @event_priority(BEFORE_LANGUAGES)
    def _keep_what_may_be_published(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        self._everything = published(files, self.library, config)
        return self._everything

    @event_priority(AFTER_LANGUAGES)
    def _complete_the_language(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        config.nav = [f"{self.language.id}/index.md"]
        chosen = in_language(files, self._everything, self._site(), config)
        chosen.renderings = self._renderings
        if self.is_part:
            url = self.addresses.url(LEFT_OUT, self.language.id)
            chosen.left_out = stand_ins(left_out(self.whole, self.library), url, config)
        return chosen

    @event_priority(AFTER_ROOMS)
    def _make_pages(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        for file in files.documentation_pages():
            LibraryPage(None, file, config)  # Its file keeps it.
        return files

    on_files = CombinedEvent(_keep_what_may_be_published, _complete_the_language, _make_pages)

    def add(self, page: SitePage, files: Files, config: MkDocsConfig) -> None:
        """Add a page that has no file of its own to the site of this language."""
        file = File.generated(
            config, f"{self.language.id}/{page.path}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.dest_uri = self.addresses.dest_uri(page.path, self.language.id)
        files.append(with_language(file, self.language.id))
        if isinstance(files, SiteFiles):
            files.here[page.path] = file
        self._added[file.src_uri] = page

    def added(self, page: MkDocsPage) -> SitePage | None:
        """Return what a room said of a page that it added."""
        return self._added.get(page.file.src_uri) if page.file.generated_by else None

    @property
    def added_paths(self) -> tuple[str, ...]:
        """The paths of the pages that rooms have added, for the site map, whatever the order of the rooms."""
        return tuple(sorted(page.path for page in self._added.values() if page.is_listed))

    def document(self, page: MkDocsPage) -> Document | None:
        """Return the document of which `page` shows an edition."""
        return None if page.file.generated_by else self.library.documents.get(path_of(page))

    def plain_page(self, page: MkDocsPage) -> Page | None:
        """Return the page that is no document which `page` shows."""
        return None if page.file.generated_by else self.library.pages.get(page.file.src_uri)

    def on_page_read_source(self, /, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Give MkDocs the body alone: its own reading of front matter would let authors' keys steer the theme."""
        del config
        if document := self.document(page):
            return _BARE + document.editions[page.file.src_uri.partition("/")[0]].body
        plain = self.plain_page(page)
        return _BARE + plain.body if plain else ""

    # Directly after mkdocs-static-i18n (50), which breaks lines at U+2028 and form feeds (D16).
    @event_priority(49)
    def on_page_markdown(self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Set what the templates need to know of a page, and the language of what Markdown itself writes."""
        if isinstance(files, SiteFiles):
            files.reader = page.file
        text_language = page.file.src_uri.partition("/")[0]
        _speak(config, self._words[text_language])
        if added := self.added(page):
            page.meta = {"title": added.title, "template": added.template, "description": added.summary}
        elif document := self.document(page):
            front_matter = document.editions[text_language].front_matter
            page.meta = {"title": front_matter.title, "description": front_matter.summary}
            return without_title(without_comments(document.editions[text_language].body))
        elif plain := self.plain_page(page):
            page.meta = {"title": plain.title, "description": plain.summary, "template": "training-library/page.html"}
            return without_title(without_comments(plain.body))
        return markdown

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Teach the templates to address pages, to format figures and to escape, and give them the site."""
        del files
        env.globals["site"] = self._site()
        return install(env, self, config)

    def on_page_context(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a template the view of the page that a room added."""
        del config, nav
        added = self.added(page)
        return give(context, view=added.view) if added else context

    def words_in(self, language: str) -> Words:
        """Return the words of any of the languages."""
        return self._words[language]

    def is_complete(self, config: MkDocsConfig) -> bool:
        """Tell, at the end of a build, whether all languages are built."""
        return not _languages_plugin(config).building

    def _site(self) -> Site:
        return Site(
            library=self.library,
            language=self.language,
            addresses=self.addresses,
            is_copy=self.selection is not None,
            is_part=self.is_part,
        )

    def on_build_error(self, *, error: Exception) -> None:
        """Let the next build clean its folder again: mkdocs-static-i18n forbids it and forgets to allow it (D21)."""
        del error
        utils.clean_directory = _clean_directory

    @event_priority(AFTER_ROOMS)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Say what was built, once the last language is done."""
        if self.is_serving or not self.is_complete(config):
            return
        by_language = self.library.by_language
        editions = ", ".join(f"{language} {len(documents)}" for language, documents in by_language.items())
        _log.info(
            "built %d documents (editions: %s), %d problems", len(self.library.documents), editions, len(self.problems)
        )
        _log.info("to read the site, open %s in a browser", Path(config.site_dir, "index.html"))


_BARE = "---\n{}\n---\n"
"""An empty front matter, so that a body that starts with three hyphens is not taken for one."""


def path_of(page: MkDocsPage) -> str:
    """Return the path of a document or page, which all its editions share."""
    return page.file.src_uri.partition("/")[2].removesuffix(".md")


def library_plugin(config: MkDocsConfig) -> LibraryPlugin:
    """Return the plugin that has read the library.

    Raises:
        PluginError: It is not in `plugins:` of mkdocs.yml.
    """
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, LibraryPlugin):
        message = f"the plugin {NAME} is missing; add it to `plugins:` in mkdocs.yml, after i18n"
        raise PluginError(message)
    return plugin


def without_title(body: str) -> str:
    """Return a body without its level one heading: the title is in the front matter and stands above the facts."""
    stripped = body.lstrip("\n")
    return stripped.partition("\n")[2] if stripped.startswith("# ") else body


def _tell(problems: Sequence[Problem]) -> None:
    """Log the problems: a strict build fails with an error, and passes with a warning, which is no news on each build.

    MkDocs counts what is logged as a warning, so problems of that severity must stay below it.
    """
    warnings = 0
    for problem in problems:
        if problem.severity is Severity.ERROR:
            _log.warning("%s", problem)
        else:
            _log.debug("%s", problem)
            warnings += 1
    if warnings:
        _log.info("%d warnings for authors: `training-library check` lists them", warnings)


def _languages_plugin(config: MkDocsConfig) -> Any:  # noqa: ANN401 - mkdocs-static-i18n is not typed
    plugin = config.plugins.get("i18n")
    if plugin is None:
        message = (
            "the plugin i18n (mkdocs-static-i18n) is missing; add it to `plugins:` in mkdocs.yml, before all others"
        )
        raise PluginError(message)
    return plugin


def _speak(config: MkDocsConfig, words: Words) -> None:
    """Make what Markdown extensions write themselves speak the language of the text."""
    options = config.mdx_configs
    options.setdefault("training_library.host.admonitions", {})["titles"] = words.admonition_titles()
    options.setdefault("training_library.host.tables", {})["label"] = words.gettext("Table")
    options.setdefault("toc", {})["permalink_title"] = words.gettext("Link to this section")
    options.setdefault("footnotes", {})["BACKLINK_TITLE"] = words.gettext("Back to the text at note {}")
    for extension in ("training_library.host.admonitions", "training_library.host.tables"):
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
