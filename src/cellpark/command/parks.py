"""``cellpark parks load``: load park files."""

from pathlib import Path

import click

from cellpark.command.examples import EXAMPLES
from cellpark.command.language import say
from cellpark.command.progress import bar
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.runtime.marking import gettext_noop as _

command = SpokenGroup(name="parks", help=_("Parks, their buildings and tenants."))


@command.command("load", cls=SpokenCommand, help=_("Load the park files (*.yaml) of a folder; safe to repeat."))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=EXAMPLES / "parks")
def load(folder: Path) -> None:
    """Load every park file as the house itself; a file with a fault is refused whole."""
    with site():
        from cellpark.base.scope import EVERYTHING, use_scope
        from cellpark.space.public import load_example_parks

        with use_scope(EVERYTHING), bar(_("Loading park files")) as told:
            loaded = load_example_parks(folder, progress=told)
    click.echo(say(_("%(count)s parks loaded from %(folder)s.")) % {"count": len(loaded), "folder": folder})
