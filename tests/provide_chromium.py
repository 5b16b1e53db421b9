"""Find a Chromium that shows pages from disk, or fetch one, and note down where it is.

usage: provide_chromium.py FILE    Writes the path of the executable to FILE, for the tests to read.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MINUTE = 60
REMEDY = (
    "No Chromium was found, and none could be fetched.\n"
    "Install Chromium or Google Chrome (on Debian: apt-get install chromium), "
    "or name one: make test CHROMIUM=/path/to/chromium"
)


def works(executable: str) -> bool:
    """Tell whether a browser starts here and reads a page from disk, which one in a snap's sandbox does not."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Path(folder, "page.html")
        page.write_text("<p>read from disk</p>", encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        command = [executable, *options, f"--user-data-dir={folder}/profile", "--dump-dom", page.as_uri()]
        try:
            shown = subprocess.run(command, capture_output=True, check=False, timeout=MINUTE)
        except (OSError, subprocess.TimeoutExpired):
            return False
    return b"read from disk" in shown.stdout


def run(*command: str) -> None:
    """Try a command that may fail; what it says goes to the reader."""
    print("Chromium:", *command, file=sys.stderr)
    try:
        subprocess.run(command, check=False, stdout=sys.stderr, timeout=10 * MINUTE)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"Chromium: {error}", file=sys.stderr)


def downloaded() -> str:
    """Where Playwright keeps the Chromium that it downloads, be it there or not."""
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def candidates() -> Iterator[str]:
    """Browsers to try: what is there first, then what can be fetched."""
    yield from filter(None, map(shutil.which, NAMES))
    yield downloaded()
    run(sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")
    yield downloaded()
    if shutil.which("apt-get"):
        apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
        if os.geteuid() != 0:
            apt = ["sudo", "--non-interactive", *apt]
        run(*apt, "update")
        # Fonts too: a bare machine has none, and then no text has a size.
        run(*apt, "install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation")
        yield from filter(None, [shutil.which("chromium")])


def main() -> None:
    """Write down the first browser that works."""
    chosen = os.environ.get("CHROMIUM")
    executable = next(filter(works, [chosen] if chosen else candidates()), None)
    if executable is None:
        sys.exit(f"CHROMIUM={chosen} does not start, or shows no page from disk." if chosen else REMEDY)
    Path(sys.argv[1]).write_text(f"{executable}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
