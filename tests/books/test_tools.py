from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from training_library.books import tools
from training_library.books.tools import PANGO, missing

if TYPE_CHECKING:
    from types import ModuleType


def test_nothing_is_missing_here() -> None:
    """The tests install what books need."""
    assert missing() == ""


@pytest.mark.parametrize(("module", "package"), [("pypandoc", "pypandoc_binary"), ("weasyprint", "weasyprint")])
def test_a_missing_package_is_named_with_its_remedy(module: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name under which it is installed."""
    monkeypatch.setitem(sys.modules, module, None)
    said = missing()
    assert f"books need the package {package}, which is not installed; run `make books`" in said
    assert "training-library[books]" in said


def test_missing_libraries_of_the_system_are_named_with_their_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint cannot be imported without Pango."""

    def load(module: str) -> ModuleType:
        if module == "weasyprint":
            message = "cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file"
            raise OSError(message)
        return sys

    monkeypatch.setattr(tools, "import_module", load)
    assert "libpango-1.0-0" in missing()
    assert f"apt-get install {' '.join(PANGO)}" in missing()
