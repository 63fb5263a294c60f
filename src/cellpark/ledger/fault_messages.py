"""Sentences for what verification finds wrong."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

COMPARE = _("Stop writing, keep this database as it is, and compare with a backup and with the checkpoints of others.")

FAULTS = {
    "ledger.fault.hash": Message(
        _("%(stream)s, version %(version)s: the stored hash is not the hash of the stored bytes."),
        _("Somebody changed the bytes or the hash in the database."),
        COMPARE,
    ),
    "ledger.fault.form": Message(
        _("%(stream)s, version %(version)s: the bytes are not a ledger entry in canonical form."),
        _("Cellpark writes one spelling only; these bytes were written by something else."),
        COMPARE,
    ),
    "ledger.fault.column": Message(
        _("%(stream)s, version %(version)s: the column “%(column)s” differs from the bytes."),
        _("Searches read the columns; the bytes are what was sealed."),
        COMPARE,
    ),
    "ledger.fault.gap": Message(
        _("%(stream)s: version %(version)s stands where version %(expected)s must follow."),
        _("Versions count without gaps, so that a missing or inserted entry shows."),
        COMPARE,
    ),
    "ledger.fault.chain": Message(
        _("%(stream)s, version %(version)s does not follow from the entry before it."),
        _("Each entry carries the hash of the one before it in its record."),
        COMPARE,
    ),
    "ledger.fault.head": Message(
        _("%(stream)s: its head says version %(version)s, its last entry is version %(expected)s."),
        _("Entries were removed or added behind the head, or the head was changed."),
        COMPARE,
    ),
    "ledger.fault.head_missing": Message(
        _("%(count)s records have entries but no head."), _("The heads were changed in the database."), COMPARE
    ),
    "ledger.fault.leaf_missing": Message(
        _("%(stream)s, version %(version)s is not in the tree although the sealer has passed it."),
        _("Each entry has exactly one leaf."),
        COMPARE,
    ),
    "ledger.fault.leaf_twice": Message(
        _("%(stream)s, version %(version)s is in the tree twice."), _("Each entry has exactly one leaf."), COMPARE
    ),
    "ledger.fault.leaf_hash": Message(
        _("%(stream)s, version %(version)s: leaf %(leaf)s of the tree holds another hash."),
        _("The entry or its leaf was changed after it was sealed."),
        COMPARE,
    ),
    "ledger.fault.leaf_orphan": Message(
        _("The tree has %(count)s leaves too many or too few for its entries."),
        _("Sealed entries were removed, or leaves were added."),
        COMPARE,
    ),
    "ledger.fault.leaf_place": Message(
        _("Place %(leaf)s of the tree is taken twice."), _("Each leaf has its own place."), COMPARE
    ),
    "ledger.fault.leaf_gap": Message(
        _("Between places %(first)s and %(last)s of the tree a leaf is missing."),
        _("Places in the tree are without gaps."),
        COMPARE,
    ),
    "ledger.fault.tile": Message(
        _("Tile %(index)s of level %(level)s is not what the leaves give."),
        _("Proofs are made from tiles; a wrong tile gives proofs that do not verify."),
        COMPARE,
    ),
    "ledger.fault.mark": Message(
        _("The sealer's mark says %(size)s entries, the tree holds %(sealed)s."),
        _("Mark, leaves and tiles commit together."),
        COMPARE,
    ),
    "ledger.fault.checkpoint_note": Message(
        _("The checkpoint of %(size)s entries cannot be read."), _("Its text was changed."), COMPARE
    ),
    "ledger.fault.checkpoint_columns": Message(
        _("The checkpoint of %(size)s entries differs from its own text."), _("Its columns were changed."), COMPARE
    ),
    "ledger.fault.checkpoint_order": Message(
        _("The checkpoint of %(size)s entries was made after a larger one."),
        _("A log only grows; it never signs a smaller tree later."),
        COMPARE,
    ),
    "ledger.fault.checkpoint_signature": Message(
        _("The checkpoint of %(size)s entries is not signed by a key of this site."),
        _("Only the site's own keys sign its checkpoints."),
        COMPARE,
    ),
    "ledger.fault.checkpoint_size": Message(
        _("A checkpoint names %(size)s entries, the tree holds only %(sealed)s."),
        _("Entries that were signed for are gone."),
        COMPARE,
    ),
    "ledger.fault.checkpoint_root": Message(
        _("The first %(size)s entries are not those that the checkpoint signed."),
        _("The history was rewritten after the checkpoint was made."),
        COMPARE,
    ),
    "ledger.fault.trusted_size": Message(
        _("Somebody holds a checkpoint of %(size)s entries, the tree holds only %(sealed)s."),
        _("Entries that others can prove are gone."),
        COMPARE,
    ),
    "ledger.fault.trusted_root": Message(
        _("The first %(size)s entries are not those of the checkpoint that somebody else holds."),
        _("The history was rewritten, and the checkpoints in this database with it."),
        COMPARE,
    ),
    "ledger.fault.cosignature": Message(
        _("The line of witness %(witness)s under the checkpoint of %(size)s entries is false."),
        _("A cosignature was changed, or put under another checkpoint."),
        COMPARE,
    ),
}
