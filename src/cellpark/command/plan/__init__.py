"""``cellpark plan``: schedule, simulate, cost and study a plant from a file; write the facts of the living plant."""

from cellpark.command.plan.facts import facts
from cellpark.command.plan.learn import command as learn
from cellpark.command.plan.money import cost
from cellpark.command.plan.promise import promise
from cellpark.command.plan.schedule import schedule
from cellpark.command.plan.simulate import simulate
from cellpark.command.plan.study import study
from cellpark.command.plan.year import year
from cellpark.command.spoken import SpokenGroup
from cellpark.runtime.marking import gettext_noop as _

command = SpokenGroup(name="plan", help=_("Plan a plant: when what is done, what will probably happen, what it costs."))
for _each in (schedule, simulate, promise, cost, study, year, learn, facts):
    command.add_command(_each)
