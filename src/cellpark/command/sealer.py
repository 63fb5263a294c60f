"""``cellpark sealer``: put committed entries into the site's tree."""

import os
import signal
import threading

import click

from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand
from cellpark.runtime.marking import gettext_noop as _
from cellpark.runtime.places import PRIVATE_UMASK


@click.command(
    "sealer", cls=SpokenCommand, help=_("Seal new ledger entries until stopped; a second one waits its turn.")
)
def command() -> None:
    """Seal at least once a second and make a checkpoint every few minutes, until SIGTERM."""
    stopping = threading.Event()
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, lambda *_: stopping.set())
    with site():
        os.umask(PRIVATE_UMASK)
        from cellpark.ledger.public import run_sealer

        run_sealer(stopping)
