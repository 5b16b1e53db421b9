from __future__ import annotations

import gettext
import shutil
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from importlib.metadata import EntryPoint
from pathlib import Path
from zipfile import ZipFile

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "plugins" / "training_library"
PLUGINS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network from a copy that holds nothing compiled."""
    copy = tmp_path_factory.mktemp("project")
    for name in (".gitignore", "LICENSE", "README.md", "hatch_build.py", "pyproject.toml"):
        shutil.copy(PROJECT / name, copy)
    for name in ("docs", "tests"):
        (copy / name).mkdir()
        (copy / name / "stray.py").touch()
    shutil.copytree(PACKAGE, copy / "plugins" / PACKAGE.name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(command, check=True, cwd=copy, capture_output=True)
    return next(copy.glob("dist/*.whl"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The files in the wheel."""
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_file_of_the_package(names: set[str]) -> None:
    """Templates, styles, scripts and words are part of the package, as is the mark that it is typed."""
    sources = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix != ".mo" and "__pycache__" not in path.parts
    }
    assert sources <= names
    assert "training_library/py.typed" in names
    assert {Path(name).suffix for name in names if name.startswith("training_library/theme/")} >= {
        ".css",
        ".html",
        ".js",
        ".mo",
        ".po",
    }


def test_the_wheel_holds_nothing_else(names: set[str]) -> None:
    """Neither tests nor documents are installed with the package."""
    compiled = {name.removesuffix(".po") + ".mo" for name in names if name.endswith(".po")}
    package = {name for name in names if (PACKAGE.parent / name).is_file()}
    others = names - package - compiled
    assert {Path(name).parts[0].rpartition(".")[2] for name in others} == {"dist-info"}


def test_the_words_are_compiled_for_every_language(wheel: Path, names: set[str]) -> None:
    """What gettext reads is built from the `.po` files, with their plural forms."""
    with ZipFile(wheel) as archive:
        for name in sorted(name for name in names if name.endswith(".po")):
            with archive.open(name.removesuffix(".po") + ".mo") as compiled:
                words = gettext.GNUTranslations(compiled)
            assert "plural-forms" in words.info(), name


def test_mkdocs_finds_and_loads_every_plugin(wheel: Path) -> None:
    """The entry points of the wheel are those of the project, and lead to something."""
    packed = ConfigParser(delimiters="=")
    with ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/entry_points.txt"))
        packed.read_string(archive.read(name).decode())
    assert dict(packed["console_scripts"]) == {"training-library": "training_library.cli:main"}
    assert dict(packed["mkdocs.plugins"]) == PLUGINS["mkdocs.plugins"]
    for group in packed.sections():
        for name, value in packed[group].items():
            assert callable(EntryPoint(name, value, group).load())


def test_no_lock_says_where_packages_come_from() -> None:
    """Mirrors are each machine's own setting; what a lock fixes are versions and hashes."""
    locks = [*PROJECT.glob("requirements/*.txt"), *PROJECT.glob("tests/*/package-lock.json")]
    assert len(locks) == 4
    assert [path.name for path in locks if "://" in path.read_text(encoding="utf-8")] == []
