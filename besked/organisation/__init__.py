"""The organisation itself: departments, staff and their rights, reasons. What may change there, and what never."""


class Refused(Exception):
    """A rule says no; the text is a sentence for the person who tried."""
