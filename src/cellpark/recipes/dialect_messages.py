"""Words for what the reader of the dialect refuses: the document, its lines and its bullets."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

MESSAGES = {
    "recipe.too_long_document": Message(
        _("Line %(line)s, column %(column)s: The document is longer than %(limit)s characters."),
        _("Everything has a limit, so that a document can be read and checked at once."),
        _("Split the process into several recipes."),
    ),
    "recipe.too_long_line": Message(
        _("Line %(line)s, column %(column)s: The line is longer than %(limit)s characters."),
        _("Everything has a limit, so that a document can be read and checked at once."),
        _("Shorten the line or move details into the help of the step."),
    ),
    "recipe.too_many_units": Message(
        _("Line %(line)s, column %(column)s: There are more than %(limit)s units."),
        _("Everything has a limit, so that a document can be read and checked at once."),
        _("Split the process into several recipes."),
    ),
    "recipe.too_many_steps": Message(
        _("Line %(line)s, column %(column)s: There are more than %(limit)s steps."),
        _("Everything has a limit, so that a document can be read and checked at once."),
        _("Split the process into several recipes."),
    ),
    "recipe.too_many_fields": Message(
        _("Line %(line)s, column %(column)s: A step has more than %(limit)s fields."),
        _("Everything has a limit, so that a document can be read and checked at once."),
        _("Split the step into several steps."),
    ),
    "recipe.too_many_words": Message(
        _("Line %(line)s, column %(column)s: The list has more than %(limit)s words."),
        _("Everything has a limit, so that a document can be read and checked at once."),
        _("Shorten the list."),
    ),
    "recipe.line_end": Message(
        _("Line %(line)s, column %(column)s: The lines end in CR LF."),
        _("A document is signed as it is seen; nothing in it may be hidden or ambiguous."),
        _("Save the file with LF line ends, or run cellpark recipe fmt."),
    ),
    "recipe.unseen": Message(
        _("Line %(line)s, column %(column)s: The sign %(found)s cannot be seen or has no one meaning."),
        _("A document is signed as it is seen; nothing in it may be hidden or ambiguous."),
        _("Remove it; for a space use the plain one. Tabs, wide spaces and marks of direction are refused."),
    ),
    "recipe.not_utf8": Message(
        _("Line %(line)s, column %(column)s: The file %(file)s is not text in UTF-8."),
        _("A document is signed as it is seen; nothing in it may be hidden or ambiguous."),
        _("Save it as UTF-8 without a byte order mark."),
    ),
    "recipe.json": Message(
        _("The form cannot be read at %(path)s."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Compare it with docs/recipe.schema.json."),
    ),
    "recipe.not_composed": Message(
        _("Line %(line)s, column %(column)s: The line is not in Unicode normal form C."),
        _("A document is signed as it is seen; nothing in it may be hidden or ambiguous."),
        _("Run cellpark recipe fmt, which writes each letter in its one form."),
    ),
    "recipe.front_missing": Message(
        _("Line %(line)s, column %(column)s: The document does not begin with a line ---."),
        _("What a batch and its record refer to must be told by the document itself."),
        _("Begin with ---, the lines mbr, version and title, and --- again."),
    ),
    "recipe.front_open": Message(
        _("Line %(line)s, column %(column)s: The front matter has no closing line ---."),
        _("What a batch and its record refer to must be told by the document itself."),
        _("Write --- after the last line of the front matter."),
    ),
    "recipe.front_key_missing": Message(
        _("Line %(line)s, column %(column)s: The front matter lacks “%(key)s”."),
        _("What a batch and its record refer to must be told by the document itself."),
        _("Add the line “%(key)s: …” between the two lines ---."),
    ),
    "recipe.front_line": Message(
        _("Line %(line)s, column %(column)s: This line of the front matter cannot be read."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write a word, a colon, a space and a value, such as “version: 1.0.0”."),
    ),
    "recipe.front_key_unknown": Message(
        _("Line %(line)s, column %(column)s: The front matter knows no “%(found)s”."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write one of: %(known)s."),
    ),
    "recipe.front_key_twice": Message(
        _("Line %(line)s, column %(column)s: “%(key)s” stands twice in the front matter."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Keep one of them."),
    ),
    "recipe.form_mbr": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a code of a master batch record."),
        _("Words and codes are compared letter by letter by machines and by people."),
        _("Use capital letters, digits, dots and hyphens, such as CART-019."),
    ),
    "recipe.form_version": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a version."),
        _("What a batch and its record refer to must be told by the document itself."),
        _("Write three numbers, such as 1.0.0; a new first number is a change of the process."),
    ),
    "recipe.form_product": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a code of a product."),
        _("Words and codes are compared letter by letter by machines and by people."),
        _("Use Latin letters, digits, spaces and the signs . _ / + -."),
    ),
    "recipe.form_kind": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a kind of process."),
        _("Words and codes are compared letter by letter by machines and by people."),
        _("Use small Latin letters, such as “viral vector”."),
    ),
    "recipe.heading": Message(
        _("Line %(line)s, column %(column)s: This heading cannot be read."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write “## U1 zh | en” for a unit or “### U1.1 zh | en” for a step."),
    ),
    "recipe.unit_form": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not the id of a unit."),
        _("Step ids are permanent: differences, statistics and deviations refer to them."),
        _("Write U and a number from 1 to 999, such as U3."),
    ),
    "recipe.step_form": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not the id of a step."),
        _("Step ids are permanent: differences, statistics and deviations refer to them."),
        _("Write the unit, a dot and a number from 1 to 999, such as U3.2."),
    ),
    "recipe.id_twice": Message(
        _("Line %(line)s, column %(column)s: The id %(found)s was used already in line %(first)s."),
        _("Step ids are permanent: differences, statistics and deviations refer to them."),
        _("Give the new one an id that was never used; the order of ids does not matter."),
    ),
    "recipe.step_outside": Message(
        _("Line %(line)s, column %(column)s: The step %(found)s stands before any unit."),
        _("Step ids are permanent: differences, statistics and deviations refer to them."),
        _("Write the heading of its unit first, such as “## U1 zh | en”."),
    ),
    "recipe.id_outside": Message(
        _("Line %(line)s, column %(column)s: The step %(found)s stands in the unit %(unit)s."),
        _("Step ids are permanent: differences, statistics and deviations refer to them."),
        _("Move the step to its unit, or give it an id of %(unit)s."),
    ),
    "recipe.bullet": Message(
        _("Line %(line)s, column %(column)s: This bullet cannot be read."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write “- verb name: value; attribute value”, beginning in the first column."),
    ),
    "recipe.stray_line": Message(
        _("Line %(line)s, column %(column)s: This line is neither heading, sentence nor bullet."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write zh:, en:, help: or picture: before a sentence, or remove the line."),
    ),
    "recipe.sentence_outside": Message(
        _("Line %(line)s, column %(column)s: “%(found)s:” stands outside a step."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Move it below the heading of its step."),
    ),
    "recipe.sentence_twice": Message(
        _("Line %(line)s, column %(column)s: “%(found)s:” stands twice in this step."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Join the two, or split the step."),
    ),
    "recipe.sentence_late": Message(
        _("Line %(line)s, column %(column)s: “%(found)s:” stands below the bullets of its step."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Move it above the first bullet."),
    ),
    "recipe.sentence_missing": Message(
        _("Line %(line)s, column %(column)s: The step %(id)s has no sentence “%(language)s:”."),
        _("The operator reads one language and the reviewer another: both must say the same."),
        _("Add the sentence in this language, naming the same fields."),
    ),
    "recipe.stray_bullet": Message(
        _("Line %(line)s, column %(column)s: This bullet belongs to no unit and no step."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Move it below a heading."),
    ),
    "recipe.verb_not_here": Message(
        _("Line %(line)s, column %(column)s: “%(verb)s” cannot stand here."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Below a unit stand place and repeat, below a step everything else."),
    ),
    "recipe.second": Message(
        _("Line %(line)s, column %(column)s: There is a second “%(verb)s” here."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Keep one; a place holds until the next."),
    ),
    "recipe.place_first": Message(
        _("Line %(line)s, column %(column)s: “place” stands after other bullets."),
        _("Every step is done in a room of a stated grade (EU GMP Annex 1, 4.4)."),
        _("Make it the first bullet of the step."),
    ),
    "recipe.name_twice": Message(
        _("Line %(line)s, column %(column)s: The name “%(found)s” was used already in line %(first)s of this step."),
        _("What a batch and its record refer to must be told by the document itself."),
        _("Give each field of a step its own name."),
    ),
    "recipe.field_not_named": Message(
        _("Line %(line)s, column %(column)s: Neither sentence names the field “%(name)s”."),
        _("The operator reads one language and the reviewer another: both must say the same."),
        _("Write {%(name)s} where it belongs in both sentences, or remove the field."),
    ),
    "recipe.translation": Message(
        _("Line %(line)s, column %(column)s: One language is missing here."),
        _("The operator reads one language and the reviewer another: both must say the same."),
        _("Write Chinese, a stroke and English: “zh | en”."),
    ),
    "recipe.text": Message(
        _(
            "Line %(line)s, column %(column)s: This text is too long (more than %(limit)s characters) "
            "or holds a sign that is not allowed."
        ),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Shorten it; one stroke parts the languages, and braces name fields only in sentences."),
    ),
    "recipe.form_picture": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not the path of a picture."),
        _("Words and codes are compared letter by letter by machines and by people."),
        _("Write a relative path without spaces that ends in .png, .jpg, .svg or .webp."),
    ),
    "recipe.verb_unknown": Message(
        _("Line %(line)s, column %(column)s: There is no verb “%(found)s”."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write one of: %(known)s."),
    ),
    "recipe.name_unwanted": Message(
        _("Line %(line)s, column %(column)s: “%(verb)s” has no name."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write “- %(verb)s: …”."),
    ),
    "recipe.name_missing": Message(
        _("Line %(line)s, column %(column)s: “%(verb)s” lacks a name."),
        _("What a batch and its record refer to must be told by the document itself."),
        _("Write “- %(verb)s name: …”; sentences and expressions refer to it."),
    ),
    "recipe.name_form": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a name."),
        _("Words and codes are compared letter by letter by machines and by people."),
        _(
            "Begin with a Latin letter; go on with letters, digits and underscores, 40 at most; and, "
            "or, not, in, true, false and round are taken."
        ),
    ),
    "recipe.part_empty": Message(
        _("Line %(line)s, column %(column)s: There is nothing between two semicolons or after a colon."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write the missing part, or remove the semicolon."),
    ),
    "recipe.head_missing": Message(
        _("Line %(line)s, column %(column)s: “%(verb)s” says nothing after its colon."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write first what it is about: the material, the value, the condition or the role."),
    ),
    "recipe.attribute_unknown": Message(
        _("Line %(line)s, column %(column)s: “%(verb)s” knows no attribute “%(found)s”."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write one of: %(known)s."),
    ),
    "recipe.attribute_twice": Message(
        _("Line %(line)s, column %(column)s: The attribute “%(found)s” stands twice."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Keep one of them."),
    ),
    "recipe.attribute_missing": Message(
        _("Line %(line)s, column %(column)s: “%(verb)s” lacks the attribute “%(attribute)s”."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Add “; %(attribute)s …”."),
    ),
    "recipe.value_missing": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” lacks its value."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Write the value after it."),
    ),
    "recipe.value_unwanted": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” stands alone and takes no value."),
        _("Only what the grammar allows is read; nothing is guessed."),
        _("Remove what follows it, or put a semicolon between them."),
    ),
    "recipe.write_instead": Message(
        _("Line %(line)s, column %(column)s: “%(found)s” is not a sign of this language; write %(instead)s."),
        _("There is one way to write each sign, in plain ASCII, so that two people never read it differently."),
        _("Replace the sign."),
    ),
}
