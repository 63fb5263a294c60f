"""Sentences for the refusals of this app."""

from cellpark.quality import flag_messages, release_messages, specification_messages, strategy_messages, test_messages

MESSAGES = {
    **flag_messages.MESSAGES,
    **specification_messages.MESSAGES,
    **strategy_messages.MESSAGES,
    **test_messages.MESSAGES,
    **release_messages.MESSAGES,
}
