"""Tables: sorted, filtered, paged by keyset and exported, in two queries whatever the number of rows."""

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from cellpark.identity.public import Person
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table
from cellpark.web.pages.tables.wish import Cursor

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 1, tzinfo=UTC)
COLUMNS = (
    Column(key="email", label="Address", sort="email", search=("email", "name_en"), link=lambda row: f"/{row.pk}"),
    Column(key="state", label="State", kind=Kind.STATE, value=lambda row: State("done", row.state), sort="state"),
    Column(key="seen", label="Seen", kind=Kind.MOMENT, value="last_login", sort="last_login"),
    Column(key="version", label="Version", kind=Kind.NUMBER, sort="version"),
    Column(key="length", label="Length", kind=Kind.NUMBER, value="length", sort="length"),
)
CHOICES = (Choice(key="state", label="State", lookup="state", options=(("invited", "Invited"), ("active", "Active"))),)


def rows() -> "QuerySet[Any]":
    return Person.objects.filter(email__endswith="@table.example").annotate(length=Length("email"))


def table(query: str = "", **options: Any) -> Table:
    request = RequestFactory().get("/people" + (f"?{query}" if query else ""))
    return Table(rows(), COLUMNS, request, **{"caption": "People", "order": "email", "choices": CHOICES, **options})


@pytest.fixture
def people() -> None:
    """A hundred and thirty people: every third has never signed in, addresses and versions repeat in length."""
    Person.objects.bulk_create(
        Person(
            email=f"p{number:03}@table.example",
            name_en=f"Person {number}",
            state="active" if number % 2 else "invited",
            version=number % 4,
            last_login=START + timedelta(hours=number // 5) if number % 3 else None,
        )
        for number in range(130)
    )


def walk(order: str, step: str, first: str) -> list[str]:
    """All addresses, page by page, along the links."""
    found: list[str] = []
    here = table(first)
    for _ in range(10):
        page = [row.email for row in here.page.rows]
        found = found + page if step == "next" else page + found
        link = here.links.get(step)
        if link is None:
            return found
        here = table(link.removeprefix("?"))
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("order", ["email", "-email", "seen", "-seen", "version", "-version", "length", "-length"])
def test_every_row_is_met_once_in_order_in_both_directions(people: None, order: str) -> None:
    """T-look: columns that repeat, that are null, and that are computed."""
    path = {"seen": "last_login"}.get(order.removeprefix("-"), order.removeprefix("-"))
    key = f"{'-' if order.startswith('-') else ''}{path}"
    expected = list(rows().order_by(key, "-pk" if order.startswith("-") else "pk").values_list("email", flat=True))
    assert walk(order, "next", f"sort={order}&size=25") == expected
    assert walk(order, "previous", f"sort={order}&size=25&page=last") == expected


def test_a_page_costs_two_queries_however_many_rows_there_are(
    people: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = table("size=25")
    with django_assert_num_queries(2):
        assert (len(first.lines), first.count, sorted(first.links)) == (
            25,
            130,
            ["clear", "csv", "last", "next", "xlsx"],
        )
    second = table(first.links["next"].removeprefix("?"))
    with django_assert_num_queries(2):
        assert [line[0].text for line in second.lines][:2] == ["p025@table.example", "p026@table.example"]
        assert second.count == 130


def test_filters_narrow_rows_count_and_links(people: None) -> None:
    found = table("q=person+12&state=active&sort=-email")
    assert [row.email for row in found.page.rows] == [
        f"p{number}@table.example" for number in (129, 127, 125, 123, 121)
    ]
    assert found.count == 5
    assert found.wish.filtered
    assert found.links["csv"] == "?sort=-email&q=person+12&state=active&export=csv"
    assert found.links["clear"] == "?sort=-email"


def test_the_head_says_how_it_is_sorted_and_a_second_click_turns_it_round(people: None) -> None:
    heads = {head.column.key: head for head in table("sort=email").heads}
    assert (heads["email"].sorted, heads["email"].href) == ("ascending", "?sort=-email")
    assert (heads["seen"].sorted, heads["seen"].href) == ("", "?sort=seen")
    turned = {head.column.key: head for head in table("sort=-email").heads}
    assert (turned["email"].sorted, turned["email"].href) == ("descending", "?sort=email")


@pytest.mark.parametrize(
    "query",
    [
        "sort=password",
        "sort=email'--",
        "size=1000000",
        "state=nonsense",
        "after=%00",
        "after=" + "A" * 5000,
        "after=" + Cursor("x", "not-a-uuid").encode(),
        "sort=seen&after=" + Cursor("not a time", "01890000-0000-7000-8000-000000000000").encode(),
        "sort=version&after=" + Cursor("9" * 400, "01890000-0000-7000-8000-000000000000").encode(),
        "sort=version&before=" + Cursor("NaN", "01890000-0000-7000-8000-000000000000").encode(),
        "q=%00",
        "q=%25%5C%27",
    ],
)
def test_nonsense_in_the_address_is_never_an_error(people: None, query: str) -> None:
    found = table(query)
    assert found.count in {0, 130}
    assert len(found.lines) <= 50


def test_a_count_stops_where_counting_would_cost_more_than_it_tells(
    people: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cellpark.web.pages.tables.queryset_source.COUNT_MAX", 100)
    monkeypatch.setattr("cellpark.web.pages.tables.table.COUNT_MAX", 100)
    found = table()
    assert (found.count_is_limited, found.count_shown) == (True, 100)


def content(query: str) -> bytes:
    response = table(query).exported()
    assert response is not None
    try:
        return b"".join(response)  # type: ignore[arg-type]
    finally:
        response.close()


def test_csv_holds_what_the_filter_shows_and_spreadsheets_read_its_chinese(people: None) -> None:
    Person.objects.filter(email="p001@table.example").update(email="=cmd@table.example")
    data = content("export=csv&q=cmd")
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert lines[0] == ["Address", "State", "Seen", "Version", "Length"]
    assert lines[1:] == [["'=cmd@table.example", "active", "2026-11-01 08:00:00+08:00", "1", "18"]]


def test_xlsx_keeps_numbers_as_numbers_and_runs_no_formula(people: None) -> None:
    Person.objects.filter(email="p001@table.example").update(email="=cmd@table.example")
    with zipfile.ZipFile(io.BytesIO(content("export=xlsx&q=cmd"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<t>=cmd@table.example</t>" in sheet
    assert '<c r="D2"><v>1</v></c>' in sheet


def test_an_export_of_an_unknown_form_is_the_page_itself(people: None) -> None:
    assert table("export=exe").exported() is None


def test_two_tables_of_one_page_do_not_disturb_each_other(people: None) -> None:
    found = table("other-q=nobody&one-q=p00&tab=3", name="one", keep=("tab",))
    assert found.count == 10
    assert found.links["csv"] == "?tab=3&one-sort=email&one-q=p00&one-export=csv"
    assert found.hidden == [("tab", "3"), ("one-sort", "email")]


def test_a_column_that_the_model_lacks_is_a_mistake_of_the_programmer(people: None) -> None:
    columns = (Column(key="email", label="Address", sort="emial"),)
    request = RequestFactory().get("/people?after=" + Cursor("x", "01890000-0000-7000-8000-000000000000").encode())
    with pytest.raises(AssertionError, match="emial"):
        _ = Table(rows(), columns, request, caption="People", order="email").page
