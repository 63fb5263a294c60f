"""The embedded database: created, adopted, recovered, refused with one sentence, stopped by its last user."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from cellpark.command.checks.folders import private_folders
from cellpark.runtime.account import widened_folders
from cellpark.runtime.cluster import explain
from cellpark.runtime.embedded import InUse, embedded, start, stop
from cellpark.runtime.places import Places, places
from cellpark.runtime.postmaster import find_postmaster
from cellpark.runtime.problem import CannotStart
from cellpark.runtime.provision import connection_urls, provision


@pytest.fixture(scope="module")
def own() -> Iterator[Places]:
    """A database of this file's own, because its tests kill it."""
    with new_folder() as folder:
        where = places(folder / "var")
        with embedded(where):
            provision(where.var)
            yield where


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder outside pytest's own, whose permissions every starting pytest session sets back."""
    with new_folder() as made:
        yield made


@contextmanager
def new_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cellpark-test-", dir="/tmp") as name:
        yield Path(name)


def count(where: Places) -> int:
    with psycopg.connect(connection_urls(where.var).owner) as connection:
        row = connection.execute("SELECT count(*) FROM kept").fetchone()
    assert row is not None
    return int(row[0])


def test_a_second_start_adopts_the_running_server(own: Places) -> None:
    again = start(own)
    running = find_postmaster(own.data)
    assert again.adopted is True
    assert running is not None
    assert again.pid == running.pid


def test_the_folders_of_data_and_socket_are_closed_to_others(own: Places) -> None:
    folders = {"pg": own.data, "socket": own.socket, **own.private}
    assert {name: stat.S_IMODE(folder.stat().st_mode) for name, folder in folders.items()} == dict.fromkeys(
        ("pg", "socket", "keys", "run", "log", "mail", "files", "static"), 0o700
    )


def test_a_folder_that_an_earlier_version_left_open_is_closed_with_its_letters(folder: Path) -> None:
    """A letter holds a link that sets a new password: who reads it, owns the account."""
    where = places(folder / "var")
    where.mail.mkdir(parents=True, mode=0o755)
    where.mail.chmod(0o755)
    letter = where.mail / "letter.log"
    letter.write_text("https://park.example/account/password/reset/key/1-abc/")
    letter.chmod(0o644)
    assert [finding.state.value for finding in private_folders(where)] == ["fail"]
    where.make()
    assert (stat.S_IMODE(where.mail.stat().st_mode), stat.S_IMODE(letter.stat().st_mode)) == (0o700, 0o600)
    assert {finding.state.value for finding in private_folders(where)} == {"ok"}


def test_the_server_listens_on_no_network_port(own: Places) -> None:
    pid = start(own).pid
    assert [c for c in psutil.Process(pid).net_connections("inet") if c.status == psutil.CONN_LISTEN] == []


def test_confirmed_rows_survive_kill_9_and_the_next_start_recovers(own: Places) -> None:
    """Faults and bad input: kill -9 of the database loses nothing that was confirmed."""
    with psycopg.connect(connection_urls(own.var).owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        before = count(own)
        for n in range(20):
            connection.execute("INSERT INTO kept VALUES (%s)", [n])
        os.kill(start(own).pid, signal.SIGKILL)
    recovered = start(own)
    assert recovered.adopted is False
    assert count(own) == before + 20


def test_a_pid_file_that_names_a_foreign_process_is_taken_away(own: Places) -> None:
    """After a restart of a container the number of the old server belongs to another process."""
    stop(own)
    (own.data / "postmaster.pid").write_text(f"{os.getpid()}\n{own.data}\n1\n5432\n{own.socket}\n\n  1 1\nready\n")
    assert find_postmaster(own.data) is None
    assert start(own).adopted is False


def test_the_last_user_stops_the_server_and_nobody_before(own: Places) -> None:
    first = InUse(own)
    assert first.leave() is False  # the fixture uses it too
    assert find_postmaster(own.data) is not None


def test_a_child_that_inherited_the_share_keeps_the_server_alive(folder: Path) -> None:
    where = places(folder / "var")
    share = InUse(where)
    start(where)
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[share.descriptor])
    assert share.leave() is False
    assert find_postmaster(where.data) is not None
    child.communicate(b"\n")
    assert child.returncode == 0
    last = InUse(where)
    assert last.leave() is True
    assert find_postmaster(where.data) is None


