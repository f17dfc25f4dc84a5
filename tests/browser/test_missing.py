"""The page for addresses that the site has not, sent by a server as from any host of static sites."""

from __future__ import annotations

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from tests.support.project import ROOT
from tests.support.tables import table_page

ROWS = [
    ("400", "Ab.0013", "Disk full.", "", "Delete files."),
    ("404", "Ab.0014", "Disk missing.", "", "Look for it."),
    ("400", "Cd.0013", "Other.", "", ""),
    ("400", "a b/c", "Odd.", "", ""),
]
CONF = """
html_theme = "furo"
ecs_errors_sources = {"": ["table"], "vpc": ["vpc"]}
ecs_errors_search = True
"""
PATH = "/docs/ecs/"


@pytest.fixture(scope="module")
def sites(once):
    """The output of both builders: that of html for a path of a host, that of dirhtml for a host of its own."""
    from tests.conftest import CONF as BASE
    from tests.support.project import Project

    def make(folder):
        project = Project(folder)
        project.configure(BASE + CONF)
        project.write({
            "index.rst": "Index\n=====\n\n.. toctree::\n\n   table\n   vpc\n",
            "table.rst": table_page(ROWS),
            "vpc.rst": table_page([("400", "Vpc.0001", "No route.", "", ""), ("404", "Vpc.0002", "No route.", "", ""), ("409", "Ab.0013", "Taken.", "", "")]),
        })  # fmt: skip
        for builder, base in (("html", f"https://example.org{PATH}"), ("dirhtml", "")):
            project.build(builder, "-W", "-D", f"html_baseurl={base}", fresh_process=True)

    return once("missing-sites", make)


@pytest.fixture(params=["html", "dirhtml"])
def site(request, sites, serve):
    """Opens an address of the site that is not there, and tells where that led."""
    prefix = PATH if request.param == "html" else "/"
    server = serve(sites / "_build" / request.param, prefix)
    server.suffix = ".html" if request.param == "html" else "/"
    return server


def arrived(browser, url):
    """Whether the page at *url* is shown, within some seconds."""
    WebDriverWait(browser.driver, 10).until(
        lambda driver: (
            driver.current_url == url and driver.find_elements("css selector", "article[data-error-page]")
        )
    )
    return True


def stayed(browser):
    """What the page said and asked, once it had answered."""
    WebDriverWait(browser.driver, 10).until(
        lambda driver: driver.execute_script(
            "const r = document.querySelector('[data-error-results]');"
            "return document.readyState === 'complete' && r && r.dataset.state !== 'busy'"
            " && (r.dataset.state === 'done' || !document.querySelector('textarea').value)"
        )
    )
    return browser.run(
        "return [document.querySelector('[data-error-understood]').textContent, document.querySelector('textarea').value]"
    )


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("codes/ab0013", "codes/Ab.0013"),
        ("Ab.0013", "codes/Ab.0013"),
        ("codes/ab.0014.html", "codes/Ab.0014"),
        ("codes/AB-0014/", "codes/Ab.0014"),
        ("codes/ab.0014/index.html", "codes/Ab.0014"),
        ("/evil.example/codes/Ab.0014.evil.example", "codes/Ab.0014"),
        ("en/latest/codes/Ab%200014.htm", "codes/Ab.0014"),
        ("vpc/codes/ab0013", "vpc/codes/Ab.0013"),
        ("VPC/codes/vpc.1", "vpc/codes/Vpc.0001"),
        ("vpc:Vpc.0001", "vpc/codes/Vpc.0001"),
        ("old/status/404.htm", "status/404"),
        ("status/4XX", "status/4xx"),
        ("vpc/status/409.json", "vpc/status/409"),
        ("families/ab", "families/Ab"),
        ("vpc/messages/No-Route", "vpc/messages/no-route"),
        ("VPC/Messages/no-route.htm", "vpc/messages/no-route"),
        ("Catalogs", "catalogs"),
    ],
)
def test_a_wrongly_spelled_address_arrives(browser, site, asked, page):
    browser.open(site.url + asked)
    assert arrived(browser, f"{site.url}{page}{site.suffix}")
    assert not any("SEVERE" in line and " 404 " not in line for line in browser.console())


@pytest.mark.parametrize("asked", ["Search", "Find/", "FIND.html"])
def test_the_search_is_found_by_its_name(browser, site, asked):
    browser.open(site.url + asked)
    WebDriverWait(browser.driver, 10).until(
        lambda driver: driver.current_url == f"{site.url}search{site.suffix}"
    )


def test_each_way_on_is_offered_once(browser, site):
    browser.open(f"{site.url}codes/qqqq")
    assert stayed(browser)[1] == "qqqq"
    links = [link.get_attribute("href") for link in browser.find("article ul.err-ways a")]
    assert links
    assert len(links) == len(set(links))


@pytest.mark.parametrize(
    "asked",
    [
        "%2F%2Fevil.example", "codes/https:%2f%2fevil.example",
        "codes/javascript:alert(1)", "codes/%3Cimg%20src=x%20onerror=document.title=1%3E", "codes/..%2f..%2fcodes%2fevil",
        "codes/%E0%A4%A", "codes/" + "A" * 3000, "codes/__proto__", "families/constructor", "codes/\\evil",
        "codes/Ab.9999", "messages/disk-full", "nothing", "runbooks/old/page.html", "codes/a%20b/c",
    ],
)  # fmt: skip
def test_any_other_address_stays_and_offers_the_search(browser, site, asked):
    browser.open(site.url + asked)
    said, question = stayed(browser)
    assert browser.driver.current_url.startswith(site.url)
    assert (
        browser.run("return document.querySelector('article[data-error-page]').dataset.errorPage")
        == "missing"
    )
    assert browser.run("return document.title") != "1"
    assert browser.run("return document.querySelectorAll('img, article script').length") == 0
    assert (f"“{question}”" in said) if question else ("Paste the code" in said)
    assert all(url.startswith(site.url) or url.endswith("/favicon.ico") for url in browser.requests())


