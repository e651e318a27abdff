"""Reads a page as a test needs it: the text of an element, the values of its fields."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Element:
    """One element with its attributes and what is in it."""

    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.inside = tag, dict(attributes), []

    def all(self, tag="", **wanted):
        """Elements under this one, by tag and attributes (`class_` holds one class)."""
        for one in self.inside:
            if isinstance(one, Element):
                if one.fits(tag, wanted):
                    yield one
                yield from one.all(tag, **wanted)

    def fits(self, tag, wanted):
        css = wanted.get("class_")
        rest = {name: value for name, value in wanted.items() if name != "class_"}
        has_class = css is None or css in self.attributes.get("class", "").split()
        return tag in ("", self.tag) and has_class and rest.items() <= self.attributes.items()

    def one(self, tag="", **wanted):
        found = list(self.all(tag, **wanted))
        assert len(found) == 1, (tag, wanted, len(found))
        return found[0]

    @property
    def text(self):
        """Its words, with single spaces."""
        pieces = (one if isinstance(one, str) else f" {one.text} " for one in self.inside if not is_break(one))
        return " ".join("".join(pieces).split())


def is_break(one):
    """Whether it is a mere place for a line break: that is no space between words."""
    return isinstance(one, Element) and one.tag == "wbr"


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = [Element("", ())]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs)
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        while len(self.open) > 1 and self.open.pop().tag != tag:
            pass

    def handle_data(self, data):
        self.open[-1].inside.append(data)


def read(response):
    """The page of a response."""
    reader = Reader()
    reader.feed(response.content.decode())
    return reader.open[0]
