"""Sentences for files of recognitions and of companies that cannot be read."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "recognition.file.unreadable": Message(
        _("The file is not in the format %(format)s."),
        _("It is one YAML document in UTF-8, of at most a megabyte, without aliases; no name in it stands twice."),
        _("Begin with the examples in examples/recognitions."),
    ),
    "recognition.file.field": Message(
        _("“%(place)s” is missing, unknown, or not what it should be."),
        _("Nothing in a rule is guessed; decimals stand in quotes."),
        _("Compare the field with the page on recognitions (docs/recognitions.md)."),
    ),
    "recognition.item": Message(
        _("The item “%(item)s” of the score does not say how its points come about, or gives more than its most."),
        _("Points come from bands, the first that holds, or from a plain number that somebody judged; never both."),
        _("Correct the bands or the datum of the item."),
    ),
    "recognition.folder": Message(
        _("The folder %(folder)s holds no rules."),
        _("Rules are files %(rules)s beside the data that they speak of, %(data)s."),
        _("Name the folder of the rules, or leave the option away to use those that come along."),
    ),
    "recognition.day": Message(
        _("The day does not lie between %(first)s and %(last)s."),
        "",
        _("Correct the day."),
    ),
    "recognition.datum": Message(
        _("No rule knows the datum “%(datum)s”."),
        _("A datum is typed once and used by every rule, so all of them have to call it the same."),
        _("Use a name from data.yaml in the folder of the rules, or add it there."),
    ),
    "recognition.value": Message(
        _("The datum “%(datum)s” is not what its kind says: a number, a text, true or false, or a day."),
        _("Nothing in a rule is guessed; decimals stand in quotes."),
        _("Look up its kind and unit in data.yaml and correct the value."),
    ),
    "recognition.points": Message(
        _("More points could break the condition “%(need)s”."),
        _("While data are missing, the fewest and the most points are judged; that holds only where more points help."),
        _("Write points on the larger side of a comparison, joined by “and” and “or”, and without “not”."),
    ),
    "recognition.granted": Message(
        _("No rule file has the key “%(key)s” under which a recognition was granted."),
        _("A renewal that nobody judges runs out unseen."),
        _("Use the key of one of the rule files, or add the rules."),
    ),
}
