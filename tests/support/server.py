"""A web server that remembers what it was asked for."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class Server:
    """Serves a folder on a free port of this machine until it is closed."""

    def __init__(self, folder: Path) -> None:
        self.requests: list[str] = []
        """The path of every request, as it was made, in order of arrival."""
        handler = partial(_Handler, directory=str(folder), log=self.requests)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def close(self) -> None:
        """Stop serving and free the port."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, log: list[str], **kwargs: Any) -> None:
        self.log = log
        super().__init__(*args, **kwargs)

    def log_request(self, *_: Any) -> None:
        self.log.append(self.path)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""
