"""One zip holds everything about a batch, verifies without us, and names the first broken thing (P11-2, A11-1h)."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cellpark.dossier.neighbours import certificates
from cellpark.dossier.public import dossiers_of
from cellpark.ledger.export.bundle import zipped
from cellpark.ledger.public import check_export, check_rebuild, log_keys
from tests.batches.floor import COI
from tests.dossier.conftest import PATIENT, RAW, Filed
from tests.ledger.exports import flipped, unpacked

KINDS = (
    "index.html",
    "record/batch-record.html",
    "record/batch-record.pdf",
    "record/recipe.mbr.md",
    "labels/",
    "custody/custody.html",
    "epcis/",
    "fhir/bundle.json",
    "csv/values.csv",
    "raw/",
    "events.jsonl",
    "proofs.jsonl",
    "signatures.jsonl",
    "checkpoint.txt",
    "keys.json",
    "manifest.json",
    "record.html",
    "verify.py",
)


@pytest.fixture(scope="module")
def files(filed: Filed) -> dict[str, bytes]:
    return unpacked(filed.data)


def test_it_holds_the_record_the_labels_custody_raw_files_streams_and_proofs(
    filed: Filed, files: dict[str, bytes]
) -> None:
    """211-1b, 211-3a, CART-1a, P11-2: all of it, in forms for people and for programs."""
    for kind in KINDS:
        assert any(name.startswith(kind) for name in files), kind
    assert [data for name, data in files.items() if name.startswith("raw/")] == [RAW]
    assert files["record/batch-record.pdf"].startswith(b"%PDF-1.7")
    page = files["record/batch-record.html"].decode()
    assert all(words in page for words in ("\u6279\u8bb0\u5f55", "Batch record", "B-0001", COI, "seal found loose"))
    assert "Begin the step" in page  # what was refused, in words
    assert "begin_step</" not in page
    streams = {json.loads(line)["stream"].split("/")[0] for line in files["events.jsonl"].splitlines()}
    assert streams >= {
        "batch",
        "container",
        "lot",
        "label",
        "exception",
        "operation",
        "raw_file",
        "signature",
        "dossier",
    }
    assert streams.isdisjoint({"room", "equipment", "person", "patient"})
    bundle = json.loads(files["fhir/bundle.json"])
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection")
    assert len(bundle["entry"]) == len([name for name in files if name.startswith("epcis/")]) >= 4
    values = list(csv.DictReader(io.StringIO(files["csv/values.csv"].decode("utf-8-sig"))))
    assert ("U1.1", "tnc", "2E+9 cell") in {(row["step"], row["field"], row["value"]) for row in values}


def test_T20_no_patient_is_in_it(files: dict[str, bytes]) -> None:
    """T20: names of files stay in the house, for people write patients into them; the chain of identity is all."""
    for name, data in files.items():
        assert PATIENT not in name
        assert PATIENT.encode() not in data, name


def test_it_verifies_with_the_key_of_the_log_and_alone(filed: Filed, files: dict[str, bytes], tmp_path: Path) -> None:
    key = next(key for key in log_keys() if check_export(filed.data, key=key).refused is None)
    said = check_export(filed.data, key=key)
    assert (said.is_sound, said.refused) == (True, None)
    assert {"given_key", "attached", "summary"} <= {code for code, _ in said.remarks}
    (tmp_path / "dossier.zip").write_bytes(filed.data)
    (tmp_path / "verify.py").write_bytes(files["verify.py"])
    command = [sys.executable, "-I", "-S", "verify.py", "dossier.zip", "--lang", "zh", "--key", key]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("kind", KINDS)
def test_one_changed_byte_is_found_and_its_file_is_the_first_thing_named(files: dict[str, bytes], kind: str) -> None:
    """P11-5c, A11-2e1: every kind of file is watched."""
    name = next(name for name in sorted(files) if name.startswith(kind))
    said = check_export(zipped({**files, name: flipped(0.5)(files[name])}))
    first = said.faults[0]
    named = {"manifest_signature": "manifest.json", "checkpoint_signature": "checkpoint.txt"}
    assert first[1].get("file", named.get(first[0])) == name


def test_a_byte_changed_inside_the_zip_names_its_file(filed: Filed) -> None:
    data = bytearray(filed.data)
    with zipfile.ZipFile(io.BytesIO(filed.data)) as archive:
        info = next(one for one in archive.infolist() if one.filename.startswith("record/batch-record.pdf"))
    data[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 1
    assert check_export(bytes(data)).faults[0] == ("damaged", {"file": "record/batch-record.pdf"})


def test_the_row_of_the_dossier_is_what_the_ledger_says(filed: Filed) -> None:
    made = dossiers_of(filed.batch.id).get()
    assert (made.state, made.file.size) == ("assembled", len(filed.data))
    told = [each for each in check_rebuild().differences if each.table.startswith("dossier")]
    assert told == []


def test_a_tested_batch_brings_its_certificate_in_both_languages(filed: Filed, monkeypatch: pytest.MonkeyPatch) -> None:
    assert certificates(filed.batch) == []
    monkeypatch.setattr("cellpark.dossier.neighbours.result_views", lambda _batch: ("a result",))
    monkeypatch.setattr("cellpark.dossier.neighbours.certificate", lambda _batch, language: language.encode())
    assert certificates(filed.batch) == [
        ("certificate/certificate.zh.pdf", b"zh"),
        ("certificate/certificate.en.pdf", b"en"),
    ]
