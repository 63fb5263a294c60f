"""The site's own settings, in a folder of their own, so that tests never touch a running site's data."""

import os
from pathlib import Path

# the folder of a running server, whose socket lies in its subfolder "socket"; tools/other_postgres.py makes one
cluster = os.environ.get("CELLPARK_TEST_CLUSTER", "")
server_version = os.environ.get("CELLPARK_TEST_SERVER_VERSION", "")
for name in [name for name in os.environ if name.startswith("CELLPARK_")]:
    del os.environ[name]
os.environ["CELLPARK_VAR"] = cluster or str(Path(__file__).resolve().parent.parent / "var" / "test")
os.environ["CELLPARK_LANGUAGE"] = "en"

from cellpark.config.settings import *  # noqa: E402, F403 -- the environment must be set first
from cellpark.runtime.programs import MAJOR_VERSION  # noqa: E402

CELLPARK_TEST_CLUSTER = Path(cluster).resolve() if cluster else None
CELLPARK_TEST_SERVER_VERSION = int(server_version or MAJOR_VERSION)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; one test checks the real one
