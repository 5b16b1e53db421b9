"""Weigh the bundle and time it beside the build of the site, then its pages from the disk; how to is in README.md."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING
from zipfile import ZipFile

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))  # so that the files beside this one are found when it is run by its path

from playwright.sync_api import sync_playwright  # noqa: E402

from benchmarks.build import BuildError, aligned, circumstances, positive, run, write_ours  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser

EXIT_MISSED, EXIT_FAILED = 1, 2
HIGHEST_RATIO = 1.3
"""Of the bundle's CPU seconds to those of the site."""
LARGEST = 60.0
"""Megabytes of a bundle of 1,000 documents a language."""
SLOWEST_PAGE, SLOWEST_CATALOGUE = 1.0, 2.0
"""Seconds until a page can be used."""
OPENINGS = 5
"""Of each page, whose median counts."""
_COMPLETE = "document.readyState === 'complete'"
_COUNTED = "/\\d/.test((document.querySelector('.tl-status') || {}).textContent)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Costs:
    """What the site and its bundle took, in seconds, and what the bundle weighs, in megabytes."""

    size: int
    site_cpu: float
    site_wall: float
    bundle_cpu: float
    bundle_wall: float
    weight: float

    @property
    def row(self) -> list[str]:
        """The figures as cells of a table."""
        ratio = self.bundle_cpu / self.site_cpu
        seconds = (self.site_cpu, self.bundle_cpu, self.site_wall, self.bundle_wall)
        return [str(self.size), *(f"{value:.1f}" for value in seconds), f"{ratio:.2f}", f"{self.weight:.1f}"]

    @property
    def missed(self) -> Iterator[str]:
        """What is worse than it may be."""
        if self.bundle_cpu > HIGHEST_RATIO * self.site_cpu:
            yield f"the bundle of {self.size} documents takes more than {HIGHEST_RATIO} times the CPU of its site"
        if self.weight > LARGEST * max(1, self.size / 1000):
            yield f"the bundle of {self.size} documents weighs more than {LARGEST} MB for 1,000"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both tables; return 1 when a figure is missed, 2 when there was nothing to measure."""
    options = _options(arguments)
    print(circumstances(1), flush=True)
    missed: list[str] = []
    try:
        for size in options.sizes:
            with tempfile.TemporaryDirectory(prefix="training-library-benchmark-") as name:
                costs = _costs(size, options.corpus_generator, Path(name))
                print("\n" + _table(HEAD, [costs.row]), flush=True)
                missed += [*costs.missed, *_opened(Path(name, "Флешка – copy"), size)]
    except BuildError as error:
        print(f"bundle.py: {error}", file=sys.stderr)
        return EXIT_FAILED
    for line in missed:
        print(line, file=sys.stderr)
    return EXIT_MISSED if missed else 0


HEAD = ["documents", "site CPU, s", "bundle CPU, s", "site wall, s", "bundle wall, s", "CPU ratio", "zip, MB"]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bundle.py", description="Weigh and time the bundle.")
    parser.add_argument("sizes", type=positive, nargs="*", default=[100, 1000], help="documents (default: 100 1000)")
    parser.add_argument("--corpus-generator", type=Path, metavar="PATH", required=True, help="as for build.py")
    return parser.parse_args(arguments)


def _costs(size: int, generator: Path, folder: Path) -> Costs:
    """Build a site and its bundle in `folder`, and unpack the bundle there."""
    corpus, project = folder / "corpus", folder / "project"
    run([sys.executable, str(generator.resolve()), str(size), str(corpus), "--flavour", "library"], folder)
    project.mkdir()
    write_ours(project, corpus)
    site_wall, site_cpu, _ = run([sys.executable, "-m", "mkdocs", "build", "--strict", "-d", "../site"], project)
    shutil.rmtree(folder / "site")
    shutil.rmtree(project / ".cache", ignore_errors=True)
    command = [sys.executable, "-m", "training_library", "bundle", "--output", "../copy.zip"]
    bundle_wall, bundle_cpu, _ = run(command, project)
    packed = folder / "copy.zip"
    with ZipFile(packed) as archive:
        archive.extractall(folder / "Флешка – copy")
    return Costs(
        size=size,
        site_cpu=site_cpu,
        site_wall=site_wall,
        bundle_cpu=bundle_cpu,
        bundle_wall=bundle_wall,
        weight=packed.stat().st_size / 1e6,
    )


def _opened(place: Path, size: int) -> Iterator[str]:
    """Print how long pages take to open from the disk, and yield those that take too long."""
    (copy,) = place.iterdir()
    noted = PROJECT / ".venv" / "chromium-path"
    executable = os.environ.get("CHROMIUM") or noted.read_text(encoding="utf-8").strip()
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for name in _pages(copy / "library"):
            is_catalogue = name.endswith("catalogue/index.html")
            address = (copy / "library" / name).as_uri() + ("?area=return" if is_catalogue else "")
            seconds = median(
                _opening(browser, address, _COUNTED if is_catalogue else _COMPLETE) for _ in range(OPENINGS)
            )
            rows.append([name, f"{seconds:.2f}"])
            if seconds > (SLOWEST_CATALOGUE if is_catalogue else SLOWEST_PAGE):
                yield f"{name} with {size} documents takes {seconds:.2f} s to open"
        browser.close()
    print("\n" + _table([f"opened from the disk, {size} documents", "median, s"], rows), flush=True)


def _pages(library: Path) -> list[str]:
    """Return the pages that are timed: the heaviest page of each folder."""
    heaviest: dict[Path, Path] = {}
    for page in library.rglob("*.html"):
        here = heaviest.setdefault(page.parent, page)
        if page.stat().st_size > here.stat().st_size:
            heaviest[page.parent] = page
    chosen = {*heaviest.values(), *library.glob("**/catalogue/index.html")}
    return sorted(page.relative_to(library).as_posix() for page in chosen)


def _opening(browser: Browser, address: str, usable: str) -> float:
    """Return the seconds until a page, opened in a window of its own without anything kept, can be used."""
    context = browser.new_context()
    page = context.new_page()
    start = perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(usable)
    seconds = perf_counter() - start
    context.close()
    return seconds


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(f"| {' | '.join(aligned(line, widths))} |" for line in (head, rule, *rows))


if __name__ == "__main__":
    sys.exit(main())
