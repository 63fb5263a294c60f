"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_BENCH = _("A bench stands in a room of its floor as long as it is there.")
_FILE = _("A list of rooms is taken in whole or not at all.")
_CELL = _("A cell holds what its column says; docs/premises.md describes the columns.")
_CORRECT = _("Correct the cell in the file and try the file again.")
_DAYS = _("A room is there on each day once, from its first day up to the day on which it ends.")
_AREAS = _("Bills, occupancy and offers are computed from areas: a wall that moves creates none.")
_HELD = _("A room is there on all days on which somebody holds it; the database refuses anything else.")
_BUILDING = _("Files, leases and people name a building by its code and its floors.")

MESSAGES = {
    "premises.file.empty": Message(_("The file is empty."), _FILE, _("Download the empty list and fill it in.")),
    "premises.file.large": Message(
        _("The file is larger than %(limit)s MB."), _FILE, _("Divide it by building and import the parts.")
    ),
    "premises.file.rows": Message(
        _("The file has more than %(limit)s rows."), _FILE, _("Divide it by building and import the parts.")
    ),
    "premises.file.unreadable": Message(
        _("The file can be read neither as CSV nor as XLSX."), _FILE, _("Save it again as XLSX, or as CSV in UTF-8.")
    ),
    "premises.file.missing": Message(
        _("The first row lacks these columns: %(columns)s."), _CELL, _("Download the empty list; its head is right.")
    ),
    "premises.file.strange": Message(
        _("The first row has columns that nobody knows: %(columns)s."),
        _CELL,
        _("Remove these columns or correct their names."),
    ),
    "premises.file.twice": Message(
        _("The first row names these columns twice: %(columns)s."), _CELL, _("Name each column once.")
    ),
    "premises.file.gone": Message(
        _("There is no tried file to take in."),
        _("Only a file that you tried yourself within a day is taken in, byte for byte."),
        _("Try the file again."),
    ),
    "premises.file.moved": Message(
        _("%(rows)s rows do not fit, the first one in row %(row)s, column %(column)s."),
        _FILE,
        _("Try the file again to see every bad row with its reason."),
    ),
    "premises.value.code": Message(
        _("This is no code."), _("A code begins with a letter or a digit and has up to 30 characters."), _CORRECT
    ),
    "premises.value.floor": Message(
        _("This is no floor."), _("A floor is a whole number from %(least)s to %(most)s."), _CORRECT
    ),
    "premises.value.number": Message(_("This is no number."), _CELL, _CORRECT),
    "premises.value.range": Message(_("The number lies outside its range, which ends at %(most)s."), _CELL, _CORRECT),
    "premises.value.places": Message(_("The number has more than two decimal places."), _CELL, _CORRECT),
    "premises.value.kind": Message(_("Only these words are known: %(known)s."), _CELL, _CORRECT),
    "premises.value.yes": Message(_("This is neither yes nor no."), _CELL, _CORRECT),
    "premises.value.day": Message(_("This is no day."), _("A day is written like 2026-11-01."), _CORRECT),
    "premises.value.outline": Message(
        _("This is no outline."),
        _("An outline is a ring of points like “0,0 80,0 80,60 0,60” whose walls run along or across."),
        _("Correct the cell, or leave it empty: the room is then drawn beside the others."),
    ),
    "premises.value.building": Message(
        _("There is no building with this code."), _BUILDING, _("Register the building first, or correct the code.")
    ),
    "premises.value.missing": Message(
        _("A new room needs this cell."), _CELL, _("Fill in the cell and try the file again.")
    ),
    "premises.value.ended": Message(
        _("This room was split or merged."), _DAYS, _("Take the row out of the file, or name the room that followed.")
    ),
    "premises.building.code": Message(
        _("“%(code)s” is no code of a building."),
        _("A code begins with a letter or a digit and has up to 20 characters."),
        _("Write it as it stands on the building."),
    ),
    "premises.building.floors": Message(
        _("The floors are not in their order between %(least)s and %(most)s."),
        _BUILDING,
        _("Enter the lowest floor first."),
    ),
    "premises.building.plate": Message(
        _("The plate measures less than %(least)s or more than %(most)s dm."),
        _("The plan of a floor is drawn on the building's plate."),
        _("Enter decimetres: 60 m are 600 dm."),
    ),
    "premises.building.taken": Message(
        _("There is a building %(code)s already."), _BUILDING, _("Take another code, or change that building.")
    ),
    "premises.building.park": Message(
        _("There is no such park."), _BUILDING, _("Choose a park from the list, or none.")
    ),
    "premises.building.rooms_outside": Message(
        _("There are rooms on floors that would be left out."), _BUILDING, _("Keep the floors on which rooms are.")
    ),
    "premises.room.floor": Message(
        _("The building has floors %(least)s to %(most)s only."), _BUILDING, _("Correct the floor, or the building's.")
    ),
    "premises.room.areas": Message(
        _("The net area is larger than the gross area."),
        _("A net area is part of the gross area."),
        _("Exchange or correct the two areas."),
    ),
    "premises.room.inside": Message(
        _("Only a bench stands in a room."), _BENCH, _("Leave the cell empty, or make it a bench.")
    ),
    "premises.room.around": Message(
        _("No room %(code)s is there on that floor on the bench’s first day."),
        _BENCH,
        _("Name the room by its code, or leave the cell empty."),
    ),
    "premises.room.benches": Message(
        _("These benches stand in the room: %(codes)s."),
        _BENCH,
        _("Close the benches first, or say in which other room they stand."),
    ),
    "premises.room.days": Message(
        _("The room would end before it begins."), _DAYS, _("Enter a day after the room's first day.")
    ),
    "premises.room.day": Message(
        _("The room is not there both before and on that day."),
        _DAYS,
        _("Enter a day after its first day and before its last one."),
    ),
    "premises.room.taken": Message(
        _("The code %(code)s leads to another room on some of these days."), _DAYS, _("Take another code.")
    ),
    "premises.room.parts": Message(
        _("These are not two to %(most)s rooms."), _DAYS, _("Name each room that is made, or that goes.")
    ),
    "premises.room.sum": Message(
        _("The areas add up to %(after)s m² and were %(before)s m²; %(tolerance)s is allowed."),
        _AREAS,
        _("Correct the areas; a wrong area of before is corrected first, with its reason."),
    ),
    "premises.room.apart": Message(
        _("These rooms do not all touch each other on one floor."),
        _("Rooms become one by taking down the wall between them."),
        _("Choose neighbouring rooms of one floor."),
    ),
    "premises.room.ends": Message(_("One of these rooms has an end already."), _DAYS, _("Take the end back first.")),
    "premises.room.border": Message(
        _("Some of these rooms are bonded and others are not."),
        _("No room lies on both sides of a customs border."),
        _("Choose rooms on one side of it."),
    ),
    "premises.room.ended": Message(
        _("This room was split or merged; its end stays."), _DAYS, _("Look at the rooms that followed.")
    ),
    "premises.room.in_use": Message(
        _("Somebody rents or holds this room on days that it would lose."),
        _HELD,
        _("End the lease or the hold first, or choose a day after it."),
    ),
    "premises.room.let_apart": Message(
        _("The bench %(bench)s and the room %(room)s are let or held for different ones."),
        _("A bench in a room that somebody else rents or holds would be let twice: with its room and by itself."),
        _("Choose another room, or end the lease or the hold of one of the two first."),
    ),
    "premises.room.not_there": Message(
        _("The room is not there on all these days."),
        _HELD,
        _("Choose days within the room's own, or the rooms that it was split into."),
    ),
    "premises.room.fixed": Message(
        _("“%(column)s” of a room is not changed here."),
        _DAYS,
        _("Days change by closing, splitting and merging; a building stays."),
    ),
    "premises.generate.companies": Message(
        _("A park is generated for one to %(most)s companies."),
        _("Generated rooms are there to measure a site."),
        _("Enter a number in this range."),
    ),
    "premises.needs.none": Message(
        _("Nothing is asked for."),
        _("A place is found by what it must have."),
        _("Say at least an area, a use or a supply."),
    ),
    "premises.needs.tenant": Message(
        _("Nobody with “%(name)s” in the name has a room on that day."),
        _("A neighbour is somebody who is there when the place is taken."),
        _("Write the name as it stands on the space board, or leave it empty."),
    ),
    "premises.room.lines": Message(
        _("A line is not a code, a gross area and a net area."),
        _("Each room that is made has a code and two areas."),
        _("Write lines like “301A, 120, 98.5”."),
    ),
    "premises.needs.rooms": Message(
        _("A place has one to %(most)s rooms."),
        _("Places of more rooms are a matter of whole floors."),
        _("Enter a number in this range."),
    ),
    "premises.needs.area": Message(
        _("The largest area is smaller than the smallest one."),
        _("An area is looked for from the smallest to the largest one."),
        _("Exchange or correct the two areas."),
    ),
}
