"""A form may have any field: what travels beside its fields never comes out of them."""

from uuid import UUID

import pytest
from django import forms
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler
from lxml import html

from cellpark.kernel.problem import Problem
from cellpark.web.pages.forms.act_form import ActForm


class Everything(ActForm):
    """Fields called as a form's own attributes are."""

    key = forms.CharField()
    version = forms.CharField()
    problems = forms.CharField()
    once = forms.CharField()


def drawn(component: str, **context: object) -> html.HtmlElement:
    return html.fromstring(Template(CottonCompiler().process(component)).render(Context(context)))


def sent(form: html.HtmlElement) -> dict[str, str]:
    return {each.get("name"): each.get("value") for each in form.xpath("//input[@type='hidden']")}


def test_a_form_with_a_field_called_key_carries_its_own_key_and_version() -> None:
    form = Everything(version=7)
    form.tell([Problem("pages.form_incomplete")])
    found = drawn('<c-form :form="form" submit="Keep" />', form=form)
    assert UUID(sent(found)["idempotency_key"]).version == 4
    assert sent(found)["seen_version"] == "7"
    assert len(found.xpath("//*[@class='problem']")) == 1
    assert [each.get("name") for each in found.xpath("//input[@class='form-control']")] == [
        "key",
        "version",
        "problems",
        "once",
    ]


def test_a_form_that_only_asks_carries_no_key() -> None:
    assert "idempotency_key" not in sent(drawn('<c-form method="get" :form="form" />', form=Everything()))


def test_a_form_drawn_in_the_slot_still_carries_what_it_sends() -> None:
    found = drawn('<c-form :sent="form" submit="Keep"><i></i></c-form>', form=Everything(version=1))
    assert (sent(found)["seen_version"], found.xpath("//input[@class='form-control']")) == ("1", [])


@pytest.mark.parametrize("given", ["", "0f0e4c8e-8f3c-4f5a-9a43-3b1d3d0f8f11"])
def test_a_form_without_fields_carries_the_key_that_it_is_given(given: str) -> None:
    assert sent(drawn('<c-form :act_key="given" submit="Go" />', given=given)).get("idempotency_key", "") == given
