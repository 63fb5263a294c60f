"""The description of the API: complete, honest about refusals, readable as a page."""

import re
from collections import defaultdict

import pytest
from django.test import Client
from ninja import Schema

from cellpark.web.api.operation import declared_operations

pytestmark = pytest.mark.django_db


def described(language: str = "en") -> dict[str, object]:
    return Client(headers={"Accept-Language": language}).get("/api/v1/openapi.json").json()


def test_every_operation_is_described_with_its_rule() -> None:
    document = described()
    assert document["openapi"] == "3.1.0"
    found = {
        (method.upper(), path.removeprefix("/api/v1/")): operation["x-access"]
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    declared = {
        (each.method, each.path): {"door": each.access.door.value, "permission": each.access.permission}
        for each in declared_operations()
    }
    assert found == declared


def test_every_refusal_has_the_one_form() -> None:
    for path, methods in described()["paths"].items():
        for operation in methods.values():
            refusals = {status: answer for status, answer in operation["responses"].items() if int(status) >= 400}
            assert {"400", "422", "429"} <= refusals.keys(), path
            for answer in refusals.values():
                ((media, content),) = answer["content"].items()
                assert media == "application/problem+json"
                assert content["schema"] == {"$ref": "#/components/schemas/ProblemAnswer"}


def test_no_two_shapes_share_a_name() -> None:
    """In the description a shape is known by its name alone: of two the first would stand for both."""
    found = defaultdict(set)
    waiting = list(Schema.__subclasses__())
    while waiting:
        shape = waiting.pop()
        waiting += shape.__subclasses__()
        if shape.__module__.startswith("cellpark") and not shape.__name__.startswith("_"):
            found[shape.__name__].add(shape.__module__)
    assert {name: modules for name, modules in found.items() if len(modules) > 1} == {}


def test_the_description_speaks_both_languages() -> None:
    english, chinese = described("en"), described("zh-Hans")
    for path, methods in english["paths"].items():
        for method, operation in methods.items():
            other = chinese["paths"][path][method]["summary"]
            assert other != operation["summary"]
            assert re.search("[\u4e00-\u9fff]", other)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_documentation_is_a_page_without_scripts_of_its_own(language: str) -> None:
    response = Client(headers={"Accept-Language": language}).get("/api/v1/docs")
    html = response.content.decode()
    assert response.status_code == 200
    for operation in declared_operations():
        assert f'id="operation-{operation.name}"' in html
    content = html.partition("<main")[2].partition("</main>")[0]
    assert "<script" not in content
    assert " style=" not in content
    assert "swagger" not in html.lower()
