"""Sentences for the refusals of this app."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_BYTES = _("The raw file is the original record; values are read from it and never typed in its place (211.194(a)).")
_EXPORT = _("Export the result from the instrument again and send that file, or choose another reader.")
_LISTENER = _("The ledger holds one digest for each block of readings.")

MESSAGES = {
    "instruments.file.empty": Message(_("The file is empty."), _BYTES, _EXPORT),
    "instruments.file.too_large": Message(
        _("The file has more than %(limit)s bytes."),
        _("The limit keeps one request from holding up all others."),
        _("Export fewer samples into one file."),
    ),
    "instruments.file.not_base64": Message(
        _("The content is not written in base64."),
        _("A program sends the bytes of a file as base64 (RFC 4648), so that each of them arrives."),
        _("Encode the file and send it again."),
    ),
    "instruments.reader.unknown": Message(
        _("No reader is called “%(reader)s”."),
        _("A record names the reader that gave each value."),
        _("Choose one of the readers in the list."),
    ),
    "instruments.file.kind": Message(
        _("This is no file of %(reader)s: its bytes are %(kind)s."),
        _("What a file is shows in its first bytes, whatever its name says."),
        _EXPORT,
    ),
    "instruments.file.missing": Message(
        _("The file is not complete for %(reader)s: “%(part)s” is missing."), _BYTES, _EXPORT
    ),
    "instruments.file.fields": Message(
        _("Line %(line)s has %(found)s fields where %(reader)s writes %(expected)s."), _BYTES, _EXPORT
    ),
    "instruments.file.layout": Message(_("The file is not laid out as %(reader)s writes it."), _BYTES, _EXPORT),
    "instruments.file.unreadable": Message(
        _("The file cannot be read as one of %(reader)s: %(reason)s"), _BYTES, _EXPORT
    ),
    "instruments.file.no_values": Message(_("The file of %(reader)s holds no value."), _BYTES, _EXPORT),
    "instruments.file.no_time": Message(
        _("The file of %(reader)s does not say when it was measured."),
        _("A value without its time is not contemporaneous (data integrity, ALCOA)."),
        _("Export the result with its date and time."),
    ),
    "instruments.reading.absent": Message(
        _("The file holds no value “%(name)s” of sample “%(sample)s”."),
        _("An instrument that failed, or was out of its range, writes a word in place of the number."),
        _("Compare the sample's name, and look into the raw file."),
    ),
    "instruments.reading.several": Message(
        _("The file holds %(count)s values “%(name)s” of sample “%(sample)s”."),
        _("Nobody chooses the pleasing one of several results; all of them are kept and explained."),
        _("Export the one run that counts, and explain the others in the record."),
    ),
    "instruments.endpoint.malformed": Message(
        _("“%(value)s” is no address of an OPC UA server."),
        _("Addresses begin with opc.tcp:// and name a host and a port (IEC 62541-6)."),
        _("Write it like opc.tcp://bioreactor-1:4840."),
    ),
    "instruments.nodes.count": Message(
        _("A stream has between one and %(limit)s values, each with a name of its own."),
        _("Readings are told apart by their names."),
        _("Correct the list of values."),
    ),
    "instruments.nodes.name": Message(
        _("“%(value)s” cannot be the name of a value."),
        _("Recipes refer to values by name: small letters, digits and underscores, beginning with a letter."),
        _("Write it like dissolved_oxygen."),
    ),
    "instruments.nodes.address": Message(
        _("The value “%(value)s” has no address on the device."),
        _("OPC UA finds a value by its node, such as ns=2;s=Reactor.Temperature (IEC 62541-3)."),
        _("Read the node from the device's documentation."),
    ),
    "instruments.stream.closed": Message(
        _("This stream is closed."), _("What was heard stays; nothing is added to it."), _("Open a new stream.")
    ),
    "instruments.block.size": Message(
        _("A block holds between one and %(limit)s readings."), _LISTENER, _("Send the readings in several blocks.")
    ),
    "instruments.block.missing": Message(
        _("Block %(number)s is in the ledger and its readings are gone."),
        _LISTENER,
        _("Restore the database from its backup, and report a data integrity incident."),
    ),
    "instruments.block.changed": Message(
        _("The readings of block %(number)s are not those that were kept."),
        _LISTENER,
        _("Restore the database from its backup, and report a data integrity incident."),
    ),
    "instruments.block.unknown": Message(
        _("Block %(number)s has no entry in the ledger."),
        _LISTENER,
        _("Restore the database from its backup, and report a data integrity incident."),
    ),
}
