"""Sentences for files, matrices and strategies of flow cytometry that cannot be used: fault, rule, way out."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_FILE_WHY = _(
    "A file of the Flow Cytometry Standard (FCS 2.0, 3.0, 3.1) says where everything lies in it; a "
    "damaged file is never guessed at."
)
_FILE_DO = _("Export the tube again from the instrument and compare the sizes of both files.")
_KEYWORD_WHY = _("The keywords of the text segment say how the numbers are to be read (FCS 3.1, section 3.2).")
_KEYWORD_DO = _("Export the tube again from the instrument as a list-mode FCS 3.1 file.")
_STRATEGY_WHY = _(
    "A gating strategy is a Gating-ML 2.0 document; every part of it must be clear before it decides about cells."
)
_STRATEGY_DO = _("Correct the document, or export it again from the program that wrote it.")
_MATRIX_WHY = _(
    "The spillover matrix takes the light of one dye out of the detectors of the others (FCS 3.1, $SPILLOVER)."
)
_MATRIX_DO = _("Export the tube again with its compensation, or give the matrix in the gating strategy.")

MESSAGES = {
    "assays.flow.fcs.too_large": Message(
        _("The file has %(size)s bytes; at most %(limit)s are read."),
        _("One tube is analysed at a time; no tube of a release test is that large."),
        _FILE_DO,
    ),
    "assays.flow.fcs.not_fcs": Message(
        _("This is no FCS file: it begins with “%(found)s” and has %(size)s bytes."),
        _FILE_WHY,
        _("Choose the raw file that the cytometer wrote."),
    ),
    "assays.flow.fcs.version": Message(
        _("The file calls itself “%(found)s”; readable are %(known)s."), _FILE_WHY, _KEYWORD_DO
    ),
    "assays.flow.fcs.short": Message(
        _("The file ends after %(size)s bytes, within its header of %(expected)s bytes."), _FILE_WHY, _FILE_DO
    ),
    "assays.flow.fcs.offset": Message(
        _(
            "The header should give the place of the %(segment)s segment in bytes %(first)s to %(last)s; "
            "“%(found)s” stands there."
        ),
        _FILE_WHY,
        _FILE_DO,
    ),
    "assays.flow.fcs.outside": Message(
        _("The %(segment)s segment is said to lie in bytes %(start)s to %(end)s; the file has %(size)s bytes."),
        _FILE_WHY,
        _FILE_DO,
    ),
    "assays.flow.fcs.offsets_differ": Message(
        _("%(keyword)s differs: the header says %(header)s, the text segment says %(text)s."),
        _("Header and text must give the same place of the data (FCS 3.1, section 3.2.18)."),
        _FILE_DO,
    ),
    "assays.flow.fcs.text_cut": Message(
        _(
            "The %(segment)s segment does not end with its separator “%(separator)s” at byte %(end)s: it is cut "
            "off or damaged."
        ),
        _KEYWORD_WHY,
        _FILE_DO,
    ),
    "assays.flow.fcs.text_pairs": Message(
        _("The %(segment)s segment has a keyword without a value at its end: “%(last)s”."), _KEYWORD_WHY, _FILE_DO
    ),
    "assays.flow.fcs.keyword_missing": Message(_("The keyword %(keyword)s is missing."), _KEYWORD_WHY, _KEYWORD_DO),
    "assays.flow.fcs.keyword_twice": Message(
        _("The keyword %(keyword)s stands twice, as “%(first)s” and as “%(second)s”."), _KEYWORD_WHY, _KEYWORD_DO
    ),
    "assays.flow.fcs.keyword": Message(
        _("The keyword %(keyword)s is “%(found)s”; readable is %(expected)s."), _KEYWORD_WHY, _KEYWORD_DO
    ),
    "assays.flow.fcs.name_twice": Message(
        _("Channels %(first)s and %(second)s are both named “%(name)s”."),
        _("A gate refers to a channel by its name ($PnN), which is therefore unique."),
        _KEYWORD_DO,
    ),
    "assays.flow.fcs.data_size": Message(
        _(
            "%(events)s events of %(channels)s channels take %(expected)s bytes; the data segment, which ends at "
            "byte %(end)s, has %(found)s."
        ),
        _FILE_WHY,
        _FILE_DO,
    ),
    "assays.flow.fcs.several": Message(
        _("The file holds several data sets ($NEXTDATA is not 0)."),
        _("A result belongs to one tube."),
        _("Export each tube as a file of its own."),
    ),
    "assays.flow.fcs.not_finite": Message(
        _("Channel %(channel)s has %(count)s values that are no number, the first in event %(event)s."),
        _("No gate can say whether such an event lies within it."),
        _FILE_DO,
    ),
    "assays.flow.channel": Message(
        _("The file has no channel “%(found)s”. It has: %(known)s."),
        _("A gating strategy belongs to a panel: the channels it names must have been measured."),
        _("Choose the strategy of this panel, or check the names of the channels on the instrument."),
    ),
    "assays.flow.spillover.size": Message(
        _("%(keyword)s announces %(size)s channels and so %(expected)s entries; there are %(found)s."),
        _MATRIX_WHY,
        _MATRIX_DO,
    ),
    "assays.flow.spillover.number": Message(
        _("%(keyword)s holds an entry that is no number: %(fault)s."), _MATRIX_WHY, _MATRIX_DO
    ),
    "assays.flow.spillover.channel": Message(
        _("The matrix names “%(found)s”, which is no channel of the file or is named twice. Channels: %(known)s."),
        _MATRIX_WHY,
        _MATRIX_DO,
    ),
    "assays.flow.spillover.singular": Message(
        _("The matrix of %(size)s channels cannot be inverted."), _MATRIX_WHY, _MATRIX_DO
    ),
    "assays.flow.strategy.too_large": Message(
        _("The document has %(size)s bytes; at most %(limit)s are read (line %(line)s)."), _STRATEGY_WHY, _STRATEGY_DO
    ),
    "assays.flow.strategy.too_many": Message(
        _("Line %(line)s: there are more than %(limit)s gates, transformations or corners of one polygon."),
        _STRATEGY_WHY,
        _STRATEGY_DO,
    ),
    "assays.flow.strategy.not_xml": Message(
        _("Line %(line)s: the document is no well-formed XML: %(fault)s"), _STRATEGY_WHY, _STRATEGY_DO
    ),
    "assays.flow.strategy.doctype": Message(
        _("The document declares a document type or entities (line %(line)s)."),
        _("Gating-ML needs none, and entities can hide what a document says."),
        _STRATEGY_DO,
    ),
    "assays.flow.strategy.not_gating_ml": Message(
        _("Line %(line)s: the document is “%(found)s”, not Gating-ML 2.0."), _STRATEGY_WHY, _STRATEGY_DO
    ),
    "assays.flow.strategy.transformation": Message(
        _("Line %(line)s: the transformation is “%(found)s”; known are %(known)s and fratio."),
        _STRATEGY_WHY,
        _STRATEGY_DO,
    ),
    "assays.flow.strategy.parameters": Message(
        _("Line %(line)s: %(kind)s cannot have %(found)s."),
        _("Gating-ML 2.0, section 6: T > 0, M > 0, 0 ≤ W ≤ M/2, -W ≤ A ≤ M - 2W."),
        _STRATEGY_DO,
    ),
    "assays.flow.strategy.matrix": Message(
        _(
            "Line %(line)s: the matrix “%(matrix)s” has %(detectors)s detectors and %(rows)s rows, or a row of "
            "another length."
        ),
        _MATRIX_WHY,
        _STRATEGY_DO,
    ),
    "assays.flow.strategy.gate_kind": Message(
        _("Line %(line)s: “%(found)s” is no gate. Known are: %(known)s."), _STRATEGY_WHY, _STRATEGY_DO
    ),
    "assays.flow.strategy.dimensions": Message(
        _("Line %(line)s: “%(gate)s” has %(found)s dimensions instead of %(expected)s."), _STRATEGY_WHY, _STRATEGY_DO
    ),
    "assays.flow.strategy.dimension": Message(
        _("Line %(line)s: a dimension names neither a channel nor a ratio."), _STRATEGY_WHY, _STRATEGY_DO
    ),
    "assays.flow.strategy.vertices": Message(
        _("Line %(line)s: the polygon “%(gate)s” has %(found)s corners; an area needs three."),
        _STRATEGY_WHY,
        _STRATEGY_DO,
    ),
    "assays.flow.strategy.coordinates": Message(
        _("Line %(line)s: a point of “%(gate)s” has %(found)s coordinates instead of %(expected)s."),
        _STRATEGY_WHY,
        _STRATEGY_DO,
    ),
    "assays.flow.strategy.ellipsoid": Message(
        _(
            "Line %(line)s: the ellipsoid “%(gate)s” needs a middle, a distance above 0 and a symmetric, "
            "invertible matrix of %(size)s rows."
        ),
        _STRATEGY_WHY,
        _STRATEGY_DO,
    ),
    "assays.flow.strategy.divider": Message(
        _("Line %(line)s: the quadrant gate “%(gate)s” has no divider “%(divider)s”."), _STRATEGY_WHY, _STRATEGY_DO
    ),
    "assays.flow.strategy.quadrants": Message(
        _("Line %(line)s: the quadrant gate “%(gate)s” needs dividers with values, and quadrants."),
        _STRATEGY_WHY,
        _STRATEGY_DO,
    ),
    "assays.flow.strategy.boolean": Message(
        _("Line %(line)s: “%(gate)s” must combine two gates or more by and, by or, or turn one by not."),
        _STRATEGY_WHY,
        _STRATEGY_DO,
    ),
    "assays.flow.strategy.id_twice": Message(
        _("Line %(line)s: the identifier “%(id)s” stands twice."), _STRATEGY_WHY, _STRATEGY_DO
    ),
    "assays.flow.strategy.attribute": Message(
        _("Line %(line)s: “%(element)s” has no “%(name)s”, or one longer than 200 characters."),
        _STRATEGY_WHY,
        _STRATEGY_DO,
    ),
    "assays.flow.strategy.number": Message(
        _("Line %(line)s: “%(name)s” is “%(found)s”, which is no number."), _STRATEGY_WHY, _STRATEGY_DO
    ),
    "assays.flow.strategy.empty": Message(_("The strategy has no gate."), _STRATEGY_WHY, _STRATEGY_DO),
    "assays.flow.strategy.reference": Message(
        _("“%(gate)s” refers to “%(found)s”, which is no population of the strategy."), _STRATEGY_WHY, _STRATEGY_DO
    ),
    "assays.flow.strategy.circle": Message(
        _("These gates depend on each other in a circle: %(gates)s."), _STRATEGY_WHY, _STRATEGY_DO
    ),
    "assays.flow.strategy.scale": Message(
        _("“%(dimension)s” uses the transformation “%(found)s”, which the document does not define."),
        _STRATEGY_WHY,
        _STRATEGY_DO,
    ),
    "assays.flow.strategy.compensation": Message(
        _("“%(dimension)s” uses the matrix “%(found)s”, which the document does not define."), _MATRIX_WHY, _STRATEGY_DO
    ),
}
