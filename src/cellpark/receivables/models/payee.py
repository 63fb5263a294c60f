"""The bank account to which debtors pay."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier, in_reader_language
from cellpark.base.models import TenantModel
from cellpark.receivables.states import PayeeState


class Payee(TenantModel):
    """Bank details of an operator as bills print them: written by one person, agreed by another, then never changed.

    The latest that was agreed holds. ``number`` is the number of the account without blanks, ``clearing`` the twelve
    digits by which Chinese banks clear, ``bic`` the code of ISO 9362 for payments from abroad.
    """

    id = identifier()
    state = models.CharField(max_length=20, default=PayeeState.PROPOSED)
    holder_zh = models.CharField(max_length=200, blank=True, default="")
    holder_en = models.CharField(max_length=200, blank=True, default="")
    bank_zh = models.CharField(max_length=200, blank=True, default="")
    bank_en = models.CharField(max_length=200, blank=True, default="")
    number = models.CharField(max_length=34)
    clearing = models.CharField(max_length=12, blank=True, default="")
    bic = models.CharField(max_length=11, blank=True, default="")
    reason = models.TextField()
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    never_deleted = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in PayeeState]), name="receivables_payee_state_known"
            ),
            # where money goes is never one person's word
            models.CheckConstraint(
                condition=~Q(state=PayeeState.AGREED)
                | Q(decided_at__isnull=False, decided_by__isnull=False, proposed_by__isnull=False)
                & ~Q(decided_by=F("proposed_by")),
                name="receivables_payee_agreed_by_two",
            ),
            # nobody chooses among two that wait
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state=PayeeState.PROPOSED), name="receivables_payee_one_waits"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "decided_at"], name="receivables_payee_in_force")]

    def __str__(self) -> str:
        return self.number

    @property
    def holder(self) -> str:
        """Whose account it is, in the reader's language."""
        return in_reader_language(self.holder_zh, self.holder_en)

    @property
    def bank(self) -> str:
        """The bank and its branch, in the reader's language."""
        return in_reader_language(self.bank_zh, self.bank_en)

    @property
    def grouped(self) -> str:
        """The number in groups of four, as people read it aloud."""
        return " ".join(self.number[at : at + 4] for at in range(0, len(self.number), 4))
