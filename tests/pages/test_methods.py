"""Pages answer to the methods that pages have."""

import pytest
from django.test import Client

from tests.pages.conftest import Park, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "BREW"])
def test_other_methods_are_refused_by_name(park: Park, method: str) -> None:
    for client in (Client(), signed_in(park.admin)):
        answer = client.generic(method, "/people")
        assert (answer.status_code, "GET" in answer["Allow"]) == (405, True)
