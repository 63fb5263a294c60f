"""Checks of the computer."""

import platform
import shutil
import subprocess
import sys
from pathlib import Path

from cellpark.command.checks.finding import Finding, fail, ok, warn
from cellpark.command.examples import EXAMPLES
from cellpark.runtime.marking import gettext_noop as _
from cellpark.runtime.places import Places

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSERS = ("/Applications/Chromium.app", "/Applications/Google Chrome.app")
DISK_WARN_MB = 2_000
DISK_FAIL_MB = 300


def python_version() -> Finding:
    """Python is new enough."""
    return ok("python", _("Python %(version)s."), version=platform.python_version())


def packages() -> Finding:
    """The environment was made from the lock file that lies in the source tree."""
    root = EXAMPLES.parent
    lock, stamp = root / "requirements.lock", Path(sys.prefix) / "installed" / "requirements.lock"
    if not lock.exists():
        return ok("packages", _("Installed as a package, without a lock file beside it."))
    if not stamp.exists():
        return warn(
            "packages",
            _("It is unknown whether the packages are those of requirements.lock."),
            _("Start with `make run`, which installs exactly those."),
        )
    if not stamp.read_text().endswith(lock.read_text()):
        return fail(
            "packages",
            _("requirements.lock has changed since the packages were installed."),
            _("Run `make run` again."),
        )
    return ok("packages", _("The packages are those of requirements.lock."))


def fonts() -> Finding:
    """A font with Chinese characters exists, for printed documents and pictures of pages."""
    if sys.platform == "darwin":
        return ok("fonts", _("A font with Chinese characters is installed."))
    tool = shutil.which("fc-list")
    found = subprocess.run([tool, ":lang=zh-cn"], capture_output=True, check=False).stdout if tool else b""  # noqa: S603
    if found.strip():
        return ok("fonts", _("A font with Chinese characters is installed."))
    return warn(
        "fonts",
        _("No font with Chinese characters is installed."),
        _("Install it (Debian: apt-get install fonts-noto-cjk)."),
    )


def browser() -> Finding:
    """Chromium exists, which only tests need."""
    if any(shutil.which(name) for name in BROWSERS) or any(Path(path).exists() for path in MAC_BROWSERS):
        return ok("browser", _("Chromium is installed (tests of pages need it)."))
    return warn(
        "browser",
        _("Chromium is not installed; only the tests of pages need it."),
        _("Install it (Debian: apt-get install chromium), or do nothing on a production machine."),
    )


def disk(places: Places) -> Finding:
    """There is room to write."""
    free = shutil.disk_usage(places.var).free // 1_000_000
    if free < DISK_FAIL_MB:
        return fail(
            "disk", _("Only %(free)s MB are free."), _("Free at least 300 MB; the database needs room."), free=free
        )
    if free < DISK_WARN_MB:
        return warn("disk", _("Only %(free)s MB are free."), _("Free some room before it is needed."), free=free)
    return ok("disk", _("%(free)s MB are free."), free=free)