def test_two_processes_that_start_at_once_share_one_server(folder: Path) -> None:
    where = places(folder / "var")
    program = textwrap.dedent(f"""
        from pathlib import Path
        from cellpark.runtime.embedded import embedded
        from cellpark.runtime.places import places
        with embedded(places(Path({str(where.var)!r}))) as server:
            print(server.pid, flush=True)
            input()
    """)
    both = [
        subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    pids = [process.stdout.readline() for process in both if process.stdout]
    for process in both:
        process.communicate("\n")
    assert pids[0] == pids[1]
    assert find_postmaster(where.data) is None


def test_a_data_folder_of_another_major_version_is_refused(folder: Path) -> None:
    where = places(folder / "var")
    where.make()
    where.data.mkdir()
    (where.data / "PG_VERSION").write_text("19\n")
    with pytest.raises(CannotStart) as refused:
        start(where)
    problem = refused.value.problems[0]
    assert problem.code == "runtime.database_version"
    assert dict(problem.params) == {"folder": str(where.data), "found": "19", "expected": 18}


def test_a_folder_with_foreign_files_is_never_overwritten(folder: Path) -> None:
    where = places(folder / "var")
    where.data.mkdir(parents=True)
    (where.data / "thesis.txt").write_text("mine")
    with pytest.raises(CannotStart) as refused:
        start(where)
    assert refused.value.problems[0].code == "runtime.database_folder_foreign"
    assert (where.data / "thesis.txt").read_text() == "mine"


def test_a_start_that_was_killed_in_the_middle_leaves_no_half_database(folder: Path) -> None:
    where = places(folder / "var")
    where.make()
    (where.var / "pg.new-killed").mkdir()
    with embedded(where) as server:
        assert server.adopted is False
    assert list(where.var.glob("pg.new-*")) == []


def test_a_deep_folder_gets_its_socket_elsewhere_and_still_private(folder: Path) -> None:
    where = places(folder / ("deep" * 25) / "var")
    with embedded(where):
        provision(where.var)
        assert where.socket.parent == Path("/tmp")
        assert stat.S_IMODE(where.socket.stat().st_mode) == 0o700
        psycopg.connect(connection_urls(where.var).application).close()


def test_a_socket_folder_that_somebody_else_prepared_is_refused(folder: Path) -> None:
    where = places(folder / ("trap" * 25) / "var")
    where.socket.symlink_to(folder)
    try:
        with pytest.raises(CannotStart) as refused:
            start(where)
        assert refused.value.problems[0].code == "runtime.socket_folder_foreign"
    finally:
        where.socket.unlink()


def test_an_unusable_setting_is_told_with_the_server_s_own_words(folder: Path) -> None:
    where = places(folder / "var")
    with embedded(where):
        pass
    (where.data / "local.conf").write_text("shared_buffers = 'much'\n")
    (where.data / "local.conf").chmod(0o644)
    with pytest.raises(CannotStart) as refused:
        start(where)
    problem = refused.value.problems[0]
    assert problem.code == "runtime.database_failed"
    assert "local.conf" in str(problem.params["reason"])


def test_only_root_opens_folders_for_traversal_alone_and_notes_every_one(folder: Path) -> None:
    """As root the server drops to a user of its own; what that does to permissions is kept tight and told."""
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    where = places(closed / "var")
    with embedded(where) as server:
        user = psutil.Process(server.pid).uids().real
    opened = {"folder": str(closed), "added": "o+x"} in widened_folders(where)
    if os.getuid() == 0:
        assert (user != 0, stat.S_IMODE(closed.stat().st_mode), opened) == (True, 0o701, True)
    else:
        assert (user, stat.S_IMODE(closed.stat().st_mode), opened) == (os.getuid(), 0o700, False)


def test_a_folder_that_cannot_be_made_is_named(folder: Path) -> None:
    (folder / "file").write_text("")
    with pytest.raises(CannotStart) as refused:
        start(places(folder / "file" / "var"))
    problem = refused.value.problems[0]
    assert (problem.code, problem.params["folder"]) == ("runtime.folder_not_writable", str(folder / "file" / "var"))


def test_a_server_that_finds_the_disk_full_is_told_as_such(folder: Path) -> None:
    where = places(folder / "var")
    where.make()
    said = ['FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device']
    assert explain(where, said).problems[0].code == "runtime.disk_full"


def test_stopping_leaves_clean_files_and_stopping_again_finds_nothing(own: Places) -> None:
    stop(own)
    assert (own.data / "postmaster.pid").exists() is False
    assert stop(own) is False
    start(own)
