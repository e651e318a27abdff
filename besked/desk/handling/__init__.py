"""Handling: an application, an action from draft to result, the outbox."""
