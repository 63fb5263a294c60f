"""Calling the API as a program does."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.identity.public import Organisation, Person, issue_token
from tests.people import acting

BASE = "/api/v1/"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Any
    response: HttpResponse

    @property
    def codes(self) -> list[str]:
        return [problem["code"] for problem in self.body["problems"]]


def token_for(
    who: Person, within: Organisation | UUID | None = None, scopes: Collection[str] | None = None, days: int = 1
) -> str:
    """A token with all of its owner's permissions, or with a part of them."""
    actor = acting(who, within)
    with use_scope(actor.scope):
        last: date = now().date() + timedelta(days=days)
        return issue_token(
            actor=actor, title="tests", scopes=actor.permissions if scopes is None else scopes, expires_on=last
        ).secret


@dataclass(frozen=True, slots=True)
class Program:
    """Somebody's program: every call carries the token."""

    token: str | None = None
    language: str = "en"

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Answer:
        return self._answer(Client().get(BASE + path, query or {}, headers=self._headers(headers)))

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        client = Client()
        return self._answer(
            client.post(BASE + path, body or {}, content_type="application/json", headers=self._headers(headers))
        )

    def raw(self, path: str, body: bytes, content_type: str = "application/json", **headers: str) -> Answer:
        return self._answer(Client().post(BASE + path, body, content_type=content_type, headers=self._headers(headers)))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in more.items()}
        bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {"Accept-Language": self.language, **bearer, **named}

    @staticmethod
    def _answer(response: Any) -> Answer:
        kind = response.headers.get("Content-Type", "")
        return Answer(response.status_code, response.json() if "json" in kind else None, response)
