from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from training_library.search.sections import Section, sections_of

EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"]
EXTENSIONS += ["pymdownx.details", "pymdownx.superfences", "toc"]


def written(text: str) -> tuple[Section, ...]:
    """Return the sections of Markdown, rendered as the build does it."""
    return sections_of(markdown(text, extensions=EXTENSIONS, extension_configs={"toc": {"permalink": "#"}}))


def plain(content: str) -> str:
    """Return the text of HTML without headings."""
    (section,) = sections_of(content)
    assert (section.anchor, section.heading) == ("", "")
    return section.text


def headings(content: str) -> list[tuple[str, str]]:
    """Return anchor and heading of each section."""
    return [(section.anchor, section.heading) for section in sections_of(content)]


def test_a_section_goes_from_heading_to_heading() -> None:
    """Of whatever level; what precedes the first one is a section too."""
    assert written("Before.\n\n# One\n\nText.\n\n## Two { #second }\n\nMore\ntext.\n\n###### Three") == (
        Section(anchor="", heading="", text="Before."),
        Section(anchor="one", heading="One", text="Text."),
        Section(anchor="second", heading="Two", text="More text."),
        Section(anchor="three", heading="Three", text=""),
    )


def test_a_page_without_headings_is_one_section() -> None:
    """And a page without text is none."""
    assert plain("<p>Text.</p>") == "Text."
    assert sections_of("") == sections_of(" \n<p> </p><hr>") == ()


def test_inline_marks_do_not_part_words() -> None:
    """However deep they are nested; in headings neither."""
    assert plain("<p>re<strong>ad<em>mis</em></strong>sion of CO<sub>2</sub></p>") == "readmission of CO2"
    assert plain("<p>read<wbr>mission, <mark>re</mark><span class='x'>turn</span></p>") == "readmission, return"
    assert headings("<h2 id='a'><em>Inte<strong>grat</strong></em>ed <code>border</code></h2>") == [
        ("a", "Integrated border")
    ]


@pytest.mark.parametrize(
    "content",
    [
        "<ul><li>one</li><li>two</li></ul>",
        "<table><caption>one</caption><tr><th>two</th></tr></table>",
        "<table><tr><td>one</td><td>two</td></tr></table>",
        "<dl><dt>one</dt><dd>two</dd></dl>",
        "one<br>two",
        "one<br/>two",
        "one<hr />two",
        "<section>one</section><section>two</section>",
        "<article>one</article><aside>two</aside>",
        "<label for='a'>one</label><label for='b'>two</label>",
        "<button>one</button><button>two</button>",
        "<details><summary>one</summary>two</details>",
        "<FIGURE>one<FIGCAPTION>two</FIGCAPTION></FIGURE>",
        "one<img src='x'>two",
        "<select><option>one<option>two</select>",
        "<my-card>one</my-card><my-card>two</my-card>",
    ],
)
def test_whatever_is_set_apart_parts_words(content: str) -> None:
    """Readers see two words, though no space stands between them."""
    assert plain(content) == "one two"


def test_tables_are_read_cell_by_cell() -> None:
    """In the order of reading."""
    text = "| Body | Task |\n|---|---|\n| Police | **Checks** |\n| Customs | Duties |"
    assert plain(markdown(text, extensions=EXTENSIONS)) == "Body Task Police Checks Customs Duties"


def test_notes_are_read_with_their_titles() -> None:
    """Folded ones too."""
    (section,) = written('!!! warning "Mind the deadline"\n\n    Thirty days.\n\n??? tip "Folded"\n\n    Inside.')
    assert section.text == "Mind the deadline Thirty days. Folded Inside."


def test_footnotes_are_read_and_their_numbers_are_not() -> None:
    """The number clings to the word before it, which must be found none the less."""
    (section,) = written("On readmission[^1], by law[^law].\n\n[^1]: Article 5.\n[^law]: The *aliens* act.")
    assert section.text == "On readmission, by law. Article 5. The aliens act."


def test_abbreviations_and_definitions_are_read() -> None:
    """But not what is told of them in a bubble."""
    (section,) = written("The IOM helps.\n\nTerm\n:   Meaning\n\n*[IOM]: International Organization for Migration")
    assert section.text == "The IOM helps. Term Meaning"


def test_code_is_read_as_text() -> None:
    """Markup in it is no markup."""
    (section,) = written("```html\n<h2 id='x'>No heading</h2>\n<!-- said -->\n```\n\nUse `<script>` with care.")
    assert section.text == "<h2 id='x'>No heading</h2> <!-- said --> Use <script> with care."


