"""The site's own settings, in a folder of their own, so that tests never touch a running site's data."""

import hashlib
import os
import shutil
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
MEMORY = Path("/dev/shm")
ROOM_BYTES_MIN = 4_000_000_000


def work() -> Path:
    """Where databases of tests may lie, on a short path: in memory where the machine has room for them.

    A database is a thousand files, and a copy of it takes seconds on a disk.
    """
    room = MEMORY.is_dir() and min(shutil.disk_usage(MEMORY).free, psutil.virtual_memory().available) >= ROOM_BYTES_MIN
    return MEMORY if room else Path("/tmp")


def folder() -> Path:
    """The folder of the tests of this checkout, kept from run to run."""
    kept = ROOT / "var" / "test"
    if work() != MEMORY:
        return kept
    chosen = MEMORY / f"cellpark-test-{hashlib.sha256(bytes(ROOT)).hexdigest()[:8]}"
    chosen.mkdir(mode=0o700, exist_ok=True)
    return chosen if chosen.stat().st_uid == os.getuid() else kept


# the folder of a running server, whose socket lies in its subfolder "socket"; tools/other_postgres.py makes one
cluster = os.environ.get("CELLPARK_TEST_CLUSTER", "")
server_version = os.environ.get("CELLPARK_TEST_SERVER_VERSION", "")
for name in [name for name in os.environ if name.startswith("CELLPARK_")]:
    del os.environ[name]
os.environ["CELLPARK_VAR"] = cluster or str(folder())
os.environ["CELLPARK_LANGUAGE"] = "en"

from cellpark.config.settings import *  # noqa: E402, F403 -- the environment must be set first
from cellpark.runtime.programs import MAJOR_VERSION  # noqa: E402

CELLPARK_TEST_CLUSTER = Path(cluster).resolve() if cluster else None
CELLPARK_TEST_SERVER_VERSION = int(server_version or MAJOR_VERSION)
# straight from the source; tests of a start see what browsers get
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; one test checks the real one
