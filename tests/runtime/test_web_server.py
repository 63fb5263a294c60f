"""The web server loads the program while the site is prepared, and serves nothing before that is done."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

import psutil
import pytest

from cellpark.config.web import COPIES
from tests.faults.running_site import free_port

pytestmark = pytest.mark.skipif(not COPIES, reason="only Linux copies processes that have loaded the program")
PATIENCE_SECONDS = 240
PREPARING = """
import subprocess, sys
from cellpark.config.environment import load_environment
from cellpark.runtime.preparing import preparing
where = load_environment().places
where.make()
with preparing(where):
    web = subprocess.Popen([sys.executable, "-m", "cellpark.config.web"], stdin=subprocess.DEVNULL)
    print(web.pid, flush=True)
    sys.stdin.readline()
sys.stdin.read()
"""


@contextmanager
def preparing(var: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], psutil.Process]]:
    """Somebody who prepares a site until a line comes, and the web server that waits for it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CELLPARK_", "DJANGO_"))}
    environment = kept | {"CELLPARK_VAR": str(var), "CELLPARK_PORT": str(port), "CELLPARK_WEB_PROCESSES": "2"}
    command = [sys.executable, "-c", PREPARING]
    with subprocess.Popen(command, env=environment, stdin=PIPE, stdout=PIPE, text=True) as starter:
        assert starter.stdout is not None
        web = psutil.Process(int(starter.stdout.readline()))
        try:
            yield starter, web
        finally:
            starter.kill()
            if web.is_running():
                web.terminate()
                web.wait(30)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until_it_rests(process: psutil.Process) -> None:
    """Until the process has used no processor for two seconds."""
    until, before = time.monotonic() + PATIENCE_SECONDS, -1.0
    while (spent := sum(process.cpu_times()[:2])) > before or spent < 1:
        assert time.monotonic() < until
        before = spent
        time.sleep(2)


def test_pages_wait_until_the_site_is_prepared(tmp_path: Path) -> None:
    port = free_port()
    with preparing(tmp_path / "var", port) as (starter, web):
        until_it_rests(web)
        assert not listens(port)
        assert starter.stdin is not None
        starter.stdin.write("prepared\n")
        starter.stdin.flush()
        until = time.monotonic() + PATIENCE_SECONDS
        while not listens(port) or len(web.children()) != 2:
            assert time.monotonic() < until
            time.sleep(0.05)


def test_nothing_is_served_when_whoever_prepared_the_site_was_killed(tmp_path: Path) -> None:
    port = free_port()
    with preparing(tmp_path / "var", port) as (starter, web):
        starter.kill()
        web.wait(PATIENCE_SECONDS)
    assert not listens(port)
