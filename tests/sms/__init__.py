"""SMS from the outbox to the telephone, and the report back."""
