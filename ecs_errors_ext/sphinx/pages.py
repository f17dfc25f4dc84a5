"""Write the pages of the codes, and what lies beside them, when Sphinx collects pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup
from sphinx.util.display import status_iterator

from ecs_errors_ext.export import code_to_json
from ecs_errors_ext.sphinx.addresses import free_files, free_jobs, taken
from ecs_errors_ext.sphinx.cells import render_cells
from ecs_errors_ext.sphinx.exports import export, export_all
from ecs_errors_ext.sphinx.files import digest, files_in, write_if_changed
from ecs_errors_ext.sphinx.finder import finder
from ecs_errors_ext.sphinx.frame import Frame, can_be_framed, make_page, render
from ecs_errors_ext.sphinx.lost import LOST, lost_page, with_full_paths
from ecs_errors_ext.sphinx.notes import notes_by_page
from ecs_errors_ext.sphinx.pastplan import plan_past
from ecs_errors_ext.sphinx.plan import Job, plan, plan_catalogs
from ecs_errors_ext.sphinx.report import report
from ecs_errors_ext.views.names import CATALOGS

if TYPE_CHECKING:
    from ecs_errors_ext.export import CatalogData
    from ecs_errors_ext.sphinx.site import Site
    from ecs_errors_ext.views.pages import Views

_CHUNK = 25  # pages that one step of the progress display stands for

Cells = Mapping[tuple[str, str, str], Markup]
"""Document, anchor of the row and role → HTML of the cell; a note is kept like a cell."""


@dataclass(slots=True)
class Tally:
    """What a build did."""

    codes: int = 0
    pages: int = 0
    written: int = 0
    removed: int = 0


def publish(site: Site) -> Tally:
    """Write every page and export of *site* that is out of date; remove what is no more."""
    manifest = site.manifest
    tally = Tally(codes=sum(len(site.domain.groups(name).codes) for name in site.settings.sources))
    cells = _print_cells(site)
    frames = _frames(site)
    around = digest([frame.text for frame in frames.values()], site.common) if frames else ""
    state = around and digest(around, sorted(cells.items()))
    if site.unchanged and state and state == manifest.state and _complete(site):
        tally.pages = sum(name.endswith(".html") for name in manifest.files)
        return tally
    given = taken(site)
    made = dict(site.assets)
    notes = notes_by_page(site.domain, cells)
    siblings = site.siblings(lambda entry, role: cells.get((entry.docname, entry.anchor, role)))
    jobs: list[Job] = []
    catalogs: list[Views] = []
    exported: list[CatalogData] = []
    for name in site.settings.sources:
        views = site.views(name, siblings, notes)
        planned = [
            *plan(views, site.uri),
            *plan_past(views, site.uri, feed=bool(site.app.config.html_baseurl)),
        ]
        if planned:
            data, texts = export(site, views, planned)
            made |= _write(site, free_files(texts, given), tally)
            jobs += planned
            catalogs.append(views)
            exported.append(data)
    if any(site.settings.sources):
        jobs.append(plan_catalogs(siblings.overview(CATALOGS), site.domain.words.gettext))
        made |= _write(site, free_files(export_all(site, exported), given), tally)
    if catalogs:
        jobs.append(finder(catalogs))
        lost = lost_page(site.app, jobs[-1], (job.name for job in jobs))
        jobs += [lost] if lost else []
    jobs = free_jobs(site, jobs, given)
    made |= _Writer(site, jobs, frames, around, tally).write()
    tally.pages = len(jobs)
    tally.removed = len(manifest.remove_all_but({*made, *given}, site.outdir))
    manifest.files, manifest.state = made, state
    return tally


def _complete(site: Site) -> bool:
    """Whether everything that an earlier build wrote is still there."""
    return files_in(site.outdir, site.manifest.files) >= set(site.manifest.files)


def _print_cells(site: Site) -> Cells:
    found: dict[tuple[str, str, str], Markup] = {}
    for docname, cells in site.domain.cells.items():
        printed, problems = render_cells(site.builder, docname, cells)
        found.update({(docname, *key): html for key, html in printed.items()})
        report(problems)
    return found


def _frames(site: Site) -> dict[str, Frame]:
    """Folder → frame; none at all where the theme or an extension must see each page."""
    if not can_be_framed(site.app):
        return {}
    names = [site.domain.names(name) for name in site.settings.sources]
    frames = {folder: Frame(site.builder, folder) for name in names for folder in name.folders}
    return frames if all(frame.works for frame in frames.values()) else {}


def _write(site: Site, texts: Mapping[str, str], tally: Tally) -> dict[str, str]:
    for file, text in texts.items():
        tally.written += write_if_changed(site.outdir / file, text)
    return dict.fromkeys(texts, "")


class _Writer:
    """Writes those of the pages whose content changed."""

    def __init__(
        self, site: Site, jobs: Sequence[Job], frames: Mapping[str, Frame], around: str, tally: Tally
    ) -> None:
        self._site = site
        self._jobs = jobs
        self._frames = frames
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
        files = [(job, self._files(job), digest(self._around, job)) for job in self._jobs]
        present = files_in(self._site.outdir, (name for _, names, _ in files for name in names))
        made: dict[str, str] = {}
        stale: list[Job] = []
        for job, names, made_from in files:
            made.update(dict.fromkeys(names, made_from))
            if not self._around or not all(
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
        frame = None if slug == "index" else self._frames.get(folder)
        html = frame.fill(page) if frame else render(site.builder, page)
        if job.name == LOST:
            html = with_full_paths(site, html)
        encoding = site.builder.config.html_output_encoding
        self._tally.written += write_if_changed(site.outdir / site.output_file(job.name), html, encoding)
        if job.data:
            write_if_changed(site.outdir / f"{job.name}.json", code_to_json(job.data))
