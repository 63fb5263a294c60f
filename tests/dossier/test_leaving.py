"""A customer can leave with everything, and whoever holds the files can check them."""

import csv
import io
import json

from click.testing import CliRunner

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.command.dossier import command
from cellpark.dossier.public import export_organisation
from cellpark.ledger.public import check_export, streams_of
from tests.dossier.conftest import RAW, Filed
from tests.ledger.exports import unpacked
from tests.people import HOUSE


def test_an_organisation_leaves_with_its_tables_documents_files_and_records(filed: Filed) -> None:
    """P11-2, T19: everything of its own, nothing of others, and no secret of an account."""
    home = filed.floor.store.organisation
    streams = {stream for stream, _version in streams_of(home.id)}
    with use_scope(EVERYTHING):
        (data,) = list(export_organisation(actor=HOUSE, organisation_id=home.id))
    assert check_export(data).is_sound
    files = unpacked(data)
    batches = list(csv.DictReader(io.StringIO(files["csv/batches.batch.csv"].decode("utf-8-sig"))))
    assert [row["number"] for row in batches] == ["B-0001"]
    assert "Regulator" not in files["csv/identity.organisation.csv"].decode("utf-8-sig")
    assert not any(
        "accesstoken" in name or "password" in data.decode("utf-8-sig")
        for name, data in files.items()
        if name.startswith("csv/")
    )
    assert RAW in files.values()
    assert json.loads(files["epcis/containers-0001.jsonl"].splitlines()[0])["type"] == "EPCISDocument"
    assert {"README.md", "README.zh-CN.md"} <= files.keys()
    told = {json.loads(line)["stream"] for line in files["events.jsonl"].splitlines()}
    assert told >= streams


def test_the_command_checks_a_file_by_its_own_program(filed: Filed, tmp_path) -> None:
    path = tmp_path / "dossier.zip"
    path.write_bytes(filed.data)
    sound = CliRunner().invoke(command, ["verify", str(path)], standalone_mode=False)
    assert (sound.return_value, sound.output.splitlines()[-1]) == (0, "This export is sound.")
    path.write_bytes(filed.data[:-40])
    assert CliRunner().invoke(command, ["verify", str(path)], standalone_mode=False).return_value == 1
