"""Write the pages of the codes, and what lies beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx.util.display import status_iterator

from ecs_errors_ext.export import code_to_json
from ecs_errors_ext.sphinx.addresses import free_files, free_jobs, taken
from ecs_errors_ext.sphinx.exports import export, export_all
from ecs_errors_ext.sphinx.files import digest, files_in, write_if_changed
from ecs_errors_ext.sphinx.finder import finder
from ecs_errors_ext.sphinx.frame import make_page, render
from ecs_errors_ext.sphinx.lost import LOST, lost_page, with_full_paths
from ecs_errors_ext.sphinx.notes import notes_by_page
from ecs_errors_ext.sphinx.pastplan import lead_on, plan_past
from ecs_errors_ext.sphinx.plan import Job, plan, plan_catalogs
from ecs_errors_ext.views.names import CATALOGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ecs_errors_ext.export import CatalogData
    from ecs_errors_ext.sphinx.publication import Cells, Surroundings, Tally
    from ecs_errors_ext.sphinx.site import Site
    from ecs_errors_ext.views.pages import Views

_CHUNK = 25  # pages that one step of the progress display stands for


def write_pages(site: Site, cells: Cells, around: Surroundings, tally: Tally) -> None:
    """Write every page and export of *site* that is out of date; remove what is no more; *tally* counts them.

    *cells* are those with markup, printed.
    """
    given = taken(site)
    made = dict(site.assets)
    notes = notes_by_page(site.domain, cells)
    siblings = site.siblings(lambda entry, role: cells.get((entry.docname, entry.anchor, role)))
    planned: dict[str, list[Job]] = {}
    catalogs: list[Views] = []
    exported: list[CatalogData] = []
    for name in site.domain.published:
        views = site.views(name, siblings, notes)
        own = [*plan(views, site.uri), *plan_past(views, site.uri, feed=bool(site.app.config.html_baseurl))]
        if own:
            data, texts = export(site, views, own)
            made |= _write(site, free_files(texts, given), tally)
            planned[name] = own
            catalogs.append(views)
            exported.append(data)
    jobs = [job for name in planned for job in _led_on(site, name, planned)]
    if any(site.domain.published):
        jobs.append(plan_catalogs(siblings.overview(CATALOGS), site.domain.words.gettext))
        made |= _write(site, free_files(export_all(site, exported), given), tally)
    if searched := [views for views in catalogs if views.groups.catalog.name in site.domain.searched]:
        jobs.append(finder(searched))
        lost = lost_page(site.app, jobs[-1], (job.name for job in jobs))
        jobs += [lost] if lost else []
    jobs = free_jobs(site, jobs, given)
    made |= _Writer(site, jobs, around, tally).write()
    tally.pages = len(jobs)
    tally.removed = len(site.manifest.remove_all_but({*made, *given}, site.outdir))
    site.manifest.files = made


def _led_on(site: Site, name: str, planned: Mapping[str, list[Job]]) -> Iterable[Job]:
    """The pages of the catalog called *name*; of a retired one those that lead on to its successor's do."""
    successor = site.domain.retired.get(name)
    if successor is None or successor not in planned:
        return planned[name]
    return lead_on(planned[name], site.domain.names(name), site.domain.names(successor), planned[successor])


def _write(site: Site, texts: Mapping[str, str], tally: Tally) -> dict[str, str]:
    for file, text in texts.items():
        tally.written += write_if_changed(site.outdir / file, text)
    return dict.fromkeys(texts, "")


class _Writer:
    """Writes those of the pages whose content changed."""

    def __init__(self, site: Site, jobs: Sequence[Job], around: Surroundings, tally: Tally) -> None:
        self._site = site
        self._jobs = jobs
        self._around = around
        self._tally = tally

    def write(self) -> dict[str, str]:
        """Write the pages; every file comes back with a digest of what it was made from."""
        stale, made = self._stale()
        chunks = [stale[start : start + _CHUNK] for start in range(0, len(stale), _CHUNK)]
        for chunk in status_iterator(
            chunks,
            "writing error pages... ",
            "purple",
            len(chunks),
            self._site.app.verbosity,
            lambda jobs: jobs[0].name,
        ):
            for job in chunk:
                self._write_page(job)
        return made

    def _stale(self) -> tuple[list[Job], dict[str, str]]:
        """The jobs to be done, and every file with what it is made from.

        Without frames nobody knows what the theme puts around a page before the
        page is rendered, so all are.
        """
        files = [(job, self._files(job), digest(self._around.state, job)) for job in self._jobs]
        present = files_in(self._site.outdir, (name for _, names, _ in files for name in names))
        made: dict[str, str] = {}
        stale: list[Job] = []
        for job, names, made_from in files:
            made.update(dict.fromkeys(names, made_from))
            if not self._around.state or not all(
                self._site.manifest.has(name, made_from, present) for name in names
            ):
                stale.append(job)
        return stale, made

    def _files(self, job: Job) -> list[str]:
        page = self._site.output_file(job.name)
        return [page, f"{job.name}.json"] if job.data else [page]

    def _write_page(self, job: Job) -> None:
        site = self._site
        body = site.body(job.template, job.name, job.view)
        page = make_page(site.builder, job.name, job.title, job.description, body, moved_to=job.moved_to)
        if job.name == LOST:
            page = replace(page, url="", indexed=False)
        folder, _, slug = job.name.rpartition("/")
        frame = None if slug == "index" else self._around.frames.get(folder)
        html = frame.fill(page) if frame else render(site.builder, page)
        if job.name == LOST:
            html = with_full_paths(site, html)
        encoding = site.builder.config.html_output_encoding
        self._tally.written += write_if_changed(site.outdir / site.output_file(job.name), html, encoding)
        if job.data:
            write_if_changed(site.outdir / f"{job.name}.json", code_to_json(job.data))
