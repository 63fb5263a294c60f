"""How a command may end."""

from enum import IntEnum

from cellpark.runtime.marking import gettext_noop as _


class ExitCode(IntEnum):
    """The number a command leaves; scripts rely on it, so a number never changes its meaning."""

    DONE = 0
    REFUSED = 1
    WRONG_USE = 2
    NO_DATABASE = 3
    CANNOT_START = 4
    INTERRUPTED = 130


MEANINGS: dict[ExitCode, str] = {
    ExitCode.DONE: _("Done; nothing wrong was found."),
    ExitCode.REFUSED: _("Refused, or a check found a fault; the output says which."),
    ExitCode.WRONG_USE: _("Wrong use or a wrong setting."),
    ExitCode.NO_DATABASE: _("The database cannot be reached."),
    ExitCode.CANNOT_START: _("Something that the machine must provide is missing: disk, port, permission, version."),
    ExitCode.INTERRUPTED: _("Interrupted by Ctrl-C."),
}
