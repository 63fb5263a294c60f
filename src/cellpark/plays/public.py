"""What other floors use of this app."""

from cellpark.plays.hands import Hands, OwnHands
from cellpark.plays.perform import Performance, perform
from cellpark.plays.player import Player, Told
from cellpark.plays.script import Script, read_script

__all__ = ["Hands", "OwnHands", "Performance", "Player", "Script", "Told", "perform", "read_script"]
