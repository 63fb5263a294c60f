"""The lock files name every package once, with hashes, and no registry."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,-]+\])?==(\S+)", re.MULTILINE)


def locked(name: str) -> dict[str, str]:
    return dict(LINE.findall((ROOT / name).read_text()))


def wanted() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {re.split(r"[\[<>=;]", each)[0].lower().replace("_", "-") for each in project["dependencies"]}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_is_hashed_and_no_registry_is_named(name: str) -> None:
    """Locked and hashed dependencies, no registry address in the file."""
    text = (ROOT / name).read_text()
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert re.findall(r"https?://|--index|--extra-index|file:", text) == []


def test_every_dependency_is_locked() -> None:
    assert wanted() - set(locked("requirements.lock")) == set()


def test_development_uses_the_very_versions_of_production() -> None:
    production, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: development.get(name) for name in production} == production
