"""A web server that remembers what it was asked for."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Server:
    """Serves a folder on a free port of this machine until it is closed.

    Under *prefix*, with the folder's own ``404.html`` for what is not there, as hosts of static sites do.
    """

    def __init__(self, folder: Path, prefix: str = "/") -> None:
        self.requests: list[str] = []
        """The path of every request, as it was made, in order of arrival."""
        self.headers: dict[str, str] = {}
        """What every answer has besides; a test may add to it at any time."""
        self.held: dict[str, threading.Event] = {}
        """The names of files that are answered only when their event is set."""
        handler = partial(
            _Handler,
            directory=str(folder),
            log=self.requests,
            prefix=prefix,
            more=self.headers,
            held=self.held,
        )
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}{prefix}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def close(self) -> None:
        """Stop serving and free the port."""
        for event in self.held.values():
            event.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(
        self,
        *args: Any,
        log: list[str],
        prefix: str,
        more: dict[str, str],
        held: dict[str, threading.Event],
        **kwargs: Any,
    ) -> None:
        self.held = held
        self.log = log
        self.more = more
        self.prefix = prefix
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        """The file of *path*; nothing stands beside the prefix."""
        return super().translate_path(
            "/" + path.removeprefix(self.prefix) if path.startswith(self.prefix) else "/-"
        )

    def do_GET(self) -> None:
        """Answer, a held file not before its time."""
        if event := self.held.get(self.path.partition("?")[0].rpartition("/")[2]):
            event.wait(10)
        super().do_GET()

    def send_error(self, code: int, *args: Any, **kwargs: Any) -> None:
        """The site's own page for what is not there, if it has one."""
        own = Path(self.directory) / "404.html"
        if code != 404 or not own.is_file():
            super().send_error(code, *args, **kwargs)
            return
        data = own.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        """Add the headers of the test."""
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()

    def log_request(self, *_: Any) -> None:
        self.log.append(self.path)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""
