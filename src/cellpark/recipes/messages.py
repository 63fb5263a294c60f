"""Sentences for the refusals of this app."""

from cellpark.recipes import dialect_messages, dialect_rule_messages, plan_messages, version_messages

MESSAGES = {
    **dialect_messages.MESSAGES,
    **dialect_rule_messages.MESSAGES,
    **plan_messages.MESSAGES,
    **version_messages.MESSAGES,
}
