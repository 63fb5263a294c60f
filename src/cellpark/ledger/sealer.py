"""The sealer's loop: seal at least once a second, sign a checkpoint at least every five minutes, watch the clock.

It runs as one thread or process of the worker; a second one finds the lock taken and only waits. It may be killed at
any point: leaves, tiles and mark commit together.
"""

import logging
import time
from threading import Event as Flag

from django.db import DatabaseError, connection

from cellpark.base.actor import Actor
from cellpark.ledger.actions.make_checkpoint import make_checkpoint
from cellpark.ledger.actions.make_site_keys import make_site_keys
from cellpark.ledger.actions.seal import PORTION, seal
from cellpark.ledger.actions.watch_clock import watch_clock
from cellpark.ledger.clock_watch import ClockWatch

INTERVAL_S = 0.25
CHECKPOINT_EVERY_S = 240.0
log = logging.getLogger(__name__)


class Sealer:
    """One sealer; ``round`` does everything that is due."""

    def __init__(self, *, checkpoint_every_s: float = CHECKPOINT_EVERY_S) -> None:
        """``checkpoint_every_s`` stays below the five minutes of the design, which is the tamper window."""
        self._actor = Actor.system("sealer")
        self._watch = ClockWatch()
        self._every_s = checkpoint_every_s
        self._last_checkpoint_s: float | None = None

    def start(self) -> None:
        """Make the site's keys when they are missing."""
        make_site_keys(actor=self._actor)

    def round(self) -> int:
        """Seal what is finished, sign when it is time, look at the clock; how many events were sealed."""
        watch_clock(watch=self._watch, actor=self._actor)
        added = 0
        while (sealed := seal()) is not None and sealed.added:
            added += sealed.added
            if sealed.added < PORTION:
                break
        steady_s = time.monotonic()
        if self._last_checkpoint_s is None or steady_s - self._last_checkpoint_s >= self._every_s:
            make_checkpoint(actor=self._actor)
            self._last_checkpoint_s = steady_s
        return added


def run_sealer(stop: Flag, *, interval_s: float = INTERVAL_S) -> None:
    """Run until ``stop`` is set. A database that went away is waited for; a refusal to sign is logged and retried."""
    sealer = Sealer()
    started = False
    while not stop.is_set():
        try:
            if not started:
                sealer.start()
                started = True
            sealer.round()
        except DatabaseError as error:
            log.warning("the sealer waits for the database: %s", error)
            connection.close()
            stop.wait(1.0)
        except Exception:
            log.exception("the sealer's round failed")
            stop.wait(1.0)
        stop.wait(interval_s)
    connection.close()
