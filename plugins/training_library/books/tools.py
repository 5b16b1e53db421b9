"""What makes books, which a site without books does not need: is it there, and what to do when it is not."""

from __future__ import annotations

from importlib import import_module

_INSTALL = "run `make books`, which installs it, or: pip install 'training-library[books]'"
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""The packages of Debian that bring what WeasyPrint needs of the system."""
_NEEDED = {"pypandoc": "pypandoc_binary", "tinyhtml5": "tinyhtml5", "weasyprint": "weasyprint"}
"""From module to the package that brings it."""


def missing() -> str:
    """Return what is missing for books and what to do, as `what; remedy`, or "" when nothing is."""
    for module, package in _NEEDED.items():
        try:
            import_module(module)
        except ImportError:
            return f"books need the package {package}, which is not installed; {_INSTALL}"
        except OSError as error:  # WeasyPrint loads the libraries of the system when it is imported.
            library = str(error).partition(":")[0]
            remedy = f"install it (on Debian and Ubuntu: apt-get install {' '.join(PANGO)})"
            return f"WeasyPrint, which makes PDF, finds no Pango ({library}); {remedy}"
    return ""
