"""Which documents a reader of one may want next."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.document import Document
    from training_library.library.holdings import Library

RELATED = 4
_LONGEST_TRAIL = 60
"""So many of the newest documents that share a trait are looked at; what all share tells nothing."""
_WEIGHTS = {"project": 8, "tag": 4, "area": 2, "country": 2, "organisation": 1, "audience": 1, "kind": 1}


class Related:
    """The documents of a library, indexed by what they share."""

    def __init__(self, library: Library) -> None:
        """Index all documents, the newest first; time and size grow with their number."""
        self._documents = library.documents
        self._found: dict[str, tuple[Document, ...]] = {}
        self._trails: dict[tuple[str, str], list[str]] = defaultdict(list)
        newest_first = sorted(
            library.documents.values(), key=lambda document: (-document.date.toordinal(), document.path)
        )
        for document in newest_first:
            for trait in _traits(document):
                trail = self._trails[trait]
                if len(trail) < _LONGEST_TRAIL:
                    trail.append(document.path)

    def to(self, document: Document) -> tuple[Document, ...]:
        """Return up to four documents, the nearest first; of equally near ones the newer first."""
        found = self._found.get(document.path)
        if found is None:
            found = self._found[document.path] = self._nearest(document)
        return found

    def _nearest(self, document: Document) -> tuple[Document, ...]:
        scores: Counter[str] = Counter()
        for trait in _traits(document):
            for path in self._trails[trait]:
                scores[path] += _WEIGHTS[trait[0]]
        successor = document.original.front_matter.replaced_by
        candidates = [
            self._documents[path]
            for path in scores
            if path not in {document.path, successor}
            and self._documents[path].original.front_matter.status != "retired"
        ]
        candidates.sort(key=lambda other: (-scores[other.path], -other.date.toordinal(), other.path))
        return tuple(candidates[:RELATED])


def _traits(document: Document) -> Iterator[tuple[str, str]]:
    if document.project:
        yield "project", document.project.id
    for edition in document.editions.values():
        for tag in edition.front_matter.tags:
            yield "tag", f"{edition.language}:{tag.casefold()}"
    for name, terms in (
        ("area", document.areas),
        ("country", document.countries),
        ("organisation", document.organisations),
        ("audience", document.audience),
    ):
        for term in terms:
            yield name, term.id
    yield "kind", document.kind.id
