"""The command line speaks both languages, refuses with one sentence, and ends with documented codes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cellpark.command.exit_code import MEANINGS, ExitCode
from cellpark.command.language import choose_language
from cellpark.command.main import build

COMMANDS = [
    *(
        "serve",
        "worker",
        "sealer",
        "migrate",
        "parks",
        "recipe",
        "plan",
        "recognition",
        "rent",
        "bill",
        "generate",
        "play",
        "ledger",
        "instruments",
    ),
    *("result", "dossier", "export", "validation", "backup", "restore", "doctor"),
]


def cellpark(*arguments: str, var: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CELLPARK_", "DJANGO_", "LC_"))}
    environment = {**kept, "LANG": "C", "CELLPARK_VAR": str(var), **settings}
    command = [sys.executable, "-m", "cellpark.command", *arguments]
    return subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=600)


def test_every_command_of_the_list_exists() -> None:
    """What the issues name, and no others; and the program of a witness."""
    assert list(build().commands) == COMMANDS
    assert list(build().commands["ledger"].commands) == ["verify", "checkpoint", "prove", "rebuild", "witness"]
    assert list(build().commands["ledger"].commands["witness"].commands) == ["init", "cosign"]


def test_a_command_loads_nothing_of_the_others() -> None:
    """The site's start is not delayed by the planner's libraries."""
    program = "import sys; from cellpark.command.main import build; tree = build(['--lang', 'en', 'serve'])"
    asked = "; print(list(tree.commands), 'numpy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", program + asked], check=True, capture_output=True, text=True)
    assert said.stdout == "['serve'] False\n"


def test_every_exit_code_is_explained() -> None:
    assert set(MEANINGS) == set(ExitCode)


@pytest.mark.parametrize(
    ("arguments", "variables", "language"),
    [
        ([], {}, "en"),
        (["--lang", "zh"], {"LANG": "C"}, "zh-hans"),
        (["ledger", "verify", "--lang=zh"], {}, "zh-hans"),
        (["--lang", "en"], {"LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh-hans"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "C", "CELLPARK_LANGUAGE": "zh-hans"}, "zh-hans"),
        ([], {"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_reader_s(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], variables: dict[str, str], language: str
) -> None:
    for name in ("CELLPARK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert choose_language(arguments) == language


def test_help_is_chinese_down_to_the_library_s_own_words(tmp_path: Path) -> None:
    said = cellpark("--lang", "zh", "ledger", "verify", "--help", var=tmp_path / "var").stdout
    assert said.startswith("\u7528\u6cd5")
    assert [word for word in ("Usage", "Options", "Show this", "Check every", "default") if word in said] == []


def test_an_unknown_option_is_wrong_use(tmp_path: Path) -> None:
    ended = cellpark("doctor", "--nope", var=tmp_path / "var")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "No such option '--nope'." in ended.stderr


def test_a_wrong_setting_ends_with_two(tmp_path: Path) -> None:
    ended = cellpark("migrate", var=tmp_path / "var", CELLPARK_PORT="many")
    assert ended.returncode == 2
    expected = "The setting CELLPARK_PORT is \u201cmany\u201d, but it must be a port number from 1 to 65535.\n"
    assert ended.stderr == expected


def test_a_database_that_is_not_there_ends_with_three_and_shows_no_password(tmp_path: Path) -> None:
    address = "postgresql://cellpark_app:hidden@127.0.0.1:9/cellpark"
    ended = cellpark("migrate", var=tmp_path / "var", CELLPARK_DATABASE_URL=address)
    assert ended.returncode == 3
    assert ended.stderr.startswith("The database at 127.0.0.1/cellpark cannot be reached: ")
    assert "hidden" not in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_data_folder_of_another_version_ends_with_four(tmp_path: Path) -> None:
    (tmp_path / "var" / "pg").mkdir(parents=True)
    (tmp_path / "var" / "pg" / "PG_VERSION").write_text("21\n")
    ended = cellpark("migrate", var=tmp_path / "var")
    assert ended.returncode == 4
    assert "belongs to PostgreSQL 21" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_second_site_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    from cellpark.runtime.locks import FileLock
    from cellpark.runtime.places import places

    where = places(tmp_path / "var")
    where.make()
    (where.run / "serve.pid").write_text("4711")
    with FileLock(where.run / "serve.lock") as lock:
        assert lock.try_exclusive() is True
        ended = cellpark("serve", var=where.var)
    assert ended.returncode == 4
    assert "already running" in ended.stderr
    assert "4711" in ended.stderr
