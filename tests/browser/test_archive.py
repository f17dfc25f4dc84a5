"""The archive of the site on a machine without a network."""

from __future__ import annotations

import subprocess
import sys
import zipfile

from tests.support.project import ROOT

BODY = '{"error":{"message":"Instance[abc] could not be found.","code":"Ecs.0114"}}'


def test_an_unpacked_archive_answers_from_files_alone(answers, site, tmp_path):
    archive = tmp_path / "errors.zip"
    subprocess.run([sys.executable, ROOT / "tools/archive.py", site, archive], check=True)
    with zipfile.ZipFile(archive) as file:
        file.extractall(tmp_path / "carried away")
    browser, root = answers.browser, tmp_path / "carried away" / "errors"
    for page, field in (("index", "textarea"), ("codes/Ecs.0001", "input[data-error-search]")):
        browser.open(root / f"{page}.html")
        answers.paste(field, BODY)
        assert answers.done()[0][0] == "Ecs.0114"
    assert answers.ask(f"{root.as_uri()}/", "too many disks")
    requests = browser.requests()
    assert any("errors-index.js" in url for url in requests)
    assert [url for url in requests if not url.startswith((root.as_uri(), "about:"))] == []
    assert browser.console() == []
