"""Forms of what went otherwise than planned: everything is chosen from what the published plan has."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.base.time import now
from cellpark.kernel.problem import Problem
from cellpark.orders.public import OrderState, TreatmentOrder
from cellpark.plans import public as plans
from cellpark.plans.public import Beside, PlanRead
from cellpark.web.areas.plans.forms import MOMENT
from cellpark.web.areas.plans.picture.scene import PEOPLE, View, view_of
from cellpark.web.areas.plans.words import operation_name, resource_name
from cellpark.web.pages import formats
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.fields import ProblemError

COUNT_MAX = 10_000
OUT_FOR = timedelta(days=1)
"""Nobody knows yet for how long; a day is what the form begins with."""
Chosen = list[tuple[str, str]]
NOW = "now"


def moment(**options: Any) -> forms.DateTimeField:
    """An instant in the reader's zone."""
    widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(widget=widget, input_formats=[MOMENT], **options)


def begins() -> datetime:
    """The next full minute."""
    return now().replace(second=0, microsecond=0) + timedelta(minutes=1)


class ChangeForm(ActForm):
    """One disturbance of a published plan."""

    def __init__(self, *args: Any, base: PlanRead, **kwargs: Any) -> None:
        """Of the published plan with the slots that are held."""
        super().__init__(*args, **kwargs)
        self.base = base
        self.beside: Beside = plans.beside_of(base.row)

    def choose(self, name: str, found: Chosen) -> None:
        """What a field offers."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose")), *found]

    def instant(self, name: str) -> datetime | None:
        """An instant that the plan covers; None where none was said."""
        at: datetime | None = self.cleaned_data.get(name)
        if at is not None and not 0 <= self.base.row.clock.after(at) <= self.base.facts.horizon:
            problem = Problem("plans.disturbance.outside", {"at": formats.moment(at)}, field=name)
            self.add_error(name, ProblemError(problem))
        return at

    def said(self) -> list[dict[str, Any]]:
        """As a program would say it (docs/plans.md)."""
        raise NotImplementedError

    def batches(self, keys: Sequence[str]) -> Chosen:
        """Batches by their number, with the order that they are for."""
        return [
            (key, key if self.beside.who(key) == key else f"{key} \u00b7 {self.beside.who(key)}")
            for key in sorted(keys)
        ]


class FailedForm(ChangeForm):
    """A batch is lost."""

    job = forms.ChoiceField(label=gettext_lazy("Batch"))
    at = moment(label=gettext_lazy("Lost at"))
    again = forms.ChoiceField(
        label=gettext_lazy("Made again from this step on"),
        required=False,
        help_text=gettext_lazy("Choose none if it is not made again."),
    )
    ready = moment(
        label=gettext_lazy("Its reserve is there at"),
        required=False,
        help_text=gettext_lazy("Empty: at once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Batches that are not over, and their steps."""
        super().__init__(*args, **kwargs)
        alive = plans.alive(self.base, now())
        jobs = {each.key: each for each in self.base.facts.jobs}
        self.choose("job", self.batches(alive))
        steps = {one.key: key for key in reversed(alive) for one in reversed(jobs[key].operations) if one.key != NOW}
        found = [(key, operation_name(self.beside, job, key)) for key, job in reversed(steps.items())]
        self.choose("again", found)
        self.steps = {key: {one.key for one in jobs[key].operations} for key in alive}
        self.initial.setdefault("at", begins())

    def clean(self) -> dict[str, Any] | None:
        """A batch is made again from a step of its own."""
        said = super().clean()
        for name in ("at", "ready"):
            self.instant(name)
        job, again = self.cleaned_data.get("job"), self.cleaned_data.get("again")
        if job and again and again not in self.steps[job]:
            self.add_error("again", _("The plan has no such step for this batch. Choose another."))
        return said

    def said(self) -> list[dict[str, Any]]:
        """The loss, with where it begins anew."""
        sent = self.cleaned_data
        ready = sent["ready"]
        return [
            {
                "kind": "failed",
                "job": sent["job"],
                "at": sent["at"].isoformat(),
                "again": sent["again"] or None,
                "ready": None if ready is None else ready.isoformat(),
            }
        ]


