"""Sentences for analyses of plates, counts and loggers: which file or parameter, what is wrong with it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_KEPT = _("A parameter is part of the result: it is kept with it and used again when the result is verified.")
_RAW = _("A result is computed from the instrument's own file, as it is.")
_CURVE = _("A concentration is read from a curve, and the standards have to determine it.")
_CHAIN = _("The temperature on the way is part of the chain of custody; a file that is damaged proves nothing (CN-4b).")
_EXPORT = _("Export the file from the instrument again and send it unchanged.")
_LOGGER = _("Read the logger out again and send its text file unchanged.")
_CORRECT = _("Correct the parameter.")
_NAMES = _("Look up how the file names its samples and targets.")

GIVEN = {
    "assays.given.files": Message(_("Expected is one file named “%(wanted)s”; given is: %(found)s."), _RAW, _EXPORT),
    "assays.given.empty": Message(_("The file “%(file)s” is empty."), _RAW, _EXPORT),
    "assays.given.too_large": Message(
        _("The file is larger than %(limit)s bytes."), _("Files of plates are small."), _EXPORT
    ),
    "assays.given.unknown": Message(
        _("Nobody reads a parameter “%(name)s”. Known are: %(known)s."), _KEPT, _("Correct its name or leave it out.")
    ),
    "assays.given.parameter": Message(_("The parameter “%(name)s” is missing or does not fit."), _KEPT, _CORRECT),
    "assays.given.choice": Message(_("The parameter “%(name)s” is one of: %(known)s."), _KEPT, _CORRECT),
    "assays.given.text": Message(_("The file is no text in UTF-8: byte %(position)s."), _RAW, _EXPORT),
    "assays.given.columns": Message(_("The table lacks the columns %(missing)s."), _RAW, _EXPORT),
    "assays.given.row": Message(_("Line %(line)s of the table has not the columns of its head."), _RAW, _EXPORT),
    "assays.given.no_rows": Message(_("The table has a head and no rows."), _RAW, _EXPORT),
    "assays.given.cell": Message(
        _("Line %(line)s of the table: “%(text)s” does not fit the column %(column)s."), _RAW, _EXPORT
    ),
    "assays.given.absent": Message(_("The file has no “%(name)s” of “%(sample)s”."), _RAW, _NAMES),
    "assays.given.which": Message(
        _("The file has %(count)s wells of “%(name)s”, of several samples."),
        _("Wells of different samples are never added up."),
        _("Name the sample, or the wells."),
    ),
    "assays.given.twice": Message(_("The file holds “%(name)s” twice."), _("Nobody picks the pleasing one."), _EXPORT),
    "assays.maker.unreadable": Message(_("The file cannot be read as %(reader)s: %(reason)s"), _RAW, _EXPORT),
    "assays.maker.nothing": Message(_("The file of %(reader)s holds no measurement."), _RAW, _EXPORT),
}
CURVES = {
    "assays.dpcr.counts": Message(
        _("%(positive)s of %(total)s partitions cannot be positive."),
        _("Positive partitions are some of all."),
        _EXPORT,
    ),
    "assays.dpcr.saturated": Message(
        _("All %(total)s partitions are positive: the number of copies is unknown."),
        _("Copies are counted by the partitions that hold none (Poisson)."),
        _("Dilute the sample and measure again."),
    ),
    "assays.dpcr.no_reference": Message(
        _("No partition is positive for the reference gene."),
        _("Copies per cell are counted against a gene that every cell has."),
        _("Look at the reference assay and the amount of DNA, and measure again."),
    ),
    "assays.line.points": Message(
        _("%(count)s points make no line."), _CURVE, _("Measure at least three different standards.")
    ),
    "assays.qpcr.standards": Message(
        _("The standard curve of “%(target)s” has %(count)s different standards; it needs three."),
        _CURVE,
        _("Measure the standards on the same plate."),
    ),
    "assays.qpcr.slope": Message(
        _("The standard curve of “%(target)s” rises: more copies are seen later."),
        _CURVE,
        _("Look at the quantities of the standards."),
    ),
    "assays.qpcr.no_reference": Message(
        _("The reference gene was not amplified in “%(sample)s”."),
        _("Copies per cell are counted against a gene that every cell has."),
        _("Look at the reference assay and the amount of DNA, and measure again."),
    ),
    "assays.elisa.standards": Message(
        _("The plate has %(count)s different standards; a curve of four parameters needs five."),
        _CURVE,
        _("Measure at least five concentrations."),
    ),
    "assays.elisa.no_curve": Message(
        _("The standards do not determine a curve with two plateaus."),
        _CURVE,
        _("Widen the range of the standards, or use the straight line where the assay is linear."),
    ),
    "assays.elisa.no_layout": Message(
        _("Nobody says what is in these wells, or they have no signal: %(well)s."),
        _("Standards, samples and blanks are named by the plate's layout."),
        _("Export the plate with its layout, or give the layout as parameters."),
    ),
}
LOGGERS = {
    "assays.logger.empty": Message(_("The logger's file holds no temperature."), _CHAIN, _LOGGER),
    "assays.logger.too_large": Message(_("The logger's file is larger than %(limit)s bytes."), _CHAIN, _LOGGER),
    "assays.logger.too_long": Message(_("The logger's file has more than %(limit)s lines."), _CHAIN, _LOGGER),
    "assays.logger.pdf": Message(
        _("“%(name)s” is the logger's report as PDF."),
        _("The signature and the readings stand in the text file beside it."),
        _("Send the text file that the logger writes beside the PDF."),
    ),
    "assays.logger.unknown": Message(
        _("This is no logger file that can be read."),
        _("Read are text files of Fridge-tag and Q-tag, and tables with the head “time,temperature”."),
        _("Choose the logger's text file, or export a table with these two columns."),
    ),
    "assays.logger.text": Message(_("The logger's file is no text in UTF-8: byte %(position)s."), _CHAIN, _LOGGER),
    "assays.logger.line": Message(_("Line %(line)s of the logger's file cannot be read: %(text)s"), _CHAIN, _LOGGER),
    "assays.logger.number": Message(
        _("Line %(line)s of the logger's file: “%(text)s” is no temperature or time that can be."), _CHAIN, _LOGGER
    ),
    "assays.logger.time": Message(
        _("Line %(line)s of the logger's file: “%(text)s” is no date with a time."), _CHAIN, _LOGGER
    ),
    "assays.logger.order": Message(
        _("Line %(line)s of the logger's file: %(text)s is not later than the line before."), _CHAIN, _LOGGER
    ),
    "assays.logger.missing": Message(_("The logger's file lacks its part “%(part)s”."), _CHAIN, _LOGGER),
    "assays.logger.unit": Message(
        _("The logger writes its temperatures in “%(unit)s”."),
        _("Limits are in degrees Celsius; converted readings are no longer what the device signed."),
        _("Set the logger to degrees Celsius."),
    ),
    "assays.logger.several": Message(
        _("The table holds readings of %(count)s loggers."), _CHAIN, _("Send one file for each logger.")
    ),
    "assays.logger.not_of_this_time": Message(
        _("The logger's file says nothing about the time of this transport."), _CHAIN, _("Choose the right file.")
    ),
    "assays.logger.energy": Message(_("The activation energy is above zero."), _KEPT, _CORRECT),
}
MESSAGES = {**GIVEN, **CURVES, **LOGGERS}
