"""The guide of the story names people, batches and pages that are there, the same in both languages."""

import re
from pathlib import Path

import polib
import yaml

from cellpark.base.time import now
from cellpark.kernel.clock import FixedClock
from cellpark.plays.story.script import read_story
from cellpark.plays.story.teller import Teller
from tests.look.catalogue import catalogues

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ("story.md", "story.zh-CN.md")
PARK_WORDS = (
    "Industry chain", "Gaps of the chain", "Make the lead", "Apply for a place in the park", "Name reviewers",
    "Find a place", "Make an offer", "Make it an organisation of the park", "Companies of the park", "Space board",
    "Draft a lease", "Show all bills first", "Bill a period", "Receivables", "Current account", "Book a room or device",
    "Change the stage", "Recognitions of companies", "Graduation passport",
)  # fmt: skip
ACCOUNT = re.compile(r"`([a-z0-9.-]+@example\.org)`")


def read(name: str) -> str:
    return (ROOT / "docs" / "guide" / name).read_text(encoding="utf-8")


def test_the_guide_follows_the_example_in_both_languages() -> None:
    people = (ROOT / "examples" / "people.yaml").read_text(encoding="utf-8")
    story = yaml.safe_load((ROOT / "examples" / "stories" / "vein-to-vein.story.yaml").read_text(encoding="utf-8"))
    made = {batch["batch"] for patient in story["patients"] for batch in patient.get("batches", ())}
    english, chinese = (read(name) for name in GUIDES)
    assert ACCOUNT.findall(english) == ACCOUNT.findall(chinese)
    assert [each for each in ACCOUNT.findall(english) if f"email: {each}" not in people] == []
    assert {*re.findall(r"EX-V2V-\d+", english + chinese)} <= made
    for name in GUIDES:
        links = re.findall(r"\]\(([^)]+)\)", read(name))
        assert [link for link in links if not (ROOT / "docs" / "guide" / link).exists()] == []


def test_the_pages_of_the_guide_are_called_as_the_site_calls_them() -> None:
    pairs = {entry.msgid: entry.msgstr for path in catalogues() for entry in polib.pofile(str(path))}
    english, chinese = (read(name) for name in GUIDES)
    for page in ("Treatment orders", "Shipments", "Batches", "Laboratory", "Release desk", "Glass room"):
        assert f"**{page}**" in english
        assert f"**{pairs[page]}**" in chinese
    for page in ("Everything about one thing", "Out-of-specification room", "Assemble the dossier", "Take it home"):
        assert f"**{page}**" in english
        assert f"**{pairs[page]}**" in chinese


def test_what_people_write_in_the_story_stands_in_both_languages() -> None:
    """Every reason that the play says has its Chinese in the example, and the example holds no others."""
    story = read_story((ROOT / "examples" / "stories" / "vein-to-vein.story.yaml").read_bytes())
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/cellpark/plays/story").glob("*.py"))
    said = set(re.findall(r"said\(\s*[\"']([^\"']+)[\"']\s*\)", source)) - {"treatment not indicated any more"}
    assert said <= story.said.keys()
    assert [each for each in story.said if f'"{each}"' not in source and f"'{each}'" not in source] == []
    assert (
        Teller({}, FixedClock(now()), None, print, story.said).said("a slot is free")
        == "\u6709\u7a7a\u6863 | a slot is free"
    )  # type: ignore[arg-type]


def test_the_guide_of_the_park_speaks_as_its_pages_do() -> None:
    pairs = {entry.msgid: entry.msgstr for path in catalogues() for entry in polib.pofile(str(path))}
    english, chinese = (read(name) for name in ("park.md", "park.zh-CN.md"))
    for words in PARK_WORDS:
        assert f"**{words}**" in english
        assert f"**{pairs[words]}**" in chinese
    for name, language in (("park.md", "en"), ("park.zh-CN.md", "zh")):
        links = re.findall(r"\]\(([^)]+)\)", read(name))
        assert [link for link in links if not (ROOT / "docs" / "guide" / link).exists()] == []
        assert all(link.endswith(f"-{language}.png") for link in links if "pictures" in link)
