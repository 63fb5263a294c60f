"""Personal data that an event cannot do without: encrypted with the person's own key, erased by destroying that key."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cellpark.base.models import AppendOnlyModel

# Runs as whoever changes the row: the application's role may read both tables of erasures.
_ERASED_BY_TWO = """
CREATE OR REPLACE FUNCTION ledger_personal_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.person <> OLD.person OR NEW.made_at <> OLD.made_at OR (NEW.wrapped <> OLD.wrapped AND NEW.wrapped <> '') THEN
    RAISE EXCEPTION 'a personal key is destroyed or stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.wrapped <> OLD.wrapped AND NOT EXISTS (
    SELECT FROM ledger_erasure_confirmation c JOIN ledger_erasure_request r ON r.id = c.request_id
    WHERE r.person = OLD.person) THEN
    RAISE EXCEPTION 'the erasure of this personal key is not confirmed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
_ON_CHANGE = (
    'CREATE OR REPLACE TRIGGER "ledger_personal_key_erased_by_two" BEFORE UPDATE ON ledger_personal_key'
    " FOR EACH ROW EXECUTE FUNCTION ledger_personal_key_change()"
)


class PersonalKey(models.Model):
    """One person's key, wrapped by the site's key; an empty ``wrapped`` is a destroyed key."""

    person = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)
    never_deleted = True
    row_guards: ClassVar[dict[str, tuple[str, ...]]] = {
        "ledger_personal_key_erased_by_two": (_ERASED_BY_TWO, _ON_CHANGE)
    }

    class Meta:
        db_table = "ledger_personal_key"
        constraints = [
            # a key is either there or destroyed, and a destroyed one leaves nothing behind
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True) & ~Q(wrapped=b"") | Q(destroyed_at__isnull=False, wrapped=b""),
                name="ledger_personal_key_whole_or_gone",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class ErasureRequest(AppendOnlyModel):
    """The first of the two people who destroy a key: who asked, and why."""

    id = models.UUIDField(primary_key=True)
    person = models.UUIDField()
    requested_by = models.UUIDField()
    reason = models.TextField()
    requested_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_erasure_request"

    def __str__(self) -> str:
        return f"erasure of {self.person}"


class ErasureConfirmation(AppendOnlyModel):
    """The second person, who is never the first."""

    request = models.OneToOneField(ErasureRequest, on_delete=models.PROTECT, primary_key=True, related_name="confirmed")
    requested_by = models.UUIDField()
    confirmed_by = models.UUIDField()
    confirmed_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_erasure_confirmation"
        constraints = [
            # one person alone must not be able to destroy a record's readability
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("requested_by")), name="ledger_erasure_needs_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"confirmation of {self.request_id}"
