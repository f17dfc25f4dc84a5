"""All the services that the command line answers for, asked as one."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ecs_errors_ext.export import code_data, removed_data
from ecs_errors_ext.groups import Groups
from ecs_errors_ext.model import Catalog, ErrorCode
from ecs_errors_ext.search.engine import Engine
from ecs_errors_ext.search.index import build_index
from ecs_errors_ext.search.match import describe, find
from ecs_errors_ext.search.together import together
from ecs_errors_ext.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ecs_errors_ext.export import CodeData, NoteData
    from ecs_errors_ext.search.vocabulary import Vocabulary

_FULL_NAME = re.compile(r"([A-Za-z0-9_-]+):(\S+)")


class Service:
    """One catalog, ready to be asked."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.source = source
        self.vocabulary = vocabulary

    @cached_property
    def engine(self) -> Engine:
        """What answers for this catalog."""
        return Engine(build_index(self.source.catalog, vocabulary=self.vocabulary))

    @cached_property
    def groups(self) -> Groups:
        """What belongs together in this catalog."""
        return Groups(self.source.catalog)

    def data_of(self, code: ErrorCode) -> CodeData:
        """*code* in the form of ``errors.json``; of a note only the text is known."""
        notes: list[NoteData] = [
            {"docname": "", "line": 0, "text": text} for text in self.source.notes.get(code.code, ())
        ]
        url = self.source.urls[code.code]
        if code.code in self.source.catalog.removed_by_code:
            return removed_data(code, (), url, notes)
        return code_data(code, self.groups, url, notes)


class Library:
    """The services of a site; there is at least one."""

    def __init__(self, services: Iterable[Service]) -> None:
        self.services: Mapping[str, Service] = {service.source.catalog.name: service for service in services}

    def find(self, text: str, limit: int = 50) -> dict[str, Any]:
        """The answer of all services, or of the one that a full name (``vpc:VPC.0101``) names.

        Every match says its catalog and the address of its page.
        """
        named = _FULL_NAME.fullmatch(text.strip())
        if named and named[1] in self.services:
            asked, words = {named[1]: self.services[named[1]]}, named[2]
        else:
            asked, words = dict(self.services), text
        answers = [(name, find(service.engine, words, limit)) for name, service in asked.items()]
        answer = together(answers, limit) if len(answers) > 1 else answers[0][1]
        for match in answer["matches"] + answer["guesses"]:
            match.setdefault("catalog", answers[0][0])
            match["url"] = self.services[match["catalog"]].source.urls[match["code"]]
        return answer

    def entry_of(self, match: Mapping[str, Any]) -> dict[str, Any]:
        """What the table says in the row that *match* means."""
        known = describe(self.services[match["catalog"]].engine, match["code"])
        entry: dict[str, Any] = known["entries"][match["entry"]] if known else {}
        return entry

    def title_of(self, match: Mapping[str, Any]) -> str:
        """The service of *match*; empty where there is only one."""
        return self.services[match["catalog"]].source.catalog.title if len(self.services) > 1 else ""

    @cached_property
    def joined(self) -> Service:
        """One catalog of everything: a code of several services has the entries of all, and the address in the first."""
        services = list(self.services.values())
        if len(services) == 1:
            return services[0]
        codes: dict[str, ErrorCode] = {}
        urls: dict[str, str] = {}
        for service in services:
            for code in service.source.catalog.codes:
                known = codes.get(code.code)
                codes[code.code] = replace(known, entries=known.entries + code.entries) if known else code
                urls.setdefault(code.code, service.source.urls[code.code])
        gone: dict[str, ErrorCode] = {}
        for service in services:
            for code in service.source.catalog.removed:
                if code.code not in codes:
                    gone.setdefault(code.code, code)
                    urls.setdefault(code.code, service.source.urls[code.code])
        catalog = Catalog(codes=tuple(codes.values()), removed=tuple(gone.values()))
        return Service(Source(catalog, services[0].source.path, urls), services[0].vocabulary)
