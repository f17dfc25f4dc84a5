"""What was published stays: removed codes, reworded messages, emptied pages, and builds that would lose some."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest

from ecs_errors_ext.cli import main
from ecs_errors_ext.source import open_source
from tests.support.html import broken_links, page, text
from tests.support.tables import HEADER, grid_table, table_page

ROWS = [
    ("400", "Ab.0001", "Disk full.", "The disk is full.", "Delete files."),
    ("400", "Ab.0002", "Quota of disks reached.", "More than 20.", "Ask for more disks."),
    ("404", "Ab.0003", "Quota of disks reached.", "More than 10.", "Ask for more disks."),
    ("404", "Ab.0004", "The disk %s does not exist.", "", "Check its name."),
    ("404", "Ab.0005", "The disk %s does not exist yet.", "", "Check its name."),
    ("500", "Cd.0001", "System error.", "", "Try again."),
]
INDEX = "Index\n=====\n\n.. err:overview::\n\n.. toctree::\n\n   guide\n   table\n"
GUIDE = "Guide\n=====\n\nSee :err:code:`Ab.0001` and :err:message:`Ab.0002`.\n"
CONF = """
html_theme = "furo"
ecs_errors_sources = ["table"]
ecs_errors_search = True
ecs_errors_ledger = "published.json"
"""


def without(*codes):
    return [row for row in ROWS if row[1] not in codes]


def reworded(message, *codes):
    return [(*row[:2], message, *row[3:]) if row[1] in codes else row for row in ROWS]


@pytest.fixture
def project(make_project):
    project = make_project({"index.rst": INDEX, "guide.rst": GUIDE, "table.rst": table_page(ROWS)}, CONF)
    project.record()
    return project


def build(project, rows=None, *options, **keywords):
    if rows is not None:
        project.write({"table.rst": table_page(rows)})
    return project.build("html", "-W", *options, **keywords)


def notices(built):
    return re.findall(r"NOTICE: (.*)", built.output)


# -- a removed code --------------------------------------------------------------------


def test_a_removed_code_keeps_its_page(project):
    before = build(project)
    assert notices(before) == []
    built = build(project, without("Ab.0004"))
    (said,) = notices(built)
    command = re.fullmatch(
        "no longer in the table: codes/Ab.0004. Their pages stay and say so. Run `(python -m ecs_errors_ext ledger .*)`"
        " and commit published.json.",
        said,
    )[1]
    gone = page(built.out / "codes/Ab.0004.html")
    said = text(gone.article)
    assert "Ab.0004 is no longer in the table. This is what it said last." in said
    assert "The disk %s does not exist. Status 404 Not Found What to do Check its name." in said
    assert [a["href"] for a in gone.select("#nearest ~ ul a")] == ["../codes/Ab.0005.html"]
    assert not any(
        "Ab.0004" in built.read(f"{name}.html")
        for name in ("codes/index", "status/404", "families/Ab", "index")
    )
    assert broken_links(built.out) == []
    # what the notice says can be typed where the build was started
    assert main([*shlex.split(command)[3:], "--date", "2026-02-01"]) == 0
    assert "Ab.0004 is no longer in the table (since 2026-02-01)." in text(
        page(build(project, out="again").out / "codes/Ab.0004.html").article
    )


def test_a_removed_code_in_the_export(project):
    project.write({"table.rst": table_page(without("Ab.0004"))})
    project.record("2026-02-01")
    built = build(project)
    data = json.loads(built.read("errors.json"))
    (gone,) = data["removed"]
    assert gone == json.loads(built.read("codes/Ab.0004.json"))
    assert (gone["code"], gone["removed"], gone["since"], gone["similar"]) == (
        "Ab.0004", "2026-02-01", "2026-01-01", ["Ab.0005"],
    )  # fmt: skip
    assert gone["entries"][0]["solution"] == "Check its name."
    assert "Ab.0004" not in [code["code"] for code in data["codes"]]
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(data, json.loads(built.read("errors.schema.json")))


def test_a_row_that_comes_back_gives_the_old_page_again(project):
    before = build(project, fresh_process=True).ours()
    project.write({"table.rst": table_page(without("Ab.0004"))})
    project.record("2026-02-01")
    build(project, fresh_process=True)
    back = build(project, ROWS, fresh_process=True)
    (said,) = notices(back)
    assert said.startswith(
        "in the table again, although published.json calls them removed: codes/Ab.0004. Run `"
    )
    assert back.ours() == before
    project.record("2026-03-01")
    assert build(project, fresh_process=True).ours() == before


def test_a_reference_to_a_removed_code_is_a_notice(project):
    guide = (
        GUIDE
        + "\nAlso :err:code:`Ab.0004`, Ab.0004 and :any:`Ab.0004`.\n\n.. err:card:: Ab.0004\n\n.. err:note:: Ab.0004\n\n   Ask Jo.\n"
    )
    project.write({"guide.rst": guide})
    project.configure(project.conf + "ecs_errors_autolink = True\n")
    built = build(project, without("Ab.0004"))
    assert built.warnings == []
    assert "guide.rst:6: Ab.0004 is no longer in the table; its page says so." in "\n".join(notices(built))
    links = page(built.out / "guide.html").select('a[href="codes/Ab.0004.html"]')
    assert len(links) >= 4
    gone = text(page(built.out / "codes/Ab.0004.html").article)
    assert "Mentioned in Guide" in gone
    assert "Team notes Ask Jo." in gone
    latex = project.build("latex", "-W")
    assert "Ab.0004" in (latex.out / "test.tex").read_text("utf-8")


def test_a_reference_to_an_emptied_status_is_a_notice(project):
    build(project)
    project.write({"guide.rst": GUIDE + "\n:err:status:`500`, :err:status:`5xx` and :err:status:`404`.\n"})
    built = build(project, without("Cd.0001"))
    assert built.warnings == []
    said = [line for line in notices(built) if "guide.rst" in line]
    assert [re.sub(".*guide.rst", "", line) for line in said] == [
        f":6: no code answers with {name} any more; its page says so." for name in ("500", "5xx")
    ]
    hrefs = [a["href"] for a in page(built.out / "guide.html").select('a[href^="status/"]')]
    assert {"status/500.html", "status/5xx.html", "status/404.html"} <= set(hrefs)
    assert broken_links(built.out) == []
    project.build("latex", "-W")


def test_other_projects_still_find_a_removed_code(project):
    built = build(project, without("Ab.0004"))
    from sphinx.util.inventory import InventoryFile

    with (built.out / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "", lambda _base, uri: uri)
    assert "Ab.0004" in inventory["err:code"]


def test_a_ledger_is_begun_by_what_the_build_says(make_project, monkeypatch):
    conf = CONF.replace('["table"]', '{"": ["table"], "vpc": ["vpc*", "net works"]}')
    conf += 'ecs_errors_columns = {"vpc2": {"Reason": "message"}}\n'
    files = {name: table_page(ROWS[:2]) for name in ("table.rst", "vpc1.rst", "net works.rst")}
    other = grid_table([["Reason" if cell == "Error Message" else cell for cell in HEADER], *ROWS[2:4]])
    files |= {"index.rst": INDEX, "guide.rst": GUIDE, "vpc2.rst": other, "vpc3.rst": "No table\n========\n"}
    project = make_project({**files, "vpc1.rst": table_page(ROWS[4:])}, conf)
    monkeypatch.chdir(project.root)
    built = project.build("html", fails=True, fresh_process=True)
    command = re.search("there is no ledger.* begin one with `(.*?)`", built.errors)[1]
    # before a document is read, nobody knows that one which a glob matches has no table
    assert "vpc3.rst" in command
    assert "'vpc=" in command
    assert main(shlex.split(command)[3:]) == 0
    built = project.build("html", fresh_process=True)
    assert notices(built) == []
    assert broken_links(built.out) == []


# -- pages that lose their codes ---------------------------------------------------------


def test_an_emptied_status_and_family_keep_their_pages(project):
    build(project)
    built = build(project, without("Cd.0001"))
    for name, said in {
        "status/500": "500 Internal Server Error No code answers with 500 any more.",
        "status/5xx": "No code answers with 5xx any more.",
        "families/Cd": "The table has no code of this family any more.",
    }.items():
        article = page(built.out / f"{name}.html").article
        assert said in text(article)
        assert [a["href"] for a in article.select("#removed + p a")] == ["../codes/Cd.0001.html"]
        assert name.rpartition("/")[2] not in text(
            page(built.out / f"{name.split('/')[0]}/index.html").article
        )
    assert broken_links(built.out) == []


def test_a_status_that_changed_leads_to_the_code(project):
    project.write({"table.rst": table_page([*ROWS[:-1], ("503", *ROWS[-1][1:])])})
    project.record("2026-02-01")
    built = build(project)
    assert [a["href"] for a in page(built.out / "status/500.html").select("#codes ~ ul a")] == [
        "../codes/Cd.0001.html"
    ]
    assert "2026-02-01 Status: 500 became 503 2026-01-01 Documented then or earlier." in text(
        page(built.out / "codes/Cd.0001.html").article
    )


@pytest.mark.parametrize(
    ("rows", "target"),
    [
        (reworded("Too many disks.", "Ab.0002", "Ab.0003"), "messages/too-many-disks"),
        (reworded("Too many disks.", "Ab.0002"), "codes/Ab.0003"),
    ],
)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_page_of_a_reworded_message_leads_on(project, rows, target, builder):
    project.write({"table.rst": table_page(rows)})
    project.record("2026-02-01")
    built = project.build(builder, "-W")
    name = "messages/quota-of-disks-reached" + ("/index.html" if builder == "dirhtml" else ".html")
    moved = page(built.out / name)
    target += "/" if builder == "dirhtml" else ".html"
    links = [
        moved.select_one("meta[http-equiv=refresh]")["content"].removeprefix("0; url="),
        moved.select_one("link[rel=canonical]")["href"],
        moved.article.a["href"],
    ]
    assert {urljoin(f"http://e/{name}", link) for link in links} == {f"http://e/{target}"}
    assert not moved.select("script:not([src])[id^=err]")
    if builder == "html":
        assert broken_links(built.out) == []


def test_the_page_of_a_message_leads_on_before_the_change_is_recorded(project):
    built = build(project, reworded("Too many disks.", "Ab.0002", "Ab.0003"))
    name = "messages/quota-of-disks-reached.html"
    moved = page(built.out / name)
    refresh = moved.select_one("meta[http-equiv=refresh]")["content"].removeprefix("0; url=")
    assert urljoin(f"http://e/{name}", refresh) == "http://e/messages/too-many-disks.html"
    said = moved.article.decode()
    project.record("2026-02-01")
    assert page(build(project).out / name).article.decode() == said


def test_a_message_that_became_several_before_that_is_recorded(project):
    rows = [
        *ROWS[:1],
        (*ROWS[1][:2], "Twenty disks.", "", ""),
        (*ROWS[2][:2], "Ten volumes.", "", ""),
        *ROWS[3:],
    ]
    former = page(build(project, rows).out / "messages/quota-of-disks-reached.html")
    links = [a["href"] for a in former.select("#codes ~ ul a")]
    assert links == ["../codes/Ab.0002.html", "../codes/Ab.0003.html"]


def test_a_status_leads_to_its_codes_before_the_change_is_recorded(project):
    built = build(project, [*ROWS[:-1], ("503", *ROWS[-1][1:])])
    links = [a["href"] for a in page(built.out / "status/500.html").select("#codes ~ ul a")]
    assert links == ["../codes/Cd.0001.html"]


def test_a_family_that_the_ledger_lacks_is_told_from_the_code(project):
    ledger = project.root / "published.json"
    text_of = ledger.read_text("utf-8").replace('"Ab.0004": {', '"Zzz.9999": {', 1)
    ledger.write_text(text_of, "utf-8")
    built = build(project)
    assert "Zzz.9999 is no longer in the table" in text(page(built.out / "codes/Zzz.9999.html").article)
    assert "no code of this family any more" in text(page(built.out / "families/Zzz.html").article)
    assert broken_links(built.out) == []


def test_a_message_that_became_several(project):
    rows = [
        *ROWS[:1],
        (*ROWS[1][:2], "Twenty disks.", "", ""),
        (*ROWS[2][:2], "Ten disks.", "", ""),
        *ROWS[3:],
    ]
    project.write({"table.rst": table_page(rows)})
    project.record("2026-02-01")
    built = build(project)
    former = page(built.out / "messages/quota-of-disks-reached.html")
    assert not former.select("meta[http-equiv=refresh]")
    assert "No code answers with this message any more." in text(former.article)
    assert [a["href"] for a in former.select("#codes ~ ul a")] == [
        "../codes/Ab.0002.html",
        "../codes/Ab.0003.html",
    ]


def test_the_canonical_address_of_a_moved_page(project):
    project.configure(project.conf + 'html_baseurl = "https://e.org/docs/"\n')
    project.write({"table.rst": table_page(reworded("Too many disks.", "Ab.0002", "Ab.0003"))})
    project.record("2026-02-01")
    moved = page(build(project).out / "messages/quota-of-disks-reached.html")
    canonical = [link["href"] for link in moved.select("link[rel=canonical]")]
    assert canonical == ["https://e.org/docs/messages/too-many-disks.html"]


# -- history ----------------------------------------------------------------------------


def test_there_is_no_history_where_there_is_nothing_to_say(project):
    built = build(project)
    assert "History" not in text(page(built.out / "codes/Ab.0001.html").article)
    assert "Nothing has changed in the table since 2026-01-01" in text(
        page(built.out / "changes.html").article
    )
    assert not (built.out / "changes.atom").exists()


def test_history_and_changes(project):
    new = ("400", "Ab.0006", "New.", "", "")
    rows = [*without("Cd.0001"), new]
    rows[0] = ("400", "Ab.0001", "Disk <b>full</b>.", "The disk is full.", "Delete old files.")
    project.write({"table.rst": table_page(rows)})
    project.record("2026-02-01")
    built = build(project)
    history = page(built.out / "codes/Ab.0001.html").select_one("[aria-labelledby=history]")
    assert text(history) == (
        "History 2026-02-01 Message: Disk full. became Disk <b>full</b>. What to do: Delete files. became"
        " Delete old files. 2026-01-01 Documented then or earlier. Changes of all codes"
    )
    assert [text(mark) for mark in history.select("del")] == ["full."]
    assert [text(mark) for mark in history.select("ins")] == ["<b>full</b>.", "old"]
    assert "2026-02-01 First documented." in text(page(built.out / "codes/Ab.0006.html").article)
    changes = page(built.out / "changes.html").article
    assert text(changes.select_one("#d-2026-02-01")) == "2026-02-01"
    assert "Added Ab.0006 Removed Cd.0001 Ab.0001 Message: Disk full. became" in text(changes)
    data = json.loads(built.read("codes/Ab.0001.json"))
    assert data["changes"][1] == {
        "date": "2026-02-01", "field": "solution", "old": "Delete files.", "new": "Delete old files.",
    }  # fmt: skip


def test_the_feed(project):
    project.configure(project.conf + 'html_baseurl = "https://e.org/docs/"\n')
    rows = reworded("Disk <full> & \x1b gone.", "Ab.0001")
    project.write({"table.rst": table_page(rows)})
    project.record("2026-02-01")
    built = build(project)
    from xml.etree import ElementTree as ET

    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(built.read("changes.atom"))  # noqa: S314 - our own
    assert feed.find(f"{atom}updated").text == "2026-02-01T00:00:00Z"
    assert feed.find(f"{atom}author/{atom}name").text == "Test"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{atom}link")} == {
        "alternate": "https://e.org/docs/changes.html",
        "self": "https://e.org/docs/changes.atom",
    }
    (entry,) = feed.findall(f"{atom}entry")
    assert entry.find(f"{atom}title").text == "2026-02-01: 1 changed"
    assert entry.find(f"{atom}id").text == "https://e.org/docs/changes.html#d-2026-02-01"
    said = "".join(entry.find(f"{atom}content").itertext())
    assert "Disk <full> & " in said
    link = next(entry.iter("{http://www.w3.org/1999/xhtml}a"))
    assert link.get("href") == "https://e.org/docs/codes/Ab.0001.html"


# -- builds that would lose a page ----------------------------------------------------------


@pytest.mark.parametrize("content", [None, "", "{", "\n<<<<<<< ours\n", '{"version": 9}'])
def test_a_ledger_that_cannot_be_used_ends_the_build(project, content):
    before = build(project).ours()
    ledger = project.root / "published.json"
    ledger.unlink() if content is None else ledger.write_text(content, "utf-8")
    built = project.build("html", fails=True, fresh_process=True)
    assert len(built.errors.splitlines()) == 1
    assert built.errors.startswith("ERROR: ")
    assert "published.json" in built.errors
    assert "Traceback" not in built.errors
    assert built.ours() == before


def test_a_table_that_cannot_be_read_removes_nothing(project):
    before = build(project).ours()
    broken = (
        table_page(without("Cd.0001"))
        + "\nMore\n----\n\n"
        + grid_table([HEADER, ROWS[-1]]).replace("+==", "+=", 1)
    )
    project.write({"table.rst": broken})
    built = project.build("html", fails=True, fresh_process=True)
    said = next(line for line in built.errors.splitlines() if "Missing with it" in line)
    assert re.match(r"ERROR: .*table.rst:\d+: docutils could not read the table here", said)
    assert "Missing with it: codes/Cd.0001. Their pages would say that the codes were removed" in said
    assert built.ours() == before
    project.write({"table.rst": table_page(ROWS).replace("+==", "+=", 1)})
    built = project.build("html", fails=True, fresh_process=True)
    assert "Missing with it: codes/Ab.0001" in built.errors
    assert " and 1 more." in built.errors
    assert built.ours() == before


def test_a_page_whose_last_text_nobody_has_is_not_dropped(project):
    before = build(project).ours()
    ledger = project.root / "published.json"
    data = json.loads(ledger.read_text("utf-8"))
    del data["catalogs"][""]["codes"]["Cd.0001"]["entries"]
    ledger.write_text(json.dumps(data), "utf-8")
    project.write({"table.rst": table_page(without("Cd.0001"))})
    built = project.build("html", fails=True, fresh_process=True)
    assert "codes/Cd.0001 was published, but neither a table nor published.json says" in built.errors
    assert "Either put the row of Cd.0001 back" in built.errors
    assert "or, if nobody needs the page, take 'Cd.0001' out of published.json" in built.errors
    assert built.ours() == before


def test_a_page_that_the_ledger_never_saw_is_not_dropped(project):
    build(project, [*ROWS, ("400", "Ab.0099", "New.", "", "")])
    before = (project.root / "_build/html/codes/Ab.0099.html").read_bytes()
    project.write({"table.rst": table_page(ROWS)})
    built = project.build("html", fails=True, fresh_process=True)
    assert re.search(r"codes/Ab.0099 is in .*_build/html, and this build would delete it", built.errors)
    assert "Either put its row back" in built.errors
    assert (built.out / "codes/Ab.0099.html").read_bytes() == before
    shutil.rmtree(built.out)
    project.build("html", "-W")


def test_a_catalog_that_is_renamed_would_move_its_pages(project):
    before = build(project).ours()
    project.configure(project.conf.replace('["table"]', '{"new": ["table"]}'))
    built = project.build("html", fails=True, fresh_process=True)
    assert "codes/Ab.0001 and 5 more pages of codes were published" in built.errors
    assert "Either name its tables in ecs_errors_sources under '' as before; or, if there are" in built.errors
    assert "--retire ''`, with `--to NAME`" in built.errors
    assert built.ours() == before


# -- rebuilds ---------------------------------------------------------------------------


def test_an_incremental_build_is_as_a_clean_one(project):
    build(project, fresh_process=True)
    rows = [
        (*row[:2], "Disk gone.", *row[3:]) if row[1] == "Ab.0001" else row
        for row in without("Cd.0001", "Ab.0003")
    ]
    project.write({"table.rst": table_page(rows)})
    project.rebuild("-W")
    project.record("2026-02-01")  # nothing but the ledger changes
    again = project.rebuild("-W")
    assert "since 2026-02-01" in text(page(again.out / "codes/Cd.0001.html").article)
    project.write({"table.rst": table_page(ROWS)})
    project.rebuild("-W")
    project.record("2026-03-01")
    project.rebuild("-W")


def test_a_parallel_build_is_the_same(project):
    fillers = {f"more/{n}.rst": f":orphan:\n\nMore {n}\n=======\n\n:err:code:`Ab.0004`\n" for n in range(12)}
    project.write({**fillers, "table.rst": table_page(without("Ab.0004"))})
    serial = build(project, None, "-E", "-a", out="serial", fresh_process=True)
    parallel = build(project, None, "-E", "-a", "-j", "2", out="parallel", fresh_process=True)
    assert serial.files() == parallel.files()


def test_each_catalog_has_its_own_record(make_project):
    conf = CONF.replace('["table"]', '{"": ["table"], "vpc": ["vpc"]}')
    files = {
        "index.rst": INDEX + "   vpc\n",
        "guide.rst": GUIDE,
        "table.rst": table_page(ROWS),
        "vpc.rst": table_page(ROWS),
    }
    project = make_project(files, conf)
    project.record("2026-01-01", "--source", f"vpc={project.source / 'vpc.rst'}")
    project.write({"vpc.rst": table_page(without("Cd.0001"))})
    project.record("2026-02-01", "--source", f"vpc={project.source / 'vpc.rst'}")
    built = build(project)
    assert "no longer in the table" in text(page(built.out / "vpc/codes/Cd.0001.html").article)
    assert "No code answers with 500" in text(page(built.out / "vpc/status/500.html").article)
    assert "no longer" not in text(page(built.out / "codes/Cd.0001.html").article)
    assert "Removed Cd.0001" in text(page(built.out / "vpc/changes.html").article)
    assert [code["code"] for code in json.loads(built.read("vpc/errors.json"))["removed"]] == ["Cd.0001"]
    assert broken_links(built.out) == []


# -- the real history -----------------------------------------------------------------------


def test_from_the_first_revision_on_every_page_resolves(make_project, shared):
    revisions = [*sorted((shared / "history").glob("*.rst")), shared / "seed/error_codes.rst"]
    conf = CONF.replace(
        'html_theme = "furo"',
        'html_theme = "basic"\nsuppress_warnings = ["ref.ref", "ecs_errors", "docutils"]',
    )
    project = make_project({"index.rst": INDEX.replace("   guide\n", "")}, conf)
    published: set[str] = set()
    for revision in revisions:
        project.write({"table.rst": revision.read_bytes()})
        project.record("2025-11-10" if revision.parent.name == "seed" else revision.stem)
        built = project.build("html", out=f"at-{revision.stem}")
        pages = {name for name in built.files() if re.match(r"(codes|status|families|messages)/", name)}
        assert published - pages == set()
        published |= pages
    assert "codes/Ecs.0910.html" in published
    assert "no longer in the table (since 2024-12-03)" in text(
        page(built.out / "codes/Ecs.0910.html").article
    )
    assert broken_links(built.out) == []


def test_the_export_knows_as_much_as_table_and_ledger(project, monkeypatch):
    project.write({"table.rst": table_page(reworded("Too many.", "Ab.0002")[:-1])})
    project.record("2026-02-01")
    build(project, None, "-D", "html_theme=basic")
    monkeypatch.chdir(project.root)
    said = []
    for path in ("source/table.rst", "_build/html"):
        catalog = open_source(Path(path)).catalog
        codes = [*catalog.codes, *catalog.removed]
        said.append(
            [
                (code.code, code.slug, code.family, code.message, code.past.since, code.past.changes)
                for code in codes
            ]
        )
        assert [(code.code, code.past.removed) for code in catalog.removed] == [("Cd.0001", "2026-02-01")]
    assert said[0] == said[1]


def test_a_renamed_code_leads_to_its_new_name(project):
    rows = [(row[0], "Ab.0044", *row[2:]) if row[1] == "Ab.0004" else row for row in ROWS]
    built = build(project, rows)
    gone = page(built.out / "codes/Ab.0004.html")
    assert gone.select("#nearest ~ ul a")[0]["href"] == "../codes/Ab.0044.html"
    assert any(
        "codes/Ab.0044" in said and said.startswith("not in published.json yet") for said in notices(built)
    )
