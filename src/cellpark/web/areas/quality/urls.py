"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.identity.public import IdentityPermission
from cellpark.quality.public import QualityPermission as May
from cellpark.web.areas.quality.views import (
    batch,
    environment,
    investigations,
    samples,
    signing,
    specifications,
    test_acts,
    tests,
)

LAB = "laboratory"
TEST = f"{LAB}/tests/<uuid:test_id>"
SAMPLE = f"{LAB}/samples/<uuid:sample_id>"
BATCH = f"{LAB}/batches/<uuid:batch_id>"
SPECIFICATION = f"{LAB}/specifications/<uuid:specification_id>"
READING = f"{LAB}/environment/<uuid:reading_id>"
SEE = requires(May.SEE)
# which of the two rights a signature needs follows from the state of the version
SIGN = requires(IdentityPermission.MAKE_SIGNATURE)

urlpatterns: list[URLPattern] = [
    route(LAB, tests.worklist, access=SEE, name="laboratory"),
    route(f"{LAB}/scan", samples.scan, access=SEE, name="lab_scan"),
    route(SAMPLE, samples.sample, access=SEE, name="lab_sample"),
    route(f"{SAMPLE}/receive", samples.receive, access=requires(May.HANDLE_SAMPLE), name="lab_receive"),
    route(f"{SAMPLE}/end/<slug:verb>", samples.end, access=requires(May.HANDLE_SAMPLE), name="lab_end"),
    route(BATCH, batch.results, access=SEE, name="lab_batch"),
    route(f"{BATCH}/register", batch.register, access=requires(May.REGISTER_SAMPLE), name="lab_register"),
    route(f"{BATCH}/certificate/<slug:language>.pdf", batch.certificate, access=SEE, name="lab_certificate"),
    route(TEST, tests.test, access=SEE, name="lab_test"),
    route(f"{TEST}/retract", test_acts.retract, access=requires(May.DECIDE), name="lab_retract"),
    route(f"{TEST}/retest", test_acts.retest, access=requires(May.DECIDE), name="lab_retest"),
    route(f"{TEST}/cancel", test_acts.cancel, access=requires(May.DECIDE), name="lab_cancel"),
    route(f"{LAB}/investigations", investigations.investigations, access=SEE, name="investigations"),
    route(
        f"{LAB}/investigations/<uuid:investigation_id>",
        investigations.investigation,
        access=SEE,
        name="investigation",
    ),
    route(f"{LAB}/specifications", specifications.specifications, access=SEE, name="specifications"),
    route(
        f"{LAB}/specifications/draft",
        specifications.draft,
        access=requires(May.WRITE_SPECIFICATION),
        name="specification_draft",
    ),
    route(SPECIFICATION, specifications.specification, access=SEE, name="specification"),
    route(f"{SPECIFICATION}/file", specifications.file, access=SEE, name="specification_file"),
    route(
        f"{SPECIFICATION}/discard",
        specifications.discard,
        access=requires(May.WRITE_SPECIFICATION),
        name="specification_discard",
    ),
    route(
        f"{SPECIFICATION}/retire",
        specifications.retire,
        access=requires(May.APPROVE_SPECIFICATION),
        name="specification_retire",
    ),
    route(f"{SPECIFICATION}/sign", signing.begin, access=SIGN, name="specification_sign"),
    route(f"{SPECIFICATION}/signing/<uuid:prepared_id>", signing.sign, access=SIGN, name="specification_signing"),
    route(f"{LAB}/environment", environment.readings, access=SEE, name="environment"),
    route(f"{LAB}/environment/record", environment.record, access=requires(May.MONITOR), name="environment_record"),
    route(READING, environment.reading, access=SEE, name="environment_reading"),
    route(f"{READING}/retract", environment.retract, access=requires(May.DECIDE), name="environment_retract"),
]
