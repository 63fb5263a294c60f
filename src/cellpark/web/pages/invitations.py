"""Invitations: the link, and the letter that carries it in both languages."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cellpark.access.public import invitation_ends, invitation_token
from cellpark.identity.public import Person
from cellpark.web.pages import formats

logger = logging.getLogger(__name__)


def invitation_link(person: Person) -> str:
    """The address that lets an invited person choose a password, once."""
    token = invitation_token(person)
    # the site's own address: a request may claim any port
    return settings.CELLPARK_ADDRESS + reverse("invitation", args=[person.id, token])


def send_invitation(person: Person) -> bool:
    """Send the letter; False when the mail server does not take it (the link can be handed over otherwise)."""
    link = invitation_link(person)
    parts = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code), timezone.override(None):
            parts.append(letter(person, link))
    subject = " / ".join(_subjects())
    try:
        send_mail(subject, "\n\n".join(parts), None, [person.email])
    except (OSError, SMTPException):
        logger.exception("the invitation of person %s could not be sent", person.id)
        return False
    return True


def letter(person: Person, link: str) -> str:
    """The letter in the active language."""
    return _(
        "Dear %(name)s,\n\n"
        "you are invited to Cellpark. Choose a password here; the link works once, until %(until)s:\n\n"
        "%(link)s\n\nIf you did not expect this letter, do nothing."
    ) % {"name": person.name, "until": formats.moment(invitation_ends()), "link": link}


def _subjects() -> list[str]:
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(_("Your invitation to Cellpark"))
    return found
