"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_SIDES = _("An order has two sides: the park that mends it and the tenant for whom it is.")
_ROOMS = _("A tenant reports from the rooms that it rents today; for all other places it says in words where it is.")
_OWED = _("What a tenant pays is agreed by the tenant, or let through by a second person.")
_PHOTO = _("Pictures are read and written anew, so that nothing but the picture is kept.")
_HOUSE = _("This is a rule of the house for work that can start a fire.")
_WASTE = _("The register says how much of what left the park, with whom, and under which note.")
_ALARM = _("An alarm names its source, its number there and its point, so that it is told once.")
_ALARM_ONCE = _("All alarms of a point are gathered in one order that is open.")
_CLOCK = _("The time promised stands still only while the park waits for the tenant.")
_WHO = _("Whoever waits for the work is told who does it.")
_BATCH = _("Heat, smoke and isolated detectors do not belong beside a batch: no hot work in its room or beside it.")
_PROMISE = _("What was promised stays promised: rules hold from a day to come on.")
_TWO = _("Nobody permits to oneself what is dangerous for others.")

MESSAGES = {
    "facilities.side": Message(
        _("This is for the other side to do."), _SIDES, _("Leave a comment, which the other side reads.")
    ),
    "facilities.no_park": Message(
        _("Your organisation rents nothing in this park today."),
        _ROOMS,
        _("Tell the park’s office, which can report it for you."),
    ),
    "facilities.room.unknown": Message(
        _("No room of this park has this name today."),
        _ROOMS,
        _("Write building and room, such as E1 101, or say in words where it is."),
    ),
    "facilities.room.not_yours": Message(
        _("Your organisation does not rent this room today."), _ROOMS, _("Choose another room, or a place in words.")
    ),
    "facilities.order.over": Message(
        _("Order %(code)s is over."), _("What is over is not added to."), _("Report it again, as a new order.")
    ),
    "facilities.order.reporter": Message(
        _("Order %(code)s was reported by the other side."),
        _("Only who reported something says that it is not needed any more."),
        _("Ask the other side in a comment, or decline it with a reason."),
    ),
    "facilities.order.point": Message(
        _("Order %(code)s is open for the same point of the building system."),
        _ALARM_ONCE,
        _("Go on there; or decline that one, and open this one again."),
    ),
    "facilities.assignee.one": Message(
        _("Name either a person or a firm."), _WHO, _("Choose one of the two and leave the other empty.")
    ),
    "facilities.assignee.unknown": Message(
        _("This person does not work in the park’s office."), _WHO, _("Choose somebody from the list, or name a firm.")
    ),
    "facilities.wait.nobody": Message(
        _("There is no tenant for whom this order could wait."), _CLOCK, _("Go on, or write a comment.")
    ),
    "facilities.wait.already": Message(_("This order waits already."), _CLOCK, _("Go on first.")),
    "facilities.wait.not": Message(_("This order does not wait."), _CLOCK, _("Nothing is to be done.")),
    "facilities.note.internal": Message(
        _("Only the park’s office writes internal comments."), _SIDES, _("Write a comment that both sides read.")
    ),
    "facilities.confirm.tenant": Message(
        _("The tenant says whether it works; the park closes it by itself only after %(days)s days of silence."),
        _SIDES,
        _("Wait for the tenant, or ask in a comment."),
    ),
    "facilities.confirm.changed": Message(
        _("The costs have changed: they are CNY %(net)s without tax now."),
        _OWED,
        _("Look at them again before you confirm."),
    ),
    "facilities.cost.amount": Message(
        _("This is no number with at most two digits after the point, or it is out of range (up to %(most)s)."),
        _("A cost is a quantity times a price."),
        _("Correct the number."),
    ),
    "facilities.cost.no_tenant": Message(
        _("No tenant belongs to this order."), _OWED, _("Let the park pay, or report it for a room that is let.")
    ),
    "facilities.cost.state": Message(
        _("Costs are written down from the acceptance of an order on."), _OWED, _("Accept the order first.")
    ),
    "facilities.cost.charged": Message(
        _("What the tenant owes is charged already."), _OWED, _("Take the charge back first, with a reason.")
    ),
    "facilities.cost.not_charged": Message(_("Nothing is charged."), _OWED, _("Nothing is to be done.")),
    "facilities.cost.not_done": Message(
        _("Nobody has confirmed yet that it works."), _OWED, _("Let it be charged once the order is confirmed.")
    ),
    "facilities.cost.nothing": Message(_("The tenant owes nothing."), _OWED, _("Nothing is to be done.")),
    "facilities.cost.own": Message(
        _("You wrote some of these costs down yourself."), _OWED, _("Ask another park manager.")
    ),
    "facilities.cost.changed": Message(
        _("The costs have changed: they are CNY %(net)s without tax now."), _OWED, _("Look at them again.")
    ),
    "facilities.photo.size": Message(
        _("The picture has more than %(most)s MB."), _PHOTO, _("Take it again with fewer dots.")
    ),
    "facilities.photo.pixels": Message(
        _("The picture has more than %(most)s million dots."), _PHOTO, _("Take it again with fewer dots.")
    ),
    "facilities.photo.kind": Message(_("This is no picture that can be read."), _PHOTO, _("Send JPEG, PNG or WebP.")),
    "facilities.photo.many": Message(
        _("An order has at most %(most)s pictures."), _PHOTO, _("Send those that say most.")
    ),
    "facilities.alarm.future": Message(
        _("This time has not come yet."), _ALARM, _("Correct the clock of the building system.")
    ),
    "facilities.alarm.number": Message(
        _("Alarm %(id)s of this source is one of the point %(point)s already."),
        _ALARM,
        _("Send it with a number of its own."),
    ),
    "facilities.alarm.unknown": Message(
        _("No alarm %(id)s of this source is known."), _ALARM, _("Send the alarm before its end.")
    ),
    "facilities.permit.order": Message(
        _("The end is not later than the beginning."),
        _("A permit holds from a time to a time."),
        _("Correct one of the two."),
    ),
    "facilities.permit.past": Message(
        _("This time is over."), _("Nothing is permitted afterwards."), _("Ask anew for a time to come.")
    ),
    "facilities.permit.far": Message(
        _("This is more than %(days)s days ahead."),
        _("What is permitted far ahead is not looked at on the day."),
        _("Ask when the day is nearer."),
    ),
    "facilities.permit.day": Message(
        _("Hot work is permitted for one day and at most %(hours)s hours."),
        _HOUSE,
        _("Ask for a permit for each day."),
    ),
    "facilities.permit.checks": Message(
        _("%(count)s points of the list were not looked at."),
        _HOUSE,
        _("Look at every point on the spot, and tick it."),
    ),
    "facilities.permit.overlap": Message(
        _("Permit %(code)s allows hot work at the same place and time."),
        _HOUSE,
        _("Choose another time, or end the other work first."),
    ),
    "facilities.permit.batch": Message(
        _("%(room)s is in use by a batch, or will be at that time."),
        _BATCH,
        _("Choose another time, wait until the room is free, or ask its people whether they let the work through."),
    ),
    "facilities.permit.own_batch": Message(
        _("%(room)s is in use: room %(plant_room)s, batch %(batch)s."),
        _BATCH,
        _("Choose another time, end the work in the room first, or have quality of the house let the fire through."),
    ),
    "facilities.permit.none_beside": Message(
        _("No house is to be asked."),
        _("Asked are the houses whose batches use the room or one beside it, and that have not let the work through."),
        _("Give the permit, or look at the place and the time again."),
    ),
    "facilities.permit.beside_own": Message(
        _("You asked for this permit, or let it through for a house, yourself."),
        _("Who asks, who lets a fire through beside a batch, and who gives the permit are three people."),
        _("Ask somebody else with that right."),
    ),
    "facilities.permit.window": Message(_("Waste is handed over within one day."), _WASTE, _("Name a shorter time.")),
    "facilities.permit.own": Message(_("You asked for this permit yourself."), _TWO, _("Ask another park manager.")),
    "facilities.permit.watch": Message(
        _("The fire watch goes on until %(until)s, %(minutes)s minutes after the work."),
        _HOUSE,
        _("Look again at that time, then close it."),
    ),
    "facilities.permit.early": Message(
        _("The time of this permit has not begun."),
        _("A permit holds from a time to a time."),
        _("Revoke it if it shall not be used."),
    ),
    "facilities.permit.not_yet": Message(
        _("This permit holds from %(since)s on."),
        _("Hot work begins within the time of its permit and not before."),
        _("Wait until then, or ask for a permit of an earlier time."),
    ),
    "facilities.permit.over": Message(
        _("The time of this permit was over at %(until)s."),
        _("Hot work begins within the time of its permit."),
        _("Do not begin. Ask whoever had the permit made for another one."),
    ),
    "facilities.permit.hot_alone": Message(
        _("Only hot work is begun and ended."),
        _("Waste is handed over; what left the park is written down when the permit is closed."),
        _("The park closes this permit with quantity and transfer note."),
    ),
    "facilities.link.spent": Message(
        _("This link does not work: it was taken back, or its time is over."),
        _("A link shows one permit until a day after its time."),
        _("Ask whoever sent it for another one."),
    ),
    "facilities.link.over": Message(
        _("Nothing is to be done any more under %(code)s."),
        _("A link is for a firm that is to come or is at work."),
        _("Ask for a new permit, and make the link for that one."),
    ),
    "facilities.link.many": Message(
        _("This permit has %(most)s open links already."),
        _("Each link is read by one person of the firm, so that one of them can be taken back."),
        _("Take one back that nobody needs."),
    ),
    "facilities.rules.urgencies": Message(
        _("Each of these urgencies has its times: %(names)s."), _PROMISE, _("Give two times for each.")
    ),
    "facilities.rules.minutes": Message(
        _("The time to answer is longer than the time to mend, or one is out of range (1 to %(most)s minutes)."),
        _PROMISE,
        _("Correct the two times."),
    ),
    "facilities.rules.silence": Message(
        _("The days of silence lie between 1 and %(most)s."),
        _("A tenant that says nothing for so long is taken to have nothing to say."),
        _("Correct the number."),
    ),
    "facilities.rules.past": Message(_("This day is not to come."), _PROMISE, _("Choose tomorrow or a later day.")),
    "facilities.rules.far": Message(
        _("This is more than %(days)s days ahead."),
        _("What holds so late is decided when the day is nearer."),
        _("Choose an earlier day."),
    ),
    "facilities.rules.taken": Message(
        _("Rules of %(day)s are there already."),
        _("An order names its rules by their first day."),
        _("Choose another day."),
    ),
    "facilities.rules.own": Message(
        _("You proposed these rules yourself."),
        _("What a park promises, and what tenants pay, is decided by two people."),
        _("Ask another park manager."),
    ),
    "facilities.waste.quantity": Message(
        _("This is no quantity in kg with at most three digits after the point (up to %(most)s)."),
        _WASTE,
        _("Correct the number."),
    ),
    "facilities.waste.containers": Message(
        _("The number of containers lies between 1 and %(most)s."), _WASTE, _("Count them again.")
    ),
}
