"""The extension beside those that projects load with it."""

from __future__ import annotations

import re

import pytest

from tests.support.html import broken_links, page, text
from tests.support.project import Project
from tests.support.tables import HEADER, grid_table

ROWS = [
    ("400", "Ab.0001", "No disk.", "The disk is full.", "Delete."),
    ("404", "Ab.0002", "No net.", "The net is down.", "Wait."),
    ("500", "Ab.0003", "No net.", "The server is down.", "Call."),
]
EXTENSIONS = (
    "myst_parser", "sphinx_copybutton", "sphinx_design", "sphinxext.opengraph", "sphinx_sitemap", "notfound.extension",
    "sphinxext.rediraffe", "sphinx.ext.intersphinx", "sphinx.ext.autosectionlabel",
)  # fmt: skip
CONF = f"""\
project = "Together"
extensions = [*{EXTENSIONS!r}, "ecs_errors_ext"]
ecs_errors_sources = ["table"]
html_baseurl = ogp_site_url = "https://errors.example.org/"
ogp_social_cards = {{"enable": False}}
sitemap_url_scheme = "{{link}}"
rediraffe_redirects = {{"old.md": "table.rst"}}
intersphinx_mapping = {{"other": ("https://other.example.org/", "other.inv")}}
autosectionlabel_prefix_document = True
myst_enable_extensions = ["colon_fence"]
"""
INDEX = """\
# Index

:::{card} A card
See {err:code}`Ab.0001`, {ref}`table:Codes` and {external+other:err:code}`Zz.0001`.
:::

```{err:card} Ab.0002
```

```{code-block} sh
ls
```

```{toctree}
table
```
"""
TABLE = f"Codes\n=====\n\nCodes below\n-----------\n\n{grid_table([HEADER, *ROWS])}"


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """The project built in one process, and in two."""
    for name in EXTENSIONS:
        pytest.importorskip(name)
    other = Project(tmp_path_factory.mktemp("other"))
    other.configure('project = "Other"\nextensions = ["ecs_errors_ext"]\necs_errors_sources = ["index"]\n')
    other.write(
        {"index.rst": "Other\n=====\n\n" + grid_table([HEADER, ("400", "Zz.0001", "A.", "B.", "C.")])}
    )
    inventory = other.build().out / "objects.inv"
    project = Project(tmp_path_factory.mktemp("together"))
    project.configure(CONF)
    project.write(
        {
            "index.md": INDEX,
            "table.rst": TABLE,
            "other.inv": inventory.read_bytes(),
        }
    )
    return [
        project.build("html", "-W", "-n", *jobs, out=f"out{len(jobs)}", fresh_process=True)
        for jobs in ((), ("-j", "2"))
    ]


def test_both_builds_are_sound_and_the_same(builds):
    one, two = builds
    for build in builds:
        assert build.warnings == []
        # The page for what is not found has addresses from the root of a server.
        assert [link for link in broken_links(build.out) if not link.startswith("404.html")] == []
    assert one.files() == two.files()


def test_pages_are_right(builds):
    out = builds[0].out
    shown = page(out / "codes/Ab.0002.html")
    assert text(shown.select_one("article h1")) == "Ab.0002"
    assert text(shown.select_one(".err-note strong")) == "2 codes answer with this message."
    assert [text(link) for link in shown.select("#mentioned-in ~ ul a")] == ["Index"]
    for name in ("og:title", "og:url", "og:description"):
        assert len(shown.select(f'meta[property="{name}"]')) == 1, name
    assert len(shown.select("link[rel=canonical]")) == 1
    index = page(out / "index.html")
    assert index.select_one('.sd-card a[href="codes/Ab.0001.html"]')
    assert index.select_one('.sd-card a[href="https://other.example.org/codes/Zz.0001.html"]')
    assert text(index.select_one(".err-embed dt")) == "Ab.0002 (404 Not Found)"


def test_what_the_others_make_is_there(builds):
    build = builds[0]
    addresses = re.findall("<loc>(.*?)</loc>", build.read("sitemap.xml"))
    assert {"https://errors.example.org/codes/Ab.0001.html", "https://errors.example.org/find.html"} <= set(
        addresses
    )
    assert len(addresses) == len(set(addresses))
    assert "table.html" in build.read("old.html")
    assert (build.out / "404.html").is_file()
    assert "copybutton" in build.read("index.html")
