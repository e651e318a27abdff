"""Names of answers outside that Python reserves inside."""

OUTSIDE = {"sender": "from"}


def outside(name: str) -> str:
    """The name that callers know a form's field by."""
    return OUTSIDE.get(name, name)
