"""Sentences for the refusals of this app."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.ledger.fault_messages import FAULTS

MESSAGES = {
    **FAULTS,
    "ledger.stale": Message(
        _("This record moved on: you saw version %(seen)s, it now stands at version %(present)s."),
        _("An act is based on the state that you saw, so that nobody acts on what has changed."),
        _("Look at what was added, then do it again if you still mean it."),
    ),
    "ledger.owner": Message(
        _("The record %(stream)s belongs to another organisation."),
        _("A record has one owner for its whole life, so that it can be shown and exported whole."),
        _("Begin a record of your own, or ask the owner to act."),
    ),
    "ledger.checkpoint.no_key": Message(
        _("The site has no signing key."),
        _("A checkpoint that nobody signed proves nothing."),
        _("Run “cellpark migrate”, which makes the keys, and keep a copy of them apart from the data."),
    ),
    "ledger.checkpoint.inconsistent": Message(
        _("The tree no longer extends the checkpoint of %(size)s entries, so nothing is signed."),
        _("A log that signs two histories deceives everybody who relies on it."),
        _("Stop writing, run “cellpark ledger verify”, and compare with the checkpoints that others hold."),
    ),
    "ledger.witness.bad_key": Message(
        _("This is no key of a witness."),
        _("A witness cosigns with a key of kind cosignature (Ed25519 or ML-DSA-44) in the C2SP form."),
        _("Copy the whole line that the witness published: name, key id and key, joined by plus signs."),
    ),
    "ledger.witness.known": Message(
        _("A witness “%(name)s” or its key is known already."),
        _("Each witness has one name and one key."),
        _("Choose another name, or use the witness that exists."),
    ),
    "ledger.cosignature.no_checkpoint": Message(
        _("There is no checkpoint of %(size)s entries."),
        _("A cosignature belongs to a checkpoint that this site signed."),
        _("Fetch the newest checkpoint and let the witness cosign that one."),
    ),
    "ledger.cosignature.false": Message(
        _("The signature is not this witness's signature over this checkpoint."),
        _("Only a line that verifies is kept; anything else would be worthless to an inspector."),
        _("Ask the witness to cosign exactly the text of the checkpoint."),
    ),
    "ledger.cosignature.inconsistent": Message(
        _("The checkpoint does not extend what this witness cosigned before."),
        _("A witness vouches for one growing history; the consistency proof from its last head failed."),
        _("Stop writing, run “cellpark ledger verify”, and compare with the witness's own head."),
    ),
    "ledger.proof.not_sealed": Message(
        _("This entry is not in the tree yet."),
        _("Entries are sealed within about a second of their commit."),
        _("Wait a moment and ask again; if it lasts, look at the sealing lag in “cellpark doctor”."),
    ),
    "ledger.export.empty": Message(
        _("There is nothing to export: none of the records exists, or you may not see it."),
        _("An export holds whole records, from their first entry to their last."),
        _("Check the names of the records."),
    ),
    "ledger.export.too_large": Message(
        _("The export would hold more than %(limit)s entries."),
        _("One file must stay small enough to be checked in a browser."),
        _("Export fewer records at a time."),
    ),
    "ledger.signature.evidence": Message(
        _("The proof of your identity was not accepted, so nothing was signed."),
        _("Every signature authenticates the signer again (21 CFR 11.200, EU GMP Annex 11)."),
        _("Try again with your security key or with password and one-time code."),
    ),
    "ledger.signature.moved": Message(
        _("%(stream)s moved on to version %(present)s while you were signing version %(signed)s."),
        _("A signature holds for exactly what the signer saw."),
        _("Read what was added and sign again."),
    ),
    "ledger.signature.no_stream": Message(
        _("There is nothing to sign: no record was named, or %(stream)s does not exist."),
        _("A signature is bound to the records that it names."),
        _("Open the record and sign from there."),
    ),
    "ledger.erasure.unknown": Message(
        _("There is no such request, or it was carried out already."),
        _("A key is destroyed once."),
        _("Look at the list of open requests."),
    ),
    "ledger.erasure.same_person": Message(
        _("The person who asked for the erasure may not confirm it."),
        _("Destroying a key cannot be undone, so two different people decide."),
        _("Ask a colleague who holds this right."),
    ),
    "ledger.personal.key_lost": Message(
        _("The file %(file)s is missing, and without it encrypted personal fields cannot be opened."),
        _("It wraps the keys of people that are in the database; a new file would not open a single one of them."),
        _("Put the file back into the folder of keys from the copy that is kept apart from the data."),
    ),
    "ledger.personal.key_foreign": Message(
        _("The file %(file)s is not the one that wrapped this person's key."),
        _("A key that was wrapped by one file is opened by that file alone."),
        _("Put back the file that belongs to this database; with a restored backup that is the one of its own keys."),
    ),
    "ledger.erasure.no_key": Message(
        _("There is no key for this person, or it is destroyed already."),
        _("Only encrypted personal fields can be erased this way."),
        _("Nothing remains to be done."),
    ),
    "ledger.erasure.reason": Message(
        _("The reason is missing."),
        _("Erasing during the retention period is itself a violation, so the record says why it is allowed."),
        _("Name the legal ground and the end of the retention period."),
    ),
}
