"""The web server: the program is loaded once, and every process that serves pages is a copy of it.

``cellpark serve`` runs it as ``python -m cellpark.config.web`` while it still starts and prepares the database; nothing
is served before that is done. A process that ends is replaced by a copy at once, without loading anything again.
"""

import multiprocessing
import sys
from importlib import import_module

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from cellpark.config.environment import load_environment
from cellpark.runtime.preparing import wait_until_prepared

PROGRAM = "cellpark.config.wsgi"
# elsewhere a copy may not use the system's libraries, and each process loads the program by itself
COPIES = sys.platform.startswith("linux")


def main() -> None:
    """Load, wait until the site is prepared, and serve until SIGTERM."""
    environment = load_environment()
    if COPIES:
        multiprocessing.set_start_method("fork")
        import_module(PROGRAM)
    if not wait_until_prepared(environment.places):
        return
    server = Server(
        f"{PROGRAM}:application",
        address=environment.bind,
        port=environment.port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=environment.web_processes,
        blocking_threads=environment.web_threads,
        respawn_failed_workers=True,
        workers_kill_timeout=8,
        log_level=LogLevels.warning,
    )
    server.serve()


if __name__ == "__main__":
    main()
