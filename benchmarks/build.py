"""Time our build beside the stock stack on the same documents; how to run and to read it is in README.md."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PROJECT = Path(__file__).resolve().parent.parent
EXIT_SLOWER, EXIT_FAILED = 1, 2
STACK = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "pymdown-extensions", "Markdown")

_SHARED = ("site_url", "use_directory_urls", "markdown_extensions")
"""What the stock stack takes from our mkdocs.yml, so that both do the same work."""
_STOCK = """\
site_name: Training library
theme:
  name: material
  features: [navigation.prune]
plugins:
  - search:
      lang: [en, ru]
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true, build: true}
        - {locale: ru, name: Русский, build: true}
"""
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Of what `getrusage` calls the largest resident set: bytes, or kibibytes."""


class BuildError(Exception):
    """A command failed, so that there is nothing to measure."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """What one build took, and what came of it."""

    wall: float
    cpu: float
    memory: float
    site: float
    files: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A row of the table."""

    label: str
    of: Callable[[Cost], float]
    decimals: int
    is_a_must: bool
    """Whether ours must not exceed stock."""


MEASURES = (
    Measure(label="wall, s", of=lambda cost: cost.wall, decimals=1, is_a_must=True),
    Measure(label="CPU, s", of=lambda cost: cost.cpu, decimals=1, is_a_must=True),
    Measure(label="peak memory, MB", of=lambda cost: cost.memory / 1e6, decimals=0, is_a_must=False),
    Measure(label="site, MB", of=lambda cost: cost.site / 1e6, decimals=1, is_a_must=False),
    Measure(label="files", of=lambda cost: cost.files, decimals=0, is_a_must=False),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size, print the table, and return 1 when ours is slower, 2 when there was nothing to measure."""
    options = _options(arguments)
    print(circumstances(options.repeat), flush=True)
    slower: list[str] = []
    try:
        for size in options.sizes:
            costs = _measure(size, options)
            print("\n" + _table(size, costs), flush=True)
            slower += [f"{label} at {size} documents" for label in _slower(costs)]
    except BuildError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return EXIT_FAILED
    if slower:
        print(f"\nours is slower than stock by {', '.join(slower)}", file=sys.stderr)
    return EXIT_SLOWER if slower else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="build.py", description="Time our build beside the stock stack.")
    parser.add_argument("sizes", type=positive, nargs="*", default=[100, 1000], help="documents (default: 100 1000)")
    parser.add_argument("--corpus-generator", type=Path, metavar="PATH", help="the script that writes the documents")
    parser.add_argument("--repeat", type=positive, default=3, metavar="N", help="builds of each side (default: 3)")
    parser.add_argument("--ours-only", action="store_true", help="leave out the stock stack, and so the judgement")
    options = parser.parse_args(arguments)
    if options.corpus_generator is None or not options.corpus_generator.is_file():
        given = f"there is no file {options.corpus_generator}" if options.corpus_generator else "no documents to build"
        parser.error(
            f"{given}; give --corpus-generator PATH, a Python script that is run as `PATH N DIR --flavour library` "
            "and writes N documents in English and Russian into DIR/en and DIR/ru"
        )
    return options


def positive(text: str) -> int:
    """Read a number of documents or builds."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'"{text}" is no number from 1')
    return int(text)


def circumstances(repeat: int) -> str:
    """Return what the figures depend on."""
    day = datetime.now(UTC).date().isoformat()
    machine = f"{os.cpu_count()} x {_processor()}, {platform.system()} {platform.machine()}"
    packages = ", ".join(f"{package} {version(package)}" for package in STACK)
    return f"{day}; {machine}; Python {platform.python_version()}, {packages}; median of {repeat} (lowest-highest)"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown processor")


def _measure(size: int, options: argparse.Namespace) -> dict[str, list[Cost]]:
    """Return the costs of every build by side; the sides take turns, so that a busy hour hits both."""
    sides = {"ours": write_ours} if options.ours_only else {"ours": write_ours, "stock": _write_stock}
    costs: dict[str, list[Cost]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="training-library-benchmark-") as name:
        corpus = Path(name, "corpus")
        generator = str(options.corpus_generator.resolve())
        run([sys.executable, generator, str(size), str(corpus), "--flavour", "library"], Path(name))
        for turn in range(options.repeat):
            for side in sorted(sides, reverse=turn % 2 == 1):
                costs[side].append(_build(sides[side], corpus, Path(name, side)))
    return {side: costs[side] for side in sides}


def _build(write: Callable[[Path, Path], None], corpus: Path, folder: Path) -> Cost:
    """Build the corpus in a folder of its own, which leaves no cache behind, and return what it took."""
    folder.mkdir()
    write(folder, corpus)
    wall, cpu, memory = run([sys.executable, "-m", "mkdocs", "build", "--strict"], folder)
    sizes = [path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file()]
    shutil.rmtree(folder)
    return Cost(wall=wall, cpu=cpu, memory=memory, site=sum(sizes), files=len(sizes))


def write_ours(folder: Path, corpus: Path) -> None:
    """Make a copy of our site with other documents."""
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    shutil.copytree(PROJECT / "hooks", folder / "hooks")
    shutil.copytree(corpus, folder / "docs")
    shutil.copytree(PROJECT / "docs/vocabulary", folder / "docs/vocabulary")


def _write_stock(folder: Path, corpus: Path) -> None:
    """Make a site as the documentation of each part of the stock stack advises."""
    shutil.copytree(corpus, folder / "docs")
    (folder / "mkdocs.yml").write_text(_STOCK + _shared_configuration(), encoding="utf-8")


def _shared_configuration() -> str:
    """Return the keys of our mkdocs.yml that the stock stack takes over, as they are written there, tags included."""
    root = yaml.compose((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise BuildError("mkdocs.yml is not a mapping")
    root.value = [(key, value) for key, value in root.value if key.value in _SHARED]
    text: str = yaml.serialize(root)
    return text


def run(command: Sequence[str], folder: Path) -> tuple[float, float, float]:
    """Run a command and return its wall seconds, the CPU seconds and the largest memory of it and its children."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile() as output:
        start = perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603 - ours
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            told = output.read().decode(errors="replace")
            raise BuildError(f"`{' '.join(command)}` ended with {process.returncode} in {folder.name}:\n{_worst(told)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT


def _worst(told: str) -> str:
    """Return the last lines of a log that are more than information."""
    return "\n".join([line for line in told.splitlines() if not line.startswith("INFO")][-20:])


def _slower(costs: Mapping[str, Sequence[Cost]]) -> list[str]:
    """Return the measures by which ours is worse than it may be."""
    return [measure.label for measure in MEASURES if measure.is_a_must and (_ratio(measure, costs) or 0) > 1]


def _ratio(measure: Measure, costs: Mapping[str, Sequence[Cost]]) -> float | None:
    if "stock" not in costs:
        return None
    ours, stock = (median(measure.of(cost) for cost in costs[side]) for side in ("ours", "stock"))
    return ours / stock


def _table(size: int, costs: Mapping[str, Sequence[Cost]]) -> str:
    """Return a table of Markdown, aligned so that it reads well as it is."""
    rows = [[f"{size} documents", *costs, "ours/stock"]]
    for measure in MEASURES:
        ratio = _ratio(measure, costs)
        rows.append([measure.label, *_cells(measure, costs), f"{ratio:.2f}" if ratio is not None else "-"])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    rows.insert(1, ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])])
    return "\n".join(f"| {' | '.join(aligned(row, widths))} |" for row in rows)


def _cells(measure: Measure, costs: Mapping[str, Sequence[Cost]]) -> list[str]:
    return [_figures([measure.of(cost) for cost in side], measure.decimals) for side in costs.values()]


def _figures(values: Sequence[float], decimals: int) -> str:
    """Return the median, and the range where there is one: `5.4 (5.1-6.2)`."""
    middle, lowest, highest = (f"{value:.{decimals}f}" for value in (median(values), min(values), max(values)))
    return middle if lowest == highest else f"{middle} ({lowest}-{highest})"


def aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return cells in the widths of their columns: the first to the left, numbers to the right."""
    first, *rest = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
    return [first.strip().ljust(widths[0]), *rest]


if __name__ == "__main__":
    sys.exit(main())
