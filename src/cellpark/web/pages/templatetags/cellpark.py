"""What templates need besides Django's own: times, quantities, codes and icons. Load with ``{% load cellpark %}``."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cellpark.kernel.quantity import Quantity
from cellpark.web.pages import formats
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.tables.cells import Cell, Kind, State

if TYPE_CHECKING:
    from cellpark.web.pages.tables import Table

register = template.Library()
SPRITE = "vendor/tabler-icons-3.51.0/icons.svg"
# a shape for each of the five states, so that nobody depends on colour
SHAPES: Final = {
    "planned": "circle-dashed",
    "running": "player-play",
    "waiting": "hourglass",
    "stopped": "hand-stop",
    "done": "circle-check",
}


@register.filter
def moment(value: datetime | None) -> str:
    """A time in the shown zone, for reading; UTC waits in the title."""
    if value is None:
        return ""
    machine = formats.machine_time(value)
    return format_html('<time datetime="{}" title="{}">{}</time>', machine, machine, formats.moment(value))


@register.filter
def instant(value: datetime | None) -> str:
    """A time in the shown zone, to the second, as records write it."""
    if value is None:
        return ""
    return format_html(
        '<time class="figures" datetime="{}">{}</time>', formats.machine_time(value), formats.instant(value)
    )


@register.filter
def last(until: date | str | None) -> date | None:
    """The last day of days that end before ``until``: records are half-open, people name the last day."""
    if not until:
        return None
    return (date.fromisoformat(until) if isinstance(until, str) else until) - timedelta(days=1)


@register.filter
def deadline(value: date | None) -> str:
    """By when: the time where one is set, else the day alone."""
    return moment(value) if isinstance(value, datetime) else day(value)


@register.filter
def day(value: date | None) -> str:
    """A date."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), formats.day(value))


@register.filter
def quantity(value: Quantity | Decimal | int | str | None, unit: str = "") -> str:
    """A number with its unit, which is never left out and never wraps away: ``2.0 mL``."""
    if value is None or value == "":
        return ""
    amount, name = (value.value, value.unit) if isinstance(value, Quantity) else (Decimal(value), unit)
    written = formats.number(amount)
    shown = formats.unit(name)
    tail = format_html('\N{NO-BREAK SPACE}<span class="unit">{}</span>', shown) if shown else ""
    return format_html('<span class="quantity"><span class="figures">{}</span>{}</span>', written, tail)


@register.filter
def unit(name: str) -> str:
    """A unit or a currency, as people write it."""
    return formats.unit(name)


@register.filter
def formula(value: str | None) -> str:
    """A computation of the rent, as people write it."""
    return formats.formula(value or "")


@register.filter
def number(value: Decimal | int | str | None) -> str:
    """A number without unit, thousands parted."""
    return "" if value is None or value == "" else formats.number(Decimal(value))


@register.filter
def grouped(code: object) -> SafeString:
    """A code in groups of four; copying it gives the code without gaps, since the gaps are drawn by the style sheet."""
    return format_html_join("", "<span>{}</span>", ((piece,) for piece in formats.grouped(str(code))))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon from the sprite. Beside words it is silent; alone it needs ``label``."""
    return _icon(name, str(label), _sprite())


@cache
def _sprite() -> str:
    return staticfiles_storage.url(SPRITE)


@lru_cache(maxsize=1_024)
def _icon(name: str, label: str, sprite: str) -> SafeString:
    """A page draws the same few icons many times."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"></use></svg>', spoken, sprite, name)


@register.simple_tag
def state_mark(colour: str, label: str = "") -> SafeString:
    """A state by colour, shape and word; the word is missing only where it stands beside."""
    return format_html('<span class="state state-{}">{}{}</span>', colour, icon(SHAPES[colour]), label)


@dataclass(frozen=True, slots=True)
class Sending:
    """What travels with a form besides its fields: its key, the version that was seen, and what was refused."""

    key: object = None
    version: object = None
    problems: object = None


@register.simple_tag
def sending(form: object, act_key: object = None, version: object = None, problems: object = None) -> Sending:
    """What travels with a form; read past its fields, because ``form.key`` in a template is a field called key."""
    if not isinstance(form, ActForm):
        return Sending(act_key, version, problems)
    return Sending(act_key or form.key, form.version if version is None else version, problems or form.problems)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """A form field's control in the look of the pages, at least as high as the mood asks."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect):
        return field.as_widget()
    if isinstance(widget, CheckboxInput):
        return field.as_widget(attrs={"class": "form-check-input"})
    return field.as_widget(attrs={"class": "form-select" if isinstance(widget, Select) else "form-control"})


@register.simple_tag
def table_rows(table: "Table") -> SafeString:
    """The rows of a table's page. They are written here and not in a template: a page has hundreds of cells."""
    opened = [f'<td class="kind-{each.kind}" data-label="{escape(each.label)}">' for each in table.columns]
    rows = ("".join(f"{td}{_linked(cell)}</td>" for td, cell in zip(opened, line, strict=True)) for line in table.lines)
    return mark_safe("".join(f"<tr>{row}</tr>" for row in rows))  # noqa: S308 -- every text is escaped below


def _linked(cell: Cell) -> str:
    inside = conditional_escape(_drawn(cell))
    return f'<a href="{escape(cell.href)}">{inside}</a>' if cell.href else inside


def _drawn(cell: Cell) -> SafeString | str:
    if isinstance(cell.value, State):
        return state_mark(cell.value.colour, str(cell.value.label))
    if isinstance(cell.value, datetime):
        machine = formats.machine_time(cell.value)
        return format_html('<time datetime="{}" title="{}">{}</time>', machine, machine, formats.minute(cell.value))
    if cell.kind is Kind.CODE:
        return format_html('<code class="code-groups">{}</code>', grouped(cell.text))
    return cell.text
