"""Acts that were done, by the key their form or request carried: a double click finds the first answer."""

from django.db import models

_FUNCTION = """
CREATE OR REPLACE FUNCTION cellpark_act_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.performed_at < clock_timestamp() - interval '7 days' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'what was answered is not changed, and not forgotten while a retry may come: % refused', TG_OP
    USING ERRCODE = 'restrict_violation';
END $$
"""
_TRIGGER = (
    "CREATE OR REPLACE TRIGGER base_performed_act_stays BEFORE UPDATE OR DELETE ON base_performedact"
    " FOR EACH ROW EXECUTE FUNCTION cellpark_act_stays()"
)


class PerformedAct(models.Model):
    """One act that ran: who sent it, what was sent, what came out.

    ``request_digest`` is an HMAC under a key of the site: what a form holds, a wristband's number for one, cannot be
    guessed by whoever reads the table. A row is never changed, and goes when no retry can come any more: the ledger
    keeps what happened, this table only what was answered.
    """

    key = models.UUIDField()
    actor = models.CharField(max_length=80)
    request_digest = models.BinaryField(max_length=32)
    outcome = models.JSONField()
    performed_at = models.DateTimeField(db_index=True)

    row_guards = {"base_performed_act_stays": (_FUNCTION, _TRIGGER)}

    class Meta:
        constraints = [
            # the second of two simultaneous clicks waits here for the first and then reads its answer
            models.UniqueConstraint(fields=["actor", "key"], name="base_act_performed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.key}"
