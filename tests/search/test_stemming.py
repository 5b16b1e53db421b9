"""The stemmers of the search give what Snowball gives; `test_stemmers.py` compares them with the browser's."""

from __future__ import annotations

import random
import subprocess
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import pytest
import snowballstemmer

from tests.search.test_stemmers import written_words
from training_library.search.stemming import stemmer

if TYPE_CHECKING:
    from pathlib import Path

ALGORITHMS = sorted(
    module.name.removesuffix("_stemmer")
    for module in iter_modules(snowballstemmer.__path__)
    if module.name.endswith("_stemmer")
)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_word_has_the_stem_that_snowball_gives_it(algorithm: str) -> None:
    """In words of the documents, and in endings that the algorithm knows, behind one another."""
    kind = getattr(
        import_module(f"snowballstemmer.{algorithm}_stemmer"), f"{algorithm.title().replace('_', '')}Stemmer"
    )
    endings = sorted({entry.s for name, table in vars(kind).items() if name.startswith("a_") for entry in table})
    chance = random.Random(algorithm)  # noqa: S311 - to be the same at every run
    invented = ["".join(chance.choices(endings, k=chance.randrange(1, 5))) for _ in range(2_000)]
    words = [word.lower() for word in chance.sample(sorted(written_words()), 1_000)] + invented
    original, stem = kind(), stemmer(algorithm)
    assert [stem(word) for word in words] == [original.stemWord(word) for word in words]


PYSTEMMER = """
class Stemmer:
    def __init__(self, algorithm):
        self.stemWord = str.upper
"""


def test_another_version_of_the_stemmers_is_not_taken(tmp_path: Path) -> None:
    """`snowballstemmer` would take PyStemmer where that is installed, which need not stem as the browser does."""
    (tmp_path / "Stemmer.py").write_text(PYSTEMMER, encoding="utf-8")
    script = tmp_path / "stem.py"
    script.write_text(
        "import snowballstemmer\n"
        "from training_library.search.stemming import stemmer\n"
        "print(snowballstemmer.stemmer('english').stemWord('international'), stemmer('english')('international'))\n",
        encoding="utf-8",
    )
    run = subprocess.run([sys.executable, script], stdout=subprocess.PIPE, text=True, timeout=60, check=True)
    assert run.stdout.split() == ["INTERNATIONAL", "intern"]