def test_it_says_what_it_understood_and_answers(browser, site):
    browser.open(f"{site.url}messages/disk-missing.html")
    assert stayed(browser) == [
        "The address was understood as a question about “disk missing”.",
        "disk missing",
    ]
    (answer,) = browser.find("a[data-error-code]")[:1]
    assert answer.get_attribute("href") == f"{site.url}codes/Ab.0014{site.suffix}"
    browser.open(f"{site.url}codes/0013")
    assert (
        len({link.get_attribute("href") for link in browser.find("a[data-error-code]") if stayed(browser)})
        == 3
    )


def test_a_page_that_is_lost_itself_does_not_lead_to_itself(browser, sites, serve, tmp_path):
    import shutil

    shutil.copytree(sites / "_build/html", tmp_path / "site")
    (tmp_path / "site/codes/Ab.0014.html").unlink()
    server = serve(tmp_path / "site", PATH)
    browser.open(f"{server.url}codes/ab0014")
    WebDriverWait(browser.driver, 10).until(lambda driver: driver.current_url.endswith("codes/Ab.0014.html"))
    assert stayed(browser)[1] == "Ab.0014"
    assert sum(request.endswith("Ab.0014.html") for request in server.requests) == 1


def test_it_needs_no_address_of_its_own_to_look_right(browser, site, axe):
    browser.open(f"{site.url}some/where/deep")
    assert browser.violations(axe) == []
    assert browser.overflow() == 0
    missing = [request for request in site.requests if "_static" not in request and "favicon" not in request]
    assert len(missing) == 1
    assert (
        browser.run("return getComputedStyle(document.querySelector('.err-finder textarea')).width") != "auto"
    )
    assert ROOT.is_dir()


def test_a_project_that_has_such_a_page_keeps_it(make_project):
    pytest.importorskip("notfound")
    project = make_project(
        {"index.rst": "I\n=\n\n.. toctree::\n\n   table\n", "table.rst": table_page(ROWS)},
        CONF.replace('{"": ["table"], "vpc": ["vpc"]}', '["table"]').replace("furo", "basic")
        + 'extensions += ["notfound.extension"]\n',
    )
    built = project.build("html", "-W")
    assert "data-error-understood" not in built.read("404.html")


def test_a_document_of_that_name_stays(make_project):
    conf = CONF.replace('{"": ["table"], "vpc": ["vpc"]}', '["table"]').replace("furo", "basic")
    files = {"index.rst": "I\n=\n\n.. toctree::\n\n   table\n   404\n", "table.rst": table_page(ROWS)}
    project = make_project(files | {"404.rst": "Ours\n====\n"}, conf)
    built = project.build("html", "-W")
    assert "Ours" in built.read("404.html")
    project.write({"index.rst": files["index.rst"].replace("   404\n", "")})
    (project.source / "404.rst").unlink()
    assert "data-error-understood" in project.build("html", "-W").read("404.html")


HISTORY = {
    "2026-01-01": ROWS[:3],
    "2026-02-01": [
        (
            "500",
            "Ab.0013",
            "The disk is full of files.",
            "",
            "Delete some files, " + "one after the other, " * 6,
        ),
        ROWS[1],
    ],
}


@pytest.mark.parametrize("page", ["codes/Ab.0013", "codes/Cd.0013", "status/400", "families/Cd", "changes"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_the_past_look_right(browser, make_project, axe, page, scheme):
    conf = 'html_theme = "furo"\necs_errors_sources = ["table"]\necs_errors_ledger = "published.json"\n'
    project = make_project({"index.rst": "I\n=\n\n.. toctree::\n\n   table\n"}, conf)
    for day, rows in HISTORY.items():
        project.write({"table.rst": table_page(rows)})
        project.record(day)
    built = project.build("html", "-W")
    browser.media(scheme)
    for width in (1280, 320):
        browser.viewport(width, mobile=width == 320)
        browser.open(built.out / f"{page}.html")
        assert browser.overflow() == 0
        assert browser.violations(axe) == []
        dates = "return [...document.querySelectorAll('.err-history > dt')].map((dt) => dt.clientWidth)"
        assert all(found > 60 for found in browser.run(dates))


def test_the_page_of_a_reworded_message_leads_on_from_a_file_too(browser, make_project):
    conf = 'html_theme = "basic"\necs_errors_sources = ["table"]\necs_errors_ledger = "published.json"\n'
    project = make_project({"index.rst": "I\n=\n\n.. toctree::\n\n   table\n"}, conf)
    for day, message in (("2026-01-01", "Too many."), ("2026-02-01", "Far too many.")):
        project.write({"table.rst": table_page([(row[0], row[1], message, "", "") for row in ROWS[:2]])})
        project.record(day)
    built = project.build("html", "-W")
    browser.open(built.out / "messages/too-many.html")
    assert arrived(browser, (built.out / "messages/far-too-many.html").as_uri())
