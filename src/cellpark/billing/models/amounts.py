"""Columns of money: two digits after the point, as the smallest coin of the currencies in use."""

from decimal import Decimal
from typing import Any

from django.db import models


def money(**more: Any) -> "models.DecimalField[Any, Any]":
    """An amount up to 10 ** 16 with two digits after the point."""
    return models.DecimalField(max_digits=18, decimal_places=2, default=Decimal(0), **more)


class Amounts(models.Model):
    """Net, tax and gross in one currency."""

    currency = models.CharField(max_length=3, default="CNY")
    net = money()
    tax = money()
    gross = money()

    class Meta:
        abstract = True
