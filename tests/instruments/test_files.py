"""Raw files are kept byte for byte, once, by their digest (P11-8, 211-194a)."""

import hashlib

import pytest
from django.db import DatabaseError, connection, transaction

from cellpark.base.scope import use_scope
from cellpark.identity.public import Role
from cellpark.instruments.projections import PROJECTIONS
from cellpark.instruments.public import RAW_FILE_BYTES_MAX, RawFile, keep_file, raw_file, raw_file_by_digest
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import check_rebuild, events_of
from tests.people import acting, organisation, person

CONTENT = b"Sample ID,Viability (%)\r\nS1,96.9\r\n"


def operator(home, role=Role.PRODUCTION_OPERATOR, name="op"):
    return acting(person(f"{name}.{home.id}@example.org", role, within=home), home)


@pytest.mark.django_db
def test_a_file_is_kept_as_it_came_and_the_ledger_holds_its_digest(clock) -> None:
    home = organisation("Files")
    actor = operator(home)
    with use_scope(actor.scope):
        kept = keep_file(actor=actor, content=CONTENT, name="counts.csv", media_type="application/pdf")
        assert bytes(raw_file(kept.id).content) == CONTENT
        assert kept.sha256 == hashlib.sha256(CONTENT).hexdigest()
        assert kept.media_type == "text/plain"
        [event] = events_of(f"raw_file/{home.id}/{kept.sha256}")
        assert event.type == "instruments.file.kept"
        assert b"counts.csv" not in bytes(event.payload)


@pytest.mark.django_db
def test_the_same_bytes_are_one_file_within_an_organisation_and_two_between_them() -> None:
    one, other = organisation("First"), organisation("Second")
    mine, theirs = operator(one), operator(other)
    with use_scope(mine.scope):
        first = keep_file(actor=mine, content=CONTENT, name="a.csv", media_type="")
        again = keep_file(actor=mine, content=CONTENT, name="b.csv", media_type="")
        assert (again.id, again.name) == (first.id, "a.csv")
    with use_scope(theirs.scope):
        foreign = keep_file(actor=theirs, content=CONTENT, name="c.csv", media_type="")
        assert foreign.id != first.id
        assert raw_file_by_digest(first.sha256).id == foreign.id
        with pytest.raises(RawFile.DoesNotExist):
            raw_file(first.id)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.csv", "instruments.file.empty"),
        (b"x" * (RAW_FILE_BYTES_MAX + 1), "a.csv", "instruments.file.too_large"),
        (b"x", " ", "base.required"),
        (b"x", "a" * 201, "base.too_long"),
        (b"x", "a\x00.csv", "base.text.control"),
    ],
)
def test_what_cannot_be_kept_is_refused(content: bytes, name: str, code: str) -> None:
    actor = operator(organisation("Limits"))
    with use_scope(actor.scope), pytest.raises(Refused) as refused:
        keep_file(actor=actor, content=content, name=name, media_type="")
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.django_db
def test_somebody_without_the_right_keeps_nothing() -> None:
    home = organisation("Rights")
    actor = operator(home, Role.PLANNER)
    with use_scope(actor.scope), pytest.raises(NotAllowed):
        keep_file(actor=actor, content=CONTENT, name="a.csv", media_type="")


@pytest.mark.django_db
def test_no_statement_changes_or_removes_a_file() -> None:
    """P11-5a: the guard is the database's, whatever a program tries."""
    actor = operator(organisation("Guards"))
    with use_scope(actor.scope):
        kept = keep_file(actor=actor, content=CONTENT, name="a.csv", media_type="")
    for statement in (
        "UPDATE instruments_raw_file SET name = 'x' WHERE id = %s",
        "DELETE FROM instruments_raw_file WHERE id = %s",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [kept.id])


def test_the_table_is_what_the_ledger_says(durable: str) -> None:
    actor = operator(organisation("Rebuilt"))
    with use_scope(actor.scope):
        keep_file(actor=actor, content=CONTENT, name="a.csv", media_type="")
    rebuilt = check_rebuild(of=PROJECTIONS)
    assert rebuilt.differences == ()
    assert rebuilt.rows == {"instruments_raw_file": 1, "instruments_stream": 0}


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "application/vnd.ms-excel"),
        (b"%PDF-1.7", "application/pdf"),
        (b"FCS3.1    ", "application/vnd.isac.fcs"),
        (b"\xff\xfea\x00b\x00", "text/plain"),
        ("\u4e2d\u6587,1".encode(), "text/plain"),
        (b"37 \xb0C", "text/plain"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"PK\x03\x04 torn", "application/octet-stream"),
    ],
)
def test_the_bytes_say_what_a_file_is(content: bytes, media_type: str) -> None:
    from cellpark.instruments.media_types import sniff

    assert sniff(content) == media_type
