"""Whether a company meets the criteria of a stage, and what follows where it does not."""

from dataclasses import dataclass
from datetime import date

from cellpark.companies.facts import company_data
from cellpark.companies.judging import stage_rules
from cellpark.companies.models import Company
from cellpark.companies.states import Stage
from cellpark.kernel.problem import Problem, Refused
from cellpark.recognition.public import Judgement, Standing, judge


@dataclass(frozen=True, slots=True)
class Said:
    """What the criteria of a stage say: their edition, met or not; both empty where the park has none."""

    criteria: str
    standing: str

    @property
    def met(self) -> bool:
        """Whether nothing stands in the way."""
        return self.standing in ("", Standing.MET.value)


def stage_judgement(row: Company, stage: Stage, on: date) -> Judgement | None:
    """A company judged by the criteria of a stage in force on a day; None where the park states none."""
    rule = stage_rules(row.organisation_id, on).get(stage)
    return None if rule is None else judge(rule, company_data(row, on), on)


def first_stage(row: Company, on: date) -> tuple[Stage, Said] | None:
    """The furthest stage whose criteria a company meets; the first one where the park states none for it.

    None where nobody can tell by the criteria alone.
    """
    for stage in reversed(Stage):
        found = stage_judgement(row, stage, on)
        if found is not None and found.standing is Standing.MET:
            return stage, _said(found)
        if found is None and stage is Stage.NURSERY:
            return stage, Said("", "")
    return None


def refuse_unfit(row: Company, stage: Stage, on: date, evidence: str) -> Said:
    """What the criteria say. Raises ``Refused`` where they are not met and nobody says why it shall be so."""
    found = stage_judgement(row, stage, on)
    if found is None:
        return Said("", "")
    said = _said(found)
    if not said.met and not evidence.strip():
        code = "companies.stage.not_met" if found.standing is Standing.NOT_MET else "companies.stage.unknown"
        raise Refused(Problem(code, {"stage": stage.value, "criteria": said.criteria}, field="evidence"))
    return said


def _said(found: Judgement) -> Said:
    return Said(f"{found.recognition.key} {found.recognition.edition}", found.standing.value)
