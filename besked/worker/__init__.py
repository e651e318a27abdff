"""The worker: delivers the outbox, reads documents, keeps tallies. Any number may run, on any number of machines."""
