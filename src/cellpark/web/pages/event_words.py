"""One sentence for every kind of event, in both languages: what a person reads instead of the bytes.

``%(name)s`` is filled from the event's data, already turned into words (names, roles, dates). A kind without a sentence
here fails ``tests/ledger_pages/test_event_words.py``.
"""

from collections import defaultdict
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cellpark.base.contributed import contributed_mapping

_SENTENCES: Mapping[str, Promise] = {
    # the system and the ledger itself
    "system.clock.jumped": _("The clock of the machine jumped by %(by_ms)s ms (it showed %(clock_showed)s)."),
    "ledger.signing_key.added": _("The site signs its checkpoints with a new key."),
    "ledger.witness.added": _("%(name)s may cosign the checkpoints of this site."),
    "ledger.checkpoint.cosigned": _("%(witness)s cosigned the checkpoint of %(size)s entries."),
    "ledger.signature.made": _("%(actor)s signed as %(role)s: %(meaning)s"),
    "subject.key.destruction_requested": _("%(actor)s asked to erase the encrypted fields of %(person)s."),
    "subject.key.destroyed": _("The encrypted fields of %(person)s were erased: their key was destroyed."),
    # organisations and people
    "identity.organisation.registered": _("The organisation %(name)s was registered (%(kind)s)."),
    "identity.organisation.renamed": _("The organisation was renamed from %(was)s to %(name)s."),
    "identity.organisation.closed": _("The organisation %(organisation)s was closed."),
    "identity.person.invited": _("%(person)s was invited to open an account."),
    "identity.person.activated": _("%(person)s chose a password; the account can sign in."),
    "identity.person.suspended": _("The account of %(person)s was suspended."),
    "identity.person.restored": _("The account of %(person)s was restored."),
    "identity.person.details_changed": _("%(person)s changed their own details: %(fields)s."),
    "identity.membership.granted": _("%(person)s received the role %(role)s from %(starts_on)s."),
    "identity.membership.ended": _("The role ended on %(ends_on)s."),
    "identity.qualification.granted": _("%(person)s was found fit for %(title)s until %(valid_until)s."),
    "identity.qualification.withdrawn": _("The qualification was withdrawn."),
    "identity.token.issued": _("%(person)s let a program act for them until %(expires_on)s."),
    "identity.token.revoked": _("The program may no longer act."),
    "identity.sign_in.succeeded": _("%(person)s signed in (%(means)s)."),
    "identity.sign_in.refused": _("An attempt to sign in as %(person)s was refused (%(why)s)."),
    "identity.key.added": _("%(person)s registered a second factor (%(kind)s)."),
    "identity.key.removed": _("%(person)s gave up a second factor (%(kind)s)."),
    # the parks
    "space.park.loaded": _("The published facts of the park %(key)s were read from a file."),
}

# one short title each, for tables, pictures and the filter
_TITLES: Mapping[str, Promise] = {
    "system.clock.jumped": _("Clock jumped"),
    "ledger.signing_key.added": _("Signing key added"),
    "ledger.witness.added": _("Witness added"),
    "ledger.checkpoint.cosigned": _("Checkpoint cosigned"),
    "ledger.signature.made": _("Signature made"),
    "subject.key.destruction_requested": _("Erasure requested"),
    "subject.key.destroyed": _("Personal key destroyed"),
    "identity.organisation.registered": _("Organisation registered"),
    "identity.organisation.renamed": _("Organisation renamed"),
    "identity.organisation.closed": _("Organisation closed"),
    "identity.person.invited": _("Person invited"),
    "identity.person.activated": _("Account activated"),
    "identity.person.suspended": _("Account suspended"),
    "identity.person.restored": _("Account restored"),
    "identity.person.details_changed": _("Details changed"),
    "identity.membership.granted": _("Role granted"),
    "identity.membership.ended": _("Role ended"),
    "identity.qualification.granted": _("Qualification granted"),
    "identity.qualification.withdrawn": _("Qualification withdrawn"),
    "identity.token.issued": _("Token issued"),
    "identity.token.revoked": _("Token revoked"),
    "identity.sign_in.succeeded": _("Signed in"),
    "identity.sign_in.refused": _("Sign-in refused"),
    "identity.key.added": _("Second factor added"),
    "identity.key.removed": _("Second factor removed"),
    "space.park.loaded": _("Park facts loaded"),
}

# an app gives the words of its events in ``EVENT_SENTENCES`` and ``EVENT_TITLES`` of its ``words.py``
SENTENCES: Mapping[str, Promise] = {**contributed_mapping("words", "EVENT_SENTENCES"), **_SENTENCES}
TITLES: Mapping[str, Promise] = {**contributed_mapping("words", "EVENT_TITLES"), **_TITLES}


def title_of(name: str) -> str:
    """The short title of a kind of event; its own name where this release has no word for it."""
    found = TITLES.get(name)
    return name if found is None else str(found)


def sentence_of(name: str, values: Mapping[str, str]) -> str:
    """The sentence in the active language; empty for a kind that this release does not know."""
    found = SENTENCES.get(name)
    return "" if found is None else str(found) % defaultdict(lambda: "?", values)
