"""Interviews in time: the slots people book, the moments reminders leave, and what calendars read."""
