"""How far a study is, and what may be changed in one."""

from enum import StrEnum


class StudyState(StrEnum):
    """How far a study is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"  # ended by somebody, with what was found so far
    REFUSED = "refused"  # its problems say why


UNDER_WAY = (StudyState.WAITING, StudyState.RUNNING)


class ChangeKind(StrEnum):
    """What is changed in a plant."""

    ROOMS = "rooms"  # more rooms of a suite
    DEVICES = "devices"  # more devices of a class
    PEOPLE = "people"  # more people of a role at each of their shifts
    NIGHT = "night"  # people of a role from 22:00 to 06:00
    TEST = "test"  # days that a test waits for its result
    PATIENTS = "patients"  # patients a year
    PRODUCT = "product"  # patients a year of another recipe, by the SHA-256 of its text
