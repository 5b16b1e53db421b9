"""Pin what the site and the tests install, with hashes, from the groups in `pyproject.toml`."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.dependency_groups import resolve_dependency_groups

PROJECT = Path(__file__).parent.parent
OLDEST_PYTHON = (3, 11)
# Tests first: the site then takes the same versions.
LOCKS = {"test": "dev", "site": "build"}
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


def main() -> None:
    """Write every lock file; options go to pip-compile."""
    if sys.version_info[:2] != OLDEST_PYTHON:
        sys.exit("Locks are made with Python 3.11, the oldest supported one, which needs the most packages.")
    groups = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    options = sys.argv[1:]
    for name, group in LOCKS.items():
        lock(name, "\n".join(resolve_dependency_groups(groups, group)), options)
        options = ["--constraint", f"requirements/{name}.txt", *options]


if __name__ == "__main__":
    main()
