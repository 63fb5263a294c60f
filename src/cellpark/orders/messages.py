"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.orders.words import ORDER_STATES, SIDES
from cellpark.shipments.public import words as shipments_words

_SITE = _("Cells are collected by hospitals on the approved list and by qualified people alone (CN-4a).")
_IDENTITY = _("The hospital checks the identity before collection and before infusion (CN-4k2).")
_SLOTS = _("Collection, manufacture and infusion are one chain; the therapy says how far apart they may lie.")
_PRIVATE = _("Sponsor and manufacturer see no patient data; they know the chain of identity (T20).")
_ASKED = _("The rules of the country stand in the therapy, and the order keeps them.")
_RULES = _("The rules of a country for a product stand in the therapy, each with its clause.")
_ROAD = _("What an order says of a way follows from its shipments: scans, seal and temperatures (CN-4b).")
_TWO = _("Two qualified people compare patient and bag independently before the infusion (CN-4k2).")
_WITHHELD = _("What is in quarantine, rejected or called back is neither shipped nor given (211-4a, CN-4c).")
_STOP = _("Stop. Do not go on; clarify who the patient is and whose bag it is. The attempt is on record.")

MESSAGES = {
    "orders.side.other": Message(
        _("This act belongs to another side of the order (%(side)s)."),
        _("Hospital, sponsor and manufacturer each do their own part of an order (21 CFR 11.10(g))."),
        _("Ask that side, or comment on the order."),
        words={"side": SIDES},
    ),
    "orders.party.unknown": Message(
        _("No organisation is found under “%(name)s” for this part."),
        _("Organisations are named exactly, since nobody looks through the list of others (T19)."),
        _("Write its whole name, its credit code or its id, as the organisation gave it to you."),
    ),
    "orders.party.no_hospital": Message(
        _("This organisation is no hospital at work here."),
        _SITE,
        _("Name a hospital, by its whole name, its credit code or its id."),
    ),
    "orders.code.malformed": Message(
        _("“%(code)s” cannot be a product code."),
        _("A code is printed, read aloud and compared."),
        _("Use up to 40 capital letters, digits, points, dashes and slashes, such as CART-019."),
    ),
    "orders.therapy.no_material": Message(
        _("There is no material %(code)s at the manufacturer."),
        _("Each bag of a collection becomes a container of that material."),
        _("Describe the material first, or take a code of the list of materials."),
    ),
    "orders.therapy.other_sponsor": Message(
        _("The product belongs to another sponsor."),
        _("A product code stands for one sponsor’s product for ever."),
        _("Choose another product code."),
    ),
    "orders.therapy.own": Message(
        _("You described this therapy yourself."),
        _("Whoever writes rules does not approve them (21 CFR 11.10(g))."),
        _("Have another person of the sponsor approve it."),
    ),
    "orders.therapy.not_approved": Message(
        _("Therapy %(code)s cannot be ordered now."),
        _("Orders rest on a description that the sponsor approved."),
        _("Ask the sponsor to approve it."),
    ),
    "orders.country.malformed": Message(
        _("A country is missing, named twice or not named by its two letters."),
        _ASKED,
        _("Name each country once by two capital letters, such as CN."),
    ),
    "orders.country.item": Message(
        _("“%(item)s” cannot be an item of a country’s rules."),
        _ASKED,
        _("Name each item once with small letters, digits and dashes; days lie between 0 and 3650."),
    ),
    "orders.country.no_rules": Message(
        _("The therapy has no rules for country %(country)s; it has them for: %(known)s."),
        _ASKED,
        _("Choose one of these, or ask the sponsor for the rules of the other."),
    ),
    "orders.file.unreadable": Message(
        _("The file of therapies cannot be read: %(what)s"),
        _("Examples are loaded from files of a known form."),
        _("Correct the file and load it again."),
    ),
    "orders.distance.no_time": Message(_("%(name)s is no time."), _SLOTS, _("Write it like 24 h or 10 d.")),
    "orders.distance.crossed": Message(
        _("The least distance is above the greatest."), _SLOTS, _("Exchange or correct the two.")
    ),
    "orders.rule.many": Message(
        _("A country has more than %(limit)s rules here."), _RULES, _("Leave out what is asked for elsewhere.")
    ),
    "orders.rule.malformed": Message(
        _("The rule “%(clause)s” is not complete."),
        _RULES,
        _("Say when it holds (order or shipment), its clause, its words and its expression."),
    ),
    "orders.supply.malformed": Message(
        _("The clock “%(record)s” of a supply out of specification is not complete."),
        _RULES,
        _(
            "Name each record once (request, evaluate, notice, answer, supply, tell_sponsor, tell_authority), its "
            "whole hours, and where the limit is written."
        ),
    ),
    "orders.rule.unmet": Message(
        _("A rule of the country does not allow it: %(words)s (%(clause)s). It asks: %(expression)s"),
        _RULES,
        _("Change what the rule is about, or ask the sponsor’s regulatory affairs."),
    ),
    "orders.rule.unknown": Message(
        _("A rule of the country cannot be judged: %(words)s (%(clause)s). Not known: %(missing)s"),
        _RULES,
        _("Enter what is missing."),
    ),
    "orders.site.not_qualified": Message(
        _("The hospital is not on the approved list of this therapy for that day."),
        _SITE,
        _("Ask sponsor or manufacturer to qualify the hospital, or to prolong it."),
    ),
    "orders.site.past": Message(_("The qualification would be over already."), _SITE, _("Give a day in the future.")),
    "orders.person.not_qualified": Message(
        _("You are not qualified for this at your hospital today (%(subject)s)."),
        _SITE,
        _("Ask the administrator of your hospital for the qualification, or a colleague who has it."),
    ),
    "orders.patient.unknown": Message(
        _("The hospital has no patient under this code."),
        _PRIVATE,
        _("Send the code that the hospital’s list of patients shows, or the Patient itself in the resource."),
    ),
    "orders.order.not_collected": Message(
        _("Nothing has been collected yet."),
        _("A Specimen describes a collection that took place."),
        _("Ask again after the collection."),
    ),
    "orders.patient.erasure_waits": Message(
        _("Somebody asked for this erasure already."),
        _("One person asks, another one confirms."),
        _("Have a second person confirm it."),
    ),
    "orders.text.names_patient": Message(
        _("The text names the patient."), _PRIVATE, _("Leave out name, birth date and hospital number.")
    ),
    "orders.reference.malformed": Message(
        _("The reference for %(item)s is not one."),
        _PRIVATE,
        _("Write the number of the document: up to 60 letters, digits, points, dashes, slashes and colons."),
    ),
    "orders.reference.unknown": Message(
        _("The country does not ask for %(item)s."), _ASKED, _("Leave it out; only what is needed is kept.")
    ),
    "orders.reference.missing": Message(
        _("The reference for %(item)s is missing."), _ASKED, _("Enter the number of the document.")
    ),
    "orders.wash_out.short": Message(
        _("Less than %(days)s days lie between the last dose of %(medicine)s and the collection."),
        _ASKED,
        _("Plan the collection later, or ask the sponsor’s medical monitor."),
    ),
    "orders.collection.too_late": Message(
        _("The collection is more than %(days)s days away."),
        _ASKED,
        _("Plan the collection earlier, or sign the order later."),
    ),
    "orders.slots.missing": Message(
        _("The slots are not planned yet."), _SLOTS, _("Plan collection, manufacture and infusion.")
    ),
    "orders.slots.order": Message(
        _("The slots are not in their order."), _SLOTS, _("Plan collection before manufacture before infusion.")
    ),
    "orders.slots.early": Message(
        _("This is too early: at least %(limit)s lie before it."), _SLOTS, _("Move it, or the link before it.")
    ),
    "orders.slots.late": Message(
        _("This is too late: at most %(limit)s lie before it."), _SLOTS, _("Move it, or the link before it.")
    ),
    "orders.slots.short": Message(_("The manufacture needs at least %(limit)s."), _SLOTS, _("Plan its end later.")),
    "orders.slots.past": Message(_("This time is over already."), _SLOTS, _("Plan it in the future.")),
    "orders.slots.happened": Message(
        _("This has happened and cannot be moved."),
        _("What happened stays on record when it happened."),
        _("Move what is still to come."),
    ),
    "orders.slots.same": Message(_("Nothing would move."), _SLOTS, _("Change at least one of the times.")),
    "orders.slots.not_movable": Message(
        _("The slots of this order are not moved now (%(state)s)."),
        _("A draft is planned by its hospital, and an order that is over has no slots."),
        _("Look at the order as it is now."),
        words={"state": ORDER_STATES},
    ),
    "orders.bags.number": Message(
        _("A collection has 1 to %(limit)s bags, each with something in it."),
        _("Every bag becomes a container with its own label (CN-4b2)."),
        _("Enter the volume of each bag, such as 180 mL."),
    ),
    "orders.bags.on_the_way": Message(
        _("These bags have not been received: %(codes)s."),
        _("A collection is received when each of its bags passed the receipt check (CN-4b)."),
        _("Receive the bags first."),
    ),
    "orders.shipment.unknown": Message(
        _("Shipment %(number)s carries no product of this order from the manufacturer to the hospital."),
        _ROAD,
        _("Choose the shipment into which the product was planned, or plan one."),
    ),
    "orders.shipment.not_left": Message(
        _("Shipment %(number)s has not left yet (%(state)s)."),
        _ROAD,
        _("Have it packed, sealed and handed over by scans first."),
        words={"state": shipments_words.SHIPMENT_STATES},
    ),
    "orders.shipment.none": Message(
        _("Bag %(code)s came in no shipment."),
        _ROAD,
        _("Record its way as a shipment with seal and temperatures; do not use the bag before."),
    ),
    "orders.shipment.not_taken_in": Message(
        _("Shipment %(number)s was not taken in yet (%(state)s)."),
        _ROAD,
        _("Have the receiver unpack it, read its logger and accept it."),
        words={"state": shipments_words.SHIPMENT_STATES},
    ),
    "orders.time.future": Message(
        _("This time lies in the future."),
        _("What happened is recorded when it happened (21 CFR 11.10(e))."),
        _("Enter the time when it happened."),
    ),
    "orders.identity.erased": Message(
        _("Who the patient is was erased; the wristband cannot be compared."),
        _IDENTITY,
        _("Do not go on; talk to the manufacturer."),
    ),
    "orders.identity.wrong_patient": Message(
        _("The wristband is not that of the patient for whom this order is."), _IDENTITY, _STOP
    ),
    "orders.identity.wrong_kit": Message(
        _("This is not the collection kit that was sent for this order."), _IDENTITY, _STOP
    ),
    "orders.identity.unknown_bag": Message(_("No bag carries this label."), _IDENTITY, _STOP),
    "orders.identity.wrong_bag": Message(_("The bag is not a product of this order."), _IDENTITY, _STOP),
    "orders.identity.not_together": Message(_("Label and wristband do not belong together."), _IDENTITY, _STOP),
    "orders.identity.other_bag": Message(_("The first person checked another bag."), _IDENTITY, _STOP),
    "orders.identity.used_bag": Message(_("This bag was used before: nothing is in it any more."), _IDENTITY, _STOP),
    "orders.product.held": Message(
        _("The product of batch %(number)s is in quarantine."),
        _WITHHELD,
        _("Do not ship or give it. Keep it apart and wait for the manufacturer’s decision, or call them."),
    ),
    "orders.product.rejected": Message(
        _("The product of batch %(number)s was rejected or called back."),
        _WITHHELD,
        _("Do not ship or give it. Keep it apart and ask the manufacturer what becomes of it."),
    ),
    "orders.bedside.not_checked": Message(
        _("Nobody has compared patient and bag in the last %(minutes)s minutes."),
        _TWO,
        _("Have a first person scan wristband and bag."),
    ),
    "orders.bedside.same_person": Message(
        _("You made the first check yourself."), _TWO, _("Have a second person scan wristband and bag.")
    ),
    "orders.thaw.too_long": Message(
        _("More than %(minutes)s minutes have passed since the thaw."),
        _("A thawed product is given within its hold time."),
        _("Do not infuse; call the manufacturer’s quality unit."),
    ),
    "orders.link.not_near": Message(
        _("The act of this link is not near, or is over, in order %(number)s."),
        _("A link of the ward does one act, once, when its bag is to be expected."),
        _("Look at the order as it is now, and make the link for the act that is to come."),
    ),
    "orders.link.over": Message(
        _("What this link was made for is over in order %(number)s."),
        _("A link of the ward does one act, once, when its bag is to be expected."),
        _("Do nothing with it; ask whoever sent it how the order stands."),
    ),
    "orders.link.refused_often": Message(
        _("This link was stopped %(times)s times and works no longer."),
        _("A link compares, and is not there to find out what fits (T19, T20)."),
        _("Call whoever sent it; have patient and label looked at before there is a new one."),
    ),
    "orders.batch.not_finished": Message(
        _("The batch %(number)s is not finished."),
        _("A record is signed when it is complete (21 CFR 211.188)."),
        _("Wait for the end of the manufacture."),
    ),
    "orders.batch.not_stopped": Message(
        _("The batch %(number)s was not aborted."),
        _("Acts follow each other in the order of the way (21 CFR 11.10(f))."),
        _("Go on with the batch, or abort it there with the reason."),
    ),
    "orders.signature.of_other": Message(
        _("What was prepared is about something else."),
        _("A signature stands for exactly what was shown (21 CFR 11.70)."),
        _("Prepare the signature again."),
    ),
    "orders.cancel.too_late": Message(
        _("This side can no longer cancel the order (%(side)s)."),
        _("Hospital and manufacturer cancel until the manufacture begins, the sponsor until the collection."),
        _("Talk to the other sides; a product that exists is decided upon by its disposition."),
        words={"side": SIDES},
    ),
}
