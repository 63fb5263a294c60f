"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_ORDER = _("Steps are done in the order of the recipe; each rests on the one before it (21 CFR 11.10(f)).")
_TWO = _("Whoever did the work does not check it (21 CFR 211.101, Annex 11).")
_RECORD = _("What was recorded stays; it is changed by a correction that names it and says why (21 CFR 11.10(e)).")
_SOURCE = _("Data come from registered devices alone (21 CFR 11.10(h)).")
_ASK = _("An unknown value is asked for and never guessed.")
_PHASE = _("Entries belong to a batch that runs.")

MESSAGES = {
    "batches.number.malformed": Message(
        _("“%(number)s” is no batch number."),
        _("A number is printed on labels: capital letters, digits, points, dashes and slashes, up to 40."),
        _("Write it like CAR-2026-014."),
    ),
    "batches.number.taken": Message(
        _("There is a batch with the number %(number)s already."),
        _("A number leads to one batch."),
        _("Take the next number."),
    ),
    "batches.recipe.not_approved": Message(
        _("This recipe is not approved."),
        _("A batch runs a text that two people checked and signed (21 CFR 211.186)."),
        _("Have the version approved, or choose one that is."),
    ),
    "batches.batch.no_identity": Message(
        _("The batch has no chain of identity, and %(mbr)s compares with it what enters."),
        _("Whose cells a container holds is compared by each scan; without an identity every bag would fit."),
        _("Plan the batch anew with the chain of identity of its patient or donor."),
    ),
    "batches.batch.phase": Message(
        _("The batch is not in a state for this (%(phase)s)."), _PHASE, _("Look at the batch as it is now.")
    ),
    "batches.batch.stopped": Message(
        _("The batch is stopped by an exception at step %(step)s: %(seen)s."),
        _("The recipe says that nothing goes on before the quality unit has decided."),
        _("Call the quality unit; they classify, investigate and decide."),
    ),
    "batches.batch.not_done": Message(
        _("The batch is not done: %(step)s comes first."), _ORDER, _("Complete and sign what is open.")
    ),
    "batches.slot.taken": Message(
        _("The batch has a slot already."),
        _("A slot that is moved says why."),
        _("Move the slot and give the reason."),
    ),
    "batches.slot.none": Message(
        _("The batch has no slot."),
        _("Work begins in a suite that was given to the batch for a time."),
        _("Give it a suite and a time."),
    ),
    "batches.slot.suite_unknown": Message(
        _("There is no suite %(suite)s."), _("A slot is in a suite of this plant."), _("Choose a suite of the list.")
    ),
    "batches.step.unknown": Message(
        _("The recipe has no step “%(step)s”."),
        _("A batch follows its recipe and nothing else."),
        _("Open the batch and go on from the step that it shows."),
    ),
    "batches.step.order": Message(
        _("Step %(step)s cannot be done now: %(first)s comes first."), _ORDER, _("Complete and sign %(first)s.")
    ),
    "batches.step.begun_already": Message(
        _("Step %(step)s was begun already."), _ORDER, _("Open the step and go on with it.")
    ),
    "batches.step.not_begun": Message(
        _("Step %(step)s is not open."), _ORDER, _("Begin the step that the batch shows as next.")
    ),
    "batches.step.signed": Message(
        _("Step %(step)s is signed."),
        _("A signature stands for exactly what was signed (21 CFR 11.70)."),
        _("Correct the entry and give the reason; the step is then signed anew."),
    ),
    "batches.step.incomplete": Message(
        _("Step %(step)s lacks: %(fields)s."),
        _("A record is complete before it is signed (21 CFR 211.188)."),
        _("Record what is missing."),
    ),
    "batches.field.unknown": Message(
        _("Step %(step)s has no such field “%(field)s”."),
        _("A batch follows its recipe and nothing else."),
        _("Open the step and use the fields that it shows."),
    ),
    "batches.field.filled": Message(
        _("%(field)s is recorded already."), _RECORD, _("Correct the entry if it is wrong.")
    ),
    "batches.field.asks": Message(
        _("%(field)s cannot be decided yet: %(names)s must be recorded first."), _ASK, _("Record %(names)s.")
    ),
    "batches.field.cannot_compute": Message(
        _("%(field)s cannot be computed (%(fault)s)."),
        _("The recipe computes it from recorded values; these do not allow it."),
        _("Look for an entry that is zero or in a wrong unit, and correct it."),
    ),
    "batches.thing.twice": Message(
        _("This container was scanned into %(field)s already."),
        _("One container counts once."),
        _("Scan the next one."),
    ),
    "batches.quantity.negative": Message(
        _("%(field)s is less than nothing."), _("An amount is zero or more."), _("Write the amount anew.")
    ),
    "batches.value.kind": Message(
        _("This is not a value of the kind that %(field)s wants."),
        _("The recipe says whether a number, a text, a choice or yes and no is recorded."),
        _("Record what the field asks for."),
    ),
    "batches.parameter.outside": Message(
        _("%(field)s = %(value)s is not allowed; the recipe allows %(allowed)s."),
        _("A parameter is set within what was validated."),
        _("Set it within the range, or report an exception."),
    ),
    "batches.value.typed_otherwise": Message(
        _("The two entries of %(field)s differ."),
        _("A critical value is typed twice, so that a slip shows (GMP annex on computerised systems, article 15)."),
        _("Read the value again and type it twice."),
    ),
    "batches.value.confirmed_otherwise": Message(
        _("The second reading of %(field)s differs from the first."),
        _("A second person reads critical values independently (Annex 11, 6)."),
        _("Read it together; if the first entry is wrong, correct it."),
    ),
    "batches.value.other_device": Message(
        _("%(equipment)s is not the device with which step %(step)s works."),
        _SOURCE,
        _("Scan the device that the step has taken and that measured; take it into the step first if none was."),
    ),
    "batches.value.other_serial": Message(
        _("The file was written by the instrument %(found)s; %(equipment)s has the serial number %(serial)s."),
        _SOURCE,
        _(
            "Scan the device that measured. If the number in the plant is wrong, let whoever manages equipment correct"
            " it from the type plate."
        ),
    ),
    "batches.use.how_much": Message(
        _("It is not said how much of %(field)s is taken from this lot."),
        _("Of each lot the record says how much went in (21 CFR 211.188)."),
        _("Say the amount that was taken from this lot; %(left)s were asked for in all."),
    ),
    "batches.value.device_missing": Message(
        _("%(field)s needs a device as its source."), _SOURCE, _("Scan the code of the device.")
    ),
    "batches.value.from_instrument": Message(
        _("%(field)s is read from an instrument and not typed."), _SOURCE, _("Attach the instrument's file.")
    ),
    "batches.value.not_from_file": Message(
        _("%(field)s is not read from a file."),
        _("The recipe says how each value comes in."),
        _("Record it as the field asks."),
    ),
    "batches.value.not_streamed": Message(
        _("%(field)s does not come from a stream."),
        _("The recipe says how each value comes in."),
        _("Record it as the field asks."),
    ),
    "batches.stream.no_such_value": Message(
        _("%(device)s sends no value called “%(reading)s”; it sends: %(heard)s."),
        _SOURCE,
        _("Scan the device that measures this, or write the name of the value as its stream has it."),
    ),
    "batches.stream.silent": Message(
        _("%(device)s has sent no sound value “%(reading)s” since the step began. %(status)s"),
        _("A value is read while the work is done; no older one, and none that the device doubts, stands for it."),
        _("See that the device sends again, then read it; if it cannot, report an exception."),
    ),
    "batches.file.other_sample": Message(
        _("Sample %(sample)s of the file is no sample of this step of %(batch)s."),
        _("A file holds the samples of many patients; each row is read for the batch that it names (21 CFR 11.10(h))."),
        _("Choose the row that carries the code of the sample, or the batch's number and the step."),
    ),
    "batches.file.other_time": Message(
        _("This was measured at %(at)s, not while step %(step)s was done."),
        _("A value is of the step in which it was measured (21 CFR 211.188)."),
        _("Attach the file of this step. If the instrument's clock is wrong, have it set and measure again."),
    ),
    "batches.entry.unknown": Message(
        _("This entry of %(field)s is not the present one."),
        _("A correction names the entry that it replaces."),
        _("Open the step again; somebody may have corrected it meanwhile."),
    ),
    "batches.entry.of_container": Message(
        _("The amount of %(field)s is what its container held when it came in."),
        _("What goes into an operation comes out of it or is declared as a loss (21 CFR 211.188)."),
        _("Correct the entry that filled the container; a wrong receipt is reported as an exception."),
    ),
    "batches.correction.finished": Message(
        _("Batch %(number)s is finished: only the quality unit corrects its record now."),
        _("Who makes a batch does not change the record that is decided about (21 CFR 211.22)."),
        _("Tell somebody who judges exceptions what is wrong; that person corrects it with the reason."),
    ),
    "batches.correction.held": Message(
        _("Container %(code)s or its lot is stopped: only the quality unit corrects what is recorded of it."),
        _("What is stopped is under a decision of the quality unit (21 CFR 211.22, CN-4c)."),
        _("Tell somebody who judges exceptions what is wrong; that person corrects it with the reason."),
    ),
    "batches.correction.other_amount": Message(
        _("What was moved of container %(code)s is not the amount of this entry alone."),
        _("Record and containers say the same, or a correction mends one and spoils the other (21 CFR 211.188)."),
        _("Report an exception, so that quality judges the amounts."),
    ),
    "batches.entry.same": Message(
        _("The new value of %(field)s is the old one."),
        _("A correction changes something."),
        _("Leave the entry as it is."),
    ),
    "batches.entry.not_to_confirm": Message(
        _("%(field)s needs no second person, or was confirmed already."),
        _("The recipe says which values a second person confirms."),
        _("Go on with what is missing."),
    ),
    "batches.check.other_answer": Message(
        _("The check %(field)s has another answer."),
        _("A check is answered by the recorded values."),
        _("Open the step again and answer the check."),
    ),
    "batches.check.not_corrected": Message(
        _("The check %(field)s is not corrected by hand."),
        _("A check is answered by the recorded values."),
        _("Correct the value that it rests on; then answer it again."),
    ),
    "batches.timer.running": Message(
        _("The time %(field)s runs already."),
        _("A time begins once; another beginning would hide how long it took."),
        _("End it when it is over."),
    ),
    "batches.timer.not_running": Message(
        _("The time %(field)s does not run."), _("What ends has begun."), _("Go on with what is missing.")
    ),
    "batches.time.before": Message(
        _("This is said to have happened at %(at)s, before the entry of %(last)s."),
        _("Entries follow each other as they happened."),
        _("If the device's clock is wrong, set it; then enter it anew with the present time."),
    ),
    "batches.time.future": Message(
        _("This is said to have happened in the future."),
        _("The time of an entry is the time of the act."),
        _("Set the device's clock and send it again."),
    ),
    "batches.time.too_old": Message(
        _("This waited longer than %(hours)s hours before it was sent."),
        _("What was entered offline is sent within the shift, so that it can still be checked."),
        _("Report an exception and enter it on paper as your procedure says."),
    ),
    "batches.input.of_other": Message(
        _("Somebody else entered this, who is not signed in here now."),
        _("Each entry names whoever made it; nobody enters in another's name (21 CFR 211.188(b)(11))."),
        _("Let that person sign in on this device: what waits here is then sent in their name."),
    ),
    "batches.operator.nobody": Message(
        _("No person acts."), _("Work in a clean room is done by people with a name."), _("Sign in and begin the step.")
    ),
    "batches.operator.not_qualified": Message(
        _("You are not qualified for %(mbr)s, unit %(unit)s."),
        _("Only people who are trained for a process do it (21 CFR 11.10(i), 211.25)."),
        _("Ask your supervisor for the training, or let a colleague who is qualified begin."),
    ),
    "batches.operator.not_gowned": Message(
        _("You have no gowning qualification in force for grade %(grade)s."),
        _("Whoever works in a clean room is qualified in gowning for its grade (EU GMP Annex 1)."),
        _("Renew the gowning qualification, or let a colleague begin."),
    ),
    "batches.verifier.performed": Message(
        _("You did work in step %(step)s yourself."), _TWO, _("Let a colleague who took no part check and sign.")
    ),
    "batches.signature.order": Message(
        _("The signature “%(name)s” is not the next one; “%(first)s” comes first."),
        _ORDER,
        _("Let the signatures be given in the order of the step."),
    ),
    "batches.signature.role": Message(
        _("The signature “%(name)s” is given by somebody in the role %(role)s."),
        _("The server checks authority at each signature (21 CFR 11.10(g))."),
        _("Call somebody in this role."),
    ),
    "batches.signature.of_other": Message(
        _("What was shown is not step %(step)s."),
        _("A signature cannot be moved to another record (21 CFR 11.70)."),
        _("Open the step and sign it there."),
    ),
    "batches.place.missing": Message(
        _("No room was entered for step %(step)s."),
        _("The room decides what may be opened in it and who may be there; so it is scanned first."),
        _("Scan the code at the door of the room."),
    ),
    "batches.place.other_suite": Message(
        _("Room %(room)s is not in suite %(suite)s."),
        _("The recipe says where a step is done, apart from other products."),
        _("Go to a room of suite %(suite)s and scan its code."),
    ),
    "batches.place.other_grade": Message(
        _("Room %(room)s has grade %(grade)s; the step needs grade %(needed)s."),
        _("How far product is open decides which air it needs (EU GMP Part IV, 9.5)."),
        _("Go to a room of grade %(needed)s and scan its code."),
    ),
    "batches.equipment.other_class": Message(
        _("%(equipment)s is of the class %(kind)s; the step needs %(needed)s."),
        _("The recipe names the class of device that was validated."),
        _("Scan a device of the class %(needed)s."),
    ),
    "batches.equipment.other_suite": Message(
        _("%(equipment)s stands in %(room)s, which is not in suite %(suite)s."),
        _("A device works where the step is done, apart from other products and infections (EU GMP Part IV)."),
        _("Take a device that stands in suite %(suite)s, or have this one moved there and cleaned."),
    ),
    "batches.material.unknown": Message(
        _("There is no material %(code)s in this plant."),
        _("A recipe names materials by their code."),
        _("Let the material be described and a lot be released."),
    ),
    "batches.scan.no_container": Message(
        _("“%(code)s” is no container."),
        _("What enters a step is one container with its own label."),
        _("Scan the label of the container."),
    ),
    "batches.scan.which_container": Message(
        _("“%(code)s” names no single container: %(count)s containers of it are here."),
        _("What is used is drawn from one container, so that a recall finds whom it reached (21 CFR 1271.290)."),
        _("Scan the label of the container itself; if it has none, receive it first."),
    ),
    "batches.scan.not_wanted": Message(
        _("Step %(step)s lacks nothing that this code could be."),
        _("A scan fills a field that is open."),
        _("Look at what the step still lacks."),
    ),
    "batches.sample.of_nothing": Message(
        _("There is nothing from which %(field)s could be taken."),
        _("A sample names what it was taken from."),
        _("Scan the container into the batch first."),
    ),
    "batches.out.of_nothing": Message(
        _("There is nothing from which %(field)s could be filled."),
        _("A container names what it was filled from."),
        _("Scan the container into the batch first."),
    ),
}
