"""How a story is told on the terminal: each patient's way as dates and sentences, with the addresses of its pages."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cellpark.plays.public import Ended, PatientScript, StoryLine


def begun(patient: "PatientScript") -> None:
    """Whose way begins."""
    click.echo(f"\n{patient.title.get('zh', '')} | {patient.title.get('en', '')}")


def refused(line: "StoryLine") -> None:
    """What was refused on the way, with the reason."""
    from cellpark.base.messages import sentence

    for problem in line.problems:
        click.echo(f"    {line.at:%Y-%m-%d %H:%M}Z  {sentence(problem)}")


def ended(patient: "Ended", *, address: str) -> None:
    """The entries of the order from the first to the last, and where to look."""
    from cellpark.base.contributed import contributed_mapping
    from cellpark.orders.public import ORDER_STATES, OrderState, steps_of

    titles = contributed_mapping("words", "EVENT_TITLES")
    order = patient.order
    for step in steps_of(order.id).order_by("number"):
        click.echo(f"  {step.at:%Y-%m-%d %H:%M}Z  {titles[f'orders.order.{step.type}']}")
    click.echo(f"  = {ORDER_STATES[OrderState(order.state)]}  {address}/orders/{order.id}")
    if order.batch_id is not None:
        click.echo(f"    {order.batch_number}  {address}/batches/{order.batch_id}")
