"""A lease as a file: what is read, what is refused with its place, and the bills that the command prints."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from cellpark.command.rent import command
from cellpark.kernel.problem import Refused
from cellpark.rent.public import read_lease

LEASE = Path(__file__).parents[2] / "examples" / "leases" / "pilot-suite.lease.yaml"

CPI = {"name": "CPI", "base": "100", "every_months": 12}


def refused(**changes: object) -> list[tuple[str, dict[str, object]]]:
    said = yaml.safe_load(LEASE.read_text(encoding="utf-8"))
    term = changes.pop("term", {})
    assert isinstance(term, dict)
    said["terms"][0] |= term
    said |= changes
    with pytest.raises(Refused) as caught:
        read_lease(yaml.safe_dump(said).encode())
    return [(each.code.removeprefix("rent."), dict(each.params)) for each in caught.value.problems]


def test_the_example_is_read_and_billed_line_by_line() -> None:
    """Free months at nothing, an escalated rate, a step in the middle of a quarter, an index with its cap."""
    found = CliRunner().invoke(command, ["bills", str(LEASE), "--until", "2027-07-01"])
    assert found.exit_code == 0
    for line in (
        "312.5 m2 x 0 CNY/m2/day x 61 = 0.00 CNY",
        "312.5 m2 x 3.36 CNY/m2/day x 92 = 96600.00 CNY",
        "5200 CNY/month x 2.466667 = 12826.66 CNY",
        "312.5 m2 x 28.56 CNY/m2/month x 3 x 1.06 = 28381.50 CNY",
        "sum 163297.26 CNY, tax in it 5329.59 CNY",
    ):
        assert line in found.output


def test_the_lines_as_csv_add_up_to_the_same(tmp_path: Path) -> None:
    out = tmp_path / "bills.csv"
    CliRunner().invoke(command, ["bills", str(LEASE), "--csv", "--out", str(out)])
    rows = [line.split(",") for line in out.read_text(encoding="utf-8").splitlines()]
    assert rows[0][:4] == ["from", "until", "due", "term"]
    suite = sum(float(row[10]) for row in rows[1:] if row[3] == "rent-suite")
    # 304 days at 3.20, 366 at 3.36 and 365 at 3.53 for 312.5 m2; 2028 is a leap year
    assert suite == pytest.approx(312.5 * (304 * 3.20 + 366 * 3.36 + 365 * 3.53))
    assert any("waits" not in row[7] and row[7].startswith("CPI-example 2028") for row in rows[1:])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"format": "cellpark.lease/9"}, "file.unreadable"),
        ({"since": "tomorrow"}, "file.field"),
        ({"until": "2090-03-15"}, "lease.too_long"),
        ({"cycle": {"every_months": 5}}, "cycle.months"),
        ({"term": {"rate": 3.2}}, "file.field"),
        ({"term": {"rate": "1e999999"}}, "file.field"),
        ({"term": {"rate": "1e30"}}, "file.field"),
        ({"term": {"escalation": {"by": "0.1", "every_months": 10**9}}}, "file.field"),
        ({"term": {"escalation": {"by": "0.1", "every_months": 12, "digits": 10**6}}}, "file.field"),
        ({"cycle": {"every_months": 3, "due_days": 10**9}}, "file.field"),
        ({"until": "9999-12-31"}, "file.field"),
        ({"until": "2020-01-01"}, "interval.empty"),
        ({"terms": []}, "file.field"),
        ({"term": {"colour": "red"}}, "file.field"),
        ({"term": {"key": "deposit"}}, "term.twice"),
        ({"term": {"until": "2031-01-01"}}, "term.outside"),
        ({"term": {"area_m2": "0"}}, "term.area"),
        ({"term": {"basis": "month"}}, "term.area"),
        ({"term": {"tax": "9"}}, "term.tax"),
        ({"term": {"steps": [{"since": "2027-01-01", "rate": "4"}]}}, "term.price"),
        ({"term": {"escalation": None, "steps": [{"since": "2025-01-01", "rate": "4"}]}}, "term.steps"),
        ({"term": {"rate": "-1"}}, "term.rate"),
        ({"term": {"escalation": {"by": "5", "every_months": 12}}}, "term.escalation"),
        ({"term": {"escalation": {"by": "1", "every_months": 1}}}, "term.too_large"),
        ({"term": {"rate": "99999999999999999"}}, "term.too_large"),
        ({"term": {"area_m2": "999999999999999999"}}, "term.too_large"),
        ({"index": {"CPI-example": {"2028-01": "-50"}}}, "file.field"),
        ({"index": {"CPI-example": {"2029-1": "103"}}}, "file.field"),
        ({"index": {"CPI-example": {"2029-13": "103"}}}, "file.field"),
        ({"late": {"per_day": "-0.001"}}, "file.field"),
        ({"late": {"per_day": "0.001", "cap": "-1"}}, "file.field"),
        *(
            ({"term": {"escalation": None, "index": CPI | more}}, "term.index")
            for more in ({"base": "0"}, {"share": "2"}, {"share": "0"}, {"cap": "-1"}, {"floor": "0.2", "cap": "0.1"})
        ),
        ({"term": {"free": [{"since": "2020-01-01", "until": "2020-02-01"}]}}, "term.free_outside"),
    ],
)
def test_what_bills_cannot_be_computed_from_is_refused_by_name(changes: dict[str, object], code: str) -> None:
    assert code in [each for each, _params in refused(**changes)]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"- 1", b"a: [", b"a: &x [1]\nb: [*x, *x]", b"[" * 5_000, b" " * 1_000_001]
)
def test_what_is_no_lease_is_refused_and_never_read_halfway(content: bytes) -> None:
    with pytest.raises(Refused) as caught:
        read_lease(content)
    assert {each.code for each in caught.value.problems} <= {"rent.file.unreadable", "rent.file.field"}
