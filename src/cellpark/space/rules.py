"""What must be true across the entries of a park file. Pure: findings with the place in the file they belong to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from cellpark.kernel.problem import Parameter
from cellpark.space.facts import FactEntry, ParkFile, Subject

Path = tuple[str | int, ...]
SUBJECTS = ("companies", "phases", "buildings", "platforms")
FACT_LISTS = ("facts", "figures", "programmes")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at one place of a file: the code of the problem and what fills its sentence."""

    path: Path
    code: str
    params: Mapping[str, Parameter] = field(default_factory=dict)


def findings(park: ParkFile) -> list[Finding]:
    """Unknown sources, keys used twice, references that lead nowhere."""
    return [*_unknown_sources(park), *_repeated_keys(park), *_dangling(park), *_figures_without_number(park)]


def sourced(park: ParkFile) -> Iterator[tuple[Path, str]]:
    """Every place of the file that names a source, with that source."""
    yield from _sourced(park, ())


def _sourced(entry: BaseModel, path: Path) -> Iterator[tuple[Path, str]]:
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name == "source":
            yield (*path, name), value
        elif isinstance(value, BaseModel):
            yield from _sourced(value, (*path, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _sourced(item, (*path, name, index))


def _unknown_sources(park: ParkFile) -> Iterator[Finding]:
    known = ", ".join(park.sources)
    for path, source in sourced(park):
        if source not in park.sources:
            yield Finding(path, "space.park_file.source_unknown", {"source": source, "known": known})


def _repeated_keys(park: ParkFile) -> Iterator[Finding]:
    for name in SUBJECTS:
        entries: tuple[Subject, ...] = getattr(park, name)
        yield from _repeated((((name, index), entry.key) for index, entry in enumerate(entries)))
        for index, entry in enumerate(entries):
            yield from _repeated((((name, index, "facts", n), fact.key) for n, fact in enumerate(entry.facts)))
    # the park's three lists of facts share one space of keys: a fact may move from one to the other
    yield from _repeated(((name, index), fact.key) for name in FACT_LISTS for index, fact in _facts(park, name))


def _repeated(keys: Iterator[tuple[Path, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, key in keys:
        if key in seen:
            yield Finding((*path, "key"), "space.park_file.key_repeated", {"value": key})
        seen.add(key)


def _facts(park: ParkFile, name: str) -> Iterator[tuple[int, FactEntry]]:
    facts: tuple[FactEntry, ...] = getattr(park, name)
    yield from enumerate(facts)


def _dangling(park: ParkFile) -> Iterator[Finding]:
    phases = {phase.key for phase in park.phases}
    companies = {company.key for company in park.companies}
    references = [
        *((("buildings", n, "phase"), building.phase, phases) for n, building in enumerate(park.buildings)),
        *((("companies", n, "phase"), company.phase, phases) for n, company in enumerate(park.companies)),
        *((("platforms", n, "provider"), platform.provider, companies) for n, platform in enumerate(park.platforms)),
    ]
    for path, key, known in references:
        if key is not None and key not in known:
            yield Finding(path, "space.park_file.reference_unknown", {"value": key, "list": _list_of(path)})


def _list_of(path: Path) -> str:
    return {"phase": "phases", "provider": "companies"}[str(path[-1])]


def _figures_without_number(park: ParkFile) -> Iterator[Finding]:
    for index, figure in _facts(park, "figures"):
        if figure.unit is None:
            yield Finding(("figures", index), "space.park_file.figure_without_number", {"value": figure.key})
