"""What forges and editors are told: that it can be read, asks for no more rights than it needs, and leads somewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from training_library.cli import main
from training_library.library.reading import read_library
from training_library.library.vocabulary_files import LISTS, OPTIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training_library.library.vocabulary import Labelled, Vocabulary

PROJECT = Path(__file__).parent.parent
WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((PROJECT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
ACTIONS = {
    "actions/checkout@v6",
    "actions/deploy-pages@v4",
    "actions/setup-python@v6",
    "actions/upload-artifact@v6",
    "actions/upload-pages-artifact@v4",
}
"""GitHub's own, by major version: the commits of their releases cannot be known without asking GitHub."""


def read(path: Path) -> Any:  # noqa: ANN401 - as the file says
    """A YAML file; `on` stays a word."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - constructs texts only


def scripts() -> Iterator[str]:
    """Every line that a forge or a hook runs."""
    for workflow in WORKFLOWS:
        for job in read(workflow)["jobs"].values():
            yield from (step["run"] for step in job["steps"] if "run" in step)
    for job in read(PROJECT / ".gitlab-ci.yml").values():
        if isinstance(job, dict):
            yield from job.get("script", [])
    for repository in read(PROJECT / ".pre-commit-config.yaml")["repos"]:
        yield from (hook["entry"] for hook in repository["hooks"])


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The lists of this library."""
    return read_library(PROJECT / "docs")[0].vocabulary


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_read_the_files_and_no_more(workflow: Path) -> None:
    """Only the job that publishes has more, and it runs nothing of the repository."""
    content = read(workflow)
    assert content["permissions"] == {"contents": "read"}
    granted = {name: job["permissions"] for name, job in content["jobs"].items() if "permissions" in job}
    assert granted == ({"deploy": {"pages": "write", "id-token": "write"}} if workflow.stem == "publish" else {})
    for name in granted:
        assert not any("run" in step or "checkout" in step["uses"] for step in content["jobs"][name]["steps"])


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_runs_nothing_that_strangers_wrote(workflow: Path) -> None:
    """Known actions, no token left on the disk, no words of a proposal within a command, no secret, an end in time."""
    content = read(workflow)
    assert set(content["on"]) <= {"pull_request", "push", "workflow_dispatch"}
    for job in content["jobs"].values():
        assert int(job["timeout-minutes"]) <= 60
        for step in job["steps"]:
            assert step.get("uses", "actions/checkout@v6") in ACTIONS
            assert "${{" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"
    assert "secrets." not in workflow.read_text(encoding="utf-8")


def test_the_site_is_kept_as_a_preview() -> None:
    """Where `make site` puts it, on both forges."""
    steps = read(PROJECT / ".github" / "workflows" / "check.yml")["jobs"]["documents"]["steps"]
    kept = next(step for step in steps if step.get("uses", "").startswith("actions/upload-artifact"))
    assert kept["with"]["path"] == "site"
    gitlab = read(PROJECT / ".gitlab-ci.yml")
    assert gitlab["preview"]["artifacts"]["paths"] == ["site/"]
    assert gitlab["pages"]["artifacts"]["paths"] == ["public"]
    assert gitlab["pages"]["script"] == ["make site", "mv site public"]
    settings = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "\nsite_dir: site\n" in settings
    assert set(re.findall(r"!ENV \[(\w+),", settings)) >= {"SITE_URL", "REPO_URL", "EDIT_URI"}


def test_problems_reach_the_lines_of_both_forges() -> None:
    """The formats that they read are formats of the check."""
    lines = list(scripts())
    assert "make check FORMAT=github" in lines
    report = read(PROJECT / ".gitlab-ci.yml")["documents"]["artifacts"]["reports"]["codequality"]
    assert any(f"make check FORMAT=gitlab > {report}" in line for line in lines)
    for form in ("github", "gitlab"):
        assert main(["check", "--docs", str(PROJECT / "tests" / "example" / "docs"), "--format", form]) == 0


def test_every_command_that_is_run_exists() -> None:
    """Targets of make, and what make installs into the environment."""
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    lines = list(scripts())
    used = {target for line in lines for target in re.findall(r"\bmake ([a-z-]+)", line)}
    assert used == {"check", "site", "test"} & targets
    tools = {tool for line in lines for tool in re.findall(r"\.venv/bin/([\w-]+)", line)}
    assert tools == {"mypy", "ruff", "training-library"}
    for line in lines:
        assert re.match(r"make |mv site public$|sudo apt-get |\.venv/bin/", line), line


def options_of(form: Path) -> dict[str, list[str]]:
    """What can be chosen in each field of a form."""
    return {field["id"]: field["attributes"]["options"] for field in read(form)["body"] if field["type"] == "dropdown"}


