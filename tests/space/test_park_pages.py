"""The pages of parks: every fact with its source, in both languages, at the same number of queries."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cellpark.base.actor import Actor
from cellpark.space.models import Fact, Park
from cellpark.space.public import load_example_parks, load_park, number_of, published_date
from tests.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

PARKS = Path(__file__).parents[2] / "examples" / "parks"
SMALL = (Path(__file__).parent / "small-park.yaml").read_text()
LOADER = Actor.system("tests")


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(person("reader@example.org"))
    return client


def text_of(client: Client, name: str, *args: str, language: str = "en", query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query, headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/parks").status_code == 302
    assert client.get("/parks/lishan").status_code == 302


def test_a_park_that_is_not_there_answers_404(reader: Client) -> None:
    assert reader.get("/parks/nowhere").status_code == 404


def test_before_any_park_is_loaded_the_list_says_what_to_do(reader: Client) -> None:
    assert "cellpark parks load examples/parks" in text_of(reader, "parks")


def test_the_list_shows_both_parks_with_their_maps(reader: Client) -> None:
    load_example_parks(PARKS)
    html = text_of(reader, "parks")
    assert re.findall(r'<h2><a class="park-link" href="([^"]+)">([^<]+)</a>', html) == [
        ("/parks/ftz-one", "FTZ One"),
        ("/parks/lishan", "Lishan International Cell Medicine Industrial Park"),
    ]
    assert html.count('class="park-map"') == 2


def test_the_first_line_says_what_is_true_now(reader: Client) -> None:
    load_example_parks(PARKS)
    lishan, ftz_one = (words(text_of(reader, "park", key)) for key in ("lishan", "ftz-one"))
    assert (
        "Open since November 2023. Published: 2 of 8 kinds of platform, 11 companies."
        " Newest source: 3 September 2024." in lishan
    )
    assert "Phase II: opened 15 November 2022. Phase III: ground broken 15 November 2022." in ftz_one


def test_every_fact_stands_on_its_page_with_the_mark_of_its_source(reader: Client) -> None:
    load_example_parks(PARKS)
    for park in Park.objects.all():
        html = text_of(reader, "park", park.key)
        shown = words(html)
        for fact in Fact.objects.filter(park=park).select_related("source"):
            with translation.override("en"):
                assert fact.text_en in shown, fact.key
                assert number_of(fact) in shown, fact.key
        marks = set(re.findall(r'href="#source-(S\d+)"', html))
        assert marks == set(re.findall(r'id="source-(S\d+)"', html)) == {source.key for source in park.sources.all()}


def test_each_building_on_the_map_leads_to_its_line_in_the_table(reader: Client) -> None:
    load_example_parks(PARKS)
    html = text_of(reader, "park", "lishan")
    svg = html[html.index('<svg class="park-map"') : html.index("</svg>", html.index('<svg class="park-map"'))]
    assert sorted(re.findall(r'<a href="#(building-\w+)"', svg)) == [f"building-{key}" for key in "abcde"]
    assert sorted(re.findall(r'<tr id="(building-\w+)"', html)) == [f"building-{key}" for key in "abcde"]
    assert "<title id=" in svg
    assert "<desc id=" in svg


def test_nothing_is_styled_inline(reader: Client) -> None:
    """The content security policy forbids it."""
    load_example_parks(PARKS)
    assert "style=" not in text_of(reader, "park", "lishan") + text_of(reader, "parks")


def test_all_eight_platforms_are_listed_and_the_unpublished_say_so(reader: Client) -> None:
    load_example_parks(PARKS)
    html = text_of(reader, "park", "ftz-one")
    assert html.count('<li class="platform') == 8
    assert html.count("Nothing published") == 2


def test_the_page_speaks_chinese(reader: Client) -> None:
    load_example_parks(PARKS)
    reader.cookies.load({"django_language": "zh-hans"})
    html = text_of(reader, "park", "lishan", language="zh-hans")
    park = Park.objects.get(key="lishan")
    assert f"<h1>{park.name_zh}" in html
    english = re.findall(r"[A-Z][a-z]+(?: [a-z]+)+", words(html[html.index("<main") : html.index("</main>")]))
    # two names are published in English only
    assert set(english) <= {"Lishan Health", "Shandong Lishan Biotech"}


def test_chinese_numbers_and_dates_follow_chinese_habits(reader: Client) -> None:
    load_example_parks(PARKS)
    with translation.override("zh-hans"):
        numbers = {fact.key: number_of(fact) for fact in Fact.objects.all()}
        date = published_date("2024-09-03")
    assert numbers["built"] == "8 \u4e07\u5e73\u65b9\u7c73"
    assert numbers["investment-planned"] == "100 \u4ebf\u5143"
    assert numbers["zone-drugs"] == "30%"
    assert date == "2024\u5e749\u67083\u65e5"


def test_english_numbers_and_dates(reader: Client) -> None:
    load_example_parks(PARKS)
    with translation.override("en"):
        numbers = {fact.key: number_of(fact) for fact in Fact.objects.all()}
        dates = [published_date(date) for date in ("2024-09-03", "2023-11", "2022/2023", "2022")]
    assert numbers["contacted"] == "over 100 companies"
    assert numbers["companies-expected"] == "about 300 companies"
    assert numbers["let-blocks"] == "500–15,000 m²"
    assert numbers["capital"] == "CNY 150 million"
    assert numbers["tower-height"] == "109.55 m"
    assert dates == ["3 September 2024", "November 2023", "2022–2023", "2022"]


def test_companies_are_filtered_and_exported(reader: Client) -> None:
    load_example_parks(PARKS)
    filtered = text_of(reader, "park", "ftz-one", query="?companies-field=cell_therapy")
    assert "3 rows" in words(filtered)
    file = reader.get("/parks/ftz-one?companies-export=csv")
    assert file["content-type"].startswith("text/csv")
    assert b"".join(file).count(b"\r\n") == 16
    file.close()


def copies(number: int) -> str:
    """The small park with ``number`` buildings, companies, platforms, figures and facts of each."""
    text = SMALL
    for n in range(1, number):
        text = (
            text.replace(
                "\nbuildings:\n",
                f"  - {{key: c{n}, name: {{en: C{n}}}, role: tenant, source: S1, facts: [{fact(n)}]}}\n\nbuildings:\n",
            )
            .replace(
                "\nplatforms:\n",
                f"  - {{key: b{n}, name: {{en: B{n}}}, source: S1, facts: [{fact(n)}],"
                f" map: {{schematic: true, x: {n * 4}, y: 9, width: 3, depth: 3}}}}\n\nplatforms:\n",
            )
            .replace(
                "\nfigures:\n",
                f"  - {{key: p{n}, kind: ai_design, name: {{en: P{n}}}, standing: signed, provider: c{n}, source: S1,"
                f" facts: [{fact(n)}]}}\n\nfigures:\n",
            )
        )
    return text + "".join(
        f"  - {{key: f{n}, en: F{n}, zh: F{n}, value: {n}, unit: m, source: S1}}\n" for n in range(1, number)
    )


def fact(n: int) -> str:
    return f"{{key: k, en: Fact {n}, zh: Fact {n}, source: S1}}"


@pytest.mark.parametrize(("name", "args"), [("parks", ()), ("park", ("small",))])
def test_more_rows_ask_no_more_queries(reader: Client, name: str, args: tuple[str, ...]) -> None:
    counts = []
    for number in (1, 3):
        load_park(actor=LOADER, content=copies(number).encode(), file="small-park.yaml")
        if number == 3:
            load_example_parks(PARKS)
        text_of(reader, name, *args)
        with CaptureQueriesContext(connection) as queries:
            text_of(reader, name, *args)
        counts.append(len(queries))
    assert counts[0] == counts[1]
