"""The files of one language of the site: each document in the reader's language, or else its original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel

from training_library.host.environment import MATERIAL, STYLES, base_styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig

    from training_library.host.rendering import Rendering
    from training_library.host.site_page import Site
    from training_library.library.holdings import Library


class SiteFiles(Files):
    """The files of one language, which know the editions in the others.

    A link to another edition in the language of the text leads to what the reader of this site language gets; a link
    that names another language leads there (D22).
    """

    def __init__(self, files: Iterable[File], language: str) -> None:
        """Start from the files that mkdocs-static-i18n chose for `language`."""
        super().__init__(files)
        self.language = language
        self.elsewhere: dict[str, File] = {}
        """By `src_uri`: the pages of all languages, as they stand on their own side of the site."""
        self.here: dict[str, File] = {}
        """By document or page path: its page in this language."""
        self.left_out: Mapping[str, File] = {}
        """By path without its ending: what stands in for texts and shelves that a part of the library lacks."""
        self.reader: File | None = None
        """The page that is being rendered, whose links are looked up."""
        self.converters: dict[str, Markdown] = {}
        """By language of the text."""
        self.renderings: dict[tuple[str, str], Rendering] = {}
        """By `src_uri` and URL of a page, what became of its text when it was rendered last."""

    def get_file_from_path(self, path: str) -> File | None:
        """Return the page or file that a link to `path`, relative to `docs/`, leads to."""
        language, _, rest = path.partition("/")
        text_language = self.reader.src_uri.partition("/")[0] if self.reader else self.language
        if language == text_language and (page := self.here.get(rest.removesuffix(".md"))):
            return page
        if path in self.elsewhere:
            return self.elsewhere[path]
        found = super().get_file_from_path(path) or self._of_another_language(rest)
        return found or self.left_out.get(path.removesuffix(".md"))

    def _of_another_language(self, rest: str) -> File | None:
        """Return the picture or download that stands beside the original: a translation need not repeat it."""
        languages = dict.fromkeys(uri.partition("/")[0] for uri in (*self.elsewhere, *self.left_out))
        return next((file for language in languages if (file := self.src_uris.get(f"{language}/{rest}"))), None)


def published(files: Files, library: Library, config: MkDocsConfig) -> Files:
    """Return the files without vocabularies and refused files, and with Material's style sheets.

    Material's bundled scripts ask for `sitemap.xml` beside each page and take over links to other languages (defect D8
    of CONTRIBUTING.md): they stay out of the site, and with them what only they need.
    """
    refused_folders = tuple(f"{uri}/" for uri in library.refused)

    def is_published(file: File) -> bool:
        uri = file.src_uri
        if file.src_dir != config.docs_dir:
            return uri != "sitemap.xml"
        return uri not in library.refused and not uri.startswith((*refused_folders, "vocabulary/"))

    styles = [f"{STYLES}/{name}" for name in base_styles()]
    kept = [file for file in files if is_published(file)]
    return Files([*kept, *(File(style, str(MATERIAL), config.site_dir, config.use_directory_urls) for style in styles)])


def in_language(chosen: Files, everything: Files, site: Site, config: MkDocsConfig) -> SiteFiles:
    """Return the complete set of files for readers of `language`.

    Args:
        chosen: What mkdocs-static-i18n keeps for the language: its own pages and fallbacks to the default language.
        everything: All files of `docs/` and the theme.
        site: The documents and pages that exist, and the language that is built.
        config: The configuration of the build.
    """
    library, language, addresses = site.library, site.language.id, site.addresses
    files = SiteFiles((file for file in chosen if not file.is_documentation_page()), language)
    for path, src_uri in _pages(library, language):
        page = _page_file(src_uri, addresses.dest_uri(path, language), language, config)
        files.append(page)
        files.here[path] = page
    for src_uri in _all_pages(library):
        text_language, _, path = src_uri.removesuffix(".md").partition("/")
        if text_language != language:
            dest_uri = addresses.dest_uri(path, text_language)
            files.elsewhere[src_uri] = _page_file(src_uri, dest_uri, text_language, config)
    _add_what_pages_show(files, everything, site, config)
    return files


def _pages(library: Library, language: str) -> Iterable[tuple[str, str]]:
    for document in library.documents.values():
        yield document.path, document.edition_for(language).src_uri
    for path in sorted({page.path for page in library.pages.values()}):
        page = library.page(path, language)
        if page is not None:
            yield path, page.src_uri


def _all_pages(library: Library) -> Iterable[str]:
    for document in library.documents.values():
        for edition in document.editions.values():
            yield edition.src_uri
    yield from library.pages


def _page_file(src_uri: str, dest_uri: str, language: str, config: MkDocsConfig) -> File:
    """Return a page with the attributes that mkdocs-static-i18n expects of every file (D4)."""
    file = File(
        src_uri,
        config.docs_dir,
        config.site_dir,
        config.use_directory_urls,
        dest_uri=dest_uri,
        inclusion=InclusionLevel.NOT_IN_NAV,
    )
    return with_language(file, language)


def with_language(file: File, language: str) -> File:
    """Give `file` the attributes by which mkdocs-static-i18n knows files of its own making."""
    text_language, _, path = file.src_uri.partition("/")
    vars(file).update(
        locale=text_language,
        locale_alternate_of=language,
        localization=text_language,
        norm_src_uri=path,
        alternates={language: file},
    )
    return file


def stand_ins(places: Mapping[str, str], url: str, config: MkDocsConfig) -> dict[str, File]:
    """Return files that nothing is made of: to link to one is to link to its place on the page at `url`."""
    files = {}
    for path, place in places.items():
        file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.url = f"{url}#{place}" if place else url
        files[path] = file
    return files


def _add_what_pages_show(files: SiteFiles, everything: Files, site: Site, config: MkDocsConfig) -> None:
    """Add the pictures and downloads that mkdocs-static-i18n left to the builds of other languages (D5, D12)."""
    for file in everything:
        if file.is_documentation_page() or file.src_dir != config.docs_dir or file.src_uri in files.src_uris:
            continue
        language, _, rest = file.src_uri.partition("/")
        is_of_a_language = language in site.library.vocabulary.languages
        dest_uri = site.addresses.prefix(language) + rest if is_of_a_language else file.src_uri
        files.append(
            File(
                file.src_uri,
                config.docs_dir,
                config.site_dir,
                config.use_directory_urls,
                dest_uri=dest_uri,
                inclusion=InclusionLevel.NOT_IN_NAV,
            )
        )