@pytest.mark.parametrize(
    "unread",
    [
        "<script>var hidden = '<p>hidden</p>';</script>",
        '<script type="application/json">{"hidden": 1}</script >',
        "<SCRIPT>hidden</SCRIPT>",
        "<style>.hidden { color: red }</style>",
        "<template><p>hidden</p></template>",
        "<svg viewBox='0 0 1 1'><title>hidden</title><path d='M0 0'/></svg>",
        "<!-- hidden -->",
        "<!-- hidden <p>hidden</p> -->",
        "<script>hidden</script><!-- <script>hidden</script> --><style>hidden</style>",
        '<img alt="hidden" src="hidden.png">',
        '<a title="hidden" href="hidden"></a>',
        '<span data-note="2 > 1, hidden"></span>',
        "<span title='hidden > hidden' data-quote='\"'></span>",
    ],
)
def test_what_readers_do_not_see_is_not_read(unread: str) -> None:
    """Wherever it stands."""
    assert plain(f"<p>Before</p>{unread}<p>after</p>") == "Before after"
    assert headings(f"<h2 id='a'>Heading {unread}</h2>") == [("a", "Heading")]


def test_the_link_at_a_heading_is_not_part_of_it() -> None:
    """It is for copying the address."""
    assert [section.heading for section in written("# One\n\n## Two [with a link](x.md)")] == ["One", "Two with a link"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Fish &amp; chips &lt;b&gt; &#x43c;&#1080;&#x440; &eacute;", "Fish & chips <b> мир é"),
        ("no&nbsp;break&#160;here&ensp;either", "no break here either"),
        ("&amp;lt; stays", "&lt; stays"),
        ("AT&T &unknown; &#0; &#xD800; &", "AT&T &unknown; \ufffd \ufffd &"),
        ("re&shy;admission", "re\u00adadmission"),
        (" many \n\t spaces ", "many spaces"),
    ],
)
def test_entities_are_read_as_what_they_stand_for(content: str, text: str) -> None:
    """Once, and never as markup."""
    assert plain(f"<p>{content}</p>") == text


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ('<h2 id="one">', "one"),
        ("<h2 id='one'>", "one"),
        ("<h2 id=one>", "one"),
        ('<h2 class="x" data-id="0" id="one">', "one"),
        ('<h2 title="id=none" id="one">', "one"),
        ('<H2\n  ID = "one"\n>', "one"),
        ('<h2 id="переговоры">', "переговоры"),
        ('<h2 id="q&amp;a">', "q&a"),
        ('<h2 id="it\'s">', "it's"),
        ("<h2>", ""),
    ],
)
def test_a_section_is_reached_by_the_id_of_its_heading(heading: str, anchor: str) -> None:
    """However the tag is written."""
    assert headings(f"{heading}Heading</h2>") == [(anchor, "Heading")]


def test_a_heading_without_id_is_reached_by_the_one_before() -> None:
    """That is as near as a link can lead."""
    assert headings("<h2 id='a'>One</h2><p>x</p><h3>Two</h3>") == [("a", "One"), ("a", "Two")]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<p>unclosed <b>bold", "unclosed bold"),
        ("<p>stray</b> end</section>", "stray end"),
        ("<p title='open>text</p>", "text"),
        ('<p class="a" b">text</p>', "text"),
        ("text <!-- never closed", "text"),
        ("text <script>never closed", "text"),
        ("<h2>never closed <p>text", "never closed text"),
        ("<h7>no heading</h7>", "no heading"),
        ("<header>no heading</header>", "no heading"),
        ("<p>quote ' and \" in <i>text</i></p>", "quote ' and \" in text"),
    ],
)
def test_broken_markup_is_read_as_far_as_it_goes(content: str, text: str) -> None:
    """Authors may write HTML by hand."""
    assert plain(content) == text


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<h2", "<h2>", "<!--", "<script>", "&", "<p a='", '<b c="d>', "<p a='b'='"]
)
def test_what_looks_like_markup_without_end_is_read_in_time(piece: str) -> None:
    """However often it repeats."""
    start = process_time()
    sections_of(piece * 1_000)
    assert process_time() - start < 1


PIECES = st.sampled_from(
    [
        *[
            "<",
            ">",
            "</",
            "<p>",
            "</p>",
            "<h2 id='a'>",
            "</h2>",
            "<b>",
            "</b>",
            "<a class='b>'>",
            "<br/>",
            "<!--",
            "-->",
        ],
        *["<script>", "</script>", "<svg>", "</svg>", "'", '"', "&", "&amp;", "&lt;", "=", " ", "\n", "\u2028", "one"],
    ]
)


@given(content=st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=500, deadline=None, derandomize=True)
def test_any_markup_gives_plain_sections(content: str) -> None:
    """None is empty, and spaces are single."""
    for section in sections_of(content):
        assert section.heading or section.text
        assert section.text == " ".join(section.text.split())
        assert section.heading == " ".join(section.heading.split())
