from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from training_library.cli import main
from training_library.library.checks.running import findings
from training_library.library.problem import Code, Problem, Severity
from training_library.library.reading import read_library

if TYPE_CHECKING:
    from tests.conftest import EditionText, Golden, LibraryOf, StampedOf
    from training_library.library.holdings import Library

TERM = "{label: {en: A, ru: А}}"


@pytest.fixture
def complete(edition: EditionText) -> EditionText:
    """Writes an edition with which no check of the texts finds fault either."""

    def write(body: str = "Text.", /, **keys: str | None) -> str:
        return edition(body, **{"licence": "CC-BY-4.0", "sources": "[{title: A}]", **keys})

    return write


@pytest.fixture
def faulty(
    docs: Path, library_of: LibraryOf, complete: EditionText, stamped: StampedOf, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A library with every kind of mistake, each in a file that is named after it; the working folder holds it."""
    handbooks: dict[str, str | bytes] = {
        "alias": complete(countries="&all [AM, KZ]", authors="*all"),
        "carriage-return": complete(title="Carriage return").replace("\n", "\r\n"),
        "bad-address": complete(title="Address", sources="[{title: A, url: 'javascript:alert(1)'}]"),
        "bad-date": complete(title="Date", date="2026-02-30"),
        "bad-value": complete(title="Value", duration="six hours"),
        "byte-order-mark": "\ufeff" + complete(title="Byte order mark"),
        "dates-out-of-order": complete(title="Order", review_by="2026-11-20"),
        "duplicate-key": complete(title="Key", level="advanced\nlevel: advanced"),
        "duplicate-title": complete(title="Carriage return"),
        "empty": complete(title=""),
        "facts-differ": complete(title="Facts", countries="[AM]", level="advanced"),
        "list-for-text": complete(title="[a, b]"),
        "missing-keys": complete(title=None, kind=None, areas=None, summary=None, date=None, tags="[a]"),
        "no-front-matter": "# Text\n",
        "not-a-mapping": "---\n- title\n---\n",
        "not-utf8": complete(title="Граница").encode("cp1251"),
        "repeated-value": complete(title="Repeated", tags="[a, b, a]"),
        "replaced-by-nothing": complete(title="Replaced", status="retired", replaced_by="handbooks/bad-adress"),
        "tab": complete(title="Tab", translation="\n\tof: en"),
        "tag": complete(title="!!python/object/apply:os.system [exit]"),
        "too-large": complete("a" * 5_200_000, title="Large"),
        "too-long": complete(title="Long", summary="a" * 301),
        "two-originals": complete(title="Two"),
        "unknown-key": complete(title="Unknown", sumary="A"),
        "unknown-values": complete(title="Values", kind="hanbook", areas="[irregular, borders]", countries="[UK]"),
        "Upper Case": complete(title="Name"),
        "yaml": complete(title="YAML", tags="[a, b"),
    }
    russian = {
        "facts-differ": complete(title="Факты", translation="{of: en}", countries="[KZ]", date="2026-11-22"),
        "translation-of-itself": complete(title="Перевод", translation="{of: ru}"),
        "translation-of-nothing": complete(title="Ничто", translation="{of: en}"),
        "two-originals": complete(title="Два"),
        "no-original": complete(title="Кольцо", translation="{of: en}"),
    }
    library_of(
        {
            **{f"en/handbooks/{name}.md": text for name, text in handbooks.items()},
            **{f"ru/handbooks/{name}.md": text for name, text in russian.items()},
            "en/handbooks/no-original.md": complete(title="Circle", translation="{of: ru}"),
            "en/handbooks/folder.md/a.md": complete(),
            "en/materials/wrong-folder.md": complete(title="Folder"),
            "en/index.md": "---\nheading: Home\n---\n",
            "de/handbooks/unknown-language.md": complete(),
            "vocabulary/levels.yml": f"advanced: {TERM}\nnot an id: {{label: {{en: B, ru: Б}}}}\nlow: {TERM}\n",
            "vocabulary/organisations.yml": "centre:\n  label: {en: Centre}\n",
            "vocabulary/glosary.yml": "{}\n",
        }
    )
    for name in ("stale", "suspect", "drift"):
        text = "## Aims {#aims}\n\nText.\n\n## Methods {#methods}\n\nText."
        library_of(
            {
                f"en/handbooks/{name}.md": complete(text, title=name),
                f"ru/handbooks/{name}.md": complete(text, title=name, translation="{of: en}"),
            }
        )
        stamped(f"ru/handbooks/{name}.md")
    library_of(
        {
            "en/handbooks/stale.md": complete("## Aims {#aims}\n\nOther text.", title="stale"),
            "en/handbooks/suspect.md": complete("Other text.\n\n## Aims {#aims}", title="suspect"),
            "ru/handbooks/unstamped.md": complete(title="Новое", translation="{of: en}"),
            "en/handbooks/unstamped.md": complete(title="New"),
            "ru/handbooks/bad-stamp.md": complete(
                title="Печать", translation="{of: en, source: 1, sections: [a], stamped: May, reason: '', seal: 2}"
            ),
            "en/handbooks/bad-stamp.md": complete(title="Stamp"),
        }
    )
    for name, old, new in (("suspect", "@front:", "@start:"), ("drift", "#methods", "#means")):
        path = docs / "ru" / "handbooks" / f"{name}.md"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (docs / "vocabulary" / "projects.yml").unlink()
    (docs / "en" / "handbooks" / "link.md").symlink_to("/dev/null")
    monkeypatch.chdir(docs.parent)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793491200")  # 1 November 2026
    return docs


def _read(docs: Path) -> tuple[Library, list[Problem]]:
    """Return a library with all that is wrong with it: its model and its texts."""
    library, problems = read_library(docs)
    return library, sorted({*problems, *(finding.problem for finding in findings(library, docs))})


def test_every_mistake_is_listed_with_its_remedy(
    faulty: Path, capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    """One line each, sorted by place, without colour; how many there are is said beside the list."""
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    golden("problems.txt", out)
    library, problems = _read(faulty)
    assert out.splitlines() == [str(problem) for problem in problems]
    assert "\x1b" not in out + err
    figures = f"documents: {len(library.documents)}, editions: {library.edition_count}"
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    assert err == f"{figures}, errors: {len(problems) - warnings}, warnings: {warnings}\n"


def test_every_code_has_an_example() -> None:
    """A new kind of mistake comes with its message in the golden file."""
    text = (Path(__file__).parent.parent / "golden" / "problems.txt").read_text(encoding="utf-8")
    assert [code for code in Code if (code < "TL4" or code >= "TL6") and f": {code}" not in text] == []


def test_a_sound_library_is_nothing_to_talk_about(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other programs read an empty answer, in each format."""
    answers = {}
    for form in ("text", "json", "github", "gitlab"):
        assert main(["check", "--docs", str(example), "--format", form]) == 0
        answers[form] = capsys.readouterr().out
    assert answers == {"text": "", "json": "[]\n", "github": "", "gitlab": "[]\n"}


def test_programs_read_problems_as_json(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The parts of each problem under their names, and nothing else on either stream."""
    assert main(["check", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    _, problems = _read(faulty)
    entries = json.loads(out)
    assert [entry.pop("severity") for entry in entries] == [problem.severity for problem in problems]
    assert [Problem(**entry) for entry in entries] == problems
    assert "А" in out
    assert err == ""


def test_a_forge_shows_problems_on_their_lines(
    docs: Path, library_of: LibraryOf, edition: EditionText, capsys: pytest.CaptureFixture[str]
) -> None:
    """What separates the parts of a workflow command is escaped in them."""
    library_of({"en/handbooks/a,b%c:d.md": edition(date="100%")})
    assert main(["check", "--docs", str(docs), "--format", "github"]) == 1
    file = "error file=docs/en/handbooks/a%2Cb%25c%3Ad.md"
    remedies = "use small Latin letters, digits and hyphens", "write it as YYYY-MM-DD, such as 2026-11-21"
    assert [line.split("::") for line in capsys.readouterr().out.splitlines()] == [
        ["", f"{file},line=1,title=TL127", f'the name "a,b%25c:d.md" does not travel between systems; {remedies[0]}'],
        ["", f"{file},line=6,title=TL109", f'date: "100%25" is no date of the calendar; {remedies[1]}'],
    ]


def test_gitlab_tells_problems_apart_and_knows_them_again(
    docs: Path, library_of: LibraryOf, edition: EditionText, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each has a mark of its own, which stays when only its line changes."""
    marks = []
    for first_line in ("", "updated: 2026-11-22\n"):
        text = edition(tags="\n  - [a]\n  - [b]").replace("---\n", f"---\n{first_line}", 1)
        library_of({"en/handbooks/a.md": text})
        assert main(["check", "--docs", str(docs), "--format", "gitlab"]) == 1
        report = json.loads(capsys.readouterr().out)
        errors = [entry for entry in report if entry["check_name"] == "TL107"]
        marks.append([entry["fingerprint"] for entry in errors])
        assert [(entry["severity"], entry["location"]["path"]) for entry in errors] == [
            ("major", "docs/en/handbooks/a.md")
        ] * 2
        assert errors[0]["location"]["lines"] == {"begin": 8 + first_line.count("\n")}
        assert errors[0]["description"] == "tags: a list stands where a text belongs; write `tags: …` in one line"
    assert marks[0] == marks[1]
    assert len(set(marks[0])) == 2


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--format", "xml"], ["check", "--doc"]])
def test_a_command_that_is_not_understood_exits_with_2(arguments: list[str]) -> None:
    """As other commands do, so that a script can tell it from problems."""
    with pytest.raises(SystemExit, match=r"^2$"):
        main(arguments)


@pytest.mark.parametrize("folder", ["nowhere", "file.txt"])
def test_without_documents_the_command_says_where_it_looked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    """Nothing was checked, so nothing is sound."""
    (tmp_path / "file.txt").touch()
    assert main(["check", "--docs", str(tmp_path / folder)]) == 2
    assert capsys.readouterr().err == f"training-library: there is no folder {tmp_path / folder}; name it with --docs\n"


@pytest.mark.parametrize(
    ("start", "argument", "shown"),
    [
        (".", "docs", "docs/en/index.md"),
        ("docs", ".", "en/index.md"),
        ("docs/en", "..", "../en/index.md"),
        ("docs/en", "{}/docs", "docs/en/index.md"),
    ],
)
def test_paths_lead_from_the_working_folder(
    sound_but_one: Path, capsys: pytest.CaptureFixture[str], start: str, argument: str, shown: str
) -> None:
    """An editor or a terminal opens what is printed; from elsewhere the path starts at the folder of documents."""
    with chdir(sound_but_one / start):
        assert main(["check", "--docs", argument.format(sound_but_one)]) == 1
    assert capsys.readouterr().out.split(":")[0] == shown


@pytest.fixture
def sound_but_one(library_of: LibraryOf, tmp_path: Path) -> Path:
    """A folder with a library in which one page has no title."""
    library_of({"en/index.md": "---\nsummary: A\n---\n"})
    return tmp_path


@pytest.mark.skipif(sys.platform == "darwin", reason="every name is text there")
def test_a_name_that_is_no_text_can_be_printed(
    library_of: LibraryOf, edition: EditionText, capsys: pytest.CaptureFixture[str], docs: Path
) -> None:
    """A file from an old archive."""
    library_of({f"en/handbooks/{os.fsdecode(bytes([255]))}.md": edition()})
    assert main(["check", "--docs", str(docs)]) == 1
    assert capsys.readouterr().out.startswith("docs/en/handbooks/ .md:1: TL127: ")


def test_the_command_runs_where_letters_are_missing(
    library_of: LibraryOf, complete: EditionText, tmp_path: Path
) -> None:
    """A terminal without Cyrillic gets a report and no traceback."""
    library_of({"en/handbooks/я.md": complete()})
    finished = subprocess.run(
        [sys.executable, "-m", "training_library", "check"],
        check=False,
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": os.pathsep.join(sys.path)},
        encoding="ascii",
    )
    assert (finished.returncode, finished.stderr) == (1, "documents: 1, editions: 1, errors: 1, warnings: 0\n")
    assert finished.stdout.startswith("docs/en/handbooks/\\u044f.md:1: TL127: ")


def test_only_what_is_named_is_told(library_of: LibraryOf, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files and folders, from wherever the command is run; a mistake elsewhere fails nothing."""
    library_of({"en/index.md": "", "ru/index.md": "", "ru/about/index.md": ""})
    with chdir(tmp_path / "docs" / "ru"):
        for paths, lines in ((["about/index.md"], 1), (["."], 2), (["../ru/index.md", "../en"], 2), ([".."], 3)):
            assert main(["check", "--docs", "..", *paths]) == 1
            assert len(capsys.readouterr().out.splitlines()) == lines
        assert main(["check", "--docs", "..", "../vocabulary"]) == 0


def test_a_path_that_is_not_there_cannot_be_checked(sound_but_one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Silence would look like praise."""
    (sound_but_one / "other.md").touch()
    with chdir(sound_but_one):
        assert [main(["check", path]) for path in ("docs/de", "other.md", ".")] == [2, 2, 1]
    assert capsys.readouterr().err.splitlines() == [
        "training-library: there is no docs/de; name a file or folder below docs",
        "training-library: other.md is not below docs; name another folder of documents with --docs",
        "documents: 0, editions: 0, errors: 1, warnings: 0",
    ]


def test_drafts_are_checked_on_request(
    library_of: LibraryOf, complete: EditionText, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Otherwise it is said that they were left out."""
    library_of({"en/handbooks/a.md": complete(status="draft")})
    with chdir(tmp_path):
        assert [main(["check"]), main(["check", "--drafts"])] == [0, 0]
    figures = "errors: 0, warnings: 0"
    assert capsys.readouterr().err.splitlines() == [
        f"documents: 0, editions: 0, {figures}, drafts left out: 1",
        f"documents: 1, editions: 1, {figures}",
    ]
