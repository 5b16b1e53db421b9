"""What a front matter should say beyond what makes it sound, and text that is yet to be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training_library.library.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.checks.finding import Finding
    from training_library.library.checks.texts import Text, Texts

_TO_DO = re.compile(r"(?<![\w`])(?:TODO|FIXME|TBD|[Ll]orem ipsum)(?![\w`])")
_TO_WRITE = re.compile(r"<!--\s*write\b\s*:", re.IGNORECASE)
_WRITE = "write what belongs here"


def front_matter_findings(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield what the front matter of a document lacks, and a review that is due."""
    if text.edition is None:
        return
    facts = text.edition.front_matter
    if not facts.licence:
        what = "nothing says how this document may be used"
        yield text.finding(Code.NO_LICENCE, text.line_of("licence"), what, "add `licence: CC-BY-4.0`", key="licence")
    kind = texts.library.vocabulary.kinds.get(facts.kind)
    if kind and kind.needs_sources and not facts.sources and facts.status != "retired":
        what = "nothing says where the facts of this document come from"
        remedy = "add `sources:` and below it `  - {title: …, url: …}`"
        yield text.finding(Code.NO_SOURCES, text.line_of("sources"), what, remedy, key="sources")
    if facts.review_by and facts.review_by < texts.today and facts.status != "retired":
        what = f"this document was to be reviewed by {facts.review_by}"
        remedy = "check its facts and set a later day, or retire it"
        yield text.finding(Code.REVIEW_PASSED, text.line_of("review_by"), what, remedy, key="review_by")


def placeholder_findings(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield the places that are yet to be written, as scaffolds leave them."""
    del texts
    for number, line in enumerate(text.front.split("\n"), 2):
        if not line.lstrip().startswith("#"):
            yield from _in_line(line, number, text)
    for number, line in enumerate(text.prose, text.body_line):
        yield from _in_line(line, number, text)
    for number, piece in text.structure.html:
        for match in _TO_WRITE.finditer(piece):
            at = number + piece.count("\n", 0, match.start())
            yield text.finding(Code.PLACEHOLDER, at, "a part is yet to be written here", _WRITE)


def _in_line(line: str, number: int, text: Text) -> Iterator[Finding]:
    match = _TO_DO.search(line)
    word = match[0] if match else next((word for word in text.rules.placeholders if word in line), "")
    if word:
        what = f'"{word}" stands where text is yet to be written'
        yield text.finding(Code.PLACEHOLDER, number, what, _WRITE, key=text.key_at(number))
