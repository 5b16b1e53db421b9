"""The figures as tables of Markdown, beside what they have to be."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean, median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.search_figures import Figures

KILO, MEGA = 1e3, 1e6
RARE = 0.9
"""A share of the queries or key presses that are no dearer than the second figure says."""
ANY_SIZE = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A figure, and by number of documents what it has to be."""

    label: str
    of: Callable[[Figures], float | None]
    decimals: int = 0
    more: Callable[[Figures], float | None] = lambda _: None
    """A second figure, shown in brackets."""
    targets: Mapping[int, float] | None = None
    is_floor: bool = False
    """Whether the target is the least that is good enough, not the most."""

    def target(self, size: int) -> float | None:
        """Return what the figure has to be at a number of documents."""
        targets = self.targets or {}
        return targets.get(size, targets.get(ANY_SIZE))

    def is_missed(self, figures: Figures, size: int) -> bool:
        """Tell whether a figure, as it is shown, is worse than its target."""
        target, figure = self.target(size), self.of(figures)
        if target is None or figure is None:
            return False
        shown = round(figure, self.decimals)
        return shown < target if self.is_floor else shown > target

    def cell(self, figures: Figures) -> str:
        """Return how a figure is shown."""
        figure, more = self.of(figures), self.more(figures)
        if figure is None:
            return "-"
        if isinstance(figure, bool):
            return "yes" if figure else "no"
        return f"{figure:.{self.decimals}f}" + (f" ({more:.{self.decimals}f})" if more is not None else "")

    def target_cell(self, size: int) -> str:
        """Return how the target is shown."""
        target = self.target(size)
        if target is None:
            return ""
        if isinstance(target, bool):
            return "yes"
        return f"{'≥' if self.is_floor else '≤'} {target:.{self.decimals}f}"


def _scaled(value: float | None, by: float) -> float | None:
    return None if value is None else value / by


def _rare(values: Sequence[float]) -> float | None:
    """Return what only one in ten exceeds; nothing for a single value, which is shown already."""
    return sorted(values)[int(len(values) * RARE)] if len(values) > 1 else None


def _bare(figures: Figures) -> list[float]:
    return [transfer.bare / KILO for transfer in figures.transfers]


def _whole(figures: Figures) -> list[float]:
    return [transfer.whole / KILO for transfer in figures.transfers]


ROWS = (
    Row(
        label="recall@10",
        of=lambda figures: figures.quality.recall,
        decimals=3,
        targets={1000: 0.97, 5000: 0.95},
        is_floor=True,
    ),
    Row(label="mean reciprocal rank", of=lambda figures: figures.quality.rank, decimals=3),
    Row(
        label="first result, kB (9 in 10)",
        of=lambda figures: median(_bare(figures)),
        more=lambda figures: _rare(_bare(figures)),
        targets={1000: 60, 5000: 70},
    ),
    Row(
        label="with excerpts, kB (9 in 10)",
        of=lambda figures: median(_whole(figures)),
        more=lambda figures: _rare(_whole(figures)),
        targets={1000: 100, 5000: 100},
    ),
    Row(label="on every page before, kB", of=lambda figures: _scaled(figures.on_every_page, KILO), decimals=1),
    Row(
        label="key press, ms (9 in 10)",
        of=lambda figures: median(figures.presses) if figures.presses else None,
        more=lambda figures: _rare(figures.presses),
        decimals=1,
        targets={ANY_SIZE: 5},
    ),
    Row(label="key press, ms, mean", of=lambda figures: mean(figures.presses) if figures.presses else None, decimals=1),
    Row(
        label="memory of scripts, MB",
        of=lambda figures: figures.growth.heap if figures.growth else None,
        decimals=1,
        targets={5000: 25},
    ),
    Row(
        label="memory of the process, MB",
        of=lambda figures: figures.growth.process if figures.growth else None,
        decimals=1,
        targets={5000: 25},
    ),
    Row(label="index, MB", of=lambda figures: figures.index / MEGA, decimals=2, targets={5000: 4}),
    Row(label="index and texts, MB", of=lambda figures: _scaled(figures.index_with_texts, MEGA), decimals=2),
    Row(
        label="index of all languages, CPU s",
        of=lambda figures: figures.cost.cpu,
        decimals=1,
    ),
    Row(
        label="its share of the build's time, %",
        of=lambda figures: _scaled(figures.cost.share, 0.01),
        decimals=1,
        targets={1000: 10},
    ),
    Row(
        label="its share of the build's CPU s, %",
        of=lambda figures: _scaled(figures.cost.cpu_share, 0.01),
        decimals=1,
    ),
    Row(
        label="works from disk",
        of=lambda figures: figures.works_from_disk,
        targets={ANY_SIZE: True},
        is_floor=True,
    ),
)

Sides = dict[str, dict[str, "Figures"]]
"""Figures by search and language; the first search is ours."""


def figures_table(size: int, sides: Sides) -> str:
    """Return all figures."""
    heads = [f"{side}, {language}" for side, languages in sides.items() for language in languages]
    rows = [[f"{size} documents", "target", *heads]]
    for row in ROWS:
        cells = [row.cell(figures) for languages in sides.values() for figures in languages.values()]
        rows.append([row.label, row.target_cell(size), *cells])
    return aligned(rows)


def categories_table(size: int, sides: Sides) -> str:
    """Return recall by category of query."""
    ours = next(iter(sides.values()))
    heads = [f"{language}, {side}" for language in ours for side in sides]
    categories = dict.fromkeys(category for figures in ours.values() for category in figures.quality.by_category)
    rows = [[f"recall@10, {size}", *heads]]
    for category in categories:
        recalls = [sides[side][language].quality.by_category.get(category) for language in ours for side in sides]
        rows.append([category, *("" if recall is None else f"{recall:.2f}" for recall in recalls)])
    return aligned(rows)


def missed(size: int, ours: Mapping[str, Figures]) -> list[str]:
    """Return the targets that ours misses."""
    return [
        f"{row.label}, {language}, at {size} documents: {row.cell(figures)} instead of {row.target_cell(size)}"
        for row in ROWS
        for language, figures in ours.items()
        if row.is_missed(figures, size)
    ]


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of Markdown that reads well as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(row, widths) for row in (rows[0], rule, *rows[1:]))


def _line(row: Iterable[str], widths: Sequence[int]) -> str:
    first, *rest = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
    return f"| {' | '.join([first.strip().ljust(widths[0]), *rest])} |"
