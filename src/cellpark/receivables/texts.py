"""The words of letters, charges and accounts that are printed or exported in both languages (``texts.yaml``)."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(_Part):
    """One text in both languages."""

    zh: str
    en: str


class Account(Both):
    """One account of the books, by the number of the Chinese accounting standard for enterprises."""

    code: str


class Texts(_Part):
    """Everything that is printed in both languages."""

    late_fee: Both
    reminders: dict[int, Both]
    accounts: dict[str, Account]
    bank_columns: dict[str, tuple[str, ...]]
    bank_directions: dict[str, tuple[str, ...]]
    bank_totals: tuple[str, ...]


@cache
def texts() -> Texts:
    """What ``texts.yaml`` says; a key that is missing or unknown stops the program."""
    return Texts.model_validate(yaml.safe_load(files(__package__).joinpath("texts.yaml").read_text(encoding="utf-8")))
