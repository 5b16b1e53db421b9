"""`training-library bundle --zim`: the library, or a part of it, as a file for Kiwix in each language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from training_library.bundle.export import LIBRARY, contents, slug
from training_library.bundle.reading_text import page_text
from training_library.cli.building import build_site, manifest_of, say, writing_to
from training_library.cli.ending import EXIT_PROBLEMS, EXIT_SOUND, CommandError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from training_library.bundle.export import Manifest
    from training_library.bundle.zim import Imprint
    from training_library.library.selection import Selection


def write_zims(config: Path, selection: Selection, languages: Iterable[str], output: Path) -> int:
    """Build and pack each language, print the paths of the files, and return the exit code.

    Raises:
        CommandError: libzim is missing, `output` is no folder, or a file cannot be written.
    """
    try:
        import training_library.bundle.zim  # noqa: F401, PLC0415 - libzim is optional, and large
    except ImportError as error:
        message = "--zim needs libzim, which is not installed; install it with `pip install training-library[zim]`"
        raise CommandError(message) from error
    if output.suffix == ".zip" or (output.exists() and not output.is_dir()):
        raise CommandError(f"{output} is no folder, and --zim writes a file for each language; name one with --output")
    for language in languages:
        if not _write(config, replace(selection, languages=(language,)), language, output):
            return EXIT_PROBLEMS
    return EXIT_SOUND


def _write(config: Path, part: Selection, language: str, output: Path) -> bool:
    with TemporaryDirectory(prefix="training-library-zim-") as name:
        site = Path(name, "site")
        if not build_site(config, site, part):
            return False
        manifest = manifest_of(site)
        target = output / f"{manifest.folder(part)}.zim"
        _pack(site, manifest, language, target)
    print(target)
    say(f"{target.stat().st_size / 1_000_000:.2f} MB; open it with Kiwix, or with: kiwix-serve {target.name}")
    return True


def _pack(site: Path, manifest: Manifest, language: str, target: Path) -> None:
    """Write a file beside its place, and move it there once it is complete and sound."""
    from training_library.bundle.zim import write_zim  # noqa: PLC0415 - as above

    inside = f"{LIBRARY}/"
    packed = contents(site, manifest.languages, is_part=True)
    files = {name.removeprefix(inside): path for name, path in packed.items() if name.startswith(inside)}
    say(f"packing {len(files):,} files: {language}")
    with writing_to(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
            written = Path(beside, target.name)
            write_zim(written, files, _imprint(site, manifest, language))
            written.replace(target)


def _imprint(site: Path, manifest: Manifest, language: str) -> Imprint:
    """Return what the home page says of the library."""
    from training_library.bundle.zim import MAIN, Imprint  # noqa: PLC0415 - as above

    home = page_text((site / MAIN).read_text(encoding="utf-8"))
    return Imprint(
        name=f"{slug(manifest.name)}_{language}",
        title=home.window,
        description=home.description or home.window,
        language=language,
        creator=home.window,
        date=manifest.date,
    )
