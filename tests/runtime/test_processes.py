"""Children are started again, stopped in order, and found again after their supervisor was killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from cellpark.runtime.leftovers import Record, end_leftovers, members, read_records, write_record
from cellpark.runtime.locks import FileLock, waiting_lock
from cellpark.runtime.ports import answers, check_port
from cellpark.runtime.problem import CannotStart
from cellpark.runtime.supervisor import Child, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.fixture
def supervisor(tmp_path: Path) -> Supervisor:
    return Supervisor(tmp_path, tmp_path, dict(os.environ))


def wait_for(what: Callable[[], object], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


def record_of(folder: Path, name: str) -> Record:
    return next(record for record in read_records(folder) if record.name == name)


def test_a_killed_child_is_started_again(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start(Child("web", SLEEP))
    first = record_of(tmp_path, "web").pid
    os.kill(first, signal.SIGKILL)

    def again() -> bool:
        supervisor.look()
        return record_of(tmp_path, "web").pid != first

    wait_for(again)
    assert supervisor.restarts == {"web": 1}
    supervisor.stop()


def test_what_children_write_is_closed_to_others(supervisor: Supervisor, tmp_path: Path) -> None:
    target = tmp_path / "letter"
    supervisor.start(Child("web", [sys.executable, "-c", f"open({str(target)!r}, 'w').close()"]))
    wait_for(target.exists)
    supervisor.stop()
    assert target.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_leader_left_of_its_group_is_ended(supervisor: Supervisor, tmp_path: Path) -> None:
    """A web server's leader is killed; its worker would go on holding the port."""
    program = f"import subprocess, time; subprocess.Popen({SLEEP!r}); time.sleep(600)"
    supervisor.start(Child("web", [sys.executable, "-c", program]))
    record = record_of(tmp_path, "web")
    wait_for(lambda: len(members(record)) == 2)
    orphan = next(process for process in members(record) if process.pid != record.pid)
    os.kill(record.pid, signal.SIGKILL)
    wait_for(lambda: supervisor.look() or not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE)
    supervisor.stop()
    assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE


def test_children_stop_in_the_order_of_their_start(supervisor: Supervisor, tmp_path: Path) -> None:
    program = (
        "import signal, sys, time\n"
        "def end(*_):\n    open(sys.argv[2], 'a').write(sys.argv[1] + '\\n'); sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, end)\nopen(sys.argv[2] + sys.argv[1], 'w').close()\ntime.sleep(600)\n"
    )
    order = tmp_path / "order"
    for name in ("web", "worker", "sealer"):
        supervisor.start(Child(name, [sys.executable, "-c", program, name, str(order)]))
    wait_for(lambda: len(list(tmp_path.glob("order*"))) == 3)
    supervisor.stop()
    assert order.read_text().split() == ["web", "worker", "sealer"]
    assert read_records(tmp_path) == []


def test_a_child_that_ignores_the_request_is_killed(supervisor: Supervisor, tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    program = f"import signal, time; signal.signal(15, signal.SIG_IGN); open({str(ready)!r}, 'w'); time.sleep(600)"
    supervisor.start(Child("web", [sys.executable, "-c", program], stop_seconds=0.3))
    pid = record_of(tmp_path, "web").pid
    wait_for(ready.exists)
    supervisor.stop()
    assert psutil.pid_exists(pid) is False


def test_a_later_start_ends_what_a_killed_supervisor_left(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start(Child("worker", SLEEP))
    record = record_of(tmp_path, "worker")
    assert end_leftovers(tmp_path) == ["worker"]  # as the next supervisor would
    assert psutil.pid_exists(record.pid) is False
    assert read_records(tmp_path) == []
    supervisor.stop()


def test_a_process_that_is_just_starting_is_found_too(
    supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system shows a program before its environment: it is asked again, not taken for a stranger."""
    supervisor.start(Child("worker", SLEEP))
    record, real, asked = record_of(tmp_path, "worker"), psutil.Process.environ, []

    def shown_late(process: psutil.Process) -> dict[str, str]:
        asked.append(process.pid)
        return {} if len(asked) == 1 else real(process)

    monkeypatch.setattr(psutil.Process, "environ", shown_late)
    assert [each.pid for each in members(record)] == [record.pid]
    assert asked == [record.pid] * 2
    supervisor.stop()


def test_a_process_that_got_an_old_number_is_left_alone(tmp_path: Path) -> None:
    """A number alone proves nothing: only members that carry the token are ended."""
    stranger = subprocess.Popen(SLEEP, start_new_session=True)
    try:
        write_record(tmp_path, Record("web", stranger.pid, "token-of-an-earlier-run"))
        assert end_leftovers(tmp_path) == []
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_note_that_a_full_disk_cut_off_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "web.json").write_text('{"name": "we')
    (tmp_path / "worker.json").write_text(json.dumps({"name": "worker"}))
    assert read_records(tmp_path) == []


def test_a_taken_port_is_told_with_the_name_of_its_process() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(CannotStart) as refused:
            check_port("127.0.0.1", port)
    problem = refused.value.problems[0]
    assert (problem.code, problem.params["port"]) == ("runtime.port_taken", port)
    assert str(os.getpid()) in str(problem.params["owner"])


def test_a_free_port_is_no_problem() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    check_port("127.0.0.1", port)
    assert answers("127.0.0.1", port, "/", "localhost") is False


def test_a_lock_is_free_again_when_its_holder_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    program = (
        "import sys, time; from pathlib import Path; from cellpark.runtime.locks import FileLock\n"
        "lock = FileLock(Path(sys.argv[1])); print(lock.try_exclusive(), flush=True); time.sleep(600)"
    )
    holder = subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    with FileLock(path) as lock:
        assert lock.try_exclusive() is False
        holder.kill()
        holder.communicate()
        assert lock.try_exclusive() is True


def test_waiting_for_a_lock_ends_with_a_sentence(tmp_path: Path) -> None:
    with FileLock(tmp_path / "lock") as lock:
        assert lock.try_exclusive() is True
        with pytest.raises(CannotStart) as refused, waiting_lock(tmp_path / "lock", folder=tmp_path, seconds=0.1):
            pass
    assert refused.value.problems[0].code == "runtime.locked"
