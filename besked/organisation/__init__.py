"""The organisation itself: its departments, its staff and their rights, its reasons. What may change, and what never."""


class Refused(Exception):
    """A rule says no; the text is a sentence for the person who tried."""
