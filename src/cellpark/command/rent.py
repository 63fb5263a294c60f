"""``cellpark rent bills``: every bill of a lease, line by line; needs a file, no site and no database."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import say
from cellpark.command.recipe_files import FILE, OUT, TO_FILE, give
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.kernel.interval import Interval
from cellpark.kernel.money import total
from cellpark.rent.public import Lease, Line, Period, bill_lines, periods, read_lease
from cellpark.runtime.marking import gettext_noop as _

command = SpokenGroup(name="rent", help=_("Rent: the bills that follow from a lease (*.lease.yaml)."))
HEADINGS = ("from", "until", "due", "term", "room", "computation", "why", "awaits", "net", "tax", "gross", "currency")


@command.command("bills", cls=SpokenCommand, help=_("Print every bill of a lease: term, days, computation, tax, sum."))
@click.argument("file", type=FILE)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help=_("Only bills that are due before this day."))
@click.option("--csv", "as_csv", is_flag=True, help=_("Print the lines as CSV, for a spreadsheet."))
@click.option("--out", type=OUT, help=TO_FILE)
def bills(file: Path, until: datetime | None, as_csv: bool, out: Path | None) -> int:
    """The computation of a site, on a file: what a lease means in money before anybody signs it."""
    lease = read_lease(file.read_bytes())
    end = None if until is None else until.date()
    made = [(each, _lines(lease, each)) for each in periods(lease.days, lease.cycle) if end is None or each.due < end]
    give(_table(made) if as_csv else "".join(f"{text}\n" for text in _texts(lease, made)), out)
    return ExitCode.DONE


def _lines(lease: Lease, period: Period) -> tuple[Line, ...]:
    return bill_lines(lease.terms, period.days, lease.index)


def _texts(lease: Lease, made: list[tuple[Period, tuple[Line, ...]]]) -> Iterator[str]:
    """A bill after the other, as people read it: days with the last one of them."""
    for period, found in made:
        yield say(_("%(days)s, due %(due)s")) % {"days": _days(period.days), "due": period.due}
        for each in found:
            yield f"  {each.term.key:<16} {_days(each.days)}  {each.formula} = {each.gross}"
            if each.stretch.awaits:
                yield "  " + say(_("waits for %(index)s; the last rate goes on until it is published")) % {
                    "index": each.stretch.awaits
                }
        currency = found[0].term.currency if found else lease.terms[0].currency
        summed = total((each.gross for each in found), currency)
        taxes = total((each.tax for each in found), currency)
        yield "  " + say(_("sum %(sum)s, tax in it %(tax)s")) % {"sum": summed, "tax": taxes}


def _days(days: Interval[date]) -> str:
    assert days.end is not None
    return f"{days.start}..{date.fromordinal(days.end.toordinal() - 1)}"


def _table(made: list[tuple[Period, tuple[Line, ...]]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    for period, found in made:
        for each in found:
            assert each.days.end is not None
            writer.writerow(
                [
                    each.days.start,
                    each.days.end,
                    period.due,
                    each.term.key,
                    each.term.subject,
                    each.formula,
                    each.stretch.why,
                    each.stretch.awaits,
                    f"{each.net.amount:f}",
                    f"{each.tax.amount:f}",
                    f"{each.gross.amount:f}",
                    each.gross.currency,
                ]
            )
    return text.getvalue()
