"""Words for what the reader of the dialect refuses: values, sentences, names, ways and signatures."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "recipe.not_both": Message(
        _("Line %(line)s, column %(column)s: “%(one)s” and “%(other)s” cannot both hold."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Keep one of them."),
    ),
    "recipe.loop_bounds": Message(
        _("Line %(line)s, column %(column)s: The fewest rounds (%(least)s) are more than the most (%(most)s)."),
        _("A limit that nobody can meet, or that checks nothing, protects nobody."),
        _("Correct min or max."),
    ),
    "recipe.dimension": Message(
        _("Line %(line)s, column %(column)s: The unit %(found)s does not measure what %(wanted)s measures."),
        _("Amounts are exact numbers with a unit of the closed list."),
        _("Use a unit of the same dimension."),
    ),
    "recipe.material_unnamed": Message(
        _("Line %(line)s, column %(column)s: The material “%(found)s” has a code and no name."),
        _("Material is identified before it is used (21 CFR 211.84, 211.101)."),
        _("Write code and name: “RM-0312 culture medium”."),
    ),
    "recipe.needs": Message(
        _("Line %(line)s, column %(column)s: “%(one)s” has no meaning without “%(other)s”."),
        _("A limit that nobody can meet, or that checks nothing, protects nobody."),
        _("Add “%(other)s”, or remove “%(one)s”."),
    ),
    "recipe.outside_allow": Message(
        _("Line %(line)s, column %(column)s: %(found)s lies outside its own limits."),
        _("A limit that nobody can meet, or that checks nothing, protects nobody."),
        _("Correct the value or the limits."),
    ),
    "recipe.one_name": Message(
        _("Line %(line)s, column %(column)s: There is more than one name here."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Keep one of them."),
    ),
    "recipe.number": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” has too many digits or too large an exponent."),
        _("Amounts are exact numbers with a unit of the closed list."),
        _("Write at most 34 digits."),
    ),
    "recipe.unit": Message(
        _("Line %(line)s, column %(column)s: There is no unit “%(found)s”."),
        _("Amounts are exact numbers with a unit of the closed list."),
        _("Use a unit of the list in docs/expression-language.md, without spaces, such as cells/mL."),
    ),
    "recipe.quantity": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a quantity."),
        _("Amounts are exact numbers with a unit of the closed list."),
        _("Write a number, a space and a unit, such as “24 h” or “3 bead/cell”."),
    ),
    "recipe.not_positive": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not above zero."),
        _("Amounts are exact numbers with a unit of the closed list."),
        _("Write an amount above zero."),
    ),
    "recipe.range": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a range."),
        _("Amounts are exact numbers with a unit of the closed list."),
        _("Write “20..28 h”, “70 %%..” or “..120 min”; the unit stands at the end."),
    ),
    "recipe.range_empty": Message(
        _("Line %(line)s, column %(column)s: The range “%(found)s” ends below its beginning."),
        _("A limit that nobody can meet, or that checks nothing, protects nobody."),
        _("Exchange the two numbers."),
    ),
    "recipe.whole": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a whole number from 1 to %(limit)s."),
        _("Amounts are exact numbers with a unit of the closed list."),
        _("Write it in digits, without a unit."),
    ),
    "recipe.word": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a word or a code."),
        _("Words and codes are compared letter by letter by machines and by people."),
        _("Use Latin letters, digits and the signs _ . / + -, 40 at most, without spaces."),
    ),
    "recipe.word_twice": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” stands twice in the list."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Keep one of them."),
    ),
    "recipe.one_of": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” cannot stand here."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write one of: %(known)s."),
    ),
    "recipe.step_wanted": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not the id of a step."),
        _("Step ids are permanent: differences, statistics and deviations refer to them."),
        _("Write the unit, a dot and a number from 1 to 999, such as U3.2."),
    ),
    "recipe.reaction": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is no answer to a failed limit."),
        _("The next steps must follow from the document alone, and every way must end."),
        _("Write stop, deviation minor, deviation major or do and the id of a step."),
    ),
    "recipe.not_english": Message(
        _("Line %(line)s, column %(column)s: There is Chinese where English belongs."),
        _("The operator reads one language and the reviewer another: both must say the same."),
        _("Write Chinese before the stroke or after zh:, English behind it or after en:."),
    ),
    "recipe.not_chinese": Message(
        _("Line %(line)s, column %(column)s: There is no Chinese where Chinese belongs."),
        _("The operator reads one language and the reviewer another: both must say the same."),
        _("Write Chinese before the stroke or after zh:, English behind it or after en:."),
    ),
    "recipe.range_without_number": Message(
        _("Line %(line)s, column %(column)s: A value of the kind “%(found)s” has no range."),
        _("A limit that nobody can meet, or that checks nothing, protects nobody."),
        _("Remove the range; judge such a value with a check."),
    ),
    "recipe.reader_missing": Message(
        _("Line %(line)s, column %(column)s: “entry %(entry)s” does not name the instrument."),
        _("What is recorded, and how, is decided before the batch and not during it."),
        _("Write the reader after it, such as “entry file vi-cell-blu”."),
    ),
    "recipe.one_choice": Message(
        _("Line %(line)s, column %(column)s: There is only one choice."),
        _("What is recorded, and how, is decided before the batch and not during it."),
        _("Give at least two: “choice clear zh | Clear, turbid zh | Turbid”."),
    ),
    "recipe.numerals_differ": Message(
        _("Line %(line)s, column %(column)s: The two languages differ in: %(found)s."),
        _("The operator reads one language and the reviewer another: both must say the same."),
        _("Write the same names and numbers in both."),
    ),
    "recipe.mark_unknown": Message(
        _("Line %(line)s, column %(column)s: The step has no field “%(found)s”."),
        _("A number lives once, in a field; both languages only name it."),
        _("Name one of its fields: %(known)s."),
    ),
    "recipe.mark_open": Message(
        _("Line %(line)s, column %(column)s: A brace “%(found)s” has no partner."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write {name} without spaces."),
    ),
    "recipe.numeral": Message(
        _("Line %(line)s, column %(column)s: The number %(found)s stands in the sentence."),
        _("A number lives once, in a field; both languages only name it."),
        _("Declare it as a field (set, time, use …) and write {name} here."),
    ),
    "recipe.marks_differ": Message(
        _(
            "Line %(line)s, column %(column)s: The sentence “%(language)s:” does not name {%(name)s}, "
            "and “%(other)s:” does."
        ),
        _("The operator reads one language and the reviewer another: both must say the same."),
        _("Name the same fields in both sentences."),
    ),
    "recipe.do_unknown": Message(
        _("Line %(line)s, column %(column)s: There is no step %(id)s to go to."),
        _("The next steps must follow from the document alone, and every way must end."),
        _("Name a step of this unit."),
    ),
    "recipe.do_elsewhere": Message(
        _("Line %(line)s, column %(column)s: The step %(id)s is in another unit than %(unit)s."),
        _("The next steps must follow from the document alone, and every way must end."),
        _("Put the branch into the unit that calls it."),
    ),
    "recipe.do_backwards": Message(
        _("Line %(line)s, column %(column)s: The step %(id)s does not come after %(step)s."),
        _("The next steps must follow from the document alone, and every way must end."),
        _("Put the branch behind the steps that call it; to go back, repeat the unit."),
    ),
    "recipe.unreachable": Message(
        _("Line %(line)s, column %(column)s: Nothing leads to the step %(id)s."),
        _("The next steps must follow from the document alone, and every way must end."),
        _("Let a step of the main line call it, or remove it."),
    ),
    "recipe.step_unknown": Message(
        _("Line %(line)s, column %(column)s: There is no step %(id)s."),
        _("The next steps must follow from the document alone, and every way must end."),
        _("Name a step of this document."),
    ),
    "recipe.until_behind": Message(
        _("Line %(line)s, column %(column)s: The step %(id)s does not come after %(step)s."),
        _("The next steps must follow from the document alone, and every way must end."),
        _("Name a later step until whose end the device is kept."),
    ),
    "recipe.from_ahead": Message(
        _("Line %(line)s, column %(column)s: The time cannot count from the step %(id)s, which does not come before."),
        _("The next steps must follow from the document alone, and every way must end."),
        _("Name an earlier step."),
    ),
    "recipe.from_branch": Message(
        _(
            "Line %(line)s, column %(column)s: The time cannot count from the step %(id)s, which is "
            "done only on a branch."
        ),
        _("The next steps must follow from the document alone, and every way must end."),
        _("Count from a step of the main line."),
    ),
    "recipe.sign_missing": Message(
        _("Line %(line)s, column %(column)s: The step %(id)s has no signature."),
        _(
            "Each step is signed by the person who performed it and, where needed, by a second person "
            "who verified it (21 CFR 211.188)."
        ),
        _("Add “- sign done: operator” as the last bullet."),
    ),
    "recipe.after_signature": Message(
        _("Line %(line)s, column %(column)s: The field “%(name)s” stands after a signature."),
        _(
            "Each step is signed by the person who performed it and, where needed, by a second person "
            "who verified it (21 CFR 211.188)."
        ),
        _("Put signatures last: whoever signs has seen everything."),
    ),
    "recipe.match_missing": Message(
        _("Line %(line)s, column %(column)s: “%(name)s” does not say whose it must be."),
        _("A scan stops the wrong bag only where the recipe says with what it is compared (21 CFR 1271.290)."),
        _("Add “; match patient” or “; match batch”."),
    ),
    "recipe.not_unknown": Message(
        _("Line %(line)s, column %(column)s: No earlier signature of this step is called “%(found)s”."),
        _(
            "Each step is signed by the person who performed it and, where needed, by a second person "
            "who verified it (21 CFR 211.188)."
        ),
        _("Write the name or the role of an earlier signature."),
    ),
    "recipe.same_signer": Message(
        _("Line %(line)s, column %(column)s: “%(name)s” and “%(other)s” could be signed by the same person."),
        _(
            "Each step is signed by the person who performed it and, where needed, by a second person "
            "who verified it (21 CFR 211.188)."
        ),
        _("Add “; not %(other)s”."),
    ),
    "recipe.name_other_kind": Message(
        _("Line %(line)s, column %(column)s: The name “%(name)s” means something else in line %(first)s."),
        _("An expression is answered from what was recorded before it is asked."),
        _("Give it another name; a name that is used again has the same kind and dimension."),
    ),
    "recipe.used_early": Message(
        _("Line %(line)s, column %(column)s: “%(name)s” is asked before it is recorded in line %(first)s."),
        _("An expression is answered from what was recorded before it is asked."),
        _("Move the question behind the record."),
    ),
    "recipe.no_value": Message(
        _("Line %(line)s, column %(column)s: “%(name)s” (line %(first)s) has no value that an expression could use."),
        _("An expression is answered from what was recorded before it is asked."),
        _("Use a set, time or record field, or a datum of a scanned material such as vec.titre."),
    ),
    "recipe.maybe_missing": Message(
        _("Line %(line)s, column %(column)s: “%(name)s” is recorded only on a branch that may not be taken."),
        _("An expression is answered from what was recorded before it is asked."),
        _("Record it on the main line, or ask with known(%(name)s) and choose(…)."),
    ),
    "recipe.number_wanted": Message(
        _("Line %(line)s, column %(column)s: The expression does not give a number."),
        _("Amounts are exact numbers with a unit of the closed list."),
        _("Write an amount, such as “200 mL” or “ratio * tnc / beads.conc”."),
    ),
    "recipe.constant": Message(
        _("Line %(line)s, column %(column)s: The condition names nothing that was recorded."),
        _("A limit that nobody can meet, or that checks nothing, protects nobody."),
        _("Name a recorded value in it."),
    ),
    "recipe.choice_unknown": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is none of the choices."),
        _("A limit that nobody can meet, or that checks nothing, protects nobody."),
        _("Write one of: %(known)s."),
    ),
    "recipe.no_unit": Message(
        _("Line %(line)s, column %(column)s: The document has no unit."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write “## U1 zh | en” for a unit or “### U1.1 zh | en” for a step."),
    ),
    "recipe.no_step": Message(
        _("Line %(line)s, column %(column)s: The unit %(id)s has no step."),
        _("The next steps must follow from the document alone, and every way must end."),
        _("Add a step, or remove the unit."),
    ),
    "recipe.place_missing": Message(
        _("Line %(line)s, column %(column)s: Nothing says where the work of %(id)s is done."),
        _("Every step is done in a room of a stated grade (EU GMP Annex 1, 4.4)."),
        _("Add “- place: suite A; grade B” below the heading of the unit."),
    ),
    "recipe.of_unknown": Message(
        _("Line %(line)s, column %(column)s: No material “%(name)s” entered or left before."),
        _("Material is identified before it is used (21 CFR 211.84, 211.101)."),
        _("Name an in, out or use field that comes earlier."),
    ),
}
