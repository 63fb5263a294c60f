"""Sentences for the refusals of this app."""

from cellpark.quality import release_messages, specification_messages, strategy_messages, test_messages

MESSAGES = {
    **specification_messages.MESSAGES,
    **strategy_messages.MESSAGES,
    **test_messages.MESSAGES,
    **release_messages.MESSAGES,
}
