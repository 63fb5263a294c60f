"""What an owner says about a resource, and what is wrong with it."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final
from uuid import UUID
from zoneinfo import available_timezones

from cellpark.base.scope import widened
from cellpark.booking.models import Resource
from cellpark.booking.rules import terms_problems
from cellpark.booking.states import ChargeBy, ResourceKind, SourceKind
from cellpark.booking.terms import Terms
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import Problem

_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9./-]{1,39}\Z")
NAME_MAX, PLACE_MAX, POOL_MAX = 200, 200, 40
PRICE_MAX = Decimal(1_000_000)
LISTS_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A resource in the words of its owner. ``price`` in CNY an hour without tax, ``tax`` a share such as 0.06."""

    code: str
    name_zh: str = ""
    name_en: str = ""
    kind: ResourceKind = ResourceKind.ROOM
    place: str = ""
    pool: str = ""
    open_to_all: bool = True
    allowed: tuple[UUID, ...] = ()
    price: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    charge_by: ChargeBy = ChargeBy.RESERVATION
    terms: Terms = field(default_factory=Terms)


def description_problems(said: Description) -> list[Problem]:
    """What is wrong with a description."""
    problems = []
    if not _CODE.match(said.code):
        problems.append(Problem("booking.code.malformed", {"code": said.code[:40]}, field="code"))
    if not said.name_zh.strip() and not said.name_en.strip():
        problems.append(Problem("booking.name.missing", field="name_zh"))
    limits = {"name_zh": NAME_MAX, "name_en": NAME_MAX, "place": PLACE_MAX, "pool": POOL_MAX}
    for name, most in limits.items():
        text = getattr(said, name)
        if len(text) > most or any(ord(each) < 32 for each in text):
            problems.append(Problem("booking.text.malformed", {"most": most}, field=name))
    if not (said.price.is_finite() and 0 <= said.price <= PRICE_MAX and said.price == round(said.price, 2)):
        problems.append(Problem("booking.price.range", {"most": str(PRICE_MAX)}, field="price"))
    if not (said.tax.is_finite() and 0 <= said.tax < 1 and said.tax == round(said.tax, 4)):
        problems.append(Problem("booking.tax.range", field="tax"))
    lists = (said.terms.windows, said.terms.closed, said.terms.quotas, said.terms.training, said.allowed)
    if any(len(each) > LISTS_MAX for each in lists):
        problems.append(Problem("booking.terms.many", {"most": LISTS_MAX}))
    if said.terms.zone not in available_timezones():
        problems.append(Problem("booking.terms.zone", {"zone": said.terms.zone[:40]}, field="zone"))
    return problems + terms_problems(said.terms)


def allowed_problems(said: Description) -> list[Problem]:
    """Whether those who may book are known; it says nothing else about them."""
    with widened(*said.allowed):
        known = Organisation.objects.filter(id__in=said.allowed).count()
    if known != len(set(said.allowed)):
        return [Problem("booking.allowed.unknown", field="allowed")]
    return []


def code_problems(owner: UUID, code: str, *, besides: UUID | None = None) -> list[Problem]:
    """Whether the owner has the code already."""
    if Resource.objects.filter(organisation_id=owner, code=code).exclude(id=besides).exists():
        return [Problem("booking.code.taken", {"code": code}, field="code")]
    return []


def described(said: Description) -> dict[str, object]:
    """The fields of the events that describe a resource."""
    return {
        "code": said.code,
        "kind": said.kind.value,
        "name_zh": said.name_zh.strip(),
        "name_en": said.name_en.strip(),
        "place": said.place.strip(),
        "pool": said.pool.strip(),
        "open_to_all": said.open_to_all,
        "allowed": said.allowed,
        "price": said.price,
        "tax": said.tax,
        "charge_by": said.charge_by.value,
        "rules": said.terms.as_json(),
    }


def source_of(kind: str, identity: UUID | None) -> tuple[SourceKind, UUID | None]:
    """Where a resource stands otherwise."""
    return (SourceKind(kind), identity) if kind and identity is not None else (SourceKind.NONE, None)
