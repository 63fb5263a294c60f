"""Run tests on a PostgreSQL of the system instead of the embedded one.

``python tools/other_postgres.py /usr/lib/postgresql/15/bin [tests ...]`` makes a server without any network port in a
folder of its own, runs the tests there, stops the server and removes the folder. Without tests it runs those of base
and of the ledger's writing, sealing and guards. As root the server runs as the user ``postgres``.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = ["tests/base", *(f"tests/ledger/test_{name}.py" for name in ("append", "seal", "guards", "other_server"))]
SETTINGS = {"listen_addresses": "", "max_connections": "60", "max_locks_per_transaction": "256", "timezone": "UTC"}


def main() -> int:
    """The exit code of the tests."""
    programs, tests = Path(sys.argv[1]), sys.argv[2:] or TESTS
    folder = Path(tempfile.mkdtemp(prefix="cellpark-"))
    user = pwd.getpwnam("postgres") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    folder.chmod(0o755)
    for name in ("data", "socket"):
        (folder / name).mkdir(mode=0o700)
        os.chown(folder / name, user.pw_uid, user.pw_gid)
    as_user = {"cwd": "/", "user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    make = ["-D", str(folder / "data"), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust"]
    settings = {**SETTINGS, "unix_socket_directories": str(folder / "socket")}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "server.log").open("wb") as log:
        subprocess.run([programs / "initdb", *make], check=True, stdout=log, **as_user)  # noqa: S603 -- the operator names them
        server = subprocess.Popen([programs / "postgres", *make[:2], *options], stderr=log, **as_user)  # noqa: S603
    try:
        while not (folder / "socket" / ".s.PGSQL.5432").exists() and server.poll() is None:
            time.sleep(0.1)
        version = (folder / "data" / "PG_VERSION").read_text().strip()
        own = {"CELLPARK_TEST_CLUSTER": str(folder), "CELLPARK_TEST_SERVER_VERSION": version}
        pytest = [sys.executable, "-m", "pytest", "-q", *tests]
        return subprocess.run(pytest, check=False, env={**os.environ, **own}).returncode  # noqa: S603
    finally:
        server.terminate()
        server.wait(60)
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
