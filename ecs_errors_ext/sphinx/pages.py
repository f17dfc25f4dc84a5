"""Write the pages of the codes, and what lies beside them, when Sphinx collects pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup
from sphinx.util.display import status_iterator

from ecs_errors_ext.export import CodeData, catalog_data, code_data, schema, to_csv, to_json
from ecs_errors_ext.model import Entry, ErrorCode, Role
from ecs_errors_ext.sphinx.cells import render_cells
from ecs_errors_ext.sphinx.files import digest, files_in, write_if_changed
from ecs_errors_ext.sphinx.frame import Frame, Page, can_be_framed, render
from ecs_errors_ext.sphinx.report import report
from ecs_errors_ext.views import CodeView, ListView, MessageView, OverviewView, Views

if TYPE_CHECKING:
    from ecs_errors_ext.sphinx.site import Site

FEWEST_FRAMED = 8
"""Pages in a folder for which a frame is worth its two renderings."""
_CHUNK = 25  # pages that one step of the progress display stands for
_LONGEST_DESCRIPTION = 200

View = CodeView | MessageView | ListView | OverviewView


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A page to be written: what it shows, and how."""

    name: str
    template: str
    title: str
    description: str
    view: View
    data: CodeData | None = None
    """For a code, what is written as JSON beside its page."""


@dataclass(slots=True)
class Tally:
    """What a build wrote."""

    codes: int = 0
    pages: int = 0
    written: int = 0
    removed: int = 0


def publish(site: Site) -> Tally:
    """Write every page, export and index of *site* that is out of date; remove what is no more."""
    tally = Tally()
    made: dict[str, str] = {}
    jobs = []
    for name in site.settings.sources:
        views = site.views(name, _cell_html(site))
        jobs += list(page_jobs(views, site))
        tally.codes += len(views.groups.codes)
        if views.groups.codes:
            made |= _write_exports(site, views, tally)
    made |= _Writer(site, jobs, tally).write()
    tally.pages = len(jobs)
    tally.removed = len(site.manifest.remove_all_but([*made, *site.assets], site.outdir))
    site.manifest.files = {**made, **site.assets}
    return tally


def page_jobs(views: Views, site: Site) -> Iterator[Job]:
    """The pages of one catalog, codes first."""
    groups = views.groups
    if not groups.codes:
        return
    for code in groups.codes:
        view = views.code(code)
        data = code_data(code, groups, site.builder.get_target_uri(view.page))
        yield Job(
            name=view.page,
            template="code",
            title=_code_title(code),
            description=description_of(code),
            view=view,
            data=data,
        )
    for group in groups.shared_messages:
        message = views.message(group)
        said = f"{len(group.codes)} codes answer with “{group.text}” How to tell them apart."
        yield Job(name=message.page, template="message", title=group.text, description=_cut(said), view=message)
    lists = [
        views.all_codes(),
        *(views.status(status) for status in groups.statuses),
        *(views.status_class(digit) for digit in groups.classes),
        *(views.family(family) for family in groups.families if family),
    ]
    for listing in lists:
        said = f"{listing.count} of {listing.total} error codes of {groups.catalog.title}: {listing.title}."
        yield Job(name=listing.page, template=listing.kind, title=listing.title, description=_cut(said), view=listing)
    for page, template, title in (
        (views.names.statuses, "statuses", "By status"),
        (views.names.families, "families", "Families"),
        (views.names.messages, "messages", "Messages"),
    ):
        said = f"Error codes of {groups.catalog.title}: {title.lower()}."
        yield Job(name=page, template=template, title=title, description=_cut(said), view=views.overview(page))


def _code_title(code: ErrorCode) -> str:
    return f"{code.code}: {code.message}" if code.message else code.code


def description_of(code: ErrorCode) -> str:
    """Message, status and solution of *code* in at most 200 characters."""
    entry = code.entries[0]
    parts = [entry.text(role) for role in (Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION)]
    status = f"HTTP {entry.status_text}." if entry.status_text else ""
    return _cut(" ".join([status, *parts]))


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    if len(plain) <= _LONGEST_DESCRIPTION:
        return plain
    return plain[: _LONGEST_DESCRIPTION - 1].rpartition(" ")[0] + "…"


