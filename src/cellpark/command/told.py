"""How a story is told on the terminal: each patient's way as dates and sentences, with the addresses of its pages."""

from typing import TYPE_CHECKING

import click

from cellpark.command.examples import EXAMPLES, example_password
from cellpark.command.language import say
from cellpark.config.environment import Environment
from cellpark.runtime.marking import gettext_noop as _

if TYPE_CHECKING:
    from cellpark.plays.public import Ended, PatientScript, StoryLine

EXAMPLE, TODAY = "vein-to-vein", "on-the-way"
"""The stories of which a new site is full: patients who are through, and who is on the way today."""


def queue_example() -> None:
    """Let the worker tell the stories of the examples, patient after patient, while the site is used already."""
    from cellpark.plays.public import begin_telling, queue_telling

    for name in (EXAMPLE, TODAY):
        begin_telling(name=name, content=(EXAMPLES / "stories" / f"{name}.story.yaml").read_bytes())
    queue_telling(EXAMPLE)  # one story after the other: they use the same rooms


def story(name: str, content: bytes, environment: Environment) -> None:
    """Tell a story from where it stands to its end; one that is over is told no second time."""
    from cellpark.plays.public import begin_telling, plan_after, tell_next

    telling = begin_telling(name=name, content=content)
    if telling.is_over:
        said = {"patients": telling.patients, "day": f"{telling.ended_at:%Y-%m-%d %H:%M}Z"}
        click.echo(say(_("This story of %(patients)s patients was told on %(day)s, and is told once. Look at:")) % said)
        for each in telling.told:
            click.echo(f"  {each['title'].get('zh', '')} | {each['title'].get('en', '')}")
            click.echo(f"    {environment.address}/orders/{each['order']}")
        return
    password, patients = example_password(environment.places), 0
    while (ended := tell_next(name=name, password=password, tell=refused, begins=begun)) is not None:
        patients += 1
        through(ended, address=environment.address)
    plan_after(name=name, password=password)
    click.echo(say(_("%(patients)s patients, each with its whole way.")) % {"patients": patients})


def begun(patient: "PatientScript") -> None:
    """Whose way begins."""
    click.echo(f"\n{patient.title.get('zh', '')} | {patient.title.get('en', '')}")


def refused(line: "StoryLine") -> None:
    """What was refused on the way, with the reason."""
    from cellpark.base.messages import sentence

    for problem in line.problems:
        click.echo(f"    {line.at:%Y-%m-%d %H:%M}Z  {sentence(problem)}")


def through(patient: "Ended", *, address: str) -> None:
    """The entries of the order from the first to the last, and where to look."""
    from cellpark.base.contributed import contributed_mapping
    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.orders.public import ORDER_STATES, OrderState, steps_of

    titles = contributed_mapping("words", "EVENT_TITLES")
    order = patient.order
    with use_scope(EVERYTHING):
        for step in steps_of(order.id).order_by("number"):
            click.echo(f"  {step.at:%Y-%m-%d %H:%M}Z  {titles[f'orders.order.{step.type}']}")
    click.echo(f"  = {ORDER_STATES[OrderState(order.state)]}  {address}/orders/{order.id}")
    if order.batch_id is not None:
        click.echo(f"    {order.batch_number}  {address}/batches/{order.batch_id}")
