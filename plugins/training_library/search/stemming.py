"""Snowball's stemmers, the same words in less time.

They are always those in pure Python. Where PyStemmer is installed, `snowballstemmer` hands out its stemmers, whose
version may be another: the browser's twin would then look for terms that the index does not have.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def stemmer(algorithm: str) -> Callable[[str], str]:
    """Return what stems a word by a Snowball algorithm, such as `russian`.

    Raises:
        ModuleNotFoundError: There is no such algorithm.
    """
    module = import_module(f"snowballstemmer.{algorithm}_stemmer")
    kind = getattr(module, f"{algorithm.title().replace('_', '')}Stemmer")
    stem: Callable[[str], str] = _quick(kind)().stemWord
    return stem


def _quick(kind: type[Any]) -> type[Any]:  # Any: the package has no types
    """Return a kind of stemmer that looks endings up, where the original compares them letter by letter."""
    tables = {id(table): _Endings(table) for name, table in vars(kind).items() if name.startswith("a_")}

    class Quick(kind):  # type: ignore[misc]  # of a package without types
        cursor: int
        limit_backward: int
        current: str

        def find_among_b(self, v: Sequence[Any]) -> int:
            """Go to before the longest of the endings that fits, and return its result, or 0."""
            endings = tables[id(v)]
            if endings.are_conditional:
                found: int = super().find_among_b(v)
                return found
            cursor, current = self.cursor, self.current
            room = cursor - self.limit_backward
            for length in endings.lengths:
                if length <= room and (ending := current[cursor - length : cursor]) in endings.results:
                    self.cursor = cursor - length
                    return endings.results[ending]
            return 0

    return Quick


class _Endings:
    """A table of a stemmer: what is to be done with which ending."""

    __slots__ = ("are_conditional", "lengths", "results")

    def __init__(self, table: Sequence[Any]) -> None:
        self.are_conditional = any(entry.method for entry in table)
        self.results: dict[str, int] = {entry.s: entry.result for entry in table}
        self.lengths = sorted(set(map(len, self.results)), reverse=True)
        """The longest first."""
