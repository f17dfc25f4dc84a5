"""The files for programs beside the pages: of each catalog, and of the site."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, cast

from ecs_errors_ext.export import catalog_data, catalogs_json, schema, to_csv, to_json
from ecs_errors_ext.markdown import catalog_markdown, llms_txt
from ecs_errors_ext.sphinx.feed import changes_feed
from ecs_errors_ext.sphinx.pastplan import FEED
from ecs_errors_ext.views.names import CATALOGS
from ecs_errors_ext.views.pastshapes import ChangesView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecs_errors_ext.export import CatalogData, RemovedData
    from ecs_errors_ext.sphinx.plan import Job
    from ecs_errors_ext.sphinx.site import Site
    from ecs_errors_ext.views.pages import Views

LIST = "llms.txt"


def export(site: Site, views: Views, jobs: Sequence[Job]) -> tuple[CatalogData, dict[str, str]]:
    """The catalog of *views* as data, and its files, relative to the site; *jobs* are its pages."""
    of_code = {job.data["code"]: job.data for job in jobs if job.data}
    catalog = views.groups.catalog
    removed = (cast("RemovedData", of_code[code.code]) for code in catalog.removed)
    data = catalog_data(views.groups, (of_code[code.code] for code in catalog.codes), removed)
    texts = {
        "errors.json": to_json(data),
        "errors.csv": to_csv(data),
        "errors.schema.json": schema(),
        "errors.md": catalog_markdown(data, _base(site)),
        LIST: llms_txt(data, _base(site)),
    }
    if any(job.view.feed for job in jobs if isinstance(job.view, ChangesView)):
        texts[FEED] = changes_feed(site, views)
    return data, {views.names.file(name): text for name, text in texts.items()}


def export_all(site: Site, catalogs: Sequence[CatalogData]) -> dict[str, str]:
    """The files over several *catalogs*; none where there is only the default one."""
    named = [data for data in catalogs if data["catalog"]]
    if not named:
        return {}
    retired = [name for name in site.domain.retired if name in site.domain.searched]
    empty: CatalogData = {
        "version": 1,
        "catalog": "",
        "title": site.settings.title,
        "codes": [],
        "removed": [],
    }
    default = next((data for data in catalogs if not data["catalog"]), empty)
    others = {data["title"]: f"{_base(site)}{data['catalog']}/{LIST}" for data in named if data["codes"]}
    return {
        f"{CATALOGS}.json": catalogs_json(site.domain.catalogs, site.uri, map(site.domain.groups, retired)),
        LIST: llms_txt(default, _base(site), others),
    }


def _base(site: Site) -> str:
    """What addresses begin with where the site is known; they are relative to the site otherwise."""
    base = site.app.config.html_baseurl
    return posixpath.join(base, "") if base else ""
