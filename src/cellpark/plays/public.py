"""What other floors use of this app."""

from cellpark.plays.hands import Hands, OwnHands
from cellpark.plays.perform import Performance, perform
from cellpark.plays.player import Player, Told
from cellpark.plays.script import Script, read_script
from cellpark.plays.story.perform import Ended, tell_story
from cellpark.plays.story.script import PatientScript, Story, read_story
from cellpark.plays.story.teller import Line as StoryLine

__all__ = [
    "Ended",
    "Hands",
    "OwnHands",
    "PatientScript",
    "Performance",
    "Player",
    "Script",
    "Story",
    "StoryLine",
    "Told",
    "perform",
    "read_script",
    "read_story",
    "tell_story",
]
