from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from training_library.bundle.reading_text import page_text

PAGE = """<!doctype html><html><head><title>Визы &ndash; Библиотека</title>
<meta name="description" content="О визах"><style>main {}</style></head>
<body><nav>Меню</nav><main><nav>Путь</nav><h1>Визы<a class="headerlink" href="#v">#</a></h1>
<p>Виза &lt;C&gt; — это<br>документ.</p><script>var visa;</script><p hidden>Тайна</p><svg><title>Знак</title></svg>
<ul><li>Раз<li>Два</ul></main><footer>Конец</footer></body></html>"""


def test_a_page_is_what_a_reader_reads_of_it() -> None:
    """Neither what is hidden, nor what stands on every page."""
    page = page_text(PAGE)
    assert (page.title, page.window, page.description) == ("Визы", "Визы – Библиотека", "О визах")
    assert page.text == "Визы Виза <C> — это документ. Раз Два"


def test_a_page_without_a_heading_has_the_title_of_its_window() -> None:
    """Every page has one of the two."""
    assert page_text("<title>Карта</title><main>Текст</main>").title == "Карта"


@given(st.text(alphabet="<>/=\"' amhp1inbr\nж&;"))
def test_any_page_can_be_read(html: str) -> None:
    """However broken it is."""
    page_text(f"<main>{html}</main>")
