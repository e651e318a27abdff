"""From template to letter to message to wire. The outbox is the only way anything leaves the house."""
