"""Sentences for the refusals of this app: what is wrong, the rule behind it, what to do."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.companies.words import STAGES, STATES

_ONCE = _("One legal person is one record, so that nobody calls it twice and nothing is counted twice.")
_CODE = _("A unified social credit code has 18 places and two check characters (GB 32100-2015, GB 11714).")
_STEP = _("Every company has somebody who looks after it and a next step with a day, so that none falls asleep.")
_TWO = _("An application is judged by two people who have no interest in the company.")
_LIFE = _("What may follow what stands in the life cycle of companies.")
_RULES = _("The park judges by dated texts that stand in its record.")
_DATA = _("A datum is typed once, as the rules read it, and used everywhere.")
_FORM = _("The form takes what is needed to answer it.")
_LEASE = _("A company of the park is one with a signed lease.")
_LOOK = _("Look at the company as it is now.")

MESSAGES = {
    "companies.name.missing": Message(
        _("The company has no name."),
        _("A company is found and printed by its name."),
        _("Enter its Chinese name, its English name, or both."),
    ),
    "companies.code.form": Message(
        _("“%(value)s” is no unified social credit code."),
        _CODE,
        _("Copy the 18 characters from the business licence; the letters I, O, S, V and Z do not occur."),
    ),
    "companies.code.organisation": Message(
        _("The organisation code inside “%(value)s” does not agree with its check character."),
        _CODE,
        _("Compare places 9 to 17 with the business licence."),
    ),
    "companies.code.check": Message(
        _("The last character of “%(value)s” does not agree with the others."),
        _CODE,
        _("Compare every character with the business licence."),
    ),
    "companies.code.missing": Message(
        _("The unified social credit code is not known yet."),
        _("An organisation of the park, and its lease, are tied to one legal person."),
        _("Enter the code from the business licence under the particulars of the company."),
    ),
    "companies.duplicate.code": Message(
        _("There is a company with this credit code already: %(name)s, %(code)s."),
        _ONCE,
        _("Open that company and go on there."),
    ),
    "companies.duplicate.name": Message(
        _("This may be %(name)s, which is known already (credit code: %(code)s)."),
        _ONCE,
        _("Open that company and go on there; if it is another one, say so below and send again."),
    ),
    "companies.node": Message(
        _("“%(value)s” is no code of the industry chain."),
        _("Codes begin with U, M, D or X, followed by up to three figures or letters."),
        _("Choose a node such as M33, or leave it empty."),
    ),
    "companies.contact.named": Message(
        _("The reason names what it is to erase."),
        _("The reason stays in the ledger for good, where nothing is erased."),
        _("Say the ground alone, such as “asked by e-mail on 3 May”, without name, address or telephone."),
    ),
    "companies.contact.waits": Message(
        _("Somebody asked for this erasure already."),
        _("One person asks, another one confirms."),
        _("Have a second person confirm it."),
    ),
    "companies.step.day": Message(
        _("The day of the next step is over, or more than %(years)s years away."), _STEP, _("Choose a day to come.")
    ),
    "companies.day.future": Message(
        _("The day lies in the future."), _("What happened has a day that is not to come."), _("Correct the day.")
    ),
    "companies.ended": Message(
        _("The company is in the state “%(state)s”; nothing is to be done for it."),
        _LIFE,
        _("Take it up again where that is possible."),
        words={"state": STATES},
    ),
    "companies.state": Message(_("The company is in the state “%(state)s”."), _LIFE, _LOOK, words={"state": STATES}),
    "companies.house": Message(
        _("%(name)s belongs to another operator."),
        _("Each operator looks after its own companies."),
        _("Act for the operator whose company it is."),
    ),
    "companies.merged": Message(
        _("This record of %(name)s was merged into another one."), _ONCE, _("Go on in the record that it is now.")
    ),
    "companies.owner.stranger": Message(
        _("This person does not look after companies here."), _STEP, _("Choose somebody of the park office.")
    ),
    "companies.review.pair": Message(
        _("At least %(least)s reviewers are needed."), _TWO, _("Choose two people of the park office.")
    ),
    "companies.review.twice": Message(
        _("A reviewer is named twice, or was named before."), _TWO, _("Choose somebody else.")
    ),
    "companies.review.other": Message(
        _("This review belongs to somebody else."), _TWO, _("Ask the reviewer, or have another one named.")
    ),
    "companies.review.declare": Message(
        _("You have not declared that nothing ties you to the company."),
        _("Whoever holds shares, advises, is related or has worked there within three years has a conflict."),
        _("Declare that you have no conflict, or step back from the review."),
    ),
    "companies.review.conflict": Message(
        _("You stepped back from this review over a conflict of interest."),
        _TWO,
        _("Let another park manager decide."),
    ),
    "companies.review.criterion": Message(
        _("“%(name)s” is no criterion of this edition."), _RULES, _("Judge by the criteria that are shown.")
    ),
    "companies.review.points": Message(
        _("The points lie outside 0 to %(most)s."), _RULES, _("Enter whole points in this range.")
    ),
    "companies.review.few": Message(
        _("%(given)s of %(least)s reviews without a conflict are there."), _TWO, _("Name another reviewer, or wait.")
    ),
    "companies.review.open": Message(_("%(count)s reviews have not been given yet."), _TWO, _("Remind the reviewers.")),
    "companies.review.apart": Message(
        _("The two totals are %(difference)s apart, more than %(most)s."),
        _("Where two reviewers differ widely, a third one judges."),
        _("Name a third reviewer."),
    ),
    "companies.offer.rooms": Message(
        _("An offer names at least one room, and at most %(most)s."),
        _("A company is offered rooms that it can look at."),
        _("Choose the rooms."),
    ),
    "companies.offer.unknown": Message(
        _("There is no room “%(code)s” on the day of the offer."),
        _("A company is offered rooms that it can look at."),
        _("Enter the codes of rooms as they stand in the list of rooms."),
    ),
    "companies.admitted": Message(_("%(name)s is an organisation of the park already."), _LEASE, _("Draft its lease.")),
    "companies.tenant.other": Message(
        _("The credit code of %(name)s belongs to an organisation that is not free to become this company."),
        _ONCE,
        _("Look for the code among the organisations; merge the two companies where they are one."),
    ),
    "companies.tenant.none": Message(
        _("%(name)s is no organisation of the park yet."), _LEASE, _("Make it one, then draft and sign its lease.")
    ),
    "companies.lease.other": Message(
        _("Lease %(number)s belongs to another tenant."), _LEASE, _("Choose a lease of this company.")
    ),
    "companies.lease.unsigned": Message(
        _("Lease %(number)s is not signed."), _LEASE, _("Have both sides sign it first.")
    ),
    "companies.stage.not_met": Message(
        _("The criteria %(criteria)s of the stage “%(stage)s” are not met."),
        _RULES,
        _("Type what is missing, or give the evidence for which the park decides so all the same."),
        words={"stage": STAGES},
    ),
    "companies.stage.unknown": Message(
        _("Whether the criteria %(criteria)s of the stage “%(stage)s” are met cannot be told yet."),
        _RULES,
        _("Type the data that are asked for, or give the evidence for which the park decides so all the same."),
        words={"stage": STAGES},
    ),
    "companies.stage.manager": Message(
        _("The criteria of the stage “%(stage)s” are not met; to change it all the same is not yours to decide."),
        _RULES,
        _("Type what is missing, or ask a park manager to decide with your evidence."),
        words={"stage": STAGES},
    ),
    "companies.milestone.kind": Message(
        _("No rule of the park knows the datum “%(kind)s”."), _DATA, _("Choose one of the list.")
    ),
    "companies.milestone.value": Message(
        _("“%(value)s” is no value of this datum."),
        _DATA,
        _("Write a number as 1200000 or 38.5, a day as 2026-11-22, a statement as true or false."),
    ),
    "companies.milestone.void": Message(_("This milestone was taken back already."), _DATA, _LOOK),
    "companies.need.over": Message(
        _("This need is over."), _("What ended counts where it stood on that day."), _("State a new need.")
    ),
    "companies.need.placed": Message(
        _("The need stands at %(node)s already."),
        _("A need stands at one node of the chain."),
        _("Nothing is to be done."),
    ),
    "companies.need.particular": Message(
        _("“%(name)s” is no particular of a need."),
        _("The search for a place understands area, grade, power, steam, LN2, height, bonded and a day."),
        _("Say it in the text of the need."),
    ),
    "companies.merge.itself": Message(_("A company is not merged into itself."), _ONCE, _("Choose the other record.")),
    "companies.merge.codes": Message(
        _("The two have different credit codes, %(one)s and %(other)s."),
        _("Two codes are two legal persons."),
        _("Correct the wrong code first."),
    ),
    "companies.rules.none": Message(
        _("No criteria of admission are in force."), _RULES, _("Load a text of criteria under Rules.")
    ),
    "companies.rules.unreadable": Message(
        _("This is no text of rules (%(format)s)."), _RULES, _("Begin with one of the examples that come along.")
    ),
    "companies.rules.weights": Message(
        _("The weights of the criteria do not come to 100, or a criterion is named twice."),
        _RULES,
        _("Correct the weights."),
    ),
    "companies.rules.stage": Message(
        _("%(file)s speaks of a stage that does not exist."),
        _RULES,
        _("Call it stage-nursery, stage-incubation, stage-acceleration or stage-growth."),
    ),
    "companies.consent": Message(
        _("The consent is missing."),
        _("Personal data are used with consent, for the purpose that was told (PIPL art. 13, 17)."),
        _("Read the text and agree, or call the park."),
    ),
    "companies.contact.email": Message(
        _("This is no address that mail can reach."), _FORM, _("Enter it like name@company.cn.")
    ),
    "companies.contact.phone": Message(
        _("This is no telephone number."), _FORM, _("Enter figures, such as +86 21 1234 5678.")
    ),
    "companies.file.type": Message(
        _("Files of this kind are not taken, or the file is not what its name says."),
        _("Taken are %(kinds)s."),
        _("Send the file as a PDF."),
    ),
    "companies.file.size": Message(
        _("The file has more than %(limit)s MB."), _FORM, _("Make it smaller, or send it later to your contact.")
    ),
    "companies.form.trap": Message(
        _("A field that stays empty was filled in."),
        _("Programs that fill in every field are told from people by it."),
        _("Open the form anew; switch off what fills in forms by itself."),
    ),
    "companies.form.hasty": Message(
        _("The form was sent faster than it can be read."),
        _("Programs are told from people by the time that they take."),
        _("Send it again."),
    ),
    "companies.form.stale": Message(
        _("The form was open for too long, or was sent before."),
        _("Each form is sent once, within four hours."),
        _("Answer the question below and send it again; what you typed is still here."),
    ),
    "companies.form.work": Message(
        _("The answer to the question is not right."),
        _("A short question keeps programs away where the browser cannot do it by itself."),
        _("Add the two numbers below and send the form again."),
    ),
    "companies.form.often": Message(
        _("Too many applications came from here within an hour."),
        _("The form is guarded against floods."),
        _("Wait an hour, or call the park."),
    ),
}
