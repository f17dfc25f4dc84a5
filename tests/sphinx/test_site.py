"""The site as `make html` publishes it."""

from __future__ import annotations

import csv
import json

import jsonschema
import pytest
from sphinx.util.inventory import InventoryFile

from ecs_errors_ext.export import schema
from tests.support.html import broken_links, page, text

SYSTEM = "messages/a-system-exception-occurred-try-again-later-or-contact-customer-service.html"


def test_there_is_a_page_for_each_code_with_its_facts_and_its_json(site):
    data = json.loads((site / "errors.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(json.loads(schema())).validate(data)
    assert (site / "errors.schema.json").read_text("utf-8") == schema()
    assert len(data["codes"]) == 155
    for code in data["codes"]:
        (article,) = page(site / code["url"]).select("article[data-error-page='code']")
        assert article["data-error-code"] == code["code"]
        assert text(article.h1) == code["code"]
        entry = code["entries"][0]
        assert text(article.select_one(".err-message")) == entry["message"]
        assert text(article.select_one(".err-head .err-chip")).startswith(entry["status_text"])
        facts = {
            text(dt): text(dd) for dt, dd in zip(article.select("dt"), article.select("dd"), strict=True)
        }
        assert facts["What to do"] == " ".join(entry["solution"].split())
        assert facts.get("What it means", entry["description"]) == entry["description"]
        assert json.loads((site / f"codes/{code['code']}.json").read_text("utf-8")) == code


def test_a_code_page_to_the_word(site):
    html = page(site / "codes/Ecs.0013.html")
    assert text(html.title).startswith("Ecs.0013: The current EIP quota limit has been reached.")
    description = html.select_one("meta[name=description]")["content"]
    assert description.startswith("HTTP 400. The current EIP quota limit has been reached.")
    assert len(description) <= 200
    article = html.select_one("article[data-error-page]")
    assert [text(dt) for dt in article.select("dt")] == [
        "What it means",
        "What to do",
        "Keep in mind",
        "Copy as",
    ]
    assert [text(a) for a in article.select(".err-crumbs li a")] == ["All codes", "Ecs.00xx"]
    assert text(article.select_one("a.err-chip")) == "400 Bad Request"
    assert article.select_one("a.err-chip")["href"] == "../status/400.html"
    assert article.select_one("a[rel=prev]")["href"] == "../codes/Ecs.0012.html"
    assert article.select_one("a[rel=next]")["href"] == "../codes/Ecs.0014.html"
    source = article.select(".err-source a")
    assert [(text(a), a["href"]) for a in source] == [
        ("row 13 of the table", "../error_codes.html#err-Ecs-0013"),
        ("JSON", "../codes/Ecs.0013.json"),
    ]
    assert not html.select("article .err-same, article .err-twins")


def test_markup_of_cells_is_kept(site):
    assert text(page(site / "codes/Ecs.0032.html").select_one(".err-message strong")) == "Active"
    solution = page(site / "codes/Ecs.0017.html").select("dd")[1]
    assert text(solution.strong) == "__system__server_id"
    assert [text(p) for p in page(site / "codes/Ecs.0615.html").select("dd p")] == [
        "An internal system error occurred.",
        "Contact technical support to locate the fault.",
    ]
    assert len(page(site / "codes/Ecs.1002.html").select("dl dd p")) == 2


def test_placeholders_are_set_apart(site):
    for code in ("Pdp.0001", "Common.0025", "Common.1503"):
        assert text(page(site / f"codes/{code}.html").select_one(".err-message .err-blank")) == "%s"


def test_codes_with_one_message_are_told_apart_on_each_page_and_on_the_messages(site):
    for name in ("codes/Ecs.0002.html", SYSTEM):
        rows = page(site / name).select(".err-twins tbody tr")
        assert len(rows) == 16
        assert len({text(row.td) for row in rows}) == 16
    assert (
        text(page(site / SYSTEM).h1)
        == "A system exception occurred. Try again later or contact customer service."
    )
    assert (
        text(page(site / "codes/Ecs.0002.html").select_one(".err-note strong"))
        == "16 codes answer with this message."
    )


def test_similar_messages_name_each_other(site):
    for one, other in (("Ecs.0207", "Ecs.0209"), ("Ecs.0209", "Ecs.0207")):
        similar = page(site / f"codes/{one}.html").select(".err-similar .err-code")
        assert text(similar[0]) == other
    marked = page(site / "codes/Ecs.0209.html").select_one(".err-similar mark")
    assert text(marked) == "later"


@pytest.mark.parametrize(
    ("name", "title", "count"),
    [
        ("status/400.html", "400 Bad Request", 138),
        ("status/403.html", "403 Forbidden", 9),
        ("status/202.html", "202 Accepted", 1),
        ("status/2xx.html", "2xx Success status with an error", 1),
        ("status/4xx.html", "4xx Client error", 151),
        ("status/5xx.html", "5xx Server error", 3),
        ("families/Ecs.html", "Ecs codes", 141),
        ("families/Common.html", "Common codes", 13),
        ("families/Pdp.html", "Pdp codes", 1),
        ("codes/index.html", "All codes", 155),
        ("messages/index.html", "Messages", 128),
    ],
)
def test_an_index_lists_its_codes(site, name, title, count):
    article = page(site / name).select_one("article[data-error-page]")
    assert text(article.h1) == title
    assert len(article.select(".err-lines > li")) == count


def test_the_index_of_messages_begins_with_the_shared_ones(site):
    links = page(site / "messages/index.html").select(".err-tallies a")
    assert len(links) == 6
    assert links[0]["href"] == f"../{SYSTEM}"


def test_the_landing_page_maps_all_codes(site):
    html = page(site / "index.html")
    assert len(html.select("textarea[data-error-search]")) == 1
    cells = html.select(".err-map svg a")
    assert len(cells) == 155
    assert all(text(cell.title) for cell in cells)
    assert [text(number) for number in html.select("#by-status ~ .err-tallies .err-number")] == [
        "151",
        "3",
        "1",
    ]


def test_the_table_is_still_there_and_its_codes_lead_to_their_pages(site):
    html = page(site / "error_codes.html")
    assert "An error code returned by an API does not correspond to one error message." in text(html)
    rows = html.select("tr[id^='err-']")
    assert len(rows) == 155
    for row in rows:
        assert row.select_one("a.reference")["href"] == f"codes/{text(row.select_one('a.reference'))}.html"


def test_every_internal_link_and_id_resolves(site):
    assert broken_links(site) == []


def test_the_inventory_is_typed(site):
    with (site / "objects.inv").open("rb") as stream:
        inventory = InventoryFile.load(stream, "https://example.org", lambda base, uri: f"{base}/{uri}")
    assert set(inventory) >= {"err:code", "err:status"}
    assert len(inventory["err:code"]) == 155
    item = inventory["err:code"]["Ecs.0013"]
    uri = item.uri if hasattr(item, "uri") else item[2]  # Sphinx before 8.2 has tuples
    assert uri == "https://example.org/codes/Ecs.0013.html"
    assert "400" in inventory["err:status"]


def test_every_code_is_in_the_general_index(site):
    links = page(site / "genindex.html").select("a[href^='error_codes.html#err-']")
    assert len(links) == 155


def test_the_csv_export(site):
    with (site / "errors.csv").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 155


def test_no_page_asks_another_server_or_runs_an_inline_script_of_ours(site):
    for path in sorted(site.rglob("*.html")):
        html = page(path)
        assets = [*html.select("script[src], img[src]"), *html.select("link[rel=stylesheet][href]")]
        assert not [a for a in assets if "//" in str(a.get("src") or a.get("href"))], path
        inline = [script.string for script in html.select("script:not([src])") if script.string]
        assert all("err" not in script for script in inline), path
        assert not [
            element
            for element in html.select(".err-page *")
            for name in element.attrs
            if name.startswith("on")
        ]


RUNBOOKS = [
    "quota",
    "system-exception",
    "permission-and-balance",
    "flow-control",
    "attach-disk",
    "failed-job",
]


def test_runbooks_stand_in_the_navigation_of_every_page(site):
    for name in ("index.html", "codes/Ecs.0013.html", "runbooks/quota.html"):
        links = [a["href"].rpartition("/")[2] for a in page(site / name).select(".sidebar-tree a")]
        assert [link for link in links if link.removesuffix(".html") in RUNBOOKS or link == "#"][-6:] == [
            "#" if name == f"runbooks/{runbook}.html" else f"{runbook}.html" for runbook in RUNBOOKS
        ]


@pytest.mark.parametrize("name", RUNBOOKS)
def test_a_runbook_tells_codes_apart_what_to_check_and_when_to_call(site, name):
    html = page(site / f"runbooks/{name}.html").select_one("article section, section")
    assert [text(heading).rstrip("¶#") for heading in html.select("h2")] == [
        "Tell the codes apart",
        "What to check, in this order",
        "When to call support",
    ]
    assert html.select("table.err-embed")
    assert html.select("ol > li")


def test_a_code_leads_to_its_runbooks(site):
    html = page(site / "codes/Ecs.0042.html")
    links = {a["href"] for a in html.select("section[aria-labelledby=mentioned-in] a")}
    assert {"../runbooks/quota.html", "../runbooks/attach-disk.html"} <= links
    assert text(page(site / "codes/Common.0024.html").select_one(".err-team")).startswith("This refusal")
