"""A whole site as `make run` starts it, its processes, and programs that use it while they are killed."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from cellpark.runtime.leftovers import members, read_records
from cellpark.runtime.places import places
from cellpark.runtime.postmaster import find_postmaster
from tests.settings import work

READY_SECONDS = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class RunningSite:
    """``cellpark serve`` on a folder of its own."""

    var: Path
    port: int = field(default_factory=free_port)
    supervisor: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CELLPARK_", "DJANGO_"))}
        settings = {"VAR": str(self.var), "PORT": str(self.port), "EXAMPLES": "false", "LANGUAGE": "en"}
        return kept | {f"CELLPARK_{name}": value for name, value in settings.items()}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", *arguments]
        return subprocess.run(command, check=False, env=self.environment, capture_output=True, text=True, timeout=300)

    def start(self) -> None:
        self.var.mkdir(parents=True, exist_ok=True)
        with (self.var / "serve.log").open("wb") as log:
            command = [sys.executable, "-m", "cellpark.command", "serve"]
            self.supervisor = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        self.wait_until_ready(announced=True)

    def wait_until_ready(self, *, announced: bool = False) -> None:
        """Until a page answers; after a start also until the site said so, for an older one may still be answering."""
        until = time.monotonic() + READY_SECONDS
        log = self.var / "serve.log"
        while (announced and "Ctrl-C" not in log.read_text()) or self.call("GET", "/account/login/") != 200:
            assert self.supervisor is not None
            assert self.supervisor.poll() is None, (self.var / "serve.log").read_text()
            assert time.monotonic() < until, (self.var / "serve.log").read_text()
            time.sleep(0.2)

    def stop(self) -> int:
        assert self.supervisor is not None
        self.supervisor.send_signal(signal.SIGINT)
        return self.supervisor.wait(60)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> int:
        """The status of an answer; 0 when there was none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            sent = None if body is None else json.dumps(body)
            named = {"Host": f"localhost:{self.port}", "Content-Type": "application/json", **headers}
            connection.request(method, path, sent, named)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return 0
        else:
            return answer.status
        finally:
            connection.close()

    def processes(self, name: str) -> list[psutil.Process]:
        """The living processes of ``web``, ``worker``, ``sealer``, ``database`` or ``supervisor``."""
        where = places(self.var)
        if name == "database":
            running = find_postmaster(where.data)
            return [psutil.Process(running.pid)] if running else []
        if name == "supervisor":
            assert self.supervisor is not None
            return [psutil.Process(self.supervisor.pid)]
        return [each for record in read_records(where.run) if record.name == name for each in members(record)]

    def kill(self, name: str, choose: random.Random) -> bool:
        """Kill -9 one process of that name; False when none lives at this moment."""
        found = self.processes(name)
        if not found:
            return False
        with suppress(psutil.NoSuchProcess):
            choose.choice(found).kill()
        return True


@contextmanager
def site_copied_from(prepared: Path) -> Iterator[RunningSite]:
    """A running site whose folder is a copy of the prepared one: its start migrates nothing."""
    with tempfile.TemporaryDirectory(prefix="cellpark-faults-", dir=work(), ignore_cleanup_errors=True) as folder:
        var = Path(folder) / "var"
        copied = subprocess.run(["cp", "-a", str(prepared), str(var)], check=False, capture_output=True, text=True)
        assert copied.returncode == 0, copied.stderr
        running = RunningSite(var)
        running.start()
        yield running
        if running.supervisor is not None and running.supervisor.poll() is None:
            running.stop()


@dataclass
class Program:
    """Sends acts, each again with the same key until it is confirmed, and remembers what was confirmed."""

    site: RunningSite
    token: str
    operator: str
    people: list[str]
    confirmed: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    refused: list[tuple[int, str]] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.stopping.is_set():
            key = str(uuid.uuid4())
            body = {"kind": "tenant", "name_en": f"Fault {key}"}
            if self.until_confirmed("organisations", key, body):
                self.confirmed.add(f"Fault {key}")
            if self.people:
                person = self.people.pop()
                grant = {"organisation": self.operator, "person": person, "role": "park_staff"}
                grant |= {"starts_on": "2026-01-01", "reason": "fault test"}
                if self.until_confirmed("memberships", str(uuid.uuid4()), grant):
                    self.roles.add(person)

    def until_confirmed(self, path: str, key: str, body: dict[str, str]) -> bool:
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            status = self.site.call("POST", f"/api/v1/{path}", body, **headers)
            if status == 201:
                return True
            if 400 <= status < 500 and status != 429:
                self.refused.append((status, path))
                return False
            time.sleep(0.1)
        self.refused.append((0, path))
        return False
