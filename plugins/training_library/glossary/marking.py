"""From the rendered text of a document to the same text with the first use of each term linked to the glossary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from training_library.library.terms import Mention, TermFinder
    from training_library.library.vocabulary import GlossaryTerm

# What has a meaning of its own, is no running text, or is written in another language.
_UNTOUCHED = (
    "a|abbr|audio|blockquote|button|cite|code|dfn|figcaption|h[1-6]|iframe|kbd|label|math|object|option|pre|q|samp"
    "|script|select|style|summary|svg|table|template|textarea|var|video"
)
_ATTRIBUTES = r"""[^>"']*+(?:(?:"[^"]*"|'[^']*')[^>"']*+)*+"""
# Each is masked up to the first end tag of its name: what is nested in itself loses some marks to that, no text.
_UNREAD = re.compile(
    rf"<!--.*?(?:-->|\Z)"
    rf"|<({_UNTOUCHED})\b{_ATTRIBUTES}>.*?(?:</\1\s*>|\Z)"
    rf"|<(\w+)\b(?=[^<>]*\s(?:lang=|class=\"admonition-title)){_ATTRIBUTES}>.*?(?:</\2\s*>|\Z)"
    rf"|</?[a-z!?]{_ATTRIBUTES}>|&\#?\w+;",
    re.DOTALL | re.IGNORECASE,
)
_MASK = "\0"
_SENTENCE_ENDS = (_MASK, ".", "!", "?", "…", ":")
_OPENS = ' \t\n\u00a0("“„«'
_LONGEST_OPENING = 20
_NAME_GOES_ON = re.compile(r"\s+(?:of\s+|for\s+)?[^\W\d_]")


def marked(
    content: str, finder: TermFinder, glossary: Mapping[str, GlossaryTerm], language: str, page: str
) -> tuple[str, tuple[str, ...]]:
    """Link the first use of each term.

    Args:
        content: The rendered HTML of a document.
        finder: Finds the terms of `glossary` in the language of the document.
        glossary: The terms.
        language: The language of the document.
        page: The address of the glossary, as a link from the document.

    Returns:
        The HTML, whose words are the same, and the ids of the terms in their order.
    """
    text = _UNREAD.sub(lambda match: _MASK * len(match[0]), content)
    pieces, ids, done = [], [], 0
    for mention in _first_uses(finder.find(text), text, glossary, language):
        link = f'<a class="tl-term" href="{page}#{mention.term}" aria-describedby="tl-term-{mention.term}">'
        pieces += [content[done : mention.start], link, content[mention.start : mention.end], "</a>"]
        ids.append(mention.term)
        done = mention.end
    return "".join([*pieces, content[done:]]), tuple(ids)


def _first_uses(
    mentions: list[Mention], text: str, glossary: Mapping[str, GlossaryTerm], language: str
) -> Iterator[Mention]:
    seen: set[str] = set()
    for mention in mentions:
        term = glossary[mention.term]
        if mention.term in seen or language in term.ambiguous or _is_in_a_name(mention, text, term.label[language]):
            continue
        seen.add(mention.term)
        yield mention


def _is_in_a_name(mention: Mention, text: str, label: str) -> bool:
    """Return whether capital letters say that the words belong to a name: the Ministry of Migration."""
    words = text[mention.start : mention.end]
    if words[0].islower() or not label[0].islower():
        return False
    if any(letter.isupper() for letter in words[1:]) and label[1:].islower():
        return True
    following = _NAME_GOES_ON.match(text, mention.end)
    if following and following[0][-1].isupper():
        return True
    before = text[max(0, mention.start - _LONGEST_OPENING) : mention.start].rstrip(_OPENS)
    return bool(before) and not before.endswith(_SENTENCE_ENDS)
