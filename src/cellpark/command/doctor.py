"""``cellpark doctor``: look at the installation and say what to mend."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack

import click
import psycopg

from cellpark.command.checks import database, folders, machine, records
from cellpark.command.checks.finding import Finding, State, fail
from cellpark.command.exit_code import ExitCode
from cellpark.command.refusal import sentences
from cellpark.command.site import database as running_database
from cellpark.command.site import set_up_django
from cellpark.command.spoken import SpokenCommand
from cellpark.config.environment import Environment, load_environment
from cellpark.kernel.problem import Refused
from cellpark.runtime.marking import gettext_noop as _

SIGNS = {State.OK: ("ok  ", "green"), State.WARN: ("warn", "yellow"), State.FAIL: ("FAIL", "red")}


@click.command("doctor", cls=SpokenCommand, help=_("Check the installation and say what to mend."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the findings as JSON."))
def command(as_json: bool) -> int:
    """Print every finding; end with 1 when a check failed."""
    environment = load_environment()
    environment.places.make()
    findings = list(examine(environment))
    if as_json:
        rows = [{"check": f.check, "state": f.state, "text": f.said, "remedy": f.advice} for f in findings]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            sign, colour = SIGNS[finding.state]
            click.echo(f"{click.style(sign, fg=colour)}  {finding.check}: {finding.said}")
            if finding.advice:
                click.echo(f"      {finding.advice}")
    failed = any(finding.state is State.FAIL for finding in findings)
    return ExitCode.REFUSED if failed else ExitCode.DONE


def examine(environment: Environment) -> Iterator[Finding]:
    """All findings, from the computer up to the ledger; what stands on something missing is left out."""
    yield machine.python_version()
    yield machine.packages()
    yield machine.fonts()
    yield machine.browser()
    yield machine.disk(environment.places)
    with ExitStack() as stack:
        try:
            stack.enter_context(running_database())
        except Refused as refused:
            yield _unable("database", refused)
            yield from _files(environment)
            return
        yield from _files(environment)
        connection = stack.enter_context(psycopg.connect(environment.application_url, autocommit=True))
        for check in (database.server, database.application_role, database.connections):
            yield from check(connection)
        set_up_django()
        yield from _guarded("migrations", records.schema)
        yield from _guarded("ledger", records.ledger)
        yield from _guarded("examples", lambda: records.examples(environment))
        from django.db import connections

        connections.close_all()


def _files(environment: Environment) -> Iterator[Finding]:
    where = environment.places
    yield from folders.private_folders(where)
    yield from folders.key_files(where)
    yield from folders.database_user(where)


def _guarded(name: str, check: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """A check that cannot be made, for instance because its tables are missing, is a finding."""
    from django.db import DatabaseError

    try:
        yield from check()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        text, remedy = _("This could not be checked: %(reason)s"), _("Mend the findings above first.")
        yield fail(name, text, remedy, reason=reason)


def _unable(name: str, refused: Refused) -> Finding:
    return fail(name, "%(sentence)s", "", sentence=" ".join(sentences(refused.problems)))
