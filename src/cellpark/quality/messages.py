"""Sentences for the refusals of this app."""

from cellpark.quality import release_messages, specification_messages, test_messages

MESSAGES = {
    **specification_messages.MESSAGES,
    **test_messages.MESSAGES,
    **release_messages.MESSAGES,
}
