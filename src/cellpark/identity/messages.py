"""Sentences for the refusals of this app."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "identity.name.missing": Message(
        _("There is no name."),
        _("Organisations and people are found, printed and signed under a name."),
        _("Give a Chinese name, an English name, or both."),
    ),
    "identity.email.malformed": Message(
        _("“%(value)s” is not an e-mail address."),
        _("The address is how a person signs in and receives the invitation."),
        _("Write it like name@example.org."),
    ),
    "identity.email.taken": Message(
        _("An account with this address exists already."),
        _("An identity belongs to one person for ever and is never given to another."),
        _("If it is the same person, grant a role to the existing account; otherwise use another address."),
    ),
    "identity.credit_code.malformed": Message(
        _("“%(value)s” is not a unified social credit code."),
        _("The code has 18 characters: digits and capital letters without I, O, S, V and Z (GB 32100-2015)."),
        _("Compare it with the business licence."),
    ),
    "identity.credit_code.check": Message(
        _("The check character of “%(value)s” is wrong: it should be %(expected)s."),
        _("The last character is computed from the others, so that a typing error shows (GB 32100-2015)."),
        _("Compare the code with the business licence, character by character."),
    ),
    "identity.credit_code.taken": Message(
        _("Another organisation has this credit code."),
        _("One legal person is one organisation here."),
        _("Look for the existing organisation and use it."),
    ),
    "identity.membership.role_misfit": Message(
        _("The role “%(role)s” does not exist in an organisation of this kind."),
        _("Roles carry rights that make sense only where the work is done."),
        _("Choose one of the roles offered for this organisation."),
    ),
    "identity.membership.both_sides": Message(
        _("This person would serve the business and administer the system."),
        _("Whoever is responsible for the business must not be the system administrator."),
        _("Give the system role to an account that holds no business role."),
    ),
    "identity.membership.own": Message(
        _("Nobody grants a role to themselves."),
        _("Rights are given by somebody else, so that each grant has a second pair of eyes."),
        _("Ask another administrator to do it."),
    ),
    "identity.membership.inspection_no_end": Message(
        _("An inspection has no end."),
        _("Whoever looks from outside does so for a time that was set, and what was seen is on record."),
        _("Say up to which day the inspector may look."),
    ),
    "identity.membership.twice": Message(
        _("This person holds the role already."),
        _("The same role twice would leave open when it ends."),
        _("End the running one first, or choose another role."),
    ),
    "identity.membership.ended": Message(
        _("This role has ended already."), _("What ended stays as it was recorded."), _("Grant the role anew.")
    ),
    "identity.organisation.closed": Message(
        _("This organisation is closed."),
        _("A closed organisation takes no new people, roles or work."),
        _("Choose an active organisation."),
    ),
    "identity.person.foreign": Message(
        _("Another organisation answers for this account."),
        _("An account may serve several organisations; only the one that invited its owner, or the park, acts on it."),
        _("End the roles in your own organisation, or ask the park operator."),
    ),
    "identity.person.not_accepted": Message(
        _("This person has not accepted their invitation yet."),
        _("Until its owner has chosen a password, an account belongs to the organisation that invited them."),
        _("Wait until they have signed in once, then give the role."),
    ),
    "identity.person.own_suspension": Message(
        _("Nobody suspends their own account."),
        _("An account that locked itself could not undo a slip."),
        _("Ask another administrator."),
    ),
    "identity.qualification.twice": Message(
        _("A qualification for this subject stands already."),
        _("Two at a time would leave the expiry open."),
        _("Withdraw the standing one first."),
    ),
    "identity.qualification.withdrawn": Message(
        _("This qualification was withdrawn already."),
        _("What was withdrawn stays as it was recorded."),
        _("Grant a new one."),
    ),
    "identity.token.expired_before_start": Message(
        _("The token would expire before it starts."),
        _("A token needs a time in which it can be used, at most one year."),
        _("Choose a day after today and within a year."),
    ),
    "identity.token.scope_beyond": Message(
        _("The scope “%(scope)s” is more than you hold yourself."),
        _("A program never gets rights that its owner lacks."),
        _("Choose among your own permissions."),
    ),
    "identity.token.revoked": Message(
        _("This token was revoked already."), _("A revoked token stays revoked."), _("Issue a new one.")
    ),
    "identity.signature.wrong_proof": Message(
        _("The proof that it is you was not right, so nothing was signed."),
        _("Every signature authenticates the signer again, and a code works only once."),
        _("Use your passkey, or type your password and the newest code from your authenticator."),
    ),
    "identity.signature.too_many": Message(
        _("Too many wrong attempts to sign; nothing was signed."),
        _("After five wrong attempts within fifteen minutes signing waits, so that nobody can guess."),
        _("Wait fifteen minutes. If it was not you, tell an administrator at once."),
    ),
}
