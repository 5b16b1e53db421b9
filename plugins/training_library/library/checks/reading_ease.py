"""Sentences and paragraphs that are too long to be read with ease."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training_library.library.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.checks.finding import Finding
    from training_library.library.checks.texts import Text, Texts

_WORD = re.compile(r"[^\W_]+(?:[-'’.,:/\N{OBJECT REPLACEMENT CHARACTER}][^\W_]+)*|\N{OBJECT REPLACEMENT CHARACTER}")
_END = re.compile(r"(?P<mark>[.!?…]+)[\"»“”’)\]*_]*(?=\s|$)")


def length_findings(text: Text, texts: Texts) -> Iterator[Finding]:
    """Yield the sentences and paragraphs of a text that have too many words."""
    del texts
    rules = text.rules
    for passage in text.structure.passages:
        for line, sentence in _sentences(passage.text, passage.line, rules.abbreviations):
            words = len(_WORD.findall(sentence))
            if 0 < rules.longest_sentence < words:
                what = f"this sentence has {words} words, at most {rules.longest_sentence} are read with ease"
                yield text.finding(Code.LONG_SENTENCE, line, what, "make two of it")
        words = len(_WORD.findall(passage.text))
        if passage.kind == "paragraph" and 0 < rules.longest_paragraph < words:
            what = f"this paragraph has {words} words, at most {rules.longest_paragraph} are read with ease"
            yield text.finding(Code.LONG_PARAGRAPH, passage.line, what, "divide it")


def _sentences(text: str, line: int, abbreviations: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a passage with the line on which it starts."""
    start = 0
    for match in _END.finditer(text):
        if match["mark"] == "." and _is_abbreviation(text[start : match.start()], text[match.end() :], abbreviations):
            continue
        yield line + _line_breaks(text, start), text[start : match.end()]
        start = match.end()
    if text[start:].strip():
        yield line + _line_breaks(text, start), text[start:]


def _line_breaks(text: str, start: int) -> int:
    """Return how many line breaks there are before the first word from `start` on."""
    word = len(text) - len(text[start:].lstrip())
    return text.count("\n", 0, word)


def _is_abbreviation(before: str, after: str, abbreviations: frozenset[str]) -> bool:
    """Tell whether a full stop belongs to the word before it, and the sentence goes on."""
    following = after.lstrip()[:1]
    if following and (following.islower() or following in ",;:—–"):
        return True
    word = re.split(r"[\s(«„\"\xa0]", before)[-1]
    return word.casefold() in abbreviations or (len(word) == 1 and word.isupper())
