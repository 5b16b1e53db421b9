"""The way in: `docs/` on the disk, a frozen library and all problems out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from training_library.library.document import Edition, Page
from training_library.library.fields import Fields
from training_library.library.front_matter import PAGE_SUMMARY, TITLE, read_front_matter
from training_library.library.holdings import Library, assemble
from training_library.library.marked_yaml import MappingNode, compose
from training_library.library.problem import Code, Problem, Report, did_you_mean, one_line
from training_library.library.scaffold import GENERAL, TRANSLATION, read_scaffold
from training_library.library.sections import blob_id
from training_library.library.stamp import read_translation
from training_library.library.text_files import (
    decode,
    divide,
    may_follow,
    open_bytes,
    open_text,
    sorted_entries,
    walk,
)
from training_library.library.vocabulary_files import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training_library.library.scaffold import Scaffold
    from training_library.library.vocabulary import Vocabulary

VOCABULARY = "vocabulary"
SCAFFOLDS = "scaffolds"
"""The folder of the vocabulary with what new documents of the library start from."""
RESERVED = ("catalogue", "assets")
"""Folders, below each language, that the site itself fills."""
PAGE_FOLDER = "about"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)


def read_library(docs: Path, *, root: Path | None = None, drafts: bool = False) -> tuple[Library, list[Problem]]:
    """Read everything below `docs` once.

    Args:
        docs: The folder with a folder for each language and `vocabulary/`.
        root: The folder that paths in messages are relative to, the parent of `docs` by default.
        drafts: Whether documents with `status: draft` are part of the library.

    Returns:
        The library with all that is sound, and every problem, sorted by place.
    """
    reader = _Reader(docs, root or docs.parent, drafts=drafts)
    vocabulary = reader.vocabulary()
    for folder in sorted_entries(docs):
        if folder.name == VOCABULARY or folder.name.startswith("."):
            continue
        if folder.name in vocabulary.languages:
            reader.language_folder(folder, vocabulary)
        elif folder.suffix == ".md":
            reader.stray_page(folder)
        else:
            reader.stray_folder(folder, vocabulary)
    library, problems = assemble(
        vocabulary,
        reader.editions,
        reader.pages,
        refused=frozenset(reader.refused),
        drafts=frozenset(reader.hidden),
        paths=reader.paths,
    )
    problems += [problem for report in reader.reports for problem in report]
    return library, sorted(set(problems))


class _Text(NamedTuple):
    """A file taken apart: front matter, body, the line on which the body starts, the id by which git knows the file."""

    front: str
    body: str
    line: int
    blob: str


def with_texts(library: Library, texts: Mapping[str, str]) -> tuple[Library, list[Problem]]:
    """Return the library as it were with these files too, and what would be wrong with them.

    Args:
        library: All that there is.
        texts: By file, relative to `docs/`: what it is going to say.
    """
    reader = _Reader(Path(), Path(), drafts=True)
    for uri, text in texts.items():
        report = Report(uri)
        reader.reports.append(report)
        reader.markdown(PurePosixPath(uri), text.encode(), report, library.vocabulary)
    editions = [edition for document in library.documents.values() for edition in document.editions.values()]
    editions += reader.editions
    pages = [*library.pages.values(), *reader.pages]
    uris = [*(edition.src_uri for edition in editions), *(page.src_uri for page in pages)]
    paths = dict(zip(uris, uris, strict=True))
    grown, problems = assemble(library.vocabulary, editions, pages, refused=library.refused, paths=paths)
    problems += [problem for report in reader.reports for problem in report]
    return grown, sorted({problem for problem in problems if problem.path in texts})


class _Reader:
    """What has been read so far, and what was wrong with it."""

    def __init__(self, docs: Path, root: Path, *, drafts: bool) -> None:
        self.docs, self.root, self.drafts = docs, root, drafts
        self.reports: list[Report] = []
        self.refused: set[str] = set()
        self.hidden: set[str] = set()
        self.editions: list[Edition] = []
        self.pages: list[Page] = []
        self.paths: dict[str, str] = {}

    def vocabulary(self) -> Vocabulary:
        """Read `docs/vocabulary`."""
        folder = self.docs / VOCABULARY
        texts = {}
        for path in sorted_entries(folder) if may_follow(folder, self.docs, self._report(folder)) else ():
            if path.suffix in {".yml", ".yaml"}:
                report = self._report(path)
                texts[path.name.removesuffix(".yml")] = report.path, open_text(path, self.docs, report)
        vocabulary, reports = read_vocabulary(texts, self._shown(folder))
        self.reports += reports
        return replace(vocabulary, scaffolds=self._scaffolds(folder / SCAFFOLDS, vocabulary))

    def _scaffolds(self, folder: Path, vocabulary: Vocabulary) -> dict[tuple[str, str], Scaffold]:
        """Read the library's own scaffolds: `<language>/<kind>.md`."""
        scaffolds = {}
        for path in walk(folder):
            report = self._report(path)
            language, name = path.parent.relative_to(folder).as_posix(), path.stem
            text = open_text(path, self.docs, report)
            for word, noun, known in (
                (language, "language", tuple(vocabulary.languages)),
                (name, "kind", (*vocabulary.kinds, GENERAL, TRANSLATION)),
            ):
                if word not in known:
                    report.add(Code.UNKNOWN_VOCABULARY, 1, f'there is no {noun} "{word}"', did_you_mean(word, known))
            if text is not None:
                scaffolds[language, name] = read_scaffold(text, report)
        return scaffolds

    def stray_page(self, page: Path) -> None:
        """Report Markdown beside the language folders: it would be in no language."""
        self.refused.add(page.name)
        remedy = "move it into the folder of its language"
        self._report(page).add(Code.UNKNOWN_LANGUAGE, 1, "this file is in no language", remedy)

    def stray_folder(self, folder: Path, vocabulary: Vocabulary) -> None:
        """Report links, and a folder with Markdown beside the languages: its documents would be in no language."""
        paths = list(walk(folder))
        for path in paths:
            if not may_follow(path, self.docs, self._report(path)):
                self.refused.add(path.relative_to(self.docs).as_posix())
        if any(path.suffix == ".md" for path in paths):
            self.refused.add(folder.name)
            remedy = "add it to vocabulary/languages.yml, or " + did_you_mean(
                folder.name, vocabulary.languages, "rename it"
            )
            what = f'"{folder.name}" is no language of the library'
            self._report(folder).add(Code.UNKNOWN_LANGUAGE, 1, what, remedy)

    def language_folder(self, folder: Path, vocabulary: Vocabulary) -> None:
        """Read the editions and pages of one language."""
        for path in walk(folder):
            uri = PurePosixPath(path.relative_to(self.docs).as_posix())
            report = self._report(path)
            self.paths[uri.as_posix()] = report.path
            if path.suffix != ".md":
                sound = may_follow(path, self.docs, report)
            else:
                data = open_bytes(path, self.docs, report)
                sound = data is not None and self.markdown(uri, data, report, vocabulary)
            if not sound:
                self.refused.add(uri.as_posix())

    def markdown(self, uri: PurePosixPath, data: bytes, report: Report, vocabulary: Vocabulary) -> bool:
        """Read a document or a page; return whether it can be published."""
        text = decode(data, report)
        if text is None:
            return False
        _check_name(uri, report)
        parts = divide(text, report)
        if parts is None:
            return False
        front = parts[0]
        known = len(report.problems)
        root = compose(front, report, first_line=2)
        if not isinstance(root, MappingNode):
            if len(report.problems) == known:
                remedy = "write `key: value` lines, such as `title: …`"
                report.add(Code.NOT_A_MAPPING, 2, "the front matter lists no keys", remedy)
            return False
        fields = Fields(root, report, first_line=2)
        language, path = uri.parts[0], PurePosixPath(*uri.parts[1:]).with_suffix("")
        written = _Text(*parts, blob_id(data))
        if path.name == "index" or path.parts[0] == PAGE_FOLDER:
            return self._page(fields, tuple(vocabulary.languages), language, path.as_posix(), written)
        return self._edition(fields, language, path, written, vocabulary)

    def _edition(
        self, fields: Fields, language: str, path: PurePosixPath, written: _Text, vocabulary: Vocabulary
    ) -> bool:
        front_matter = read_front_matter(fields, vocabulary)
        _check_folder(path, fields, vocabulary)
        if front_matter is None:
            return False
        if front_matter.status == "draft" and not self.drafts:
            self.hidden.add(f"{language}/{path}.md")
            return False
        self.editions.append(
            Edition(
                document=path.as_posix(),
                language=language,
                front_matter=front_matter,
                front=written.front,
                body=written.body,
                body_line=written.line,
                key_lines={key: fields.line_of(key) for key in fields.names},
                blob=written.blob,
            )
        )
        return True

    def _page(self, fields: Fields, languages: Sequence[str], language: str, path: str, written: _Text) -> bool:
        title, summary = TITLE.read(fields), PAGE_SUMMARY.read(fields)
        translation = read_translation(fields, languages)
        fields.finish()
        if title:
            self.pages.append(
                Page(
                    path=path,
                    language=language,
                    title=title,
                    summary=summary,
                    front=written.front,
                    body=written.body,
                    body_line=written.line,
                    key_lines={key: fields.line_of(key) for key in fields.names},
                    blob=written.blob,
                    translation=translation,
                )
            )
        return bool(title)

    def _report(self, path: Path) -> Report:
        report = Report(self._shown(path))
        self.reports.append(report)
        return report

    def _shown(self, path: Path) -> str:
        return shown_path(path, self.root)


def shown_path(path: Path, root: Path) -> str:
    """Return the path to name in messages: relative to `root` where it is below it."""
    return one_line((path.relative_to(root) if path.is_relative_to(root) else path).as_posix())


def _check_name(uri: PurePosixPath, report: Report) -> None:
    for name in uri.parts[1:]:
        if not _NAME.fullmatch(name):
            what = f'the name "{name}" does not travel between systems'
            report.add(Code.FILE_NAME, 1, what, "use small Latin letters, digits and hyphens")


def _check_folder(path: PurePosixPath, fields: Fields, vocabulary: Vocabulary) -> None:
    """Report a document outside the folder of its kind."""
    folder = path.parts[0] if len(path.parts) > 1 else ""
    kind = vocabulary.kinds.get(fields.peek("kind"))
    if kind is None or kind.folder == folder:
        return
    if folder in RESERVED:
        what, remedy = f'the folder "{folder}" is kept for the site itself', f'move the file to "{kind.folder}"'
    else:
        where = f'the folder "{folder}"' if folder else "no folder"
        what = f'a document of kind "{kind.id}" is in {where}'
        remedy = f'move the file to "{kind.folder}", or correct the kind'
    fields.wrong(Code.WRONG_FOLDER, "kind", what, remedy)
