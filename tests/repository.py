"""Real git repositories, made for a test and by nobody."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SETTINGS = ("user.name=A", "user.email=a@library.example", "commit.gpgsign=false", "core.autocrlf=false")


def git(folder: Path, *arguments: str | Path) -> str:
    """Run git in `folder` and return what it says."""
    options = [part for setting in _SETTINGS for part in ("-c", setting)]
    command = [shutil.which("git") or "git", *options, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


def commit(folder: Path, message: str = "A") -> None:
    """Keep all of `folder` in a new commit, the first one of a new repository if there is none."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", f"--message={message}")
