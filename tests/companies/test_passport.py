"""What a company takes along proves itself (graduation passport)."""

import io
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.companies import public as companies
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import make_site_keys
from tests.companies.park import TODAY, lead, load_rules, make_park, milestone, resident


def test_a_passport_verifies_and_a_changed_byte_is_named(durable: str, clock: FixedClock, tmp_path: Path) -> None:
    with use_scope(EVERYTHING):
        make_site_keys(actor=Actor.system("tests"))
        park = make_park()
        load_rules(park)
        row = resident(park)
        milestone(park, row, "staff", "6")
        other = lead(park, name="Another", code="")
        with pytest.raises(Refused) as refused:
            companies.issue_passport(actor=park.manager, company_id=other.id)
        assert [each.code for each in refused.value.problems] == ["companies.state"]
        companies.graduate(actor=park.manager, company_id=row.id, day=TODAY, reason="own plant")
        content = companies.issue_passport(actor=park.manager, company_id=row.id)
    whole = tmp_path / "passport.zip"
    whole.write_bytes(content)
    with ZipFile(io.BytesIO(content)) as found:
        names = set(found.namelist())
        program = found.read("verify.py")
        told = found.read("events.jsonl")
        parts = {name: found.read(name) for name in names}
    assert {"passport.zh.pdf", "passport.en.pdf", "passport.json", "verify.py", "verify.html"} <= names
    assert parts["passport.zh.pdf"].startswith(b"%PDF-")
    assert b"companies.milestone.recorded" in told
    assert b"companies.review" not in told  # what the park thought of it stays with the park
    (tmp_path / "verify.py").write_bytes(program)
    code, said = checked(tmp_path, whole)
    # no trusted key was given: the program says so by its exit status
    assert (code, "This export is sound." in said) == (3, True)
    changed = tmp_path / "changed.zip"
    with ZipFile(changed, "w") as out:
        for name, data in parts.items():
            out.writestr(name, data.replace(b'"6"', b'"7"') if name == "passport.json" else data)
    code, said = checked(tmp_path, changed)
    assert code not in (0, 3)
    assert "passport.json" in said


def checked(folder: Path, file: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, str(folder / "verify.py"), str(file)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr
