"""The shipped program, run here: what checks an export in the house is what travels in it."""

from dataclasses import dataclass
from io import BytesIO
from types import ModuleType
from typing import Any

from cellpark.ledger.export.pages import shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the program said: codes with their values; ``refused`` where the file cannot be used at all."""

    faults: tuple[tuple[str, dict[str, Any]], ...]
    remarks: tuple[tuple[str, dict[str, Any]], ...]
    refused: tuple[str, dict[str, Any]] | None = None

    @property
    def is_sound(self) -> bool:
        """Whether every byte fits."""
        return self.refused is None and not self.faults


def verifier() -> ModuleType:
    """verify.py as a module, with its words."""
    module = ModuleType("cellpark_export_verifier")
    source = compile(shipped("verify.py.txt"), "verify.py", "exec")
    exec(source, module.__dict__)  # noqa: S102 -- our own file, shipped with the package
    return module


def check_export(data: bytes, *, key: str | None = None, name: str = "export.zip") -> Checked:
    """Check an export with the program that travels in it; ``key`` is the log's, else the one inside is used."""
    program: Any = verifier()
    try:
        _, said = program.check(BytesIO(data), key)
    except program.Unusable as unusable:
        code, params = unusable.args
        return Checked(
            faults=(), remarks=(), refused=(code, {**params, **({"file": name} if "file" in params else {})})
        )
    return Checked(faults=tuple(said.faults), remarks=tuple(said.remarks))
