"""People and their accounts."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from cellpark.base.fields import BilingualName, identifier
from cellpark.identity.states import Duty, PersonState


class PersonManager(BaseUserManager["Person"]):
    """Finds people for sign-in. Pages find people through memberships, which are scoped."""


class Person(AbstractBaseUser, BilingualName):
    """One human being with one account, never reassigned and never deleted (P11-9b)."""

    id = identifier()
    email = models.EmailField()
    duty = models.CharField(max_length=10, default=Duty.BUSINESS)
    state = models.CharField(max_length=20, default=PersonState.INVITED)
    language = models.CharField(max_length=10, default="zh-hans")
    time_zone = models.CharField(max_length=50, default="Asia/Shanghai")
    # the organisation that invited this person and answers for the account; none: the park's overseers alone
    home_id = models.UUIDField(null=True, blank=True)
    example = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [
            *BilingualName.Meta.constraints,
            # an address identifies one person for ever, however it is spelt
            models.UniqueConstraint(Lower("email"), name="identity_email_once"),
            models.CheckConstraint(
                condition=Q(duty__in=[duty.value for duty in Duty]), name="identity_person_duty_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PersonState]), name="identity_person_state_known"
            ),
            # what a membership's composite foreign key points to (CN-2d)
            models.UniqueConstraint(fields=["id", "duty"], name="identity_person_with_duty"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django asks for an attribute; ours follows from the state
        """Whether this person may sign in."""
        return self.state == PersonState.ACTIVE