class LateForm(ChangeForm):
    """Material comes later."""

    job = forms.ChoiceField(
        label=gettext_lazy("Batch"), help_text=gettext_lazy("Those of which nothing has begun by the plan.")
    )
    release = moment(label=gettext_lazy("It is there at"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Batches of which nothing has begun."""
        super().__init__(*args, **kwargs)
        self.choose("job", self.batches(list(plans.coming(self.base, now()))))

    def clean(self) -> dict[str, Any] | None:
        """Within the plan."""
        said = super().clean()
        self.instant("release")
        return said

    def said(self) -> list[dict[str, Any]]:
        """When it comes."""
        sent = self.cleaned_data
        return [{"kind": "late", "job": sent["job"], "release": sent["release"].isoformat()}]


class AwayForm(ChangeForm):
    """So many of something cannot be had for a time."""

    kind = "broken"
    resource = forms.ChoiceField(label=gettext_lazy("Room or device"))
    count = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=COUNT_MAX, initial=1)
    since = moment(label=gettext_lazy("From"))
    until = moment(label=gettext_lazy("Until"), help_text=gettext_lazy("As far as anybody knows."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What the plan counts on."""
        super().__init__(*args, **kwargs)
        self.counted = {each.key: each.capacity for each in self.base.facts.resources if self.fits(each.key)}
        self.choose("resource", list(self._offered()))
        self.initial.setdefault("since", begins())
        self.initial.setdefault("until", begins() + OUT_FOR)

    def fits(self, key: str) -> bool:
        """Whether a resource is of this kind."""
        return view_of(key) is not View.PEOPLE

    def _offered(self) -> Iterator[tuple[str, str]]:
        for key, count in self.counted.items():
            said = {"what": resource_name(key), "count": count}
            yield key, _("%(what)s (%(count)s in the plan)") % said

    def clean(self) -> dict[str, Any] | None:
        """No more than there are, and an end after the beginning."""
        said = super().clean()
        since, until = self.instant("since"), self.instant("until")
        key, count = self.cleaned_data.get("resource"), self.cleaned_data.get("count")
        if since is not None and until is not None and until <= since:
            self.add_error("until", _("It ends before it begins. Choose a later time."))
        if key and count and count > self.counted[key]:
            most = {"count": self.counted[key]}
            self.add_error("count", _("The plan counts on %(count)s. Choose as many or fewer.") % most)
        return said

    def said(self) -> list[dict[str, Any]]:
        """What is missing, from when until when."""
        sent = self.cleaned_data
        span = {"since": sent["since"].isoformat(), "until": sent["until"].isoformat(), "count": sent["count"]}
        return [{"kind": self.kind, "resource": key, **span} for key in self.hit(sent["resource"])]

    def hit(self, key: str) -> tuple[str, ...]:
        """What is fewer then."""
        return (key,)


class SickForm(AwayForm):
    """Fewer people of a role."""

    kind = "sick"
    resource = forms.ChoiceField(
        label=gettext_lazy("Role"),
        help_text=gettext_lazy("Who is trained for a recipe is missed in the role as well."),
    )

    def fits(self, key: str) -> bool:
        """People."""
        return view_of(key) is View.PEOPLE

    def hit(self, key: str) -> tuple[str, ...]:
        """Whoever is needed is counted in the role and among those who are trained for a recipe."""
        role = key.partition(" ")[0]
        return (key,) if role == key or role not in PEOPLE or role not in self.counted else (role, key)


class UrgentForm(ChangeForm):
    """One more patient who may not wait."""

    order = forms.ChoiceField(
        label=gettext_lazy("Order"), help_text=gettext_lazy("Orders that wait and are not in the plan.")
    )
    release = moment(label=gettext_lazy("Its cells are there or collected at"))
    weight = forms.TypedChoiceField(label=gettext_lazy("How urgent"), coerce=int, initial="10")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Orders that wait."""
        super().__init__(*args, **kwargs)
        self.orders: Mapping[str, TreatmentOrder] = {each.number: each for each in plans.orders_outside(self.base)}
        self.choose("order", [(key, f"{key} \u00b7 {each.product}") for key, each in self.orders.items()])
        field = self.fields["weight"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("1", _("as the others")),
            ("10", _("urgent: ten times as weighty")),
            ("100", _("before everybody: a hundred times as weighty")),
        ]
        chosen = self.orders.get(str(self.initial.get("order", "")))
        at = None if chosen is None else chosen.collect_at
        self.initial.setdefault("release", max(at or begins(), begins()))

    def clean(self) -> dict[str, Any] | None:
        """Within the plan."""
        said = super().clean()
        self.instant("release")
        return said

    def said(self) -> list[dict[str, Any]]:
        """The order as one more patient."""
        sent = self.cleaned_data
        order = self.orders[sent["order"]]
        return [
            {
                "kind": "urgent",
                "key": order.number,
                "recipe": order.therapy.recipe,
                "release": sent["release"].isoformat(),
                "arrived": order.state == OrderState.RECEIVED,
                "weight": sent["weight"],
            }
        ]


FORMS: Mapping[str, type[ChangeForm]] = {
    "failed": FailedForm,
    "late": LateForm,
    "broken": AwayForm,
    "sick": SickForm,
    "urgent": UrgentForm,
}
