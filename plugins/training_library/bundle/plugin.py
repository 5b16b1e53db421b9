"""What a build adds when it is for a bundle: the page about the copy, what it leaves out, the choice of a language."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin, event_priority

from training_library.bundle.export import BESIDE, INDEX, LIBRARY, MANIFEST, Manifest, checksum_of, day_of, slug
from training_library.bundle.view import Door, Imprint, copy_view, left_out_view
from training_library.host.options import NoOptions
from training_library.host.plugin import AFTER_LANGUAGES, LEFT_OUT, ROOMS, LibraryPlugin, library_plugin
from training_library.host.site_page import SitePage
from training_library.library.address import can_be_visited
from training_library.library.reading import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

COPY = "copy"
"""The path of the page about the copy."""
_SECTION_OF_WHAT_IS_LEFT_OUT = re.compile(rf'(href="[^"#]*\b{LEFT_OUT}\.html(?:#[^"#]*)?)#[^"]*"')


class BundlePlugin(BasePlugin[NoOptions]):
    """Make the site fit to be carried; a build for the web is left as it is."""

    imprint: Imprint
    _env: Environment

    def __init__(self) -> None:
        """Start without knowing what the library is called in each language."""
        super().__init__()
        self._names: dict[str, str] = {}
        self._name = ""

    # Before mkdocs-static-i18n (-100) puts the name in the language of the build in the place of the one for all.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Remember what the library is called."""
        self._name = self._name or config.site_name
        return config

    @event_priority(ROOMS)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the pages that only a copy has."""
        host = library_plugin(config)
        if host.selection is None:
            return files
        self._names[host.language.id] = config.site_name
        if len(self._names) == 1:
            self.imprint = _imprint(host, config)
        for page in self._pages(host):
            host.add(page, files, config)
        return files

    def _pages(self, host: LibraryPlugin) -> Iterator[SitePage]:
        language, _ = host.language.id, host.words.gettext
        if host.selection is None:
            return
        yield SitePage(
            path=COPY,
            title=_("This copy"),
            template="training-library/copy.html",
            view=copy_view(host.whole, host.library, host.selection, self.imprint, language),
        )
        if host.is_part:
            yield SitePage(
                path=LEFT_OUT,
                title=_("Not in this copy"),
                template="training-library/left-out.html",
                view=left_out_view(host.whole, host.library, language, is_online=self.imprint.is_online),
            )

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Lead links to a section of what is left out to the place where that is said."""
        return _SECTION_OF_WHAT_IS_LEFT_OUT.sub(r'\1"', html) if library_plugin(config).is_part else html

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep what renders the page that is in no language."""
        self._env = env
        return env

    @event_priority(AFTER_LANGUAGES)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put beside the library, once its last language is built, what is beside it in the bundle."""
        host = library_plugin(config)
        if host.selection is None or len(self._names) < len(host.library.vocabulary.languages):
            return
        folder = Path(config.site_dir, BESIDE)
        folder.mkdir(exist_ok=True)
        text = self._env.get_template("training-library/choose.html").render(
            doors=tuple(self._doors(host)), root=LIBRARY
        )
        (folder / INDEX).write_text(text + "\n", encoding="utf-8", newline="")
        manifest = Manifest(
            name=slug(self._name), date=self.imprint.date, languages=tuple(host.library.vocabulary.languages)
        )
        (folder / MANIFEST).write_text(manifest.as_text(), encoding="utf-8", newline="")

    def _doors(self, host: LibraryPlugin) -> Iterator[Door]:
        for id_, language in host.library.vocabulary.languages.items():
            _ = host.words_in(id_).gettext
            yield Door(
                language=id_,
                name=language.name,
                site_name=self._names[id_],
                home=f"{LIBRARY}/{host.addresses.dest_uri('index', id_)}",
                choose=_("Open the library in this language"),
                opening=_("The library opens in this language, because your browser prefers it."),
            )


def _imprint(host: LibraryPlugin, config: MkDocsConfig) -> Imprint:
    library = host.library
    texts = [edition.src_uri for document in library.documents.values() for edition in document.editions.values()]
    lists = sorted(path.name for path in Path(config.docs_dir, VOCABULARY).iterdir() if path.is_file())
    names = [*texts, *library.pages, *(f"{VOCABULARY}/{name}" for name in lists)]
    return Imprint(
        date=day_of(library, os.environ.get("SOURCE_DATE_EPOCH")),
        checksum=checksum_of(names, Path(config.docs_dir)),
        is_online=can_be_visited(config.site_url),
        report=(config.repo_url or "") if can_be_visited(config.repo_url) else "",
    )
