"""The variables that begin with ``CELLPARK_``: read once, checked, and frozen."""

import os
import re
import secrets
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from cellpark.config.mail import MAIL_ADDRESS, MailServer, mail_server
from cellpark.runtime.marking import gettext_noop as _
from cellpark.runtime.places import Places, places
from cellpark.runtime.provision import connection_urls

PREFIX = "CELLPARK_"
HOST_NAME = re.compile(r"^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$")


class WrongSettingError(Exception):
    """A variable has a value that cannot be used; ``variable``, ``value`` and ``expected`` (English) say which."""

    def __init__(self, variable: str, value: str, expected: str) -> None:
        """Keep what a person needs to mend it; a secret's value is never repeated."""
        super().__init__(f"{variable}: {expected}")
        self.variable = variable
        self.value = "***" if any(word in variable for word in ("SECRET", "URL")) else value
        self.expected = expected


def _absolute(value: Path) -> Path:
    return value.expanduser().resolve()


def _database_url(value: str) -> str:
    if not value:
        return value
    parts = urlsplit(value)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ValueError
    return value


def _host(value: str) -> str:
    if not HOST_NAME.match(value):
        raise ValueError
    return value


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError
    return value


def _mail_url(value: str) -> str:
    if value:
        mail_server(value)
    return value


def _mail_from(value: str) -> str:
    if not MAIL_ADDRESS.fullmatch(value):
        raise ValueError
    return value


def _compute(value: str) -> str:
    if value not in {"local", "ray"} and not re.fullmatch(r"ray://[^/\s:]+:\d{1,5}", value):
        raise ValueError
    return value


def _secret(value: str) -> str:
    if value and len(value) < 32:
        raise ValueError
    return value


class Environment(BaseSettings):
    """All that can be set from outside. Every field's ``description`` is its line in ``docs/settings.md``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", validate_default=False)

    var: Annotated[Path, AfterValidator(_absolute)] = Field(
        Path("var"), validate_default=True, description=_("folder for the database, keys, locks and logs")
    )
    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        "",
        description=_("a PostgreSQL address postgresql://role@host/name for the application; empty: embedded server"),
    )
    owner_database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        "",
        description=_("the same database's PostgreSQL address for the role that owns the schema; migrate needs it"),
    )
    host: Annotated[str, AfterValidator(_host)] = Field(
        "localhost",
        description=_("a host name in lower case under which people reach the site; passkeys are bound to it"),
    )
    port: int = Field(8000, ge=1, le=65535, description=_("a port number from 1 to 65535"))
    bind: str = Field(
        "127.0.0.1", description=_("an address of this machine to listen on"), pattern=r"^[0-9a-fA-F.:]+$"
    )
    public_url: str = Field(
        "",
        description=_("the address people see when a proxy stands in front, such as https://park.example"),
        pattern=r"^(https?://[a-z0-9.-]+(:\d+)?)?$",
    )
    proxies: int = Field(
        0,
        ge=0,
        le=9,
        description=_("a number from 0 to 9: proxies of yours in front; each adds an address to X-Forwarded-For"),
    )
    secret_key: Annotated[str, AfterValidator(_secret)] = Field(
        "", description=_("a secret of at least 32 characters; empty: made once and kept in var/keys/secret.key")
    )
    site: Annotated[str, AfterValidator(_host)] = Field(
        "cellpark.local",
        description=_("the site's own name in lower case, part of the ledger's origin: never change it"),
    )
    time_zone: Annotated[str, AfterValidator(_time_zone)] = Field(
        "Asia/Shanghai", description=_("a time zone of the IANA list, in which times are shown")
    )
    language: Literal["zh-hans", "en"] = Field("zh-hans", description=_("zh-hans or en: the language of a first visit"))
    debug: bool = Field(False, description=_("true or false: show errors in full; never on a real site"))
    session_minutes: int = Field(
        30, ge=1, le=1440, description=_("minutes from 1 to 1440 without a click until sign-out")
    )
    web_processes: int = Field(
        2, ge=1, le=32, description=_("a number from 1 to 32: processes that serve pages, one for each core")
    )
    web_threads: int = Field(
        8, ge=1, le=128, description=_("a number from 1 to 128: pages that one such process serves at the same time")
    )
    workers: int = Field(2, ge=1, le=64, description=_("a number from 1 to 64: background jobs at the same time"))
    compute: Annotated[str, AfterValidator(_compute)] = Field(
        "local", description=_("local; ray for a Ray cluster on this machine; ray://host:port for one elsewhere")
    )
    mail_url: Annotated[str, AfterValidator(_mail_url)] = Field(
        "",
        description=_(
            "a mail server smtp://user:password@host:587?tls=1, or smtps://host:465; empty: letters stay in var/mail"
        ),
    )
    mail_from: Annotated[str, AfterValidator(_mail_from)] = Field(
        "cellpark@localhost", description=_("the e-mail address that letters of the site come from")
    )
    examples: bool = Field(True, description=_("true or false: load the example parks into an empty database"))

    @property
    def places(self) -> Places:
        """The folders under ``var``."""
        return places(self.var)

    @property
    def is_embedded(self) -> bool:
        """Whether the database is our own."""
        return not self.database_url

    @property
    def application_url(self) -> str:
        """The database's address for pages and jobs."""
        return self.database_url or connection_urls(self.var).application

    @property
    def owner_url(self) -> str:
        """The database's address for migrations; empty when an external server's owner was not named."""
        return connection_urls(self.var).owner if self.is_embedded else self.owner_database_url

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def address(self) -> str:
        """The site's address as people type it."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def https(self) -> bool:
        """Whether people reach the site encrypted."""
        return self.address.startswith("https://")

    @property
    def allowed_hosts(self) -> list[str]:
        """The host names that requests may carry: the site's own, and this machine's for health checks."""
        return sorted({urlsplit(self.address).hostname or self.host, self.host, "localhost", "127.0.0.1"})

    @property
    def trusted_origins(self) -> list[str]:
        """The origins whose forms are accepted, beside the page's own host."""
        return [self.public_url] if self.public_url else []

    @property
    def mail_server(self) -> MailServer | None:
        """The server that sends letters; None when they stay in ``var/mail``."""
        return mail_server(self.mail_url) if self.mail_url else None

    def secret(self) -> str:
        """The site's secret: the given one, or the one kept in ``var/keys/secret.key`` (made on first use, 0600)."""
        return self.secret_key or _kept_secret(self.places)


def _kept_secret(where: Places) -> str:
    where.make()
    path = where.keys / "secret.key"
    if not path.exists():
        fresh = where.keys / f"secret.new-{os.getpid()}"
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:  # noqa: PTH123
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(fresh, path)  # never replaces: of two processes that start together one wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii").strip()


def load_environment(**overrides: Any) -> Environment:
    """The environment as it is now; raise ``WrongSettingError`` for the first value that cannot be used."""
    try:
        return Environment(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        expected = Environment.model_fields[name].description or ""
        raise WrongSettingError(PREFIX + name.upper(), str(first["input"]), expected) from error
