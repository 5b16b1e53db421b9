"""The index as scripts that a page loads shard by shard, from a server or from a disk.

Files below `assets/training-library/search/<language>/`, each one call of `trainingLibrary.search.receive(name, data)`:

- `meta.js`: number of documents, the first term of each shard of terms, the rules of the language, synonyms.
- `terms-<n>.js`: terms in lexicographic order (by UTF-16 code unit), each with its postings.
- `facets.js`: what documents can be narrowed by, as `library/facets.py` writes it.
- `equivalents.js`: words of other languages with their own.
- `words-<n>.js`: for terms of the same initial letters, the word that stands for each: for correcting what is typed.
- `cards-<n>.js`: the cards of 16 documents: path, title and kind, and 1 for those with later sections.
- `text-<number>.js`: card, summary and first sections of one document, for excerpts and exact phrases.
- `later-<number>.js`: its card and later sections, which the index counts as one.

A posting is the distance to the document before as a number in base 45, whose last digit is one of the first 45 of the
90 printable characters that need no escape and whose other digits are the rest; then one of the 90 for impact and
section: `(impact - 1) * 6 + section`.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from training_library.library.facets import base36
from training_library.search.index import LAST_SECTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from training_library.search.index import Index, Posting, Text

SHARD = 13_000
"""Characters in a shard of terms: about 7 kB compressed."""
CARDS = 16
"""Documents in a shard of cards."""
_DIGITS = "".join(chr(code) for code in range(35, 127) if chr(code) not in '\\"')
BASE = 45
PLACES = LAST_SECTION + 1
"""How many sections are told apart, the title and the last one included."""


def scripts(
    index: Index, language: str, meta: Mapping[str, object], more: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """Yield name and text of every script of a language.

    Args:
        index: What is searched.
        language: BCP 47.
        meta: What the browser is told in `meta.js` beside the index: rules, addresses, synonyms, documents elsewhere.
        more: Data by the name of their script, which the browser loads when a query needs them.
    """
    shards = list(_term_shards(index))
    lexicons = list(_lexicons(index.words))
    meta = {
        "documents": len(index.texts),
        "cards": CARDS,
        "shards": [next(iter(shard)) for shard in shards],
        "lexicons": [initial for initial, _ in lexicons],
        "numbers": _numbers(index.texts),
        **meta,
    }
    yield "meta.js", _script(language, "meta", meta)
    for name, data in more.items():
        yield f"{name}.js", _script(language, name, data)
    for number, shard in enumerate(shards):
        lines = "\n".join(f"{term} {text}" for term, text in shard.items())
        yield f"terms-{number}.js", _script(language, f"terms-{number}", lines)
    for number, (_, words) in enumerate(lexicons):
        yield f"words-{number}.js", _script(language, f"words-{number}", "\n".join(words))
    cards = list(map(_card, index.texts))
    for number in range(0, len(cards), CARDS):
        yield (
            f"cards-{number // CARDS}.js",
            _script(language, f"cards-{number // CARDS}", cards[number : number + CARDS]),
        )
    for place, (text, card) in enumerate(zip(index.texts, cards, strict=True)):
        sections = [[section.anchor, section.heading, section.text] for section in text.sections]
        first, later = sections[: LAST_SECTION - 1], sections[LAST_SECTION - 1 :]
        yield f"text-{place}.js", _script(language, f"text-{place}", [card, text.summary, *first])
        if later:
            yield f"later-{place}.js", _script(language, f"later-{place}", [card, *later])


def _card(text: Text) -> list[object]:
    card: list[object] = [text.path, text.title, text.kind]
    return [*card, 1] if len(text.sections) >= LAST_SECTION else card


def encoded(postings: Iterable[Posting], places: Mapping[int, int]) -> str:
    """Return postings as text; `places` maps the number of a document to its place in the index."""
    text, last = [], 0
    for number, impact, section in postings:
        place = places[number]
        text.append(_number(place - last) + _DIGITS[(impact - 1) * PLACES + section])
        last = place
    return "".join(text)


def _number(value: int) -> str:
    text = _DIGITS[value % BASE]
    while value >= BASE:
        value = value // BASE
        text = _DIGITS[BASE + value % BASE] + text
    return text


def _term_shards(index: Index) -> Iterator[dict[str, str]]:
    shard: dict[str, str] = {}
    size = 0
    places = {text.number: place for place, text in enumerate(index.texts)}
    for term in sorted(index.postings, key=_utf16):
        text = encoded(index.postings[term], places)
        if size and size + len(text) > SHARD:
            yield shard
            shard, size = {}, 0
        shard[term] = text
        size += len(term) + len(text) + 2
    if shard:
        yield shard


def _lexicons(words: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield initial letter and lines of `term rest-of-word`; a digit first tells how much of the last term holds."""
    # Letters beyond 16 bits count twice in scripts, and nobody types them by mistake.
    ordered = sorted(term for term, word in words.items() if max(term + word) <= "\uffff")
    for initial, terms in groupby(ordered, key=lambda term: term[0]):
        lines, last = [], ""
        for term in terms:
            shared = min(_shared(last, term), 35)
            word = words[term]
            kept = _shared(term, word)
            ending = f" {base36(len(term) - kept)}{word[kept:]}" if word != term else ""
            lines.append(f"{base36(shared)}{term[shared:]}{ending}")
            last = term
        yield initial, lines


def _shared(first: str, second: str) -> int:
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        length += 1
    return length


def _numbers(texts: Sequence[Text]) -> list[int]:
    """Return the places on the shelf that have no text in this language, which the browser leaves out."""
    present = {text.number for text in texts}
    return [number for number in range(max(present, default=-1) + 1) if number not in present]


def _utf16(text: str) -> bytes:
    """Return a key that sorts as JavaScript compares strings."""
    return text.encode("utf-16-be", "surrogatepass")


def _script(language: str, name: str, data: object) -> str:
    """Return a call that hands data to the page; U+2028 and U+2029 end a line in scripts of old browsers."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'trainingLibrary.search.receive("{language}/{name}",{safe});\n'
