"""A run of the tests as it is reported: results by test, from pytest's JUnit file."""

import hashlib
import platform
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from cellpark.command.validation_matrix import cited, natural

PACKAGE = Path(__file__).resolve().parent.parent
PASSED, FAILED, SKIPPED, NOT_RUN = "passed", "failed", "skipped", "not run"


class NoRun(Exception):  # noqa: N818 -- the name says what happened
    """The file holds no run of tests; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One test of a run, with what it said when it failed."""

    test: str
    outcome: str
    message: str


def run_tests(root: Path, junit: Path) -> int:
    """Run the tests in ``root`` with this Python, results into ``junit``; pytest's exit code."""
    arguments = [sys.executable, "-m", "pytest", "tests", "-q", "-p", "no:cacheprovider", f"--junitxml={junit}"]
    return subprocess.run(arguments, cwd=root, check=False).returncode  # noqa: S603 -- this Python, these tests


def read_run(junit: Path) -> tuple[list[Case], str]:
    """The cases of a JUnit file and when the run began. Raises ``NoRun``."""
    try:
        # our own pytest wrote it; entities of strangers are refused all the same
        text = junit.read_bytes()
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise NoRun("DOCTYPE")
        root = ET.fromstring(text)  # noqa: S314 -- without a document type there are no entities to expand
    except ET.ParseError as error:
        raise NoRun(str(error)) from error
    suite = root if root.tag == "testsuite" else root.find("testsuite")
    if suite is None:
        raise NoRun("testsuite")
    return [_case(each) for each in suite.iter("testcase")], suite.get("timestamp", "")


def _case(found: ET.Element) -> Case:
    parts = found.get("classname", "").split(".")
    file = next((n for n, part in enumerate(parts) if part.startswith("test_")), len(parts) - 1)
    test = "/".join(parts[: file + 1]) + ".py::" + found.get("name", "").split("[")[0]
    for kind in ("failure", "error"):
        fault = found.find(kind)
        if fault is not None:
            return Case(test=test, outcome=FAILED, message=fault.get("message", "")[:300])
    skipped = found.find("skipped")
    if skipped is not None:
        return Case(test=test, outcome=SKIPPED, message=skipped.get("message", "")[:300])
    return Case(test=test, outcome=PASSED, message="")


def report_of(root: Path, cases: list[Case], *, began: str, made_at: str) -> dict[str, Any]:
    """Environment, code, totals, failures, and each requirement with its tests and their results."""
    outcomes = _outcomes(cases)
    rows = [
        {
            "requirement": requirement,
            "result": _worst([_result(test, outcomes) for test in tests]),
            "tests": [{"test": test, "result": _result(test, outcomes)} for test in tests],
        }
        for requirement, tests in sorted(cited(root).items(), key=lambda item: natural(item[0]))
    ]
    counts = {kind: sum(1 for each in cases if each.outcome == kind) for kind in (PASSED, FAILED, SKIPPED)}
    return {
        "made_at": made_at,
        "began": began,
        "cellpark": _version("cellpark"),
        "code_sha256": code_digest(PACKAGE),
        "tests_sha256": code_digest(root / "tests"),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "machine": f"{platform.system()} {platform.release()} {platform.machine()}",
        "packages": _packages(),
        "cases": len(cases),
        **counts,
        "failures": [{"test": each.test, "message": each.message} for each in cases if each.outcome == FAILED],
        "requirements": rows,
    }


def code_digest(folder: Path) -> str:
    """SHA-256 over the path and SHA-256 of every file of the program, in the order of their paths."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in {".pyc", ".mo"}:
            name = path.relative_to(folder).as_posix()
            digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _outcomes(cases: list[Case]) -> Mapping[str, str]:
    """The worst result of each test over its cases, and of each file over its tests."""
    found: dict[str, list[str]] = {}
    for each in cases:
        found.setdefault(each.test, []).append(each.outcome)
        found.setdefault(each.test.split("::")[0], []).append(each.outcome)
    return {name: _worst(outcomes) for name, outcomes in found.items()}


def _result(test: str, outcomes: Mapping[str, str]) -> str:
    return outcomes.get(test, NOT_RUN)


def _worst(outcomes: list[str]) -> str:
    """A requirement is shown when something that cites it passed and nothing that cites it failed or never ran."""
    for kind in (FAILED, NOT_RUN):
        if kind in outcomes:
            return kind
    return PASSED if PASSED in outcomes else SKIPPED


def _packages() -> list[str]:
    names = sorted({_name(each) for each in requires("cellpark") or ()})
    return [f"{name} {found}" for name in names if (found := _version(name))]


def _name(requirement: str) -> str:
    return "".join(each if each.isalnum() or each in "-_." else " " for each in requirement).split()[0]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
