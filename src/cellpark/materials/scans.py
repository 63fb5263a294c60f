"""From what a scanner sends to the thing that carries that label."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import LiteralString, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import models

from cellpark.base.hot import hot_rows
from cellpark.identifiers.gs1 import ElementString
from cellpark.identifiers.house import HouseCode
from cellpark.identifiers.isbt128 import ChainOfIdentity, Compound, Din, Divisions, ProductCode
from cellpark.identifiers.scan import Code, in_address, read
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.models import Container, Lot, Material

SCAN_MAX = 400
OWNED = ("organisation",)
# of each kind: what is read along with it, and the conditions by the names that are asked for
_NAMED: Mapping[type[models.Model], tuple[tuple[str, ...], Mapping[tuple[str, ...], LiteralString]]] = {
    Container: (
        ("material", "lot"),
        {
            ("code",): '"materials_container"."code" = %(code)s',
            ("scan_key",): '"materials_container"."scan_key" = %(scan_key)s',
            OWNED: ' AND "materials_container"."organisation_id" = %(owner)s',
        },
    ),
    Lot: (
        ("material",),
        {
            ("number",): '"materials_lot"."number" = %(number)s',
            ("gtin", "number"): '"materials_material"."gtin" = %(gtin)s AND "materials_lot"."number" = %(number)s',
            OWNED: ' AND "materials_lot"."organisation_id" = %(owner)s',
        },
    ),
    Material: (
        (),
        {
            ("code",): '"materials_material"."code" = %(code)s',
            ("gtin",): '"materials_material"."gtin" = %(gtin)s',
            OWNED: ' AND "materials_material"."organisation_id" = %(owner)s',
        },
    ),
}
Kind = TypeVar("Kind", bound=models.Model)
# GS1 keys that name one object each: a returnable container (GRAI), a logistic unit (SSCC)
OBJECT_KEYS = ("8003", "00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """What a scan is in this house: at most one container, one lot, one material; ``coi`` is what the label says.

    ``by_phone`` is True where it was the code for phones: that shows what carries it and verifies nothing (LBL-3).
    """

    raw: str
    code: Code | None = None
    container: Container | None = None
    lot: Lot | None = None
    material: Material | None = None
    coi: str = ""
    by_phone: bool = False

    @property
    def known(self) -> bool:
        """Whether anything carries this label."""
        return any((self.container, self.lot, self.material, self.coi))


def scan_key(code: Code) -> str:
    """The part of a label that names one container, in one spelling; empty where it names none."""
    if isinstance(code, HouseCode):
        return code.content
    if isinstance(code, ElementString):
        for key in OBJECT_KEYS:
            if value := code.value(key):
                return f"({key}){value}"
        return f"(01){code.gtin}(21){code.serial}" if code.gtin and code.serial else ""
    parts = code.parts if isinstance(code, Compound) else (code,)
    din = next((part for part in parts if isinstance(part, Din)), None)
    product = next((part for part in parts if isinstance(part, ProductCode)), None)
    divisions = next((part for part in parts if isinstance(part, Divisions)), None)
    if din is None or product is None:
        return ""
    return f"={din.number}{product.payload}" + ("" if divisions is None else divisions.payload)


def key_of(text: str) -> str:
    """The scan key of a label's text; a text of no known structure is its own key."""
    try:
        return scan_key(read(text)) or text.strip()
    except Refused:
        return text.strip()


def resolve_scan(raw: str, *, organisation: UUID | None = None) -> Scanned:
    """What carries the label ``raw``, in scope; of ``organisation`` alone where given.

    Raises ``Refused``: ``identifiers....`` for what is no code, ``materials.scan.too_long``. A code that is read and
    belongs to nothing gives an answer that is not ``known``.
    """
    if len(raw) > SCAN_MAX:
        raise Refused(Problem("materials.scan.too_long", {"limit": SCAN_MAX}))
    code = in_address(raw, settings.CELLPARK_ADDRESS)
    return replace(_resolved(code, organisation), by_phone=code != raw)


def picked(raw: str, *, organisation: UUID | None = None) -> Scanned:
    """What carries the label ``raw``, for work and not for a look alone.

    Raises ``Refused`` as ``resolve_scan`` does, and ``materials.scan.phone_code``.
    """
    found = resolve_scan(raw, organisation=organisation)
    if found.by_phone:
        raise Refused(phone_code())
    return found


def phone_code() -> Problem:
    """The right label perhaps, but the code beside the one that is verified: neither a scan nor a near miss (LBL-3)."""
    return Problem("materials.scan.phone_code", rule="LBL-3")


def _resolved(raw: str, organisation: UUID | None) -> Scanned:
    named = _by_name(raw.strip(), organisation)
    if named.known:
        return named
    code = read(raw)
    key = scan_key(code)
    container: Container | None = _one(Container, organisation, scan_key=key) if key else None
    lot: Lot | None = _lot(code, organisation) if container is None else container.lot
    return Scanned(
        raw=raw,
        code=code,
        container=container,
        lot=lot,
        material=_material(container, lot, code, organisation),
        coi=coi_in(code) or ("" if container is None else container.coi),
    )


def coi_in(code: Code) -> str:
    """The chain of identity that a label carries, or nothing."""
    parts = code.parts if isinstance(code, Compound) else (code,)
    return next((part.content for part in parts if isinstance(part, ChainOfIdentity)), "")


def _by_name(text: str, organisation: UUID | None) -> Scanned:
    """Codes as people type them: a container's own code, a lot's number, a material's code."""
    if not text.isprintable() or not text:
        return Scanned(raw=text)
    container = _one(Container, organisation, code=text) or _one(Container, organisation, scan_key=text)
    if container is not None:
        return Scanned(raw=text, container=container, lot=container.lot, material=container.material, coi=container.coi)
    lot = _one(Lot, organisation, number=text)
    if lot is not None:
        return Scanned(raw=text, lot=lot, material=lot.material)
    return Scanned(raw=text, material=_one(Material, organisation, code=text))


def _lot(code: Code, organisation: UUID | None) -> Lot | None:
    if isinstance(code, ElementString) and code.gtin and code.lot:
        of_item: Lot | None = _one(Lot, organisation, gtin=code.gtin, number=code.lot)
        return of_item
    named: Lot | None = None
    if isinstance(code, HouseCode):
        named = _one(Lot, organisation, number=code.content)
    return named


def _material(container: Container | None, lot: Lot | None, code: Code, organisation: UUID | None) -> Material | None:
    if container is not None or lot is not None:
        found: Material = (container or lot).material  # type: ignore[union-attr]
        return found
    item: Material | None = None
    if isinstance(code, ElementString) and code.gtin:
        item = _one(Material, organisation, gtin=code.gtin)
    return item


def _one(kind: type[Kind], organisation: UUID | None, **names: str) -> Kind | None:
    """The one row under this name; two (in two organisations) are none, for a guess would be a mix-up."""
    related, conditions = _NAMED[kind]
    condition = conditions[tuple(names)] + ("" if organisation is None else conditions[OWNED])
    found = hot_rows(kind, condition, {**names, "owner": organisation}, related=related, tail="LIMIT 2")
    return found[0] if len(found) == 1 else None
