"""nginx with the configuration that the repository offers, for a folder and a port of this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from pathlib import Path

from tests.support.project import ROOT

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
MAIN = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include {types};
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
OURS = {
    "listen      80;": "listen      127.0.0.1:{port};",
    "/srv/www/ecs-errors": "{root}",
    "error_page 404 /404.html": "error_page 404 {prefix}404.html",
}
"""What the person who copies the file changes; all the rest is tried as it is."""


def find_nginx() -> tuple[str, Path] | None:
    """Return the program and its table of types, where both are here."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    types = Path("/etc/nginx/mime.types")
    return (program, types) if program and types.is_file() else None


class Nginx:
    """Serves a site, under *prefix*, until it is closed; *folder* is for its own files."""

    def __init__(self, program: str, types: Path, folder: Path, site: Path, prefix: str = "/") -> None:
        port = free_port()
        root = folder / "root"
        place = root / prefix.strip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(site, target_is_directory=True)
        text = CONFIGURATION.read_text("utf-8")
        for old, new in OURS.items():
            assert text.count(old) == 1
            text = text.replace(old, new.format(port=port, root=root, prefix=prefix))
        (folder / "site.conf").write_text(text, "utf-8")
        main = folder / "main.conf"
        main.write_text(MAIN.format(folder=folder, types=types), "utf-8")
        self.url = f"http://127.0.0.1:{port}{prefix}"
        command = [program, "-e", str(folder / "error.log"), "-c", str(main), "-p", str(folder)]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE)
        self._wait(port)

    def _wait(self, port: int) -> None:
        while self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.02)
        assert self._process.stderr is not None
        raise AssertionError(f"nginx ended: {self._process.stderr.read().decode()}")

    def close(self) -> None:
        """Stop serving."""
        self._process.terminate()
        self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()


def free_port() -> int:
    """Return a port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
