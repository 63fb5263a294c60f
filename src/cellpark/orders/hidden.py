"""Streams of the maker that the maker does not see yet: a draft is its hospital's alone until it is signed (T19)."""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast, Collate, Concat

from cellpark.base.scope import current_scope
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.queries import never_submitted


def drafts_of_others() -> "QuerySet[TreatmentOrder]":
    """The streams of orders in scope that another hospital has not submitted, found by the index of their state."""
    mine = current_scope().organisations
    drafts = TreatmentOrder.objects.filter(never_submitted(), organisation_id__in=mine)
    name = Concat(Value("order/", output_field=TextField()), Cast("id", TextField()))
    found: QuerySet[TreatmentOrder] = (
        drafts.exclude(hospital_id__in=mine).order_by().values(stream=Collate(name, "C"))  # type: ignore[assignment]
    )
    return found


HIDDEN_STREAMS: Mapping[str, Callable[[], "QuerySet[TreatmentOrder]"]] = {"order/": drafts_of_others}
