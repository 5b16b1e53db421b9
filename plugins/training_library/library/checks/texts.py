"""What is checked: every edition and page with its structure, and the files beside them."""

from __future__ import annotations

import datetime as dt
import os
import posixpath
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from training_library.library.checks.finding import Finding
from training_library.library.checks.prose import prose_of
from training_library.library.checks.term_use import TermUse
from training_library.library.checks.writing_rules import rules_of
from training_library.library.markdown import structure_of
from training_library.library.problem import Problem, Report, closest, one_line
from training_library.library.reading import shown_path
from training_library.library.site_address import site_address
from training_library.library.text_files import open_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from training_library.library.checks.finding import Edit
    from training_library.library.checks.writing_rules import WritingRules
    from training_library.library.document import Edition
    from training_library.library.holdings import Library
    from training_library.library.problem import Code
    from training_library.library.structure import Structure


@dataclass(frozen=True, kw_only=True)  # Without slots, so that the structure can be remembered.
class Text:
    """The text of an edition or of a page."""

    src_uri: str
    """The file, relative to `docs/`."""
    shown: str
    """The file as messages name it."""
    language: str
    path: str
    """The path of the document or page, which all its languages share."""
    edition: Edition | None
    """None when it is a page that is no document."""
    translation_of: str
    """The language of its original, "" when it is one."""
    front: str
    """The front matter as it is written; its first line is line 2 of the file."""
    body: str
    body_line: int
    """The line of the file on which the body starts, from 1."""
    key_lines: Mapping[str, int]
    """The line of each front matter key."""

    @cached_property
    def structure(self) -> Structure:
        """What the body is made of; taken apart once, when it is first asked for."""
        return structure_of(self.body, self.body_line)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a link into this text may name behind #."""
        notes = (f"fn:{note.label}" for note in self.structure.footnotes)
        return frozenset({*self.structure.ids, *notes, "top"})

    @cached_property
    def prose(self) -> tuple[str, ...]:
        """The lines of the body with everything blanked out that is no prose, such as code and targets of links."""
        return prose_of(self.body, self.structure, self.body_line)

    @property
    def rules(self) -> WritingRules:
        """How its language is written well."""
        return rules_of(self.language)

    def written(self, line: int) -> str:
        """Return a line of the front matter or of the body as it is written."""
        if line < self.body_line:
            return [*self.front.split("\n"), ""][line - 2]
        return self.body.split("\n")[line - self.body_line]

    def line_of(self, key: str) -> int:
        """Return the line of a front matter key, or of the first one when it is not written."""
        return self.key_lines.get(key, min(self.key_lines.values(), default=1))

    def key_at(self, line: int) -> str:
        """Return the front matter key under which a line stands; "" in the body."""
        if line >= self.body_line:
            return ""
        above = [(at, key) for key, at in self.key_lines.items() if at <= line]
        return max(above, default=(0, ""))[1]

    def finding(  # noqa: PLR0913 - the parts of a finding
        self, code: Code, line: int, what: str, remedy: str, *, key: str = "", edits: tuple[Edit, ...] = ()
    ) -> Finding:
        """Return a problem in this text: what is wrong and what to do, in lower case, without a full stop."""
        problem = Problem(path=self.shown, line=line, code=code, key=key, what=one_line(what), remedy=one_line(remedy))
        return Finding(problem=problem, edits=edits)


def text_of(edition: Edition, *, shown: str) -> Text:
    """Return the text of an edition; messages name its file as `shown`."""
    return Text(
        src_uri=edition.src_uri,
        shown=shown,
        language=edition.language,
        path=edition.document,
        edition=edition,
        translation_of=edition.front_matter.translation_of,
        front=edition.front,
        body=edition.body,
        body_line=edition.body_line,
        key_lines=edition.key_lines,
    )


class Texts:
    """All texts of a library, and the files below `docs/`. Iterates over the texts, sorted by file."""

    def __init__(self, library: Library, docs: Path, root: Path | None = None) -> None:
        """Gather the texts of `library`, which was read from `docs`; `root` is the one that it was read with."""
        self.library = library
        self.docs = docs
        self.root = root or docs.parent
        self._texts = {text.src_uri: text for text in sorted(self._gather(), key=lambda text: text.src_uri)}

    def __iter__(self) -> Iterator[Text]:
        """Yield every text."""
        return iter(self._texts.values())

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._texts)

    def get(self, src_uri: str) -> Text | None:
        """Return the text of a file relative to `docs/`; None when it is not published."""
        return self._texts.get(src_uri)

    def original_of(self, text: Text) -> Text | None:
        """Return the text that `text` is a translation of; None for an original."""
        if text.translation_of in {"", text.language}:
            return None
        return self.get(f"{text.translation_of}/{text.path}.md")

    @cached_property
    def term_use(self) -> Mapping[str, TermUse]:
        """The terms of the glossary in each language."""
        vocabulary = self.library.vocabulary
        return {language: TermUse(vocabulary, language) for language in vocabulary.languages}

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file below `docs/`, relative to it; hidden ones and folders behind links are left out."""
        found = []
        for folder, folders, names in os.walk(self.docs):
            folders[:] = [name for name in folders if not name.startswith(".")]
            within = Path(folder).relative_to(self.docs).as_posix()
            start = "" if within == "." else f"{within}/"
            found += [start + name for name in names if not name.startswith(".")]
        return frozenset(found)

    @cached_property
    def today(self) -> dt.date:
        """The day of the check: that of SOURCE_DATE_EPOCH (seconds since 1970, in UTC) when it is set."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdecimal() else dt.datetime.now(dt.UTC)
        return now.date()

    @cached_property
    def site_url(self) -> str:
        """The address of the site, without a slash at its end, or "" when it is not known."""
        return site_address(self.docs)

    def nearest(self, uri: str, text: Text, among: Iterable[str]) -> str:
        """Return the file that a link of `text` to `uri` is likely to mean, as the link would write it, or ""."""
        folder, name = posixpath.dirname(text.src_uri), posixpath.basename(uri)
        relative = {posixpath.relpath(file, folder): file for file in sorted(among)}
        same_name = [written for written, file in relative.items() if posixpath.basename(file) == name]
        return min(same_name, key=len, default="") or closest(posixpath.relpath(uri, folder), relative)

    def is_named_in_hidden(self, name: str) -> bool:
        """Tell whether a text that is not published names a file: a draft, or one with errors."""
        return any(name in written for written in self._hidden)

    @cached_property
    def _hidden(self) -> tuple[str, ...]:
        paths = [self.docs / uri for uri in sorted(self.files) if uri.endswith(".md") and uri not in self._texts]
        report = Report("")
        return tuple(text for path in paths if (text := open_text(path, self.docs, report)))

    def shown(self, src_uri: str) -> str:
        """Return the path by which messages name a file."""
        return shown_path(self.docs / src_uri, self.root)

    def _gather(self) -> Iterator[Text]:
        for document in self.library.documents.values():
            for edition in document.editions.values():
                yield text_of(edition, shown=self.shown(edition.src_uri))
        for page in self.library.pages.values():
            yield Text(
                src_uri=page.src_uri,
                shown=self.shown(page.src_uri),
                language=page.language,
                path=page.path,
                edition=None,
                translation_of=page.translation.of if page.translation else "",
                front=page.front,
                body=page.body,
                body_line=page.body_line,
                key_lines=page.key_lines,
            )
