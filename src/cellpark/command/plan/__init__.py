"""``cellpark plan``: schedule, simulate and cost a plant from a file; write the facts of the living plant."""

from cellpark.command.plan.facts import facts
from cellpark.command.plan.money import cost
from cellpark.command.plan.schedule import schedule
from cellpark.command.plan.simulate import simulate
from cellpark.command.spoken import SpokenGroup
from cellpark.runtime.marking import gettext_noop as _

command = SpokenGroup(name="plan", help=_("Plan a plant: when what is done, what will probably happen, what it costs."))
for _each in (schedule, simulate, cost, facts):
    command.add_command(_each)
