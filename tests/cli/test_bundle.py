from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from libzim.reader import Archive

from training_library.cli import main
from training_library.library.writing import replacing

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLE = Path(__file__).parent.parent / "example"
COMMAND = (sys.executable, "-m", "training_library", "bundle", "--config", str(EXAMPLE / "mkdocs.yml"))
TOO_FEW_BLOCKS = 400
"""Of 512 or 1024 bytes: less than the zip file of the example library, more than any of its files."""


@pytest.fixture
def copied_docs(tmp_path: Path) -> Path:
    """The documents of a copy of the example library, beside its settings."""
    shutil.copytree(EXAMPLE, tmp_path / "project")
    return tmp_path / "project" / "docs"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--area", "retrun"], 'there is no thematic area "retrun"; '),
        (["--language", "ru", "uk"], 'there is no language "uk"; '),
        (["--kind", "handbok"], 'there is no kind "handbok"; did you mean "handbook"?'),
        (["--kind", "news", "--area", "asylum"], "no document fits what was chosen; "),
        (["--config", "nowhere.yml"], "there is no file nowhere.yml; "),
        (["--docs", "nowhere", "--kind", "news"], "there is no folder nowhere; "),
    ],
)
def test_what_cannot_be_bundled_is_told_before_anything_is_built(
    options: Sequence[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to do; nothing is written."""
    with chdir(EXAMPLE):
        assert main(["bundle", "--output", str(tmp_path), *options]) == 2
    assert capsys.readouterr().err.startswith(f"training-library: {told}")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to_is_told_before_anything_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick may be write-protected; the folder need not exist yet."""
    monkeypatch.setattr(os, "access", lambda path, _: path != tmp_path)
    with chdir(EXAMPLE):
        assert main(["bundle", "--output", str(tmp_path / "new" / "copy.zip")]) == 2
    told = f"training-library: {tmp_path} cannot be written to; choose another place with --output\n"
    assert capsys.readouterr().err == told


@pytest.mark.skipif(os.name != "posix", reason="ulimit is a matter of POSIX")
def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    """And says so in one line; the copy of last time stays as it was."""
    target = tmp_path / "copy.zip"
    target.write_bytes(b"of last time")
    command = ["sh", "-c", f'ulimit -f {TOO_FEW_BLOCKS}; exec "$@"', "sh", *COMMAND, "--output", str(target)]
    finished = subprocess.run(command, check=False, cwd=EXAMPLE, capture_output=True, encoding="utf-8")
    assert finished.returncode == 2, finished.stderr
    told = f"training-library: {target} cannot be written: File too large; nothing was left of it, "
    assert finished.stderr.splitlines()[-1].startswith(told)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("copy.zip", b"of last time")]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing(tmp_path: Path, sign: signal.Signals) -> None:
    """Neither a half zip file nor the site it is made of."""
    (tmp_path / "copies").mkdir()
    (tmp_path / "scratch").mkdir()
    with subprocess.Popen(
        [*COMMAND, "--output", str(tmp_path / "copies")],
        cwd=EXAMPLE,
        env=os.environ | {"TMPDIR": str(tmp_path / "scratch")},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stderr
        while "building the site: en" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(sign)
        rest = process.stderr.read()
    assert (process.returncode, rest.splitlines()[-1]) == (
        130,
        "training-library: interrupted; every file is as it was",
    )
    assert [list(folder.iterdir()) for folder in sorted(tmp_path.iterdir())] == [[], []]


def test_mistakes_in_the_content_are_listed(copied_docs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """As the build of the site lists them; there is no bundle of a faulty library."""
    faulty = copied_docs / "en" / "handbooks" / "training-day.md"
    faulty.write_text(faulty.read_text(encoding="utf-8").replace("kind: ", "knid: "), encoding="utf-8")
    with chdir(copied_docs.parent):
        assert main(["bundle", "--output", "copies"]) == 1
    told = capfd.readouterr().err
    assert "docs/en/handbooks/training-day.md:" in told
    assert "the site was not built; correct what is listed above" in told
    assert "Traceback" not in told
    assert not (copied_docs.parent / "copies").exists()


def test_a_name_that_a_stick_refuses_is_told(copied_docs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A document may be called so on this machine."""
    page = copied_docs / "en" / "handbooks" / "training-day.md"
    page.rename(page.with_name("aux.md"))
    (copied_docs / "ru" / "handbooks" / "training-day.md").rename(copied_docs / "ru" / "handbooks" / "aux.md")
    with chdir(copied_docs.parent):
        assert main(["bundle", "--output", "copies"]) == 1
    assert 'library/handbooks/aux.html: Windows keeps the name "aux.html" for a device' in capfd.readouterr().out


def test_a_site_without_the_plugin_is_no_bundle(copied_docs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It would have no first page."""
    config = copied_docs.parent / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  - training-library/bundle\n", ""), encoding="utf-8")
    with chdir(copied_docs.parent):
        assert main(["bundle"]) == 2
    assert "add it to `plugins:` in mkdocs.yml" in capfd.readouterr().err


def test_a_file_is_replaced_at_once_or_not_at_all(tmp_path: Path) -> None:
    """Whatever goes wrong while it is written."""
    path = tmp_path / "copy.zip"
    with replacing(path) as file:
        file.write(b"first")
    for error in (OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()):
        with pytest.raises(type(error)):
            _break_off(path, error)
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("copy.zip", b"first")]


def _break_off(path: Path, error: BaseException) -> None:
    with replacing(path) as file:
        file.write(b"second")
        raise error


def test_a_file_for_kiwix_is_written_for_a_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under the name of the part, complete, and with nothing beside it."""
    with chdir(EXAMPLE):
        assert main(["bundle", "--zim", "--language", "ru", "--output", str(tmp_path / "zim")]) == 0
    out = capsys.readouterr().out
    (path,) = (tmp_path / "zim").iterdir()
    assert out == f"{path}\n"
    archive = Archive(path)
    assert archive.has_entry_by_path("handbooks/planning-a-training.html")
    assert not archive.has_entry_by_path("404.html")
    assert archive.get_metadata("Language") == b"rus"


def test_files_for_kiwix_need_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is one for each language."""
    (tmp_path / "a").write_text("mine", encoding="utf-8")
    for place in (tmp_path / "a", tmp_path / "b.zip"):
        with chdir(EXAMPLE):
            assert main(["bundle", "--zim", "--output", str(place)]) == 2
        assert "is no folder, and --zim writes a file for each language" in capsys.readouterr().err
    assert (tmp_path / "a").read_text(encoding="utf-8") == "mine"


def test_without_libzim_it_is_said_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only those who want files for Kiwix need it."""
    for name in ("training_library.bundle.zim", "libzim.reader", "libzim.writer"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "libzim.reader", None)
    with chdir(EXAMPLE):
        assert main(["bundle", "--zim", "--output", str(tmp_path)]) == 2
    assert "install it with `pip install training-library[zim]`" in capsys.readouterr().err
