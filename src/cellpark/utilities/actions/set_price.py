"""Set the prices of a tariff from a day on."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record
from cellpark.utilities.events import TariffPriced
from cellpark.utilities.loading import settled_until
from cellpark.utilities.models import Tariff, TariffPrice
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.rating.tariff import Step
from cellpark.utilities.rules import price_problems
from cellpark.utilities.streams import periods_stream


def set_price(
    *,
    actor: Actor,
    tariff_id: UUID,
    since: date,
    prices: Mapping[str, Sequence[Step]],
    minimum: Decimal = Decimal(0),
    tax: Decimal = Decimal(0),
) -> TariffPrice:
    """Let prices hold from ``since`` until the next ones. Settled days keep theirs.

    Raises ``Refused``: ``utilities.price....``.
    """
    actor.require(UtilityPermission.SET_TARIFF)
    row: Tariff = Tariff.objects.get(id=tariff_id)
    refuse_any(price_problems(prices, row.bands, minimum, tax))
    with transaction.atomic():
        lock_stream(periods_stream(row.organisation_id, row.utility))
        lock_stream(f"utility-tariff/{row.id}")
        row = Tariff.objects.get(id=tariff_id)
        settled = settled_until(row.organisation_id, row.utility)
        if settled is not None and since < settled:
            raise Refused(Problem("utilities.price.settled", {"day": settled.isoformat()}, field="since"))
        if TariffPrice.objects.filter(tariff=row, since=since).exists():
            raise Refused(Problem("utilities.price.twice", {"day": since.isoformat()}, field="since"))
        steps = {band: tuple((each.above, each.price) for each in own) for band, own in prices.items()}
        price = TariffPrice(
            id=new_id(),
            organisation_id=row.organisation_id,
            tariff=row,
            since=since,
            prices={band: [[str(above), str(at)] for above, at in own] for band, own in steps.items()},
            minimum=minimum,
            tax=tax,
        )
        price.save()
        event = TariffPriced(tariff=row.id, since=since, prices=steps, minimum=minimum, tax=tax)
        made = record(stream=f"utility-tariff/{row.id}", event=event, actor=actor, organisation=row.organisation_id)
        row.version = made.version
        row.save(update_fields=["version"])
    return price
