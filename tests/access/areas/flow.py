"""Flow cytometry: a tube and a gating strategy that is drawn for it."""

import base64
from dataclasses import replace
from typing import Any

from cellpark.access.public import actor_for
from cellpark.assays.flow.gatingml_write import write_strategy
from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.instruments.public import InstrumentPermission, keep_file
from cellpark.quality.public import QualityPermission, keep_strategy, queue_tubes
from tests.access.areas import code_of
from tests.access.sample import OK, Sample
from tests.assays.flow.made import fcs, one_gate

STRATEGY = {"strategy_id": "gating_strategy"}
TUBE = {"file_id": "flow_tube", **STRATEGY}
DOCUMENT = base64.b64encode(write_strategy(one_gate())).decode()

# digests
NOT_WRITTEN = {"quality.GatingStrategy": {"sha256"}, "quality.TubeRun": {"state", "digest", "problems"}}
ROUTES = {
    "flow": Sample(),
    "flow-keep": Sample(own=OK, post=(422,)),
    "flow-keep-strategy": Sample(own=OK, post=(422,)),
    "flow-queue": Sample(),
    "flow-queue-add": Sample(own=OK, post=(422,)),
    "flow-strategy": Sample(STRATEGY),
    "flow-analysis": Sample(TUBE, on_record=True),
    "flow-table": Sample(TUBE, on_record=True),
}
OPERATIONS = {
    "list_gating_strategies": Sample(),
    "keep_a_gating_strategy": Sample(
        body=lambda _side: {"code": "FC-NEW", "name": "x.xml", "content": DOCUMENT}, own=(201,)
    ),
    "download_gating_strategy": Sample(STRATEGY),
    "analyse_a_tube": Sample(TUBE, on_record=True),
    "list_tube_runs": Sample(),
    "read_tube_run": Sample({"run_id": "tube_run"}),
    "queue_some_tubes": Sample(
        body=lambda side: {"files": [str(side.thing("flow_tube"))], "strategy": str(side.thing("gating_strategy"))},
        own=(202,),
        body_names_another=True,
    ),
}
SAME = {
    "flow-queue-add": "queue_some_tubes",
    "flow-keep": "keep_a_file",
    "flow-keep-strategy": "keep_a_gating_strategy",
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """The label stands in the names of the file, the strategy and its population."""
    plain: Actor = actor_for(colleague.id, home.id, [], channel="page")
    permissions = frozenset({InstrumentPermission.KEEP_FILE, QualityPermission.KEEP_STRATEGY})
    analyst = replace(plain, organisation_id=home.id, permissions=permissions, scope=EVERYTHING)
    drawn = one_gate()
    document = replace(
        drawn,
        title={"en": label, "zh": label},
        gates=tuple(replace(each, names={"en": label, "zh": label}) for each in drawn.gates),
    )
    with use_scope(EVERYTHING):
        tube = keep_file(actor=analyst, content=fcs(CYT=label), name=label)
        kept = keep_strategy(actor=analyst, code=code_of(label), content=write_strategy(document), name=label)
        run = queue_tubes(actor=analyst, files=[tube.id], strategy_id=kept.id)[0]
    return {"tube_run": run.id, "flow_tube": tube.id, "gating_strategy": kept.id}
