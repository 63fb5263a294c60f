"""What other floors use of this app."""

from cellpark.plays.grown.carry_out import MANAGER, Grown, grow_park, manager_email
from cellpark.plays.grown.plan import GrownPark, grown_park
from cellpark.plays.hands import Hands, OwnHands
from cellpark.plays.models import Telling
from cellpark.plays.perform import Performance, perform
from cellpark.plays.player import Player, Told
from cellpark.plays.queries import TellingLine, telling_lines, telling_title, tellings
from cellpark.plays.script import Script, read_script
from cellpark.plays.story.perform import Ended
from cellpark.plays.story.script import PatientScript, Story, read_story
from cellpark.plays.story.teller import Line as StoryLine
from cellpark.plays.story.telling import begin_telling, plan_after, tell_next
from cellpark.plays.tasks import queue_telling

__all__ = [
    "MANAGER",
    "Ended",
    "Grown",
    "GrownPark",
    "Hands",
    "OwnHands",
    "PatientScript",
    "Performance",
    "Player",
    "Script",
    "Story",
    "StoryLine",
    "Telling",
    "TellingLine",
    "Told",
    "begin_telling",
    "grow_park",
    "grown_park",
    "manager_email",
    "perform",
    "plan_after",
    "queue_telling",
    "read_script",
    "read_story",
    "tell_next",
    "telling_lines",
    "telling_title",
    "tellings",
]
