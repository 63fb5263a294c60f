"""The rules that a park judges by: dated texts, compiled once for each of their digests."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from uuid import UUID

from cellpark.base.scope import widened
from cellpark.companies.criteria import FORMAT as ADMISSION_FORMAT
from cellpark.companies.criteria import Criteria, read_criteria
from cellpark.companies.models import Rule
from cellpark.companies.states import RuleKind, Stage
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.yaml_text import NotYaml, read_yaml
from cellpark.recognition.public import Recognition, Vocabulary, read_data, read_recognition

STAGE_PREFIX = "stage-"
SIZE_LIMIT_BYTES = 1_000_000
_FORMATS = {
    "cellpark.recognition-data/1": RuleKind.DATA,
    "cellpark.recognition/1": RuleKind.RECOGNITION,
    ADMISSION_FORMAT: RuleKind.ADMISSION,
}
Newest = Mapping[RuleKind, tuple[tuple[str, str], ...]]
_texts: dict[str, bytes] = {}
TEXTS_KEPT_MAX = 500


def rules_of(house: UUID) -> list[Rule]:
    """The newest text of each file, by kind and file. One query."""
    with widened(house):
        rows = Rule.objects.filter(organisation_id=house).order_by("file", "-loaded_at", "-id").distinct("file")
        return sorted(rows, key=lambda each: (each.kind, each.file))


def vocabulary_of(house: UUID) -> Vocabulary:
    """The data that the rules of a park may speak of; empty where none are loaded."""
    return _vocabulary(_shas(_newest(house), RuleKind.DATA))


def recognitions_of(house: UUID, on: date) -> tuple[Recognition, ...]:
    """The recognitions whose rules are in force on a day, by key; of two editions the later one."""
    newest = _newest(house)
    data = _shas(newest, RuleKind.DATA)
    return _in_force(tuple(_recognition(data, sha) for sha in _shas(newest, RuleKind.RECOGNITION)), on)


def stage_rules(house: UUID, on: date) -> Mapping[Stage, Recognition]:
    """The criteria of each stage that are in force on a day."""
    newest = _newest(house)
    data = _shas(newest, RuleKind.DATA)
    found = _in_force(tuple(_recognition(data, sha) for sha in _shas(newest, RuleKind.STAGE)), on)
    by_name = {each.key.removeprefix(STAGE_PREFIX): each for each in found}
    return {stage: by_name[stage.value] for stage in Stage if stage.value in by_name}


def criteria_in_force(house: UUID, on: date) -> Criteria:
    """The criteria of admission in force on a day. Raises ``Refused`` (``companies.rules.none``)."""
    found = [each for each in _criteria_of(house) if each.since <= on]
    if not found:
        raise Refused(Problem("companies.rules.none"))
    return max(found, key=lambda each: each.since)


def criteria_of(house: UUID, edition: str) -> Criteria:
    """The criteria under which a review was asked for, whatever was loaded since. Raises ``Refused``."""
    with widened(house):
        rows = Rule.objects.filter(organisation_id=house, kind=RuleKind.ADMISSION).order_by("-loaded_at", "-id")
        for row in rows:
            found = _criteria(_kept(row.sha256, row.text))
            if f"{found.key} {found.edition}" == edition:
                return found
    raise Refused(Problem("companies.rules.none"))


def checked_kind(house: UUID, file: str, content: bytes) -> RuleKind:
    """What a text is, read to its end with the data of the house. Raises ``Refused`` with what is wrong."""
    try:
        said = read_yaml(content, limit_bytes=SIZE_LIMIT_BYTES)
    except NotYaml:
        said = None
    kind = _FORMATS.get(str(said.get("format"))) if isinstance(said, dict) else None
    if kind is None:
        raise Refused(Problem("companies.rules.unreadable", {"format": ", ".join(_FORMATS)}, field="file"))
    if kind is RuleKind.DATA:
        read_data(content)
        return kind
    if kind is RuleKind.ADMISSION:
        read_criteria(content)
        return kind
    found = read_recognition(content, vocabulary_of(house))
    if not found.key.startswith(STAGE_PREFIX):
        return kind
    if found.key.removeprefix(STAGE_PREFIX) not in {each.value for each in Stage}:
        raise Refused(Problem("companies.rules.stage", {"file": file}, field="file"))
    return RuleKind.STAGE


def _criteria_of(house: UUID) -> list[Criteria]:
    return [_criteria(sha) for sha in _shas(_newest(house), RuleKind.ADMISSION)]


def _newest(house: UUID) -> Newest:
    """File and digest of the newest texts; the texts themselves are read when they are not known yet."""
    with widened(house):
        rows = Rule.objects.filter(organisation_id=house).order_by("file", "-loaded_at", "-id").distinct("file")
        found = list(rows.values_list("kind", "file", "sha256"))
        wanted = {sha for _kind, _file, sha in found}
        if missing := wanted - set(_texts):
            if len(_texts) > TEXTS_KEPT_MAX:
                _texts.clear()
                missing = wanted
            texts = Rule.objects.filter(organisation_id=house, sha256__in=missing).values_list("sha256", "text")
            for sha, text in texts:
                _kept(sha, text)
    return {kind: tuple((file, sha) for each, file, sha in found if each == kind) for kind in RuleKind}


def _shas(newest: Newest, kind: RuleKind) -> tuple[str, ...]:
    return tuple(sha for _file, sha in newest[kind])


def _kept(sha: str, text: str) -> str:
    _texts[sha] = text.encode()
    return sha


@lru_cache(maxsize=50)
def _vocabulary(shas: tuple[str, ...]) -> Vocabulary:
    found: dict[str, object] = {}
    for sha in shas:
        found |= read_data(_texts[sha])
    return found  # type: ignore[return-value]


@lru_cache(maxsize=500)
def _recognition(data: tuple[str, ...], sha: str) -> Recognition:
    return read_recognition(_texts[sha], _vocabulary(data))


@lru_cache(maxsize=100)
def _criteria(sha: str) -> Criteria:
    return read_criteria(_texts[sha])


def _in_force(rules: tuple[Recognition, ...], on: date) -> tuple[Recognition, ...]:
    found: dict[str, Recognition] = {}
    for each in sorted(rules, key=lambda each: (each.key, each.since or date.min)):
        if each.in_force(on):
            found[each.key] = each
    return tuple(found.values())
