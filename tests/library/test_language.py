from __future__ import annotations

from training_library.library.language import sort_key


def test_titles_sort_as_readers_expect() -> None:
    """Ё sorts with е, й after и, accents with their letter; quotation marks and letter case do not count."""
    in_order = [
        "âme",
        "«Anna»",
        "Büro",
        "zeal",
        "азбука",
        "Ежегодник",
        "ёлка",
        "Емкость",
        "Ещё раз",
        "иск",
        "йод",
        "«Карта»",
        "лист",
    ]
    assert sorted(set(in_order), key=sort_key) == in_order


def test_titles_that_differ_in_case_only_keep_one_order() -> None:
    """A page is the same whichever file was read first."""
    assert sorted(["Return", "return"], key=sort_key) == sorted(["return", "Return"], key=sort_key)
