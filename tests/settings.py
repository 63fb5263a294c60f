"""The site's own settings, in a folder of their own, so that tests never touch a running site's data."""

import os
from pathlib import Path

for name in [name for name in os.environ if name.startswith("CELLPARK_")]:
    del os.environ[name]
os.environ["CELLPARK_VAR"] = str(Path(__file__).resolve().parent.parent / "var" / "test")
os.environ["CELLPARK_LANGUAGE"] = "en"

from cellpark.config.settings import *  # noqa: E402, F403 -- the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; one test checks the real one
