"""Whatever is sent, the answer is a sentence and never a fault of ours."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from cellpark.identity.public import OrganisationKind, Role
from tests.api.callers import Program, token_for
from tests.people import organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    mine = organisation("Mine", OrganisationKind.OPERATOR)
    return Program(token_for(person("manager@example.org", Role.PARK_MANAGER, within=mine)))


def new(**values: object) -> dict[str, object]:
    return {"kind": "tenant", "name_en": "New", **values}


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"kind": "tenant", "name_en": "\xff\xfe"}',
        '{"kind": "tenant", "name_en": "\u4e2d"}'.encode("gb18030"),
        b'{"kind": "tenant"' * 3,
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\x00",
    ],
)
def test_a_body_that_cannot_be_read_is_400(program: Program, body: bytes) -> None:
    answer = program.raw("organisations", body)
    assert (answer.status, answer.codes) == (400, ["api.unreadable"])


@pytest.mark.parametrize(
    "body", [b'{"kind": "tenant", "kind": "operator"}', b'{"name_en": "New", "deep": [{"name_en": 1, "name_en": 2}]}']
)
def test_a_name_given_twice_is_refused_by_name(program: Program, body: bytes) -> None:
    """Last-one-wins would keep a value that the sender's own copy may not show."""
    answer = program.raw("organisations", body)
    assert (answer.status, answer.codes) == (400, ["api.name_twice"])


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"text"', b"7", b"true"])
def test_a_body_of_another_kind_is_422(program: Program, body: bytes) -> None:
    assert program.raw("organisations", body).status == 422


def test_a_body_over_the_limit_is_413(program: Program) -> None:
    answer = program.raw("organisations", b'{"name_en": "' + b"x" * (5 * 1024 * 1024) + b'"}')
    assert (answer.status, answer.codes) == (413, ["api.too_large"])
    assert "4194304 bytes" in answer.body["title"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A\x00B", "base.text.control"),
        ("A\x1bB", "base.text.control"),
        ("A\ud800B", "base.text.control"),
        ("Cafe\u0301", "base.text.normal_form"),
        ("x" * 501, "base.too_long"),
        ("x" * 201, "base.too_long"),
        ("  ", "identity.name.missing"),
    ],
)
def test_text_that_cannot_be_kept_is_422(program: Program, text: str, code: str) -> None:
    answer = program.raw("organisations", json.dumps(new(name_en=text)).encode())
    assert (answer.status, answer.codes) == (422, [code])


def test_every_wrong_value_is_named_at_once(program: Program) -> None:
    answer = program.post("organisations", {"kind": "planet", "name_en": 7, "colour": "red"})
    found = {problem["field"]: problem["code"] for problem in answer.body["problems"]}
    assert found == {"kind": "base.not_a_choice", "name_en": "api.unfit", "colour": "api.unknown"}


def test_a_wrong_value_is_repeated_only_in_part(program: Program) -> None:
    answer = program.post("organisations", new(kind="\u202e" + "y" * 10_000))
    (problem,) = answer.body["problems"]
    assert problem["what"] == f"“{'y' * 80}…” is not one of the choices."


@pytest.mark.parametrize(
    "path",
    [
        "organisations/not-a-uuid",
        "organisations/%00",
        "organisations?after=1",
        "organisations?limit=0",
        "organisations?limit=-5",
        "organisations?limit=201",
        "organisations?limit=1e3",
        "organisations?limit=99999999999999999999999",
        "organisations?kind=planet",
        "people?q=" + "x" * 201,
        "people?q=a%00b",
        "qualifications?valid_on=31.12.2026",
        "ledger/events?since=yesterday",
        "ledger/events?since=2026-11-22T09:00:00",
        "ledger/events?actor=a%00b",
        "ledger/events?stream=" + "x" * 201,
        "ledger/stream",
        "ledger/stream?name=x&after=-1",
        "ledger/stream?name=x&after=9223372036854775808",
        "ledger/checkpoints/9223372036854775808",
        "ledger/checkpoints/-1",
        "ledger/consistency?old=1",
        "parks/%00",
    ],
)
def test_a_wrong_address_is_refused_in_words(program: Program, path: str) -> None:
    answer = program.get(path)
    assert answer.status in {404, 422}, answer.body
    assert all(problem["what"] and problem["remedy"] for problem in answer.body["problems"])


@pytest.mark.parametrize(
    "path",
    [
        "materials?code=",
        "lots?number=",
        "containers?code=",
        "containers?coi=",
        "labels?number=",
        "label-templates?code=",
    ],
)
def test_a_filter_that_no_row_can_hold_is_refused_in_words(path: str) -> None:
    plant = organisation("Plant", OrganisationKind.PLATFORM_PROVIDER)
    program = Program(token_for(person("head@example.org", Role.QUALITY_HEAD, within=plant)))
    answer = program.get(f"{path}a%00b")
    assert (answer.status, answer.codes) == (422, ["base.text.control"])


def test_a_query_of_ten_megabytes_is_refused(program: Program) -> None:
    answer = program.get("people?q=" + "x" * (10 * 1024 * 1024))
    assert (answer.status, answer.codes) == (422, ["base.too_long"])


def test_ten_thousand_parameters_are_refused(program: Program) -> None:
    answer = program.get("people?" + "&".join(f"a{n}=1" for n in range(10_000)))
    assert (answer.status, answer.codes) == (400, ["api.unreadable"])


def test_repeated_and_odd_parameters_do_no_harm(program: Program) -> None:
    assert program.get("organisations?limit=1&limit=2").status == 200
    assert program.get("organisations?" + "%" * 50).status == 200
    assert program.get("people?q=" + "%25_%5C' \";--").status == 200
    assert program.get("people?q=%ED%A0%80").status == 200


def test_an_unknown_language_is_answered_in_the_site_s(program: Program) -> None:
    for language in ("tlh", "x" * 5_000, "en;q=oops,;;", "zh-Hant-TW", "*"):
        assert Program(program.token, language).get("organisations/1").status == 422


@pytest.mark.parametrize("name", ["Idempotency-Key", "If-Match"])
@pytest.mark.parametrize("value", ["", "x" * 10_000, "\xff", '"0"', '"1', "-1", "\u4e2d"])
def test_odd_headers_are_refused(program: Program, name: str, value: str) -> None:
    path, headers = f"organisations/{uuid4()}/close", {"If-Match": "*", name: value}
    response = Client().post(
        "/api/v1/" + path,
        {"reason": "r"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.token}", **headers},
    )
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_dates_at_the_ends_of_time_do_no_harm(program: Program) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        assert program.get(f"qualifications?valid_on={day}").status == 200
    for moment in ("0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"):
        assert program.get(f"ledger/events?since={moment}").status in {200, 422}
