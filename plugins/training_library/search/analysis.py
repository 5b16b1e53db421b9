"""From text to the terms of the index. The browser does the same with queries: `search.js` is the twin of this module.

The rules of a language are data (`data/<language>.yml`) that the index hands to the browser, so that both sides agree.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

import yaml

from training_library.search.stemming import stemmer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LONGEST_WORD = 35
"""Longer words are cut: nobody types them, and an index must not grow by them."""
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
"""Soft hyphens, spaces of no width, and marks of direction."""
_WORD = re.compile(rf"[^\W_]+(?:[\u0300-\u036f{_INVISIBLE}][^\W_]*|[-\u2010\u2011'\u2019][^\W_]+)*")
"""Letters may be followed by their accents: not every text is composed, and stress marks never are."""
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_APOSTROPHE = re.compile(r"['\u2019](s$)?")
_UNREAD = re.compile(f"[\u0301{_INVISIBLE}]")
_ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_STROKES = str.maketrans("łøđı", "lodi")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """What the search knows of a language."""

    stemmer: str
    """The name of a Snowball algorithm, "" for none."""
    script: str
    """A regular expression of the letters of words that are stemmed: others are foreign and stay as they are."""
    stop_words: frozenset[str]
    spelling: tuple[tuple[str, str], ...]
    """Regular expressions with replacements (`$1`), tried in order until one fits."""
    families: tuple[str, ...]
    """Endings by which stems of one word family differ."""
    keyboard: str
    """The letters of the keyboard, key by key."""
    transliteration: Mapping[str, str]
    endings: tuple[tuple[str, str], ...] = ()
    """Regular expressions with replacements for stems that differ within the forms of a word."""
    variants: tuple[tuple[str, str], ...] = ()
    """Regular expressions with replacements: what else a stem may be in another form, which queries look up too."""
    alternations: Mapping[str, str] = field(default_factory=dict)
    """Letters at the end of a root that take turns within a word family (медик, медицина)."""
    kin: tuple[str, ...] = ()
    """Lines of stems of one family without a common root (detain, detention), or of their endings with a hyphen before
    them: queries look up the others of a line too."""
    bare: str = ""
    """A regular expression of words that may have no ending: what the stemmer takes for one belongs to the word."""

    def for_browser(self) -> Mapping[str, object]:
        """Return the rules as `search-analysis.js` reads them."""
        return {
            "stemmer": self.stemmer,
            "script": self.script,
            "stopWords": " ".join(sorted(self.stop_words)),
            "spelling": [list(rule) for rule in self.spelling],
            "families": list(self.families),
            "keyboard": self.keyboard,
            "transliteration": dict(self.transliteration),
            "endings": [list(rule) for rule in self.endings],
            "variants": [list(rule) for rule in self.variants],
            "alternations": dict(self.alternations),
            "kin": list(self.kin),
            "bare": self.bare,
        }


@cache
def rules_of(language: str) -> Rules:
    """Return the rules of a language; one that has no data is searched word for word."""
    source = files("training_library.search") / "data" / f"{language}.yml"
    data = yaml.safe_load(source.read_text(encoding="utf-8")) if source.is_file() else {}
    return Rules(
        stemmer=data.get("stemmer", ""),
        script=data.get("script", ""),
        stop_words=frozenset(data.get("stop_words", "").split()),
        spelling=_pairs(data.get("spelling", ())),
        families=tuple(dict.fromkeys(sorted(data.get("families", ()), key=len, reverse=True))),
        keyboard=data.get("keyboard", ""),
        transliteration=data.get("transliteration", {}),
        endings=_pairs(data.get("endings", ())),
        variants=_pairs(data.get("variants", ())),
        alternations=data.get("alternations", {}),
        kin=tuple(data.get("kin", ())),
        bare=data.get("bare", ""),
    )


def _pairs(rules: Iterable[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((pattern, replacement) for pattern, replacement in rules)


def folded(text: str) -> str:
    """Return text as it is compared: composed, in small letters, ё as е, without stress and other invisible marks."""
    return _UNREAD.sub("", unicodedata.normalize("NFC", text)).lower().replace("ё", "е").replace("ß", "ss")


def words_of(text: str) -> list[str]:
    """Return the words of a text, as they are written."""
    return _WORD.findall(text)


class Analyser:
    """Turns the text of one language into terms."""

    def __init__(self, language: str) -> None:
        """Load the rules and the stemmer of `language` (BCP 47)."""
        rules = rules_of(language)
        self._stop_words = rules.stop_words
        self._own_script = re.compile(rules.script) if rules.script else None
        self._spelt = _Replacement(rules.spelling)
        self._with_ending = _Replacement(rules.endings)
        self._stem: Callable[[str], str] = stemmer(rules.stemmer) if rules.stemmer else str
        self.stem: Callable[[str], str] = cache(self._stemmed)
        """From a folded word to its stem; words that are not in the language's own script stay as they are."""
        # What stands between two spaces is worked out once, however often it is said: words, their marks, their stems.
        self._terms = cache(self._terms_of)

    def terms(self, pieces: Iterable[str]) -> list[str]:
        """Return the terms of a text in their order; `pieces` is what stands between its spaces."""
        return list(chain.from_iterable(map(self._terms, pieces)))

    def phrase(self, text: str) -> list[str]:
        """Return one term for each word of a phrase: for one with hyphens that of all its parts joined."""
        return [terms[-1] for word in words_of(text) if (terms := self._terms(word))]

    def parts(self, text: str) -> list[str]:
        """Return what is looked up of a text, folded: its words, for one with hyphens its parts and all of them joined.

        Stop words give nothing unless they are acronyms.
        """
        return list(chain.from_iterable(map(self._parts, words_of(text))))

    def _parts(self, word: str) -> list[str]:
        plain = folded(word)
        # Most words are letters alone.
        parts = [plain] if plain.isalpha() else [_APOSTROPHE.sub("", part) for part in _HYPHEN.split(plain)]
        if len(parts) > 1:
            parts.append("".join(parts))
        is_acronym = len(word) > 1 and word.isupper()
        return [part[:LONGEST_WORD] for part in parts if part and (is_acronym or part not in self._stop_words)]

    def _terms_of(self, piece: str) -> tuple[str, ...]:
        return tuple(map(self.stem, self.parts(piece)))

    def _stemmed(self, word: str) -> str:
        if self._own_script is None or not self._own_script.search(word):
            return _without_accents(word)
        return self._with_ending(self._stem(_without_accents(self._spelt(word))))


@cache
def analyser_of(language: str) -> Analyser:
    """Return the analyser of a language, which keeps what it knows of words: `serve` builds over and over."""
    return Analyser(language)


class _Replacement:
    """Regular expressions with replacements (`$1`), of which the first that fits is applied."""

    def __init__(self, rules: tuple[tuple[str, str], ...]) -> None:
        self._rules = [
            (re.compile(pattern, re.ASCII), re.sub(r"\$(\d)", r"\\g<\1>", replacement))
            for pattern, replacement in rules
        ]
        self._any = re.compile("|".join(pattern for pattern, _ in rules) or "(?!)", re.ASCII)

    def __call__(self, word: str) -> str:
        """Return a word in the one form that the index knows."""
        if self._any.search(word):
            for pattern, replacement in self._rules:
                replaced, found = pattern.subn(replacement, word)
                if found:
                    return replaced
        return word


def _without_accents(word: str) -> str:
    """Return a Latin word without accents (Türkiye is found as turkiye); й is no accented letter."""
    if word.isascii():
        return word
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", bare).translate(_STROKES)
