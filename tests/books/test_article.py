from __future__ import annotations

from html import escape

import pytest
from markdown import Markdown

from training_library.books.article import Article, Surroundings, article, for_pandoc, on_paper

PAGE = "ru/handbooks/visas.html"
SITE = "https://library.example/"
PICTURE = b"\x89PNG"


def read(html: str, site: str = SITE) -> Article:
    """Return the article of a page of which `ru/handbooks/map.png` is a neighbour."""
    files = {"ru/handbooks/map.png": PICTURE}
    around = Surroundings(page=PAGE, online=lambda url: f"{site}{url}" if site else "", picture=files.get)
    return article(html, around)


def test_what_belongs_to_the_web_page_is_left_behind() -> None:
    """Ways back, frames, scripts and forms go; the words and the ids stay."""
    html = (
        '<h2 id="aims">Aims<a class="headerlink" href="#aims" title="Link">#</a></h2>'
        '<div class="tl-scroll" tabindex="0" role="group"><table><tr><td onclick="x()">Cell</td></tr></table></div>'
        '<p>A <a class="tl-term" href="../glossary.html#visa" aria-describedby="t">visa</a>.<!-- note --></p>'
        "<script>alert(1)</script><style>p {}</style><iframe src='https://other.example/'></iframe>"
        '<svg><path d="M0 0"/></svg><button>Press</button>'
    )
    assert on_paper(read(html)) == (
        '<h2 id="aims">Aims</h2><table><tbody><tr><td>Cell</td></tr></tbody></table><p>A visa.</p>'
    )


@pytest.mark.parametrize(
    ("href", "on_the_web", "without_address"),
    [
        ("#aims", "#aims", "#aims"),
        ("visas.html#aims", "#aims", "#aims"),
        ("#nowhere", None, None),
        ("../projects/mmdp.html#steps", f"{SITE}ru/projects/mmdp.html#steps", None),
        ("../../catalogue.json", f"{SITE}catalogue.json", None),
        ("https://other.example/a?b#c", "https://other.example/a?b#c", "https://other.example/a?b#c"),
        ("mailto:library@library.example", "mailto:library@library.example", "mailto:library@library.example"),
        ("javascript:alert(1)", None, None),
        ("//other.example/", None, None),
    ],
)
def test_a_link_leads_into_the_book_to_the_web_or_nowhere(
    href: str, on_the_web: str | None, without_address: str | None
) -> None:
    """The words stay when the link cannot."""
    html = f'<h2 id="aims">Aims</h2><p><a href="{href}">words</a></p>'
    for site, target in ((SITE, on_the_web), ("", without_address)):
        words = f'<a href="{escape(target)}">words</a>' if target else "words"
        assert on_paper(read(html, site)) == f'<h2 id="aims">Aims</h2><p>{words}</p>'


def test_pictures_come_along_each_once() -> None:
    """A picture that the site does not have leaves its description."""
    sources = {"map.png": "Map", "./map.png": "Again", "https://other.example/a.png": "Far"}
    html = "".join(f'<img src="{source}" alt="{alt}">' for source, alt in sources.items())
    read_article = read(f"<p>{html}</p>")
    assert read_article.pictures == {"pictures/1.png": PICTURE}
    assert on_paper(read_article) == (
        '<p><img src="pictures/1.png" alt="Map"><img src="pictures/1.png" alt="Again">Far</p>'
    )


def test_footnotes_stand_in_the_text_on_paper_and_behind_it_in_an_e_book() -> None:
    """Software for each moves them to where their readers look for them; no way back is left in their words."""
    markdown = Markdown(extensions=["footnotes"])
    text = read(markdown.convert("One[^a] and two[^a].\n\n[^a]: First\n    line.\n\n    - Second."))
    paper, screen = on_paper(text), for_pandoc(text)
    assert paper.count('<span class="footnote"><span class="note-p">First line.</span>') == 2
    assert "<li" not in paper
    assert screen.count('epub:type="noteref" href="#note-a"') == 2
    assert screen.count('<aside epub:type="footnote" id="note-a">') == 1
    assert "↩" not in paper + screen
    assert "\xa0" not in paper + screen
    assert "fn:" not in paper + screen


def test_a_block_that_opens_is_open() -> None:
    """Nobody can press on paper; every note has its title, which pandoc would lose in a paragraph."""
    text = read('<details class="tip"><summary>Try it</summary><p>Now.</p></details>')
    assert on_paper(text) == '<div class="admonition tip"><p class="admonition-title">Try it</p><p>Now.</p></div>'
    assert '<div class="admonition-title">Try it</div>' in for_pandoc(text)


def test_tables_keep_their_alignment_and_no_other_style() -> None:
    """A header cell says that it heads a column."""
    html = '<table><tr><th style="text-align: right;">A</th><td style="background: url(//x)">1</td></tr></table>'
    assert '<th style="text-align: right;" scope="col">A</th><td>1</td>' in on_paper(read(html))


def test_the_contents_are_chapters_and_their_sections() -> None:
    """Headings of the second and the third level, with their text alone."""
    html = '<h2 id="a">A <em>b</em></h2><h3 id="b">B</h3><h4 id="c">C</h4><h2 id="d">D</h2>'
    found = [(chapter.id, chapter.text, [part.id for part in chapter.parts]) for chapter in read(html).contents]
    assert found == [("a", "A b", ["b"]), ("d", "D", [])]
