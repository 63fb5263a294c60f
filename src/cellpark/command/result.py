"""``cellpark result verify``: compute a result again from its raw files and compare."""

from uuid import UUID

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import say
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.runtime.marking import gettext_noop as _

command = SpokenGroup(name="result", help=_("Results of the laboratory."))


@command.command(
    "verify",
    cls=SpokenCommand,
    help=_("Compute a result again from its raw files and compare digests and values; end with 1 when one differs."),
)
@click.argument("identity", metavar="ID", type=click.UUID)
def verify(identity: UUID) -> int:
    """Print what was compared, one line each, the recorded value first."""
    with site():
        from cellpark.base.messages import explain
        from cellpark.base.scope import EVERYTHING, use_scope
        from cellpark.quality.public import Result, verify_computation

        with use_scope(EVERYTHING):
            try:
                found = verify_computation(identity)
            except Result.DoesNotExist:
                click.echo(say(_("No result %(id)s is kept here.")) % {"id": identity}, err=True)
                return ExitCode.REFUSED
            row = found.result
            click.echo(f"{row.test.sample.code} {row.test.attribute} #{row.number}: {row.value}")
            for line in found.lines:
                mark = "=" if line.holds else "!"
                shown = line.recorded if line.holds else f"{line.recorded} -> {line.found}"
                click.echo(f"  {mark} {line.what}: {shown}")
            for problem in found.problems:
                click.echo(f"  ! {explain(problem).what}")
            if found.holds:
                click.echo(say(_("The result follows from its files.")))
                return ExitCode.DONE
            click.echo(say(_("The result does not follow from its files.")), err=True)
            return ExitCode.REFUSED
