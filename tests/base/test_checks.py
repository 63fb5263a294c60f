"""What a model promises in words holds in its shape: the checks at start find nothing wrong."""

from django.core import checks


def test_no_model_breaks_a_promise_of_the_house() -> None:
    """Tenants are scoped, no delete takes another row with it; records end by a recorded act only."""
    wrong = [str(message) for message in checks.run_checks() if message.level >= checks.ERROR]
    assert wrong == []