def _cell_html(site: Site) -> Callable[[Entry, Role], Markup | None]:
    """Print the kept cells of every source; what comes back finds them."""
    found: dict[tuple[str, str, Role], Markup] = {}
    for docname, cells in site.domain.cells.items():
        printed, problems = render_cells(site.builder, docname, cells)
        found.update({(docname, *key): html for key, html in printed.items()})
        report(problems)
    return lambda entry, role: found.get((entry.docname, entry.anchor, role))


def _write_exports(site: Site, views: Views, tally: Tally) -> dict[str, str]:
    """The files that hold the whole catalog; they come back with what they were made from."""
    data = catalog_data(views.groups, lambda code: site.builder.get_target_uri(views.names.code(code)))
    texts = {"errors.json": to_json(data), "errors.csv": to_csv(data), "errors.schema.json": schema()}
    made = {}
    for name, text in texts.items():
        file = views.names.file(name)
        tally.written += write_if_changed(site.outdir / file, text)
        made[file] = ""
    return made


class _Writer:
    """Writes those of the pages whose content changed."""

    def __init__(self, site: Site, jobs: Sequence[Job], tally: Tally) -> None:
        self._site = site
        self._jobs = jobs
        self._tally = tally
        self._frames = _frames(site, jobs)

    def write(self) -> dict[str, str]:
        """Write the pages; every file comes back with a digest of what it was made from."""
        stale, made = self._stale()
        chunks = [stale[start : start + _CHUNK] for start in range(0, len(stale), _CHUNK)]
        for chunk in status_iterator(
            chunks, "writing error pages... ", "purple", len(chunks), self._site.app.verbosity, lambda jobs: jobs[0].name
        ):
            for job in chunk:
                self._write_page(job)
        return made

    def _stale(self) -> tuple[list[Job], dict[str, str]]:
        """The jobs to be done, and every file with what it is made from.

        Without a frame nobody knows what the theme puts around a page before
        the page is rendered, so all are.
        """
        around = digest([frame.text for frame in self._frames.values()], self._site.common) if self._frames else ""
        files = [(job, self._files(job), digest(around, job)) for job in self._jobs]
        present = files_in(self._site.outdir, (name for _, names, _ in files for name in names))
        made: dict[str, str] = {}
        stale: list[Job] = []
        for job, names, made_from in files:
            made.update(dict.fromkeys(names, made_from))
            if not around or not all(self._site.manifest.has(name, made_from, present) for name in names):
                stale.append(job)
        return stale, made

    def _files(self, job: Job) -> list[str]:
        page = self._site.output_file(job.name)
        return [page, f"{job.name}.json"] if job.data else [page]

    def _write_page(self, job: Job) -> None:
        site = self._site
        body = site.body(job.template, job.name, job.view)
        page = Page(name=job.name, title=job.title, description=job.description, body=body)
        folder, _, slug = job.name.rpartition("/")
        frame = self._frames.get(folder) if slug != "index" else None
        html = frame.fill(page) if frame else render(site.builder, page)
        encoding = site.builder.config.html_output_encoding
        self._tally.written += write_if_changed(site.outdir / site.output_file(job.name), html, encoding)
        if job.data:
            write_if_changed(site.outdir / f"{job.name}.json", to_json(job.data))


def _frames(site: Site, jobs: Sequence[Job]) -> dict[str, Frame]:
    """Folder → frame, for those with many pages, where the theme allows it."""
    if not can_be_framed(site.app):
        return {}
    sizes = Counter(job.name.rpartition("/")[0] for job in jobs)
    frames = {folder: Frame(site.builder, folder) for folder, size in sizes.items() if size >= FEWEST_FRAMED}
    return {folder: frame for folder, frame in frames.items() if frame.works}
