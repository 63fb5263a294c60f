"""Settings are checked once; a wrong one is one sentence that names the variable."""

import stat
from pathlib import Path

import pytest

from cellpark.command.language import use_language
from cellpark.command.papers import PAGES
from cellpark.command.refusal import wrong_setting
from cellpark.config.environment import WrongSettingError, load_environment

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CELLPARK_PORT", "x"),
        ("CELLPARK_PORT", "70000"),
        ("CELLPARK_DATABASE_URL", "mysql://db/cellpark"),
        ("CELLPARK_DATABASE_URL", "postgresql://db"),
        ("CELLPARK_HOST", "Park Example"),
        ("CELLPARK_TIME_ZONE", "Mars/Olympus"),
        ("CELLPARK_LANGUAGE", "fr"),
        ("CELLPARK_SECRET_KEY", "short"),
        ("CELLPARK_COMPUTE", "cloud"),
        ("CELLPARK_SESSION_MINUTES", "0"),
        ("CELLPARK_DEBUG", "perhaps"),
        ("CELLPARK_PUBLIC_URL", "javascript:alert(1)"),
        ("CELLPARK_MAIL_URL", "mail.example"),
        ("CELLPARK_MAIL_URL", "smtp:///nowhere"),
        ("CELLPARK_MAIL_URL", "smtp://mail.example:x"),
        ("CELLPARK_MAIL_URL", "smtp://mail.example?tsl=1"),
        ("CELLPARK_MAIL_URL", "smtp://user:password@mail.example"),
        ("CELLPARK_MAIL_FROM", "the park"),
    ],
)
def test_a_wrong_value_names_its_variable(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    """A wrong database URL and the like are one clear sentence, never a trace."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(WrongSettingError) as wrong:
        load_environment()
    assert wrong.value.variable == variable
    sentence = wrong_setting(wrong.value)
    assert variable in sentence
    assert sentence.count("\n") == 0
    assert (value in sentence) is ("URL" not in variable and "SECRET" not in variable)


def test_the_sentence_is_chinese_for_a_chinese_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CELLPARK_PORT", "x")
    with pytest.raises(WrongSettingError) as wrong:
        load_environment()
    use_language("zh-hans")
    try:
        chinese = wrong_setting(wrong.value)
    finally:
        use_language("en")
    assert chinese.startswith("\u8bbe\u7f6e CELLPARK_PORT")


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CELLPARK_VAR", str(tmp_path / "var"))
    first, second = load_environment(), load_environment()
    assert first.secret() == second.secret()
    assert len(first.secret()) == 64
    assert stat.S_IMODE((tmp_path / "var/keys/secret.key").stat().st_mode) == 0o600


def test_a_site_behind_a_proxy_is_https_when_people_see_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CELLPARK_PUBLIC_URL", "https://park.example")
    environment = load_environment()
    assert (environment.https, environment.address) == (True, "https://park.example")
    assert environment.allowed_hosts == ["127.0.0.1", "localhost", "park.example"]
    assert environment.trusted_origins == ["https://park.example"]


def test_an_environment_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_environment().port = 1


@pytest.mark.parametrize("page", sorted(PAGES))
def test_the_papers_say_what_the_program_does(page: str) -> None:
    """``python -m cellpark.command.papers`` writes them again."""
    assert (DOCS / page).read_text(encoding="utf-8") == PAGES[page]()
