"""A scan inside a form: the near miss is kept although the form is refused, and repeated sendings say the same."""

from collections.abc import Callable

import orjson
from django.http import HttpRequest

from cellpark.base.idempotency import Outcome
from cellpark.kernel.problem import Problem
from cellpark.materials.public import ScanVerdict
from cellpark.web.pages.acts import perform
from cellpark.web.pages.forms.act_form import ActForm


def perform_scan(request: HttpRequest, form: ActForm, act: Callable[[], ScanVerdict]) -> bool:
    """Run ``act`` once; whether the scan matched. Otherwise the form says why, and the near miss stays (T1, LBL-5)."""

    def run() -> Outcome:
        verdict = act()
        return {"problems": orjson.dumps([_plain(each) for each in verdict.problems]).decode()}

    outcome = perform(request, form, run)
    if outcome is None:
        return False
    problems = [Problem(**each) for each in orjson.loads(str(outcome["problems"]))]
    form.tell(problems)
    return not problems


def _plain(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "params": dict(problem.params),
        "field": problem.field,
        "rule": problem.rule,
    }
