"""Sentences for what the API itself refuses."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "api.sign_in": Message(
        _("You are not signed in."),
        _("This call is open to people of an organisation only."),
        _("Send a token in the header “Authorization: Bearer …”, or sign in on the pages first."),
    ),
    "api.token.scheme": Message(
        _("The header “Authorization” does not hold a bearer token."),
        _("Programs act with a token that a person issued to them (RFC 6750)."),
        _("Write “Bearer”, a space, and the token."),
    ),
    "api.token.unusable": Message(
        _("This token cannot be used."),
        _("It is unknown, expired or revoked, or its owner no longer works in the organisation."),
        _("Issue a new token on your profile page."),
    ),
    "api.csrf": Message(
        _("The call came without the form token of your session."),
        _("A session's calls carry it, so that no other site can act in your name."),
        _("Send the header “X-CSRFToken”, or use an access token instead of the session."),
    ),
    "api.in_person": Message(
        _("This is done in person, not with a token."),
        _("With a token alone nobody should be able to prolong it, or to change whose name it acts under."),
        _("Sign in on the pages and do it there."),
    ),
    "api.lacks_permission": Message(
        _("Your roles, or the scopes of your token, do not allow this."),
        _("The call needs the permission %(permission)s, and the server checks it every time."),
        _("Ask somebody with one of these roles: %(roles)s; or issue a token with this scope."),
    ),
    "api.not_found": Message(
        _("There is nothing here for you."),
        _("The address may be mistyped, the thing may have moved, or it belongs to another organisation."),
        _("Check the address against the list of operations."),
    ),
    "api.has_account": Message(
        _("%(name)s has an account already."),
        _("An invitation is for somebody who has not chosen a password yet."),
        _("Nothing remains to be done; a forgotten password is set anew on the sign-in page."),
    ),
    "api.letter_not_sent": Message(
        _("The mail server did not take the letter."),
        _("The invitation itself stands; only the letter did not go out."),
        _("Try again later, or hand over the link that stands on the person's page."),
    ),
    "api.method": Message(
        _("This address does not know the method %(method)s."),
        _("Here it knows: %(allowed)s."),
        _("Use one of them."),
    ),
    "api.not_json": Message(
        _("The body is of the type “%(type)s”, which the API does not read."),
        _("Every body is JSON, so that a form of another site never passes for a call."),
        _("Send JSON with the header “Content-Type: application/json”."),
    ),
    "api.not_octets": Message(
        _("The body is of the type “%(type)s”, and this address takes the bytes of a file."),
        _("A file that is sent as it is needs no JSON around it and may be larger."),
        _("Send the bytes with the header “Content-Type: application/octet-stream”."),
    ),
    "api.name_twice": Message(
        _("The body gives the name “%(name)s” twice."),
        _("Of two values under one name nobody could say later which one was meant (RFC 8259, 4)."),
        _("Send each name once."),
    ),
    "api.unreadable": Message(
        _("The request could not be read."),
        _("A body is JSON in UTF-8, nested no deeper than a form needs, with the length that its header says."),
        _("Compare it with the example of the operation."),
    ),
    "api.too_large": Message(
        _("What you sent is larger than %(limit)s bytes."),
        _("Every request has a limit, so that one caller never stops the site for others."),
        _("Send less at a time."),
    ),
    "api.too_many": Message(
        _("You called more than %(limit)s times within a minute."),
        _("Every caller has a share, so that one program never stops the site for others."),
        _("Wait %(seconds)s seconds and go on more slowly."),
    ),
    "api.version.missing": Message(
        _("The call does not say which version it is based on."),
        _("An act is based on the state that you saw, so that nobody overwrites what they never read."),
        _("Read the thing, then send its ETag in the header “If-Match”."),
    ),
    "api.version.unreadable": Message(
        _("The header “If-Match” does not hold a version."),
        _("A version is a number in quotation marks, as the ETag gave it."),
        _("Read the thing, then send its ETag unchanged."),
    ),
    "api.key.unreadable": Message(
        _("The header “Idempotency-Key” does not hold a UUID."),
        _("The key tells a repetition from a new act."),
        _("Make a new UUID for each act and send it again with each repetition."),
    ),
    "api.broken": Message(
        _("Something broke on our side."),
        _("Nothing that was confirmed is lost, and what was not confirmed did not happen. The fault was noted."),
        _("Try again. If it happens twice, tell an administrator the time at which it happened."),
    ),
    "api.tree_empty": Message(
        _("There is nothing to sign: the tree is empty."),
        _("A checkpoint commits to entries that are sealed."),
        _("Try again after the first event."),
    ),
    "api.ledger_too_large": Message(
        _("The ledger holds more than %(limit)s entries, too many to check within one call."),
        _("A check reads every byte; a call must answer within seconds."),
        _("Run “cellpark ledger verify” on the server."),
    ),
    "api.missing": Message(
        _("This value is missing."), _("The operation needs it."), _("Send it; the documentation shows its form.")
    ),
    "api.unknown": Message(
        _("The operation does not know this value."),
        _("A value that nobody reads is usually a slip of the pen."),
        _("Compare the name with the documentation, or leave it out."),
    ),
    "api.not_an_identifier": Message(
        _("“%(value)s” is not an identifier."),
        _("Identifiers are UUIDs."),
        _("Copy it from the answer that named the thing."),
    ),
    "api.not_a_moment": Message(
        _("“%(value)s” is not a moment."),
        _("Moments are unambiguous: date, time and offset (ISO 8601)."),
        _("Write it like 2026-11-22T09:30:00Z."),
    ),
    "api.out_of_range": Message(
        _("“%(value)s” is out of range."),
        _("Numbers and lists have limits here, so that every answer stays small and quick."),
        _("Look up the limit in the documentation of the operation."),
    ),
    "api.unfit": Message(
        _("“%(value)s” does not have the form that is needed here."),
        _("Each value has one form, which the documentation shows."),
        _("Compare it with the example of the operation."),
    ),
}
