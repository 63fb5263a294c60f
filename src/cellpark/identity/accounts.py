"""Which organisation answers for an account: the one that invited its owner, and the park's overseers."""

from cellpark.base.actor import Actor
from cellpark.identity.models import Person
from cellpark.kernel.problem import Problem, Refused


def answers_for(actor: Actor, person: Person) -> bool:
    """Whether ``actor`` may suspend and restore the account, renew its invitation and see the invitation's link.

    A person may work in several organisations. A role in one of them gives its administrators no power over the account
    as a whole, which would reach into the others (P11-4).
    """
    return actor.scope.covers(person.home_id)


def refuse_foreign_account(actor: Actor, person: Person) -> None:
    """Refuse an act on the account as a whole by somebody who does not answer for it (``identity.person.foreign``)."""
    if not answers_for(actor, person):
        raise Refused(Problem("identity.person.foreign", rule="P11-4"))
