from __future__ import annotations

import pytest

from training_library.bundle.page_links import read_page, read_style, target_of


@pytest.mark.parametrize(
    "html",
    [
        '<script src="{}"></script>',
        '<link rel="stylesheet" href="{}">',
        '<link rel="preconnect" href="{}">',
        '<link rel="icon" href="{}">',
        '<img src="{}">',
        '<img srcset="{} 2x, b.png 1x">',
        '<picture><source srcset="{}"></picture>',
        '<iframe src="{}"></iframe>',
        '<video poster="{}"></video>',
        '<audio src="{}"></audio>',
        '<object data="{}"></object>',
        '<embed src="{}">',
        '<svg><use xlink:href="{}"/></svg>',
        '<p style="background: url({})">',
        '<style>@import "{}";</style>',
    ],
)
def test_what_a_browser_loads_by_itself_is_told_from_what_a_reader_follows(html: str) -> None:
    """In whatever element, attribute or style it stands."""
    address = "https://elsewhere.example/a"
    loaded = [link.address for link in read_page(html.format(address)).links if link.is_loaded]
    assert address in loaded


@pytest.mark.parametrize(
    "html",
    ['<a href="{}">', '<link rel="canonical" href="{}">', '<form action="{}">', '<link rel="alternate " href="{}">'],
)
def test_links_are_not_loaded(html: str) -> None:
    """Neither those that readers follow nor those for search engines."""
    assert [(link.address, link.is_loaded) for link in read_page(html.format("https://a.example/")).links] == [
        ("https://a.example/", False)
    ]


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<button onclick="go()">', "onclick"),
        ('<a href=" JavaScript:go()">', "runs a script"),
        ("<script>go()</script>", "in the page itself"),
        ('<base href="/">', "<base>"),
        ('<meta http-equiv="Refresh" content="0; url=https://a.example">', "refresh"),
    ],
)
def test_scripts_in_the_page_and_redirections_are_faults(html: str, fault: str) -> None:
    """What the library has no use for is somebody else's."""
    assert [fault in told for told in read_page(html).faults] == [True]


def test_data_blocks_are_no_scripts() -> None:
    """Nothing runs them."""
    html = '<script type="application/json">{"a": "<img src=https://a.example>"}</script>'
    assert (read_page(html).faults, read_page(html).links) == ((), ())


def test_what_stands_in_a_template_is_no_link() -> None:
    """Scripts fill it in; its nested ones too, and what follows counts again."""
    html = '<template><a href=""><template><img src=x></template><img src=y></a></template><a href="z">'
    assert [link.address for link in read_page(html).links] == ["z"]


def test_ids_and_old_names_can_be_led_to() -> None:
    """In elements of any kind."""
    assert read_page('<h2 id="aims"><a name="old"></a><input name="q">').ids == {"aims", "old"}


def test_a_style_sheet_names_what_it_loads() -> None:
    """Quoted or not; not in a comment."""
    css = "a{src:url( 'a.woff2' )} /* url(b) */ b{background:URL(c.png)} @import \"d.css\"; @import url(e.css);"
    assert [link.address for link in read_style(css)] == ["a.woff2", "c.png", "d.css", "e.css"]


@pytest.mark.parametrize(
    ("address", "path", "fragment"),
    [
        ("b.html#%D1%86%D0%B5%D0%BB%D0%B8", "library/ru/b.html", "цели"),
        ("../b.html?q=a#c", "library/b.html", "c"),
        ("", "library/ru/a.html", ""),
        ("#c", "library/ru/a.html", "c"),
        ("../../../etc/passwd", "../etc/passwd", ""),
        ("/etc/passwd", "/etc/passwd", ""),
        ("folder/", "library/ru/folder/", ""),
        ("%2e%2e/%2e%2e/%2e%2e/b", "../b", ""),
    ],
)
def test_an_address_is_followed_from_its_page(address: str, path: str, fragment: str) -> None:
    """As far as it leads, out of the copy too."""
    target = target_of("library/ru/a.html", address)
    assert (target.path, target.fragment, target.scheme, target.host) == (path, fragment, "", "")


@pytest.mark.parametrize(
    "address", ["https://a.example/b", "//a.example/b", "file:///etc/passwd", "data:,a", "http://[a"]
)
def test_an_address_elsewhere_leads_to_no_file(address: str) -> None:
    """However it is written."""
    target = target_of("a.html", address)
    assert (target.path, bool(target.scheme or target.host)) == ("", True)
