"""What follows an event of this app: letters to the people concerned. Listed in ``cellpark.config.subscriptions``."""

from uuid import UUID

from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from cellpark.identity.models import Membership, Person
from cellpark.identity.states import Role
from cellpark.identity.words import ROLES
from cellpark.ledger.public import envelope, get_event


def tell_about_role(event_id: UUID) -> None:
    """Write to a person whose role was granted or ended: nobody's rights change without their knowing (CN-2e)."""
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    membership: Membership = Membership.objects.select_related("organisation", "person").get(
        id=UUID(envelope(event)["data"]["membership"])
    )
    person: Person = membership.person
    with translation.override(person.language):
        values = {"role": ROLES[Role(membership.role)], "organisation": membership.organisation.name}
        if event.type == "identity.membership.granted":
            subject = _("You now have the role “%(role)s” in %(organisation)s") % values
        else:
            subject = _("Your role “%(role)s” in %(organisation)s has ended") % values
        body = _("Reason: %(reason)s") % {"reason": envelope(event)["reason"]}
        question = _("If this is a mistake, please tell the administrator of your organisation.")
    send_mail(subject, f"{body}\n\n{question}\n", None, [person.email])
