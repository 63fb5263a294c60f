"""The pages of batches; whatever the bench does, programs do by the operation of that act."""

from tests.access.sample import Sample

BATCH = {"batch_id": "batch"}
REFUSED = (409, 422)

ROUTES = {
    "batches": Sample(),
    "batch": Sample(BATCH),
    "batch_work": Sample(BATCH),
    "batch_act": Sample(BATCH, own=(405,), post=REFUSED),
    "batch_start": Sample(BATCH, own=(405,), post=REFUSED),
    "batch_plan": Sample(post=(422,)),
    "batch_slot": Sample(BATCH, post=(422,)),
    "batch_slot_move": Sample(BATCH, post=(422,)),
    "batch_abort": Sample(BATCH, post=(422,)),
    "batch_correct": Sample(BATCH, own=(200, 302), post=(302, 303, 409, 422)),
    # a signature that was prepared for something else is none of this batch
    "batch_sign": Sample({**BATCH, "prepared_id": "prepared"}, own=(404,), post=(404,)),
    "batch_record": Sample(BATCH),
    "batch_record_pdf": Sample(BATCH),
    "batch_exceptions": Sample(),
    "batch_exception": Sample({"exception_id": "exception"}, own=(200,), post=(200, 303, 409, 422)),
}
SAME = {
    "batch_act": "begin",
    "batch_start": "start",
    "batch_plan": "plan",
    "batch_slot": "take_a_slot",
    "batch_slot_move": "move_a_slot",
    "batch_abort": "abort",
    "batch_correct": "correct",
    "batch_sign": "sign",
    "batch_exception": "classify",
}
