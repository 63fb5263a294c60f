"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.chain.words import INTRODUCTION_ACTS

_NODES = _("The nodes of the chain stand in its taxonomy; the codes are those of docs/chain.md.")
_FILE = _("A file is taken in as a whole or not at all, so that no figure rests on half of it.")
_QUIET = _("Who wants what stays theirs until an introduction is agreed.")
_EVIDENCE = _("Somebody sits on a node with evidence, source and day, and no longer than that.")

MESSAGES = {
    "chain.node.unknown": Message(_("There is no node “%(code)s” on the chain."), _NODES, _("Choose one of the list.")),
    "chain.search.park": Message(
        _("This search asks who does something in a park."),
        _("Who sits in a city or elsewhere in the nation is what each operator knows for itself."),
        _("Name a park, such as park:lishan."),
    ),
    "chain.area.malformed": Message(
        _("“%(area)s” is no park, city or nation."),
        _("Figures are counted for a park, its city and the nation."),
        _("Write it like park:lishan, city:jinan or nation:cn."),
    ),
    "chain.seat.nameless": Message(
        _("There is no name."), _EVIDENCE, _("Enter the Chinese name, the English one, or both.")
    ),
    "chain.seat.taken": Message(
        _("%(name)s sits on node %(node)s already."),
        _("Each company counts once on a node."),
        _("Look at the node; end the seat first if it says something else now."),
    ),
    "chain.seat.days": Message(
        _("The end is not after the first day, %(day)s, or it is to come."),
        _EVIDENCE,
        _("Enter a day after the first one, today at the latest."),
    ),
    "chain.day.future": Message(
        _("This day is to come."), _("A record says what was seen."), _("Enter today or an earlier day.")
    ),
    "chain.day.unreadable": Message(
        _("“%(day)s” is no day."), _("Days are written as in ISO 8601."), _("Write it like 2026-11-22.")
    ),
    "chain.until.past": Message(
        _("The last day is over."), _("An offer without a future helps nobody."), _("Enter a day to come, or none.")
    ),
    "chain.number.range": Message(
        _("The number is not between 0 and %(most)s."),
        _("Figures are sums of such numbers."),
        _("Enter a number in this range, or none if nobody knows."),
    ),
    "chain.number.unreadable": Message(
        _("“%(number)s” is no number that can be counted with."),
        _("What is not known stays unknown, and never becomes zero."),
        _("Write digits and a point; leave the row out if nobody knows."),
    ),
    "chain.number.places": Message(
        _("The number has more than %(places)s decimal places."),
        _("Records are kept exactly as they were said."),
        _("Round it as its source does."),
    ),
    "chain.share.range": Message(
        _("“%(value)s” is more than the whole."),
        _("Shares are written from 0 to 1."),
        _("Write 0.7 for 70 percent."),
    ),
    "chain.metric.unknown": Message(
        _("“%(metric)s” is no figure of the chain."),
        _NODES,
        _("Use firms, products, capacity, hhi, top_share, import_share, inside_share, lead_days or quality_gap."),
    ),
    "chain.origin.unknown": Message(
        _("“%(origin)s” is no origin of a purchase."),
        _("Shares are counted by where something was bought."),
        _("Use park, city, nation or abroad."),
    ),
    "chain.file.unreadable": Message(
        _("The file cannot be read."), _FILE, _("Save it as CSV in UTF-8 and send it again.")
    ),
    "chain.file.large": Message(_("The file has more than %(rows)s rows."), _FILE, _("Split it into several files.")),
    "chain.file.columns": Message(
        _("Columns are missing: %(columns)s."), _FILE, _("Take the head of the example and fill the rows below it.")
    ),
    "chain.file.empty": Message(_("The file has no row below its head."), _FILE, _("Fill at least one row.")),
    "chain.file.bad_rows": Message(
        _("%(count)s reasons speak against this file; nothing of it was taken in."),
        _FILE,
        _("Try it out first: every bad row is named with its reason."),
    ),
    "chain.recruitment.nothing": Message(
        _("Node %(node)s calls for nothing."),
        _("A lead of the chain carries the demand that called for it."),
        _("Enter the company as a lead of its own if you want it all the same."),
    ),
    "chain.want.closed": Message(
        _("This want is no longer open."), _QUIET, _("Place a new want if you still look for it.")
    ),
    "chain.introduction.self": Message(
        _("This is your own offer."), _("An introduction is between two organisations."), _("Choose another offer.")
    ),
    "chain.introduction.twice": Message(
        _("You have asked for this introduction already."),
        _("Who was asked is not asked again for the same thing."),
        _("Look at your introductions; the answer will stand there."),
    ),
    "chain.introduction.side": Message(
        _("This is for the other side to do (%(verb)s)."),
        _QUIET,
        _("Wait for the other side, or write to it once you are introduced."),
        words={"verb": INTRODUCTION_ACTS},
    ),
}
