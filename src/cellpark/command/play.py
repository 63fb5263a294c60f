"""``cellpark play``: carry out a scripted history in the example plant."""

from collections.abc import Sequence
from pathlib import Path

import click

from cellpark.command import told
from cellpark.command.examples import EXAMPLES, example_password
from cellpark.command.language import say
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand
from cellpark.config.environment import Environment, load_environment
from cellpark.runtime.marking import gettext_noop as _

STORY = ".story.yaml"


def found(name: str) -> Path:
    """The file, or the example of this name (``vein-to-vein``, ``cart-straight``)."""
    places = (
        Path(name),
        EXAMPLES / "stories" / f"{name}{STORY}",
        EXAMPLES / "plays" / f"{name}.play.yaml",
    )
    for each in places:
        if each.is_file():
            return each
    examples = sorted(
        each.name.split(".")[0] for each in EXAMPLES.glob("*/*.yaml") if ".play." in each.name or ".story." in each.name
    )
    raise click.BadParameter(
        say(_("There is no file and no example “%(name)s”. The examples are: %(known)s."))
        % {"name": name, "known": ", ".join(examples)}
    )


@click.command(
    "play",
    cls=SpokenCommand,
    help=_(
        "Carry out scripted histories in the example plant, by the acts of the house: files (*.play.yaml, *.story.yaml)"
        " or the names of examples. A story goes on where it was interrupted, and is told once."
    ),
)
@click.argument("files", nargs=-1)
@click.option("--all-acts", is_flag=True, help=_("Tell every act, not only what was refused or deviated."))
def command(files: Sequence[str], all_acts: bool) -> None:
    """Play the files in their order; without any, the story from vein to vein.

    A batch, or one patient's way, is done whole or not at all.
    """
    paths = [found(name) for name in files or (told.EXAMPLE,)]
    environment = load_environment()
    with site():
        for path in paths:
            if path.name.endswith(STORY):
                told.story(path.name.removesuffix(STORY), path.read_bytes(), environment)
            else:
                _batch(path, environment, all_acts=all_acts)


def _batch(path: Path, environment: Environment, *, all_acts: bool) -> None:
    from django.db import transaction

    from cellpark.base.messages import sentence
    from cellpark.plays.public import Told, perform, read_script

    def tell(heard: Told) -> None:
        if not (heard.problems or heard.verb == "close_exception" or all_acts):
            return
        line = f"{heard.at:%Y-%m-%d %H:%M}Z  {heard.who:<9} {heard.verb:<17} {heard.step} {heard.field}".rstrip()
        click.echo(line)
        for problem in heard.problems:
            click.echo(f"    {sentence(problem)}")

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
    told_whole = _(
        "%(batch)s: %(acts)s acts over %(days)s days, %(refused)s refused, %(exceptions)s exceptions. %(address)s"
    )
    click.echo(say(told_whole) % said)
