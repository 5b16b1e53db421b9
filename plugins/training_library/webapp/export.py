"""The files that make a site an installable app: a manifest for each language, and a worker for all of them.

Manifest: https://www.w3.org/TR/appmanifest/. Worker: https://www.w3.org/TR/service-workers/.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MANIFEST, WORKER = "site.webmanifest", "service-worker.js"
ASSETS = "assets/training-library/"
BRAND, PAGE = "#12395b", "#ffffff"
"""`--tl-brand` and `--tl-page` of `site.css`, which a manifest cannot refer to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class App:
    """The app in one language."""

    language: str
    """BCP 47."""
    direction: str
    """`ltr` or `rtl`."""
    name: str
    description: str
    home: str
    """Address of the home page, relative to the root of the site, as is `catalogue`."""
    catalogue: str
    catalogue_name: str


def manifest(app: App, up: str) -> str:
    """Return the manifest of a language; `up` leads from its file to the root of the site."""
    icons = [
        {"src": f"{up}{ASSETS}icon.svg", "type": "image/svg+xml", "sizes": "any"},
        *(
            {"src": f"{up}{ASSETS}icon-{size}.png", "type": "image/png", "sizes": f"{size}x{size}"}
            for size in (192, 512)
        ),
        {"src": f"{up}{ASSETS}icon-maskable.png", "type": "image/png", "sizes": "512x512", "purpose": "maskable"},
    ]
    content = {
        "id": up + app.home,
        "name": app.name,
        "description": app.description,
        "lang": app.language,
        "dir": app.direction,
        "start_url": up + app.home,
        "scope": up,
        "display": "standalone",
        "background_color": PAGE,
        "theme_color": BRAND,
        "icons": icons,
        "shortcuts": [{"name": app.catalogue_name, "url": up + app.catalogue}],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def worker(version: str, shell: Sequence[str], offline: Mapping[str, str]) -> str:
    """Return the worker: its settings, and the script that does the work.

    Args:
        version: Differs as soon as anything on the site does.
        shell: What is fetched at once, addresses relative to the root of the site.
        offline: By the folder of a language ("" for the one at the root), the page that stands in for an unread one.
    """
    settings = {"version": version, "shell": list(shell), "offline": dict(offline)}
    text = json.dumps(settings, ensure_ascii=False, indent=2)
    return f'self.trainingLibraryWorker = {text};\nimportScripts("{ASSETS}web-app-worker.js");\n'


def version_of(site: Path) -> str:
    """Return a version of a built site: the digest of all its files."""
    digest = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.name != WORKER:
            digest.update(path.relative_to(site).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def shell_files(site: Path) -> list[str]:
    """Return what every page needs to look as it does: styles, scripts, fonts, icons; no data of the search."""
    ours = site / ASSETS
    files = [*ours.glob("*.css"), *ours.glob("*.js"), *ours.glob("*.svg"), *ours.glob("fonts/*.woff2")]
    files += (site / "assets" / "stylesheets").glob("*.min.css")
    return sorted(path.relative_to(site).as_posix() for path in files)
