"""Has this very program already prepared this database? Answered without loading Django, so that a start is quick."""

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psycopg
from psycopg import sql

import cellpark

PACKAGE = Path(cellpark.__file__).resolve().parent
# Whatever decides how the tables and their guards look.
SOURCES = ("**/migrations/*.py", "**/models/*.py", "**/models.py", "base/guards.py")
LIBRARIES = ("django", "django-allauth", "procrastinate")


def program_fingerprint() -> str:
    """A hash over everything that decides the schema: it changes with any migration, model, guard or library."""
    digest = sha256(cellpark.__version__.encode())
    for path in sorted({path for pattern in SOURCES for path in PACKAGE.glob(pattern)}):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\x00" + path.read_bytes() + b"\x00")
    for library in LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}".encode())
        except PackageNotFoundError:
            digest.update(library.encode())
    return digest.hexdigest()


def is_prepared(url: str) -> bool:
    """Whether the database carries this program's fingerprint."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(
            "SELECT obj_description(to_regclass('public.django_migrations'), 'pg_class')"
        ).fetchone()
    return row is not None and row[0] == program_fingerprint()


def note_prepared(owner_url: str) -> None:
    """Write the fingerprint as the comment of Django's table of migrations, which its owner may always do."""
    statement = sql.SQL("COMMENT ON TABLE django_migrations IS {}").format(sql.Literal(program_fingerprint()))
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(statement)
