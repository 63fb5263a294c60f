"""An export that was handed out verifies for ever: with today's program, and with the one that travelled in it.

The zip was made once and is never made again; a new form of exports gets a second one beside it (P11-2, A11-1h).
"""

import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from cellpark.ledger.export.pages import shipped
from tests.ledger.exports import changed, flipped

GOLDEN = Path(__file__).parent / "golden_exports"
EXPORTS = {
    "export.v1.zip": "f22a481f260ddc254e13af1579c29250be01f449232e6be92808ec1d9a5799b3",
    "export.v2.zip": "4b0d263c3a999533c61cfe145a49c50620198b1715e83355dc639982f50c397a",
}


def checked(program: bytes, export: Path, key: str, folder: Path) -> tuple[int, list[str]]:
    """Run a checking program by itself, without Cellpark; its exit code and what it said."""
    script = folder / "verify.py"
    script.write_bytes(program)
    command = [sys.executable, "-I", str(script), str(export), "--key", key, "--lang", "en"]
    ended = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder, timeout=60)
    return ended.returncode, ended.stdout.splitlines()


def test_every_golden_export_is_the_one_that_was_handed_out():
    assert {path.name: sha256(path.read_bytes()).hexdigest() for path in GOLDEN.glob("*.zip")} == EXPORTS


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("whose", ["today's", "its own"])
def test_it_is_sound(name, whose, tmp_path):
    export = GOLDEN / name
    own = zipfile.ZipFile(export).read("verify.py")
    program = own if whose == "its own" else shipped("verify.py.txt").encode()
    key = export.with_suffix(".key").read_text().strip()
    code, said = checked(program, export, key, tmp_path)
    assert (code, said[-1]) == (0, "This export is sound.")


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("whose", ["today's", "its own"])
def test_a_changed_one_is_not(name, whose, tmp_path):
    """So that the test above cannot pass by a program that says yes to everything."""
    data = (GOLDEN / name).read_bytes()
    export = tmp_path / name
    export.write_bytes(changed(data, events__jsonl=flipped(0.5)))
    own = zipfile.ZipFile(GOLDEN / name).read("verify.py")
    program = own if whose == "its own" else shipped("verify.py.txt").encode()
    code, said = checked(program, export, (GOLDEN / name).with_suffix(".key").read_text().strip(), tmp_path)
    assert (code, said[-1]) == (1, "This export is NOT sound.")
