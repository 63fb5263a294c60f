"""A backup is one file that proves itself; a restore proves that it is the same site (T17)."""

import json
import os
import resource
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker

from cellpark.command.archive.manifest import MANIFEST, SEAL
from cellpark.command.archive.reader import Reader
from cellpark.command.archive.tables import in_order
from cellpark.command.backup import write_backup
from cellpark.config.environment import Environment, load_environment
from cellpark.identity.public import Role
from cellpark.kernel.canonical import decode, encode
from cellpark.kernel.problem import Refused
from cellpark.runtime.embedded import embedded
from cellpark.runtime.places import places
from cellpark.runtime.provision import clone_database, connection_urls, drop_database
from tests.command.test_command_line import cellpark
from tests.database import connected_to, template_database
from tests.people import organisation, person

ZIP_HEADER_BYTES = 30  # APPNOTE 4.3.7: the local header before the name


@dataclass(frozen=True)
class Written:
    """A backup, its keys, and how many rows some tables had."""

    file: Path
    keys: Path
    events: int
    people: int


def count(url: str, table: str) -> int:
    with psycopg.connect(url, options="-c cellpark.scope=*") as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture(scope="module")
def site(django_db_setup: None, postgres: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Environment]:
    """A small site on a database of this file's own; its tests only read it."""
    name = f"backup_{os.getpid()}"
    clone_database(postgres, template=template_database(postgres), database=name)
    urls = connection_urls(postgres, name)
    with django_db_blocker.unblock(), connected_to(name):
        company = organisation("Backup Company")
        person("somebody@example.org", Role.MEMBER, within=company)
        yield load_environment(database_url=urls.application, owner_database_url=urls.owner)
    drop_database(postgres, name)