def test_a_form_offers_the_values_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    """In both languages and in the order of the lists."""
    lists: dict[str, dict[str, Labelled]] = {
        "kind": {**vocabulary.kinds},
        "areas": {**vocabulary.areas},
        "audience": {**vocabulary.audiences},
        "language": {**vocabulary.languages},
    }
    checked = set()
    for form in FORMS:
        for field, offered in options_of(form).items():
            if field in lists:
                assert offered == [f"{each.label['en']} / {each.label['ru']}" for each in lists[field].values()]
                checked.add((form.stem, field))
    assert len(checked) == 5


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_speaks_both_languages(form: Path) -> None:
    """Each name, label, description and choice, with ids that differ."""
    content = read(form)
    shown = [content["name"], content["title"], content["description"]]
    for field in content["body"]:
        attributes = field["attributes"]
        shown += [attributes[key] for key in ("label", "description", "value") if key in attributes]
        shown += attributes.get("options", [])
    assert [text for text in shown if not (re.search("[A-Za-z]", text) and re.search("[А-Яа-я]", text))] == []
    ids = [field["id"] for field in content["body"] if "id" in field]
    assert len(ids) == len(set(ids)) >= 6


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_gitlab_asks_what_github_asks(form: Path) -> None:
    """The same questions and choices, as a text to fill in."""
    content = read(form)
    name = content["name"].partition(" / ")[0]
    template = (PROJECT / ".gitlab" / "issue_templates" / f"{name}.md").read_text(encoding="utf-8")
    asked = [field["attributes"] for field in content["body"] if field["type"] != "markdown"]
    assert re.findall(r"^## (.+)", template, re.MULTILINE) == [field["label"] for field in asked]
    choices = [option for field in asked for option in field.get("options", [])]
    assert re.findall(r"^- \[ \] (.+)", template, re.MULTILINE) == choices


def test_a_proposal_is_asked_the_same_on_both_forges() -> None:
    """Each point in both languages."""
    github = (PROJECT / ".github" / "pull_request_template.md").read_text(encoding="utf-8")
    gitlab = (PROJECT / ".gitlab" / "merge_request_templates" / "Default.md").read_text(encoding="utf-8")
    for template in (github, gitlab):
        points = re.findall(r"^(?:## |- \[ \] )(.+)", template, re.MULTILINE)
        assert len(points) == 10
        assert [point for point in points if not re.search(" / .*[А-Яа-я]", point)] == []
    assert re.findall("^## .+", github, re.MULTILINE) == re.findall("^## .+", gitlab, re.MULTILINE)


def test_vs_code_completes_what_the_library_knows(capsys: pytest.CaptureFixture[str]) -> None:
    """If not, run `make editors`."""
    for name in (*LISTS, *OPTIONAL):
        assert main(["schema", "--docs", str(PROJECT / "docs"), "--of", name]) == 0
        assert (PROJECT / ".vscode" / "schemas" / f"{name}.json").read_text(encoding="utf-8") == capsys.readouterr().out
    assert main(["schema", "--docs", str(PROJECT / "docs"), "--format", "snippets"]) == 0
    stored = (PROJECT / ".vscode" / "training-library.code-snippets").read_text(encoding="utf-8")
    assert stored == capsys.readouterr().out


def test_vs_code_shows_each_problem_on_its_line() -> None:
    """Its patterns take apart what the check prints, warnings and errors apart."""
    check, _ = json.loads((PROJECT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))["tasks"]
    assert check["command"].endswith("/.venv/bin/training-library")
    warning, error = (re.compile(matcher["pattern"]["regexp"]) for matcher in check["problemMatcher"])
    lines = (PROJECT / "tests" / "golden" / "problems.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 50
    for line in lines:
        bare = line.removesuffix(" (warning)")
        for number, text in enumerate((bare, f"{bare} (warning)")):
            matches = [error.fullmatch(text), warning.fullmatch(text)]
            assert [bool(match) for match in matches] == [number == 0, number == 1]
            match = matches[number]
            assert match is not None
            path, place, code, _, message = match.groups()
            assert text.startswith(f"{path}:{place}: {code}")
            assert "; " in message


def test_vs_code_knows_which_list_has_which_schema() -> None:
    """The extension that reads them is recommended."""
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {
        f".vscode/schemas/{name}.json": [f"docs/vocabulary/{name}.yml"] for name in sorted(LISTS + OPTIONAL)
    }
    extensions = json.loads((PROJECT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert "redhat.vscode-yaml" in extensions["recommendations"]
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert f"\nLISTS := {' '.join(sorted(LISTS + OPTIONAL))}\n" in makefile
