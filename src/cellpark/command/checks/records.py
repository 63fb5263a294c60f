"""Checks of the schema and the ledger. Django has been set up."""

from collections.abc import Iterator

from cellpark.command.checks.finding import Finding, fail, ok, warn
from cellpark.config.environment import Environment
from cellpark.runtime.marking import gettext_noop as _

SEAL_LAG_WARN_S = 5.0
SEAL_LAG_FAIL_S = 60.0
CHECKPOINT_AGE_WARN_S = 900.0


def schema() -> Iterator[Finding]:
    """The tables and guards are those of this program."""
    from cellpark.command.schema import schema_state

    state = schema_state("default")
    if state.unknown:
        remedy = _("Use the newer Cellpark, or restore a backup that this one made.")
        text = _("The database was made by a newer Cellpark (%(migration)s).")
        yield fail("migrations", text, remedy, migration=state.unknown[0])
    elif state.pending:
        text = _("%(count)s migrations are missing.")
        yield fail("migrations", text, _("Run `cellpark migrate`."), count=len(state.pending))
    else:
        yield ok("migrations", _("The tables are those of this version."))
    if state.missing_guards:
        text = _("%(count)s guards are missing, the first is %(guard)s.")
        remedy = _("Run `cellpark migrate`, then `cellpark ledger verify`: somebody took them away.")
        yield fail("guards", text, remedy, count=len(state.missing_guards), guard=state.missing_guards[0])
    elif not state.pending:
        yield ok("guards", _("Append-only tables and tenants are guarded by the database."))


def ledger() -> Iterator[Finding]:
    """The clock, sealing and checkpoints."""
    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.base.time import now
    from cellpark.ledger.public import find_events, last_checkpoint, sealing

    with use_scope(EVERYTHING):
        newest, state, checkpoint = find_events().first(), sealing(), last_checkpoint()
    if newest is not None and (ahead := (newest.recorded_at - now()).total_seconds()) > 1:
        text = _("The newest entry is %(seconds)s s ahead of this machine's clock.")
        yield fail("clock", text, _("Set the clock (NTP) before anything else is recorded."), seconds=int(ahead))
    else:
        yield ok("clock", _("The clock is not behind the newest entry."))
    lag = int(state.lag_s)
    text, remedy = (
        _("%(waiting)s entries wait for sealing, the oldest for %(lag)s s."),
        _("Start the site or `cellpark sealer`."),
    )
    if state.lag_s > SEAL_LAG_FAIL_S:
        yield fail("sealing", text, remedy, waiting=state.waiting, lag=lag)
    elif state.lag_s > SEAL_LAG_WARN_S:
        yield warn("sealing", text, remedy, waiting=state.waiting, lag=lag)
    else:
        yield ok("sealing", _("%(size)s entries are sealed."), size=state.size)
    if checkpoint is None:
        if state.size:
            yield warn("checkpoint", _("No checkpoint has been signed yet."), _("Run `cellpark ledger checkpoint`."))
    elif checkpoint.size < state.size and (now() - checkpoint.at).total_seconds() > CHECKPOINT_AGE_WARN_S:
        text = _("The last checkpoint covers %(size)s entries and is older than 15 minutes.")
        yield warn("checkpoint", text, _("Start the site or run `cellpark ledger checkpoint`."), size=checkpoint.size)
    else:
        yield ok("checkpoint", _("The last checkpoint covers %(size)s entries."), size=checkpoint.size)


def examples(environment: Environment) -> Iterator[Finding]:
    """Example people on a site that others can reach are a risk."""
    from cellpark.command.examples import example_sign_ins

    count = len(example_sign_ins("en"))
    exposed = environment.https or environment.bind not in {"127.0.0.1", "::1"}
    if count and exposed:
        text = _("%(count)s example people can sign in, and the site can be reached from outside.")
        yield warn(
            "examples", text, _("Set CELLPARK_EXAMPLES=false before the first start of a real site."), count=count
        )
    else:
        yield ok("examples", _("%(count)s example people."), count=count)
    if environment.debug:
        yield fail("debug", _("Errors are shown in full to everybody."), _("Remove CELLPARK_DEBUG."))
