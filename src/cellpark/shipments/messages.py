"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.materials.public import words as materials_words
from cellpark.shipments.words import SHIPMENT_STATES, SIDE_ACTS

_CHAIN = _("Every hand-over is a scan that matches, by the side whose turn it is (NMPA CGT annex).")
_QUARANTINE = _("What travelled too warm, too long or in a broken seal waits until the quality unit decides.")
_LOOK = _("Look at the shipment as it is now.")
_PLAN = _("A plan says what travels, from whom to whom and until when.")
_RELEASE = _("Nothing leaves that is not released or was stopped since (21 CFR 211.165, EU GMP Annex 16).")
_LINK = _("A link does one act of one side, once, until it ends.")

MESSAGES = {
    "shipments.number.malformed": Message(
        _("“%(number)s” is no number of a shipment."),
        _("A number is printed on the shipper: capital letters, digits, points, dashes and slashes, up to 40."),
        _("Write it like SH-2026-014."),
    ),
    "shipments.number.taken": Message(
        _("There is a shipment with the number %(number)s already."),
        _("A number leads to one shipment."),
        _("Take the next number."),
    ),
    "shipments.sides.same": Message(
        _("The receiver is the sender or the carrier."), _PLAN, _("Choose the organisation that receives it.")
    ),
    "shipments.sides.owner": Message(
        _("The owner of the containers is neither sender nor receiver."),
        _("What belongs to a house leaves it or comes to it."),
        _("Choose your own organisation as sender or as receiver."),
    ),
    "shipments.party.unknown": Message(
        _("There is no organisation “%(name)s”."),
        _PLAN,
        _("Enter the id that your partner gave you."),
    ),
    "shipments.epcis.nothing": Message(
        _("Nothing has happened to shipment %(number)s yet."),
        _("An EPCIS document says what happened on the way."),
        _("Ask again when it is sealed."),
    ),
    "shipments.contents.none": Message(_("Nothing is to travel."), _PLAN, _("Choose at least one container.")),
    "shipments.contents.unknown": Message(
        _("There is no container “%(code)s”."), _PLAN, _("Enter the code as it stands on the label.")
    ),
    "shipments.contents.many": Message(
        _("These are more than %(limit)s containers."), _PLAN, _("Plan several shipments.")
    ),
    "shipments.contents.twice": Message(_("A container is named twice."), _PLAN, _("Name each container once.")),
    "shipments.contents.owner": Message(
        _("These containers are not all your organisation's own."), _PLAN, _("Choose containers of your own.")
    ),
    "shipments.contents.gone": Message(
        _("Container %(code)s cannot travel: it is in the state “%(state)s”."),
        _PLAN,
        _("Choose another container."),
        words={"state": materials_words.CONTAINER_STATES},
    ),
    "shipments.contents.not_released": Message(
        _("Product %(code)s may not leave yet: batch %(number)s is not released."),
        _RELEASE,
        _("Finish the record of the batch and decide on it at the release desk; then go on here."),
    ),
    "shipments.contents.stopped": Message(
        _("Product %(code)s may not leave: batch %(number)s was stopped."),
        _RELEASE,
        _("Take it out of the shipper and bring it to quarantine; cancel the shipment if it is closed already."),
    ),
    "shipments.contents.not_rejected": Message(
        _("Product %(code)s does not travel to its destruction: batch %(number)s is neither rejected nor recalled."),
        _RELEASE,
        _("Have the batch decided at the release desk first."),
    ),
    "shipments.withheld": Message(
        _("Shipment %(number)s may not leave now."),
        _RELEASE,
        _("Leave it where it stands and call the sender, who sees the reason on the page of the shipment."),
    ),
    "shipments.contents.elsewhere": Message(
        _("Container %(code)s is in shipment %(number)s."),
        _("A container is in one place."),
        _("Finish or cancel the other shipment first."),
    ),
    "shipments.contents.done": Message(
        _("Container %(code)s was scanned before."), _CHAIN, _("Go on with the next container.")
    ),
    "shipments.contents.missing": Message(
        _("These containers were not scanned into the shipper: %(codes)s."), _CHAIN, _("Scan each of them.")
    ),
    "shipments.contents.not_seen": Message(
        _("These containers were not scanned out of the shipper: %(codes)s."),
        _("What arrived is compared with what was sent, container by container (CN-4b)."),
        _("Scan each of them; report at once what is missing."),
    ),
    "shipments.time.range": Message(
        _("The number lies outside %(least)s to %(most)s."), _PLAN, _("Enter a number in this range.")
    ),
    "shipments.time.order": Message(
        _("The arrival is not later than the pick-up."), _PLAN, _("Correct one of the two times.")
    ),
    "shipments.side": Message(
        _("This act belongs to another side of the shipment (%(act)s)."),
        _CHAIN,
        _("Ask the side whose turn it is."),
        words={"act": SIDE_ACTS},
    ),
    "shipments.state": Message(
        _("Shipment %(number)s is in the state “%(state)s”."), _CHAIN, _LOOK, words={"state": SHIPMENT_STATES}
    ),
    "shipments.logger.twice": Message(
        _("The logger of this shipment was read already."),
        _("The first file stands, so that nobody picks the pleasing one (CN-3c)."),
        _("If it was the wrong file, the owner’s quality unit puts the right one in its place, with a reason."),
    ),
    "shipments.logger.same": Message(
        _("This is the file that was read already."),
        _("A correction puts another file in the place of a wrong one."),
        _("Choose the file of the logger that travelled in this shipper."),
    ),
    "shipments.logger.none": Message(
        _("The temperature of shipment %(number)s on the way is unknown."),
        _("The conditions of transport are checked on receipt (CN-4b)."),
        _("Read the logger and attach its file."),
    ),
    "shipments.excursion.open": Message(
        _("Excursion %(number)s is not decided."), _QUARANTINE, _("The quality unit decides with a reason.")
    ),
    "shipments.excursion.rejected": Message(
        _("Excursion %(number)s was rejected."), _QUARANTINE, _("Refuse the shipment, and plan what replaces it.")
    ),
    "shipments.custody.gap": Message(
        _("Delivery %(number)s was not taken in: it is in the state “%(state)s”."),
        _("A release rests on a chain of custody without a gap (T13)."),
        _("Receive and inspect the shipment."),
        words={"state": SHIPMENT_STATES},
    ),
    "shipments.link.spent": Message(
        _("This link does not work: it was used, taken back, or its time is over."),
        _LINK,
        _("Ask the organisation that sent it for a new one."),
    ),
    "shipments.link.stopped": Message(
        _("This link was stopped %(times)s times and works no longer."),
        _("A link compares, and is not there to find out what fits (T19, T20)."),
        _("Call whoever sent it; they look at what was scanned, and send a new one when it is clear."),
    ),
    "shipments.link.passed": Message(
        _("The act of this link was done already in shipment %(number)s."), _LINK, _("Choose an act that is to come.")
    ),
    "shipments.link.waits": Message(
        _("There were too many attempts."), _LINK, _("Wait ten minutes, and scan the code on the shipper again.")
    ),
}
