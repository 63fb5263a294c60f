"""Sentences for the problems of this app."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_FIELD_WHY = _("A park file may hold only what the format cellpark.park/1 describes, so that nothing is read wrongly.")
_SOURCE_WHY = _("Nothing about a real park or company is kept without the publication it comes from.")
_YAML_WHY = _("The file must be plain YAML without aliases, nested at most 12 levels deep.")

MESSAGES = {
    "space.parks.none_found": Message(
        _("There is no park file in %(directory)s."),
        _("Parks are read from files that end in .yaml."),
        _("Name the directory that holds them, such as examples/parks."),
    ),
    "space.park_file.too_large": Message(
        _("%(file)s is larger than %(limit)s bytes."),
        _("A limit keeps one file from filling the memory."),
        _("Split it: one file holds one park."),
    ),
    "space.park_file.not_utf8": Message(
        _("%(file)s, line %(line)s: the text is not UTF-8."),
        _("Other encodings turn Chinese into something else without a word."),
        _("Save the file as UTF-8."),
    ),
    "space.park_file.not_yaml": Message(
        _("%(file)s, line %(line)s, column %(column)s: this cannot be read."),
        _YAML_WHY,
        _("Look at this line and the one before it: indentation, quotes, brackets, a colon inside a text."),
    ),
    "space.park_file.field_repeated": Message(
        _("%(file)s, line %(line)s: the field %(field)s stands there twice."),
        _("Of two values only one could be kept, and nobody would know which."),
        _("Remove one of them."),
    ),
    "space.park_file.field_missing": Message(
        _("%(file)s, line %(line)s: the field %(field)s is missing."), _FIELD_WHY, _("Add it to this entry.")
    ),
    "space.park_file.field_unknown": Message(
        _("%(file)s, line %(line)s: there is no field %(field)s."), _FIELD_WHY, _("Correct its name or remove it.")
    ),
    "space.park_file.not_one_of": Message(
        _("%(file)s, line %(line)s: %(field)s cannot be “%(value)s”."), _FIELD_WHY, _("Choose one of: %(known)s.")
    ),
    "space.park_file.not_text": Message(
        _("%(file)s, line %(line)s: %(field)s must be a text."), _FIELD_WHY, _("Put the value in quotes.")
    ),
    "space.park_file.not_a_number": Message(
        _("%(file)s, line %(line)s: %(field)s cannot be “%(value)s”."),
        _("This must be a number in its range, written with digits and at most one point."),
        _("Write the number alone; its unit stands in the field unit."),
    ),
    "space.park_file.not_yes_or_no": Message(
        _("%(file)s, line %(line)s: %(field)s must be true or false."), _FIELD_WHY, _("Write true or false.")
    ),
    "space.park_file.not_a_list": Message(
        _("%(file)s, line %(line)s: %(field)s must be a list."), _FIELD_WHY, _("Start each entry with a dash.")
    ),
    "space.park_file.not_a_mapping": Message(
        _("%(file)s, line %(line)s: %(field)s must hold named fields."), _FIELD_WHY, _("Write each as name: value.")
    ),
    "space.park_file.too_long": Message(
        _("%(file)s, line %(line)s: %(field)s is longer than %(limit)s."),
        _("A limit keeps pages readable and loading quick."),
        _("Shorten it."),
    ),
    "space.park_file.malformed": Message(
        _("%(file)s, line %(line)s: %(field)s cannot be “%(value)s”."),
        _("Keys are small letters, digits and dashes; the keys of sources are S1 to S99; texts are not empty."),
        _("Correct the value."),
    ),
    "space.park_file.not_a_date": Message(
        _("%(file)s, line %(line)s: %(field)s cannot be “%(value)s”."),
        _("A date is as precise as it was published (EDTF level 0, ISO 8601-2)."),
        _("Write it like 2024-09-03, 2023-11, 2022 or 2022/2023."),
    ),
    "space.park_file.name_missing": Message(
        _("%(file)s, line %(line)s: %(field)s has neither a Chinese nor an English name."),
        _("A thing without any name cannot be found or shown."),
        _("Fill zh, en or both."),
    ),
    "space.park_file.two_numbers": Message(
        _("%(file)s, line %(line)s: %(field)s gives two numbers."),
        _("A fact carries one number, so that it can be compared and summed."),
        _("Keep one of value, about, over and between."),
    ),
    "space.park_file.number_without_unit": Message(
        _("%(file)s, line %(line)s: %(field)s needs a number and its unit, or neither."),
        _("A number without a unit says nothing."),
        _("Add what is missing: unit, or one of value, about, over and between."),
    ),
    "space.park_file.range_reversed": Message(
        _("%(file)s, line %(line)s: %(field)s gives a range that does not rise."),
        _("A range runs from the smaller number to the larger one."),
        _("Exchange the two numbers of between."),
    ),
    "space.park_file.figure_without_number": Message(
        _("%(file)s, line %(line)s: the figure “%(value)s” has no number."),
        _("A figure shows a number; a sentence belongs to facts."),
        _("Add the number and its unit, or move the entry to facts."),
    ),
    "space.park_file.source_unknown": Message(
        _("%(file)s, line %(line)s: %(field)s names the source %(source)s, which the file does not list."),
        _SOURCE_WHY,
        _("Use one of %(known)s, or add the publication under sources."),
    ),
    "space.park_file.key_repeated": Message(
        _("%(file)s, line %(line)s: the key “%(value)s” is used twice (%(field)s)."),
        _("A key names one thing, so that links and later loads find it again."),
        _("Give one of the two another key."),
    ),
    "space.park_file.reference_unknown": Message(
        _("%(file)s, line %(line)s: %(field)s names “%(value)s”, which is not in the list %(list)s."),
        _("A reference must lead somewhere."),
        _("Correct the key, or add the entry to the list."),
    ),
}
