"""Sentences for the refusals of this app."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.equipment.segregation_messages import OPENING

_LOG_WHY = _("Equipment has one log in the order of time, with batch and product (21 CFR 211.182).")
_STATE_WHY = _("Only equipment that is qualified, calibrated and clean touches product (21 CFR 211.182, T3).")
_DEVICE_WHY = _("Data are accepted from registered devices only (21 CFR 11.10(h)).")
_CLEARANCE_WHY = _("A line is inspected and signed as clear before the next work begins (21 CFR 211.130).")
_CODE_WHY = _("A code or label leads to one thing, so that a scan is never ambiguous.")
_GOWNING_WHY = _("People work in a clean room only when gowned and qualified for its grade (EU GMP annex 1).")

MESSAGES = {
    **OPENING,
    "equipment.code.malformed": Message(
        _("“%(code)s” cannot be a code."),
        _("Codes are printed, read aloud and scanned."),
        _("Use up to 40 capital letters, digits, points, dashes and slashes, such as INC-03."),
    ),
    "equipment.serial.malformed": Message(
        _("This is no serial number."),
        _("It is compared with what the instrument writes into its files."),
        _("Copy it from the type plate: up to 60 letters, digits and signs, no spaces; signs alone are none."),
    ),
    "equipment.serial.already": Message(
        _("%(equipment)s has this serial number already."),
        _("A change says what is different."),
        _("Look at the number on the type plate again."),
    ),
    "equipment.scan_code.malformed": Message(
        _("This cannot be the content of a label."),
        _("A scanner reads up to 60 printable characters without spaces."),
        _("Scan the label, or type a GIAI or the house’s own code."),
    ),
    "equipment.code.taken": Message(
        _("%(code)s, or its label, is already in use."), _CODE_WHY, _("Choose another code or another label.")
    ),
    "equipment.name.missing": Message(
        _("There is no name."),
        _("Rooms and equipment are found, printed and signed under a name."),
        _("Give a Chinese name, an English name, or both."),
    ),
    "equipment.opening.fire": Message(
        _("Hot work is permitted now in the walls of %(room)s or beside them."),
        _("Heat, smoke and isolated detectors do not belong beside a batch."),
        _("Wait until the work is over, or ask the park’s office to revoke its permit."),
    ),
    "equipment.premises.not_in_hand": Message(
        _("Your organisation has no room %(room)s today: it neither rents it nor runs its park."),
        _("A room is tied to walls that its organisation has, so that hot work beside it is compared with its use."),
        _("Write building and room as the lease names them, such as E1 101."),
    ),
    "equipment.premises.several": Message(
        _("Two parks have a room %(room)s of yours."),
        _("A room lies in one place."),
        _("Ask the operator of one park to name it otherwise."),
    ),
    "equipment.room.no_use": Message(
        _("The room is designated for nothing."),
        _("Segregation follows from what a room is designated for (CN-4e)."),
        _("Choose at least one use."),
    ),
    "equipment.room.cells_and_vector": Message(
        _("A room cannot be for cells and for making viral vector."),
        _("Areas for viral vector and for cells are apart (Chinese GMP appendix for cell products, CN-4e2)."),
        _("Register two rooms."),
    ),
    "equipment.room.infectious_pressure": Message(
        _("A room for infectious material must have negative pressure."),
        _("Infectious material is kept from the rooms around it (CN-4d)."),
        _("Choose negative pressure, or another use."),
    ),
    "equipment.room.infectious_air": Message(
        _("The air handling unit %(unit)s would serve infectious material and other rooms."),
        _("Rooms for infectious material have an air handling of their own (CN-4d)."),
        _("Name another air handling unit."),
    ),
    "equipment.room.grade_for_cells": Message(
        _("A room without a clean grade cannot be for infectious cells."),
        _("Cells are handled in classified rooms (CN-4h)."),
        _("Choose a grade from A to D."),
    ),
    "equipment.room.plan": Message(
        _("The place on the floor plan does not fit."),
        _("The plan has %(side)s squares on each side; a room is at least one square wide and deep."),
        _("Give x, y, width and depth within the plan."),
    ),
    "equipment.room.unknown": Message(
        _("There is no room %(code)s."), _CODE_WHY, _("Scan the label at the door, or look the room up in the list.")
    ),
    "equipment.room.out_of_service": Message(
        _("The room %(room)s is out of service."),
        _("A room that was taken out of service is not used until it is released again."),
        _("Go to another room, or ask the head of quality."),
    ),
    "equipment.equipment.unknown": Message(
        _("There is no equipment %(code)s."), _CODE_WHY, _("Scan its label, or look it up in the list.")
    ),
    "equipment.equipment.out_of_service": Message(
        _("%(equipment)s is out of service."), _STATE_WHY, _("Take another one, or have it brought back into service.")
    ),
    "equipment.equipment.not_qualified": Message(
        _("The qualification of %(equipment)s has expired or was never recorded."),
        _STATE_WHY,
        _("Take another one, or ask quality staff to record its qualification."),
    ),
    "equipment.equipment.not_calibrated": Message(
        _("The calibration of %(equipment)s has expired or was never recorded."),
        _STATE_WHY,
        _("Take another one, or ask quality staff to record its calibration."),
    ),
    "equipment.equipment.not_clean": Message(
        _("%(equipment)s is not clean."), _STATE_WHY, _("Clean it and record the cleaning, or take another one.")
    ),
    "equipment.equipment.in_use": Message(
        _("%(equipment)s is in use by the batch %(batch)s."),
        _("Equipment in use belongs to one batch, and shows which (21 CFR 211.105)."),
        _("Wait until that use has ended, or take another one."),
    ),
    "equipment.equipment.booked": Message(
        _("%(equipment)s is reserved for %(batch)s at this time."),
        _("A reservation keeps equipment free for the work that planned it."),
        _("Take another one, or ask for the reservation to be cancelled."),
    ),
    "equipment.equipment.elsewhere": Message(
        _("%(equipment)s does not stand in the room %(room)s."),
        _("What is recorded says where things are."),
        _("Scan equipment of this room, or have it moved here."),
    ),
    "equipment.equipment.not_empty": Message(
        _("%(equipment)s is in use or holds containers."),
        _("Equipment is moved empty, so that nothing moves unseen with it."),
        _("End its use and take the containers out first."),
    ),
    "equipment.use.no_batch": Message(_("There is no batch."), _LOG_WHY, _("Name the batch for which it is used.")),
    "equipment.use.running": Message(
        _("The batch %(batch)s uses %(equipment)s already."), _LOG_WHY, _("Go on with the running use.")
    ),
    "equipment.use.not_running": Message(
        _("No use of %(equipment)s by the batch %(batch)s is running."), _LOG_WHY, _("Look at its log.")
    ),
    "equipment.log.before_last": Message(
        _("The log of %(equipment)s already has a later entry."), _LOG_WHY, _("Record it with its true, later time.")
    ),
    "equipment.time.future": Message(
        _("The time lies in the future."),
        _("A record says what has happened."),
        _("Give the time at which it was done."),
    ),
    "equipment.validity.past": Message(
        _("This would have expired already."),
        _("A state that is recorded holds for some time."),
        _("Give a later date."),
    ),
    "equipment.reservation.too_long": Message(
        _("This is longer than %(days)s days."),
        _("A limit keeps a typing error from blocking equipment."),
        _("Choose a shorter time."),
    ),
    "equipment.reservation.for_nothing": Message(
        _("The reservation is for nothing."),
        _("Others must see what keeps the equipment from them."),
        _("Name a batch or a purpose."),
    ),
    "equipment.reservation.clash": Message(
        _("%(equipment)s is already reserved for %(batch)s in that time."),
        _("Equipment is reserved once for any time; the database refuses a second reservation."),
        _("Choose another time or another device."),
    ),
    "equipment.device.not_a_source": Message(
        _("%(equipment)s is not of a kind that gives data."),
        _DEVICE_WHY,
        _("Register a terminal, scanner or instrument."),
    ),
    "equipment.device.already": Message(
        _("%(equipment)s stands so already."), _DEVICE_WHY, _("Nothing is to be done.")
    ),
    "equipment.device.not_registered": Message(
        _("%(equipment)s is not registered as a source of data."),
        _DEVICE_WHY,
        _("Use a registered device, or ask the head of quality to register this one."),
    ),
    "equipment.clearance.item_missing": Message(
        _("An item of the checklist was not found right: %(item)s."),
        _CLEARANCE_WHY,
        _("Put it right, look at every item and confirm all of them."),
    ),
    "equipment.clearance.item_unknown": Message(
        _("The checklist has no item %(item)s."), _CLEARANCE_WHY, _("Use the items of the checklist.")
    ),
    "equipment.clearance.work_goes_on": Message(
        _("The batch %(batch)s is at work in %(room)s."), _CLEARANCE_WHY, _("End its work in the room first.")
    ),
    "equipment.clearance.not_empty": Message(
        _("The container %(container)s still lies in %(room)s."),
        _CLEARANCE_WHY,
        _("Take it away and record that, then check the line again."),
    ),
    "equipment.clearance.same_person": Message(
        _("You checked the line in %(room)s yourself."),
        _("A second person verifies what the first one checked (21 CFR 211.130, T5)."),
        _("Ask a colleague to look and to sign."),
    ),
    "equipment.clearance.not_checker": Message(
        _("Somebody else checked the line in %(room)s."),
        _("A signature says what its signer did (21 CFR 11.50)."),
        _("Let whoever checked it sign, or check the line yourself."),
    ),
    "equipment.clearance.signature_of_other": Message(
        _("What you were shown was not this line clearance, or not this signature under it."),
        _("A signature belongs to exactly what its signer saw (21 CFR 11.70)."),
        _("Open the line clearance and begin to sign it again."),
    ),
    "equipment.assessment.own": Message(
        _("You drafted this assessment yourself."),
        _("Quality approves what somebody else wrote (CN-1b)."),
        _("Ask another head of quality."),
    ),
    "equipment.assessment.period": Message(
        _("An assessment must end after today and within %(days)s days."),
        _("A risk assessment is looked at again from time to time."),
        _("Give another date."),
    ),
    "equipment.person.here_already": Message(
        _("This person is in %(room)s already."),
        _("People are counted once in one room."),
        _("Nothing is to be done."),
    ),
    "equipment.person.not_here": Message(
        _("This person is not in the room %(room)s."),
        _("Whoever handles product is in the room, and the record shows it."),
        _("Scan the room’s label on entering."),
    ),
    "equipment.person.not_gowned": Message(
        _("This person is not gowned for grade %(grade)s (%(room)s)."), _GOWNING_WHY, _("Change into the right gown.")
    ),
    "equipment.person.gowning_not_qualified": Message(
        _("This person has no valid gowning qualification for grade %(grade)s (%(room)s)."),
        _GOWNING_WHY,
        _("Ask a qualified colleague; training renews the qualification."),
    ),
    "equipment.person.infectious_contact": Message(
        _("This person has touched infectious material and not changed the gown."),
        _("Infectious material is kept apart, also on gowns (ATMP guideline, 9.5; CN-4d)."),
        _("Leave, change the gown, and enter again."),
    ),
    "equipment.work.none": Message(_("No open work goes on in %(room)s."), _CLEARANCE_WHY, _("Nothing is to be done.")),
    "equipment.container.unknown": Message(
        _("There is no container %(code)s."),
        _CODE_WHY,
        _("Scan its label again, or look the container up among the materials."),
    ),
    "equipment.container.not_here": Message(
        _("This container is not in the room %(room)s."),
        _("What is recorded says where things are."),
        _("Scan the container in the room where it is."),
    ),
    "equipment.plant_file.too_large": Message(
        _("The file is larger than %(limit)s bytes."),
        _("A limit keeps one file from filling the memory."),
        _("Split it."),
    ),
    "equipment.plant_file.malformed": Message(
        _("The plant file is wrong at %(where)s: %(what)s"),
        _("A plant file may hold only what the format cellpark.plant/1 describes, so that nothing is read wrongly."),
        _("Correct this place; nothing of the file was loaded."),
    ),
    "equipment.plant_file.reference": Message(
        _("The plant file names “%(code)s”, which is neither in it nor in the plant."),
        _("A reference must lead somewhere."),
        _("Correct the code, or add the entry."),
    ),
}
