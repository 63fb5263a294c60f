"""Sentences for the refusals on a version's way from draft to retired."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_BY_HASH = _("What runs in the plant is the text that was signed, known by its hash.")

MESSAGES = {
    "recipes.recipe.number_missing": Message(
        _("The text gives no number of a master batch record."),
        _("Every batch record leads to one master by its number (21 CFR 211.186)."),
        _("Write “mbr:” with letters, digits and hyphens in the head of the text."),
    ),
    "recipes.recipe.twice": Message(
        _("Your organisation has a master batch record %(mbr)s already."),
        _("A number on a batch record leads to one master."),
        _("Open that recipe and start a new version, or choose another number."),
    ),
    "recipes.version.open": Message(
        _("Version %(number)s of this recipe is on its way already."),
        _("Two changes at once would each be reviewed against a text that the other one replaces."),
        _("Finish or discard that version first."),
    ),
    "recipes.version.unfrozen": Message(
        _("A new version starts from a text that was signed, not from a draft."),
        _BY_HASH,
        _("Go on writing the draft, or choose an earlier version."),
    ),
    "recipes.version.frozen": Message(
        _("This text is frozen and can no longer be edited."),
        _("What reviewers read and sign does not change under their eyes."),
        _("Return it to its author, or start a new version."),
    ),
    "recipes.version.other_recipe": Message(
        _("The text has the number %(found)s, this recipe is %(wanted)s."),
        _("A number on a batch record leads to one master."),
        _("Correct “mbr:” in the head, or register the text as a recipe of its own."),
    ),
    "recipes.version.number_taken": Message(
        _("Version %(number)s of this recipe exists already."),
        _("A number names one text for ever."),
        _("Write the next number after “version:” in the head."),
    ),
    "recipes.version.number_too_small": Message(
        _("From %(old)s to %(found)s is too small a step for this change (%(size)s)."),
        _("A new major version is a change of the process and calls for validation; reviewers see it by the number."),
        _("Write “version: %(wanted)s” or more in the head."),
    ),
    "recipes.version.same_person": Message(
        _("You have signed this version already, as its %(role)s."),
        _("A master batch record is written, checked and approved by different people (21 CFR 211.186)."),
        _("Ask a colleague who has the right to do it."),
    ),
    "recipes.version.not_author": Message(
        _("Only the person who froze this text signs as its author."),
        _("The author's signature says: I wrote this."),
        _("Ask the author to sign, or return the text and freeze it yourself."),
    ),
    "recipes.version.comments_open": Message(
        _("Comments without an answer: %(count)s."),
        _("What a reviewer asked is answered before anybody signs."),
        _("Answer each comment, or return the text to its author."),
    ),
    "recipes.version.not_in_review": Message(
        _("This version is not under review."),
        _("Comments belong to a text that reviewers read."),
        _("Wait until its author has signed it."),
    ),
    "recipes.version.not_signed": Message(
        _("This signature does not exist or is somebody else's."),
        _("An approval rests on the signature of the person who gives it."),
        _("Sign on the signing page, then go on."),
    ),
    "recipes.version.signature_elsewhere": Message(
        _("This signature was given for another record or an earlier state of this one."),
        _("A signature is bound to the content that was shown and cannot be moved (21 CFR 11.70)."),
        _("Read the version as it stands and sign it again."),
    ),
    "recipes.version.signature_meaning": Message(
        _("This signature has another meaning than this act."),
        _("A signature says for what it was given (21 CFR 11.50)."),
        _("Sign again with the meaning of this act."),
    ),
    "recipes.version.not_approved": Message(
        _("No approved recipe has the hash %(sha256)s."),
        _BY_HASH,
        _("Choose an approved version, or have this one approved."),
    ),
    "recipes.comment.no_step": Message(
        _("There is no step %(step)s in this version."),
        _("A comment stands at a step or at the whole text."),
        _("Choose a step from the list."),
    ),
    "recipes.comment.settled": Message(
        _("This comment is answered already."),
        _("What was said stays as it was recorded."),
        _("Write a new comment if something is still open."),
    ),
}
