"""``cellpark play``: carry out a scripted history in the example plant."""

from collections.abc import Sequence
from pathlib import Path

import click

from cellpark.command.examples import EXAMPLES, example_password
from cellpark.command.language import say
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand
from cellpark.config.environment import load_environment
from cellpark.runtime.marking import gettext_noop as _

FILES = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    "play",
    cls=SpokenCommand,
    help=_("Carry out scripted histories (*.play.yaml) in the example plant, by the acts of the house."),
)
@click.argument("files", type=FILES, nargs=-1)
@click.option("--all-acts", is_flag=True, help=_("Tell every act, not only what was refused or deviated."))
def command(files: Sequence[Path], all_acts: bool) -> None:
    """Play the files in their order; without any, the examples' first one. Each is done whole or not at all."""
    environment = load_environment()
    with site():
        from django.db import transaction

        from cellpark.base.messages import sentence
        from cellpark.plays.public import Told, perform, read_script

        def tell(told: Told) -> None:
            if not (told.problems or told.verb == "close_exception" or all_acts):
                return
            line = f"{told.at:%Y-%m-%d %H:%M}Z  {told.who:<9} {told.verb:<17} {told.step} {told.field}".rstrip()
            click.echo(line)
            for problem in told.problems:
                click.echo(f"    {sentence(problem)}")

        for path in files or (EXAMPLES / "plays" / "cart-incidents.play.yaml",):
            script = read_script(path.read_bytes())
            click.echo(f"{script.title.get('zh', '')} | {script.title.get('en', '')}")
            with transaction.atomic():
                done = perform(script, password=example_password(environment.places), tell=tell)
            said = {
                "batch": done.number,
                "acts": done.acts,
                "refused": done.refused,
                "exceptions": done.exceptions,
                "days": (done.ended - done.began).days,
                "address": f"{environment.address}/batches/{done.batch}",
            }
            click.echo(
                say(
                    _(
                        "%(batch)s: %(acts)s acts over %(days)s days, %(refused)s refused, %(exceptions)s exceptions. "
                        "%(address)s"
                    )
                )
                % said
            )
