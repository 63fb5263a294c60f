"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.utilities.words import BANDS

_CODE = _("A code stands on the box and leads to one measuring point or tariff.")
_PRICE = _("Each band has a price for a unit, from nothing up, in steps that rise.")
_DEVICE = _("A device is known by its number, the digits of its register and its factor.")
_READING = _("A reading is what the register showed at the start of its day.")
_SETTLED = _("Days that are settled have their readings and prices; they change by a correction alone.")
_PERIOD = _("A period is settled when every day has a reading, a price and somebody who pays, once.")
_KEY = _("Common use is shared out by net area, people, fixed shares or the rooms’ own meters.")
_POINT = _("A point counts the use of one room, common use, or everything behind it.")
_FILE = _("A file has the columns point, day and value, or one column for each band; all rows are taken in, or none.")
_LOOK = _("Look again at the device, then correct the figure or confirm that it is right.")

MESSAGES = {
    "utilities.code.malformed": Message(
        _("“%(code)s” is no code."),
        _CODE,
        _("Write capital letters, digits, points, dashes, underscores and slashes, up to 40."),
    ),
    "utilities.code.taken": Message(_("There is a “%(code)s” already."), _CODE, _("Take another code.")),
    "utilities.tariff.bands": Message(
        _("These bands do not fit together."), _PRICE, _("Choose “All day” alone, or the bands of the day.")
    ),
    "utilities.price.bands": Message(
        _("Not every band has a price: %(bands)s."), _PRICE, _("Give every band of the tariff a price.")
    ),
    "utilities.price.steps": Message(
        _("The steps of the band “%(band)s” do not begin at 0 and rise."),
        _PRICE,
        _("Write a price such as 0.85, or up to %(most)s steps such as 0: 3.00; 100: 5.00."),
        words={"band": BANDS},
    ),
    "utilities.price.range": Message(
        _("A price or minimum is not in its range."), _PRICE, _("Write an amount from 0 to less than %(most)s.")
    ),
    "utilities.price.tax": Message(
        _("The share of tax is not in its range."), _PRICE, _("Write a share such as 0.13 for 13 %%.")
    ),
    "utilities.price.settled": Message(
        _("The days up to %(day)s are settled."), _SETTLED, _("Let the prices begin on %(day)s or later.")
    ),
    "utilities.price.twice": Message(
        _("Prices from %(day)s are set already."), _("One price holds on a day."), _("Take another day.")
    ),
    "utilities.meter.serial": Message(
        _("The number of the device is missing or too long."), _DEVICE, _("Write up to %(limit)s characters.")
    ),
    "utilities.meter.digits": Message(
        _("A register has three to nine digits before the point."), _DEVICE, _("Count the digits on the device.")
    ),
    "utilities.meter.factor": Message(
        _("The factor is not in its range."), _DEVICE, _("Write 1, or the ratio of the transformer such as 40.")
    ),
    "utilities.meter.elsewhere": Message(
        _("Device %(serial)s is fitted at %(code)s."), _DEVICE, _("Remove it there first, or look at the number again.")
    ),
    "utilities.meter.read_later": Message(
        _("The device was read after %(day)s."), _READING, _("Take the day of the last reading or a later one.")
    ),
    "utilities.point.room": Message(
        _("The room does not fit what the point counts."), _POINT, _("Choose a room only for the use of one room.")
    ),
    "utilities.point.elsewhere": Message(
        _("Room %(room)s is not in building %(building)s."), _POINT, _("Choose a room of this building.")
    ),
    "utilities.point.owner": Message(
        _("Tariff and building belong to different organisations."), _POINT, _("Choose a tariff of your own.")
    ),
    "utilities.point.main": Message(
        _("%(code)s is no main meter for this point."), _POINT, _("Choose a main meter, or none.")
    ),
    "utilities.point.main_differs": Message(
        _("Main meter %(code)s counts something else."), _POINT, _("Choose one of the same utility and bands.")
    ),
    "utilities.point.closed": Message(
        _("Measuring point %(code)s is closed."), _POINT, _("Register a new measuring point.")
    ),
    "utilities.reading.register": Message(
        _("The register “%(band)s” does not fit the device."),
        _READING,
        _("Give each register of the device one value."),
        words={"band": BANDS},
    ),
    "utilities.reading.not_a_number": Message(
        _("“%(value)s” is no number."), _READING, _("Write the digits as the device shows them.")
    ),
    "utilities.reading.range": Message(
        _("%(value)s does not fit a register of %(digits)s digits."), _READING, _("Look at the device again.")
    ),
    "utilities.reading.future": Message(_("%(day)s is still to come."), _READING, _("Take today or an earlier day.")),
    "utilities.reading.not_there": Message(
        _("No device served this point on %(day)s."), _READING, _("Take a day on which the device is fitted.")
    ),
    "utilities.reading.twice": Message(
        _("There is a reading of %(day)s already."), _READING, _("Correct that reading if it is wrong.")
    ),
    "utilities.reading.settled": Message(
        _("The days up to %(day)s are settled."), _SETTLED, _("Take a later day, or correct the reading that stands.")
    ),
    "utilities.reading.backwards": Message(
        _("%(value)s does not fit beside %(before)s on %(day)s: the meter would have run backwards."),
        _READING,
        _("Look at the device again. If it was replaced, record the replacement."),
    ),
    "utilities.reading.estimate": Message(
        _("%(value)s does not fit beside the estimate of %(day)s, which says %(before)s."),
        _("An estimate is a guess: the true reading counts, and the estimate is put right."),
        _(
            "Correct the estimate of %(day)s first, on the page of the meter: %(likely)s lies on the line between the "
            "true readings. Then enter this one; what was charged too much is taken back by the correction."
        ),
    ),
    "utilities.reading.rolled": Message(
        _("%(value)s is less than %(before)s on %(day)s. Did it begin at 0 again? Then it went on by %(way)s."),
        _READING,
        _LOOK,
    ),
    "utilities.reading.unusual": Message(
        _("%(now)s a day is unusual here: the mean of the last year is %(usual)s."),
        _("More than three times the usual use, or less than a third of it, is asked about."),
        _LOOK,
    ),
    "utilities.estimate.nothing": Message(
        _("Nothing is known of %(code)s that an estimate could go on with."),
        _("An estimate goes on with the mean of earlier days."),
        _("Read the device."),
    ),
    "utilities.key.own": Message(
        _("Measuring point %(code)s counts the use of one room."), _KEY, _("Set a key for common use or a main meter.")
    ),
    "utilities.key.weights": Message(
        _("The shares of the rooms do not fit the key."),
        _KEY,
        _("By area takes none; every other key names the rooms."),
    ),
    "utilities.key.range": Message(
        _("A share of a room is not in its range."), _KEY, _("Write a number from 0 with up to three decimals.")
    ),
    "utilities.key.room": Message(_("A room is not known."), _KEY, _("Choose rooms of this park.")),
    "utilities.key.line": Message(
        _("“%(line)s” is no share of a room."),
        _KEY,
        _("Write the room and its share in each line, such as B1 A-305: 12."),
    ),
    "utilities.period.no_mark": Message(
        _("%(code)s is not read on %(day)s."), _PERIOD, _("Read it, or let the missing readings be estimated.")
    ),
    "utilities.period.unread": Message(
        _("%(code)s has no readings around the days from %(since)s up to %(until)s."),
        _PERIOD,
        _("Read it, or let it be estimated."),
    ),
    "utilities.period.unpriced": Message(
        _("%(code)s has no price from %(since)s up to %(until)s."), _PERIOD, _("Set a price that holds on these days.")
    ),
    "utilities.period.band": Message(
        _("%(code)s counts the band “%(band)s”, for which its tariff has no price."),
        _PERIOD,
        _("Set a price for this band."),
        words={"band": BANDS},
    ),
    "utilities.period.main_less": Message(
        _("Main meter %(code)s counted less than the meters behind it."),
        _PERIOD,
        _("Look at the readings of both, and correct the wrong one."),
    ),
    "utilities.period.keyless": Message(
        _("The key of %(code)s gives no room any share."), _PERIOD, _("Set its key with the shares of the rooms.")
    ),
    "utilities.period.closing": Message(
        _("The days from %(since)s up to %(until)s are being charged."),
        _("A correction compares with what everybody owes: that has to stand first."),
        _("Wait until the period is closed, then correct the reading."),
    ),
    "utilities.period.gap": Message(
        _("The last period ended on %(day)s."), _PERIOD, _("The next one begins on that very day.")
    ),
    "utilities.period.days": Message(
        _("A period from %(since)s cannot end on this day."), _PERIOD, _("Take a later day, at most %(most)s days on.")
    ),
    "utilities.period.future": Message(_("This day is still to come."), _PERIOD, _("Take today or an earlier day.")),
    "utilities.period.nothing": Message(
        _("Nothing is counted in these days."), _PERIOD, _("Register measuring points first.")
    ),
    "utilities.file.large": Message(
        _("The file is larger than %(limit)s kB."), _FILE, _("Divide it into several files.")
    ),
    "utilities.file.unreadable": Message(
        _("The file cannot be read as CSV."), _FILE, _("Save it as CSV in UTF-8 and send it again.")
    ),
    "utilities.file.columns": Message(
        _("The columns are “%(columns)s”."), _FILE, _("Name the columns in the first line: point, day, value.")
    ),
    "utilities.file.rows": Message(
        _("The file has no rows, or more than %(most)s."), _FILE, _("Send between 1 and %(most)s rows.")
    ),
    "utilities.file.point": Message(
        _("There is no measuring point “%(code)s”."), _FILE, _("Write its code as it stands in the list of meters.")
    ),
    "utilities.file.row": Message(
        _("Line %(line)s (%(code)s) stops the file: %(why)s."),
        _FILE,
        _("Correct this line and send the file again."),
        quotes="why",
    ),
}
