"""What each page shows.

A template gets a view (:mod:`.shapes`) and nothing else that differs from page to page,
so the ``repr`` of a view tells whether its page must be written again.
"""

from __future__ import annotations

from ecs_errors_ext.views.names import PageNames
from ecs_errors_ext.views.pages import Views
from ecs_errors_ext.views.siblings import Siblings

__all__ = ["PageNames", "Siblings", "Views"]
