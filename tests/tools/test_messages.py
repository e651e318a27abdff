"""The catalogues follow the product: new words come, old ones go, translations stay, faults are named."""

import polib
import pytest

from tools.extract import Message
from tools.messages import catalog_path, load, main, problems, update

REJECT = Message("", "Reject", "")
DAYS = Message("", "%(n)d day", "%(n)d days")


@pytest.fixture
def catalog(tmp_path):
    return catalog_path("da", tmp_path)


def translate(catalog, message, *texts, fuzzy=False):
    """Write a catalogue of one message with its translation."""
    update(catalog, {message: ["besked/a.py"]})
    file = polib.pofile(str(catalog))
    if message.plural:
        file[0].msgstr_plural = dict(enumerate(texts))
    else:
        file[0].msgstr = texts[0]
    file[0].flags = ["fuzzy"] if fuzzy else []
    file.save(str(catalog))


def test_update_keeps_translations_adds_new_and_drops_old(catalog):
    translate(catalog, REJECT, "Giv afslag")

    update(catalog, {DAYS: ["besked/b.py"], REJECT: ["besked/a.py", "besked/b.py"]})
    assert load(catalog)[REJECT].msgstr == "Giv afslag"
    assert load(catalog)[DAYS].msgstr_plural == {0: "", 1: ""}

    update(catalog, {DAYS: ["besked/b.py"]})
    assert list(load(catalog)) == [DAYS]


def test_update_writes_nothing_that_changes_by_itself(catalog):
    translate(catalog, REJECT, "Giv afslag")
    update(catalog, {REJECT: ["besked/a.py"]})
    content, time = catalog.read_bytes(), catalog.stat().st_mtime_ns

    update(catalog, {REJECT: ["besked/a.py"]})

    assert (catalog.read_bytes(), catalog.stat().st_mtime_ns) == (content, time)
    assert b"-Date" not in content
    assert b"#: besked/a.py\n" in content


@pytest.mark.parametrize(
    ("message", "texts", "fault"),
    [
        (REJECT, ["Giv afslag"], []),
        (REJECT, [" "], ["untranslated: 'Reject'"]),
        (REJECT, ["Afslag til %(name)s"], ["other placeholders: 'Reject' → 'Afslag til %(name)s'"]),
        (REJECT, ["Giv afslag "], ["other spaces around it: 'Reject' → 'Giv afslag '"]),
        (DAYS, ["%(n)d dag", "%(n)d dage"], []),
        (DAYS, ["%(n)d dag", ""], ["untranslated: '%(n)d day'"]),
        (DAYS, ["%(n)d dag", "dage"], ["other placeholders: '%(n)d day' → 'dage'"]),
        (Message("", "One day", "%(n)d days"), ["En dag", "%(n)d dage"], []),
    ],
)
def test_problems_names_what_is_wrong(catalog, message, texts, fault):
    translate(catalog, message, *texts)

    assert list(problems(catalog, {message: []})) == fault


def test_problems_names_what_is_missing_unsure_or_left_over(catalog):
    translate(catalog, REJECT, "Giv afslag", fuzzy=True)

    assert list(problems(catalog, {REJECT: []})) == ["fuzzy: 'Reject'"]
    assert list(problems(catalog, {DAYS: []})) == ["missing: '%(n)d day'", "nobody says it any more: 'Reject'"]


def test_main_with_check_tells_and_changes_nothing(tmp_path, capsys):
    package = tmp_path / "besked"
    package.mkdir()
    (package / "a.py").write_text("_('Reject')")

    assert main(["--check"], package) == 1
    assert capsys.readouterr().out.count("missing: 'Reject'") == 4
    assert not (package / "locale").exists()
