"""Roles have exactly the rights they need, and databases are copied whole."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from cellpark.runtime.provision import (
    clone_database,
    connection_urls,
    create_database,
    drop_database,
    provision,
)

NAME = f"rights_of_roles_{os.getpid()}"  # each worker of the tests has its own


@pytest.fixture(scope="module")
def made(postgres: Path) -> Iterator[str]:
    drop_database(postgres, NAME)
    create_database(postgres, NAME)
    with psycopg.connect(connection_urls(postgres, NAME).owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE thing (id int GENERATED ALWAYS AS IDENTITY, name text)")
    yield NAME
    drop_database(postgres, NAME)


@pytest.fixture
def application(postgres: Path, made: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(connection_urls(postgres, made).application, autocommit=True) as connection:
        yield connection


def test_the_application_reads_and_writes_rows_of_tables_made_later(application: psycopg.Connection) -> None:
    application.execute("INSERT INTO thing (name) VALUES ('a')")
    application.execute("UPDATE thing SET name = 'b'")
    assert application.execute("SELECT name FROM thing").fetchall() == [("b",)]
    application.execute("DELETE FROM thing")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (a int)",
        "TRUNCATE thing",
        "ALTER TABLE thing ADD COLUMN more int",
        "DROP TABLE thing",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "CREATE TEMPORARY TABLE mine (a int)",
        "SET session_replication_role = replica",
        "SET ROLE cellpark_owner",
    ],
)
def test_the_application_can_neither_make_nor_undo_structure(application: psycopg.Connection, statement: str) -> None:
    """P11-5c, T12: guards do not rest on our own code."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute(statement.encode())


def test_neither_role_passes_row_level_security(application: psycopg.Connection) -> None:
    rows = application.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
        " WHERE rolname IN ('cellpark_app', 'cellpark_owner') ORDER BY rolname"
    ).fetchall()
    assert rows == [("cellpark_app", False, False, False, False), ("cellpark_owner", False, False, False, False)]


def test_provisioning_twice_changes_nothing(postgres: Path) -> None:
    provision(postgres)
    provision(postgres)
    assert create_database(postgres, "cellpark") is False


def test_a_copy_holds_the_rows_and_the_rights_of_its_template(postgres: Path, made: str) -> None:
    with psycopg.connect(connection_urls(postgres, made).owner, autocommit=True) as connection:
        connection.execute("INSERT INTO thing (name) VALUES ('copied')")
    clone_database(postgres, template=made, database=f"{made}_copy")
    try:
        with psycopg.connect(connection_urls(postgres, f"{made}_copy").application) as copy:
            assert copy.execute("SELECT name FROM thing").fetchall() == [("copied",)]
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                copy.execute("TRUNCATE thing")
    finally:
        drop_database(postgres, f"{made}_copy")
