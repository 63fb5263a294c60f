"""Two connections to one database: ``default`` as the application role, ``owner`` for migrations and guards."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from cellpark.config.environment import Environment


def databases(environment: Environment) -> dict[str, Any]:
    """Django's DATABASES for an external database (two addresses) or the embedded one."""
    owner = environment.owner_url or environment.application_url
    return {"default": django_database(environment.application_url), "owner": django_database(owner)}


def django_database(url: str) -> dict[str, Any]:
    """One PostgreSQL address in Django's form. Connections persist; a dead one is noticed and replaced.

    ``prepare_threshold``: Django switches prepared statements off, for poolers that hand one session to several
    clients. Ours stay with one client, as the scope is a setting of the session, and ``base.prepared`` needs them.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(query.pop("port", "") or parts.port or ""),
        "OPTIONS": {"prepare_threshold": 5, **query},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
