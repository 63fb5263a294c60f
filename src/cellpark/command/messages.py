"""Words for the refusals of the command line."""

from cellpark.runtime.marking import gettext_noop as _
from cellpark.runtime.messages import Words

MESSAGES: dict[str, Words] = {
    "backup.exists": Words(
        _("The file %(file)s exists already."),
        _("A backup never replaces another one."),
        _("Choose another name."),
    ),
    "backup.cannot_write": Words(
        _("The file %(file)s cannot be written: %(reason)s."),
        _("A backup that is not on disk is none."),
        _("Choose a folder that exists, that you may write to, and that has room."),
    ),
    "backup.not_a_backup": Words(
        _("%(file)s is not a backup, or its end is missing."),
        _("A backup is one zip file, written whole."),
        _("Take another copy of it."),
    ),
    "backup.manifest": Words(
        _("The backup's list of contents (manifest.json) was changed or belongs to another version."),
        _("Everything else is believed only because this list says what it must be."),
        _("Take another copy of the backup, or the Cellpark that made it."),
    ),
    "backup.signature": Words(
        _("The signature under the backup's list of contents (manifest.sig) is false or by no trusted key."),
        _("Whoever changes a part could change its hash as well; the signature shows that."),
        _("Take another copy of the backup."),
    ),
    "backup.part_missing": Words(
        _("The backup lacks the part %(part)s."),
        _("A restored site must be the whole site."),
        _("Take another copy of the backup."),
    ),
    "backup.part_unknown": Words(
        _("The backup holds a part that its list does not name, or names twice: %(part)s."),
        _("Somebody added it after the backup was made."),
        _("Take another copy of the backup."),
    ),
    "backup.part_changed": Words(
        _("The backup's part %(part)s was changed or damaged."),
        _("Its hash is not the one in the list of contents."),
        _("Take another copy of the backup."),
    ),
    "backup.other_schema": Words(
        _("The backup's part %(part)s does not fit this version's tables."),
        _("Rows are restored into exactly the tables that they came from."),
        _("Restore with the Cellpark version that made the backup, then update."),
    ),
    "backup.not_empty": Words(
        _("The database is not empty: table %(table)s holds rows."),
        _("A restore never mixes two sites."),
        _("Restore into a new database, or set CELLPARK_VAR to a new folder."),
    ),
    "backup.keys_of_another": Words(
        _("The file of keys belongs to another backup (made at %(made_at)s)."),
        _("Keys open only what they were made for."),
        _("Give the file of keys that was written together with this backup."),
    ),
    "backup.keys_exist": Words(
        _("The key file %(file)s exists already and is another one."),
        _("A key that is overwritten is lost for ever."),
        _("Restore into a new folder (CELLPARK_VAR)."),
    ),
    "backup.restored_differs": Words(
        _("After restoring, table %(table)s differs from the backup (%(rows)s rows)."),
        _("A restore that cannot prove itself is undone."),
        _("Nothing was kept. Report this: it is a fault of the program."),
    ),
    "backup.ledger_differs": Words(
        _("After restoring, the ledger's root is not the one of the backup."),
        _("A restore that cannot prove itself is undone."),
        _("Nothing was kept. Check the backup's origin: its entries were changed before it was made."),
    ),
    "backup.site_differs": Words(
        _("The backup is of the site %(site)s, and CELLPARK_SITE is %(expected)s."),
        _("The site's name is part of every checkpoint."),
        _("Set CELLPARK_SITE to %(site)s."),
    ),
}