@pytest.fixture(scope="module")
def written(site: Environment, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Its backup."""
    folder = tmp_path_factory.mktemp("backup")
    file, keys = folder / "site.backup", folder / "site.keys"
    write_backup(site, file, keys, lambda _done, _total: None)
    owner = site.owner_url
    return Written(file, keys, count(owner, "ledger_event"), count(owner, "identity_person"))


def problem_of(act: Callable[[], object]) -> tuple[str, object]:
    with pytest.raises(Refused) as refused:
        act()
    problem = refused.value.problems[0]
    return problem.code, problem.params.get("part") or problem.params.get("file")


def verified(path: Path) -> Callable[[], object]:
    def act() -> object:
        with Reader(path) as reader:
            return reader.verify()

    return act


def rewritten(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy whose members were changed by somebody who knows the format."""
    with zipfile.ZipFile(source) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return target


def test_a_backup_is_readable_by_its_owner_alone_and_holds_no_keys(written: Written) -> None:
    assert [stat.S_IMODE(path.stat().st_mode) for path in (written.file, written.keys)] == [0o600, 0o600]
    with Reader(written.file) as reader, Reader(written.keys) as keys:
        assert reader.verify() == keys.verify(reader.verify())
        names, key_names = set(reader.manifest.parts), set(keys.manifest.parts)
    assert {name for name in names if "key" in name} == {"tables/ledger_signing_key"}  # public halves
    assert "tables/ledger_personal_key" in key_names
    assert "keys/ledger-ed25519.key" in key_names
    assert names & key_names == set()
    assert {"tables/django_session", "tables/django_migrations"} & names == set()


def test_the_list_says_how_many_rows_each_table_has(written: Written) -> None:
    with Reader(written.file) as reader:
        parts = reader.manifest.parts
        assert parts["tables/ledger_event"].rows == written.events
        assert parts["tables/identity_person"].rows == written.people
        assert reader.manifest.tree_size > 0


def test_a_backup_never_replaces_a_file(site: Environment, written: Written) -> None:
    before = written.file.read_bytes()
    act = problem_of(lambda: write_backup(site, written.file, None, lambda _done, _total: None))
    assert act == ("backup.exists", str(written.file))
    assert written.file.read_bytes() == before


def test_a_folder_that_does_not_exist_is_told(site: Environment, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "site.backup"
    act = problem_of(lambda: write_backup(site, file, None, lambda _done, _total: None))
    assert act == ("backup.cannot_write", str(file))


def test_every_changed_part_is_refused_by_name(written: Written, tmp_path: Path) -> None:
    """Mutated files: one byte in each part, in turn."""
    with Reader(written.file) as reader:
        parts = [name for name, part in reader.manifest.parts.items() if part.bytes]
    assert len(parts) > 10
    for name in parts:

        def flip(members: dict[str, bytes], name: str = name) -> None:
            data = bytearray(members[name])
            data[len(data) // 2] ^= 1
            members[name] = bytes(data)

        changed = rewritten(written.file, tmp_path / "changed", flip)
        assert problem_of(verified(changed)) == ("backup.part_changed", name)


def test_rows_added_cut_or_doubled_are_refused(written: Written, tmp_path: Path) -> None:
    name = "tables/identity_person"

    def longer(members: dict[str, bytes]) -> None:
        members[name] += members[name]

    def shorter(members: dict[str, bytes]) -> None:
        members[name] = b"".join(members[name].splitlines(keepends=True)[:-1])

    for change in (longer, shorter):
        changed = rewritten(written.file, tmp_path / "changed", change)
        assert problem_of(verified(changed)) == ("backup.part_changed", name)


def test_a_missing_and_an_added_part_are_named(written: Written, tmp_path: Path) -> None:
    missing = rewritten(written.file, tmp_path / "missing", lambda members: members.pop("tables/ledger_leaf"))
    assert problem_of(verified(missing)) == ("backup.part_missing", "tables/ledger_leaf")
    added = rewritten(written.file, tmp_path / "added", lambda members: members.update({"tables/gift": b"1\n"}))
    assert problem_of(verified(added)) == ("backup.part_unknown", "tables/gift")
    for name in (MANIFEST, SEAL):
        without = rewritten(written.file, tmp_path / "without", lambda members, name=name: members.pop(name))
        assert problem_of(verified(without)) == ("backup.part_missing", name)


def test_a_part_changed_together_with_its_hash_fails_at_the_signature(written: Written, tmp_path: Path) -> None:
    def forge(members: dict[str, bytes]) -> None:
        import hashlib

        name = "tables/identity_person"
        members[name] = members[name].replace(b"somebody", b"somebodx")
        value = decode(members[MANIFEST])
        assert isinstance(value, dict)
        value["parts"][name]["sha256"] = hashlib.sha256(members[name]).hexdigest()
        members[MANIFEST] = encode(value)

    forged = rewritten(written.file, tmp_path / "forged", forge)
    assert problem_of(verified(forged)) == ("backup.signature", None)


def test_a_signature_by_another_key_is_refused_where_the_key_is_known(written: Written) -> None:
    with Reader(written.file) as reader:
        signed = reader.verify()
        assert problem_of(lambda: reader.verify(trusted=["ledger.other.example+00000000+AQ=="])) == (
            "backup.signature",
            None,
        )
        assert reader.verify(trusted=signed) == signed


@pytest.mark.parametrize("text", [b"", b"not json", b"{}", b'{"format":"cellpark.backup/2"}'])
def test_a_list_that_is_none_is_refused(written: Written, tmp_path: Path, text: bytes) -> None:
    changed = rewritten(written.file, tmp_path / "changed", lambda members: members.update({MANIFEST: text}))
    assert problem_of(verified(changed))[0] == "backup.manifest"


def test_a_cut_file_and_a_foreign_file_are_no_backups(written: Written, tmp_path: Path) -> None:
    cut, foreign = tmp_path / "cut", tmp_path / "foreign"
    cut.write_bytes(written.file.read_bytes()[:-200])
    foreign.write_text("minutes of the meeting")
    assert problem_of(verified(cut)) == ("backup.not_a_backup", str(cut))
    assert problem_of(verified(foreign)) == ("backup.not_a_backup", str(foreign))


def test_parents_are_filled_before_children() -> None:
    references = [("membership", "person"), ("membership", "organisation"), ("person", "person")]
    assert in_order(["membership", "organisation", "person"], references)[-1] == "membership"


@pytest.fixture
def restored(written: Written, tmp_path: Path) -> Iterator[Path]:
    """The site again, in a server of its own, where transactions are counted anew."""
    var = tmp_path / "other" / "var"
    ended = cellpark("restore", str(written.file), "--keys", str(written.keys), var=var)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Restored and proved" in ended.stdout
    yield var
    shutil.rmtree(var)


def test_T17_a_restored_site_is_the_same_site_and_goes_on(written: Written, restored: Path) -> None:
    """Roots equal, row counts, ledger verified; and new entries are sealed although transaction ids began anew."""
    with Reader(written.file) as reader:
        size, root = reader.manifest.tree_size, reader.manifest.root
    with embedded(places(restored)):
        urls = connection_urls(restored)
        assert count(urls.owner, "ledger_event") == written.events
        assert count(urls.owner, "identity_person") == written.people
        with psycopg.connect(urls.owner) as connection:
            found = connection.execute("SELECT encode(root, 'hex') FROM ledger_checkpoint WHERE size = %s", [size])
            assert found.fetchone() == (root,)
        loaded = cellpark("parks", "load", var=restored)
        assert loaded.returncode == 0, loaded.stderr
        signed = cellpark("ledger", "checkpoint", var=restored)
        assert int(signed.stdout.splitlines()[1]) == count(urls.owner, "ledger_event") > size
        checked = cellpark("ledger", "verify", var=restored)
        assert (checked.returncode, checked.stdout.splitlines()[-1]) == (0, "Nothing is wrong.")
        again = cellpark("restore", str(written.file), var=restored)
        assert again.returncode == 1
        assert "The database is not empty" in again.stderr
        findings = json.loads(cellpark("doctor", "--json", var=restored).stdout)
        assert [each for each in findings if each["state"] == "fail"] == []


def test_a_restore_without_the_keys_says_what_that_means(written: Written, tmp_path: Path) -> None:
    """T17: a site that signs with another key must not come as a surprise to its witnesses."""
    ended = cellpark("restore", str(written.file), var=tmp_path / "keyless" / "var")
    assert ended.returncode == 0
    assert ended.stderr.startswith("No file of keys was given: the site will sign with a new key")


def test_a_damaged_file_is_refused_before_a_database_exists(written: Written, tmp_path: Path) -> None:
    data = bytearray(written.file.read_bytes())
    with zipfile.ZipFile(written.file) as archive:
        largest = max(archive.infolist(), key=lambda each: each.compress_size)
    # within the data of a part: what a zip file says between its parts is not read
    data[largest.header_offset + ZIP_HEADER_BYTES + len(largest.filename) + largest.compress_size // 2] ^= 0xFF
    damaged = tmp_path / "damaged"
    damaged.write_bytes(data)
    ended = cellpark("restore", str(damaged), var=tmp_path / "empty")
    assert ended.returncode == 1
    assert ended.stderr.startswith("The backup's part ")
    assert (tmp_path / "empty").exists() is False


def test_another_site_s_backup_is_refused(written: Written, tmp_path: Path) -> None:
    ended = cellpark("restore", str(written.file), var=tmp_path / "empty", CELLPARK_SITE="other.example")
    assert ended.returncode == 1
    assert "CELLPARK_SITE is other.example" in ended.stderr


def test_a_disk_without_room_is_one_sentence_and_leaves_no_half_file(
    site: Environment, written: Written, tmp_path: Path, postgres: Path
) -> None:
    """The kernel refuses to let the file grow, as it does on a full disk; the site's own files stay as they are."""
    file, room = tmp_path / "site.backup", written.file.stat().st_size // 2
    own = {"CELLPARK_VAR": str(postgres), "CELLPARK_DATABASE_URL": site.database_url, "CELLPARK_LANGUAGE": "en"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CELLPARK_", "DJANGO_"))}
    answer = subprocess.run(
        [sys.executable, "-m", "cellpark.command", "backup", str(file)],
        check=False,
        env={**kept, **own, "CELLPARK_OWNER_DATABASE_URL": site.owner_database_url, "LANG": "C"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
        timeout=600,
    )
    said = answer.stderr.strip()
    assert (answer.returncode, said.count("\n"), str(file) in said, "File too large" in said) == (1, 0, True, True), (
        said
    )
    assert list(tmp_path.iterdir()) == []
