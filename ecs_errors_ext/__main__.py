"""``python -m ecs_errors_ext``."""

from __future__ import annotations

import sys

from ecs_errors_ext.cli import main

if __name__ == "__main__":
    sys.exit(main())
