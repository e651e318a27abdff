"""The demo's story holds together: everybody is made up, everything fits, nothing is left to fill in."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise

import pypdfium2
import pytest
import typst

from besked.actions.reject.reasons import REASONS
from besked.lib.addresses import clean_email
from besked.lib.phones import clean_phone
from besked.lib.text import clean_line, clean_text
from besked.lib.workdays import is_workday
from besked.management.demo import cvs
from besked.management.demo.history import applications
from besked.management.demo.people import spelled_plainly
from besked.management.demo.steps import Applied
from besked.management.demo.story import PLACES, STAFF, VACANCIES
from besked.management.demo.times import local_day, received_at, timeline
from besked.management.demo.words import advert, title
from besked.models.enums import LANGUAGES, Country, Level, MessageState, Stage

NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)
OPEN_BRACE = re.compile(r"[{}]")
DECISIONS = {"reject", "save", "withdraw", "transfer"}


@pytest.fixture(scope="module")
def told() -> list[Applied]:
    """Everybody."""
    return applications()


def fate(applied: Applied) -> str:
    """What became of an application."""
    return next((step.kind for step in applied.steps if step.kind in DECISIONS), "new")


def test_the_story_is_the_same_each_time(told: list[Applied]) -> None:
    assert applications() == told
    assert [one.letter for one in applications("another seed")] != [one.letter for one in told]


def test_four_hundred_apply_for_six_vacancies(told: list[Applied]) -> None:
    counts = {key: sum(opening.counts.values()) for key, opening in VACANCIES.items()}

    assert Counter(one.vacancy for one in told) == counts
    assert counts == {"teacher": 182, "it": 64, "care": 41, "nurse": 38, "nursery": 27, "data": 48}


def test_everybody_applies_once_per_vacancy_and_a_few_for_two(told: list[Applied]) -> None:
    pairs = Counter((one.person.number, one.vacancy) for one in told)
    times = Counter(one.person.number for one in told)

    assert set(pairs.values()) == {1}
    assert Counter(times.values()) == {1: 378, 2: 11}


def test_the_tree_has_one_root_and_no_stranger() -> None:
    keys = {place.key for place in PLACES}

    assert [place.key for place in PLACES if not place.parent] == ["root"]
    assert {place.parent for place in PLACES} - {""} <= keys
    assert {opening.department for opening in VACANCIES.values()} <= keys
    assert {key for one in STAFF.values() for key in one.departments} <= keys
    assert {place.country for place in PLACES} - {""} == set(Country.values)


def test_the_staff_has_levels_and_languages_of_the_house() -> None:
    assert {one.level for one in STAFF.values()} == {"complete", "mid", "limited", "reader"}
    assert {one.level for one in STAFF.values()} <= set(Level.values)
    assert {one.language for one in STAFF.values()} == set(LANGUAGES)
    assert {opening.owner for opening in VACANCIES.values()} <= set(STAFF)


def test_the_vacancies_speak_five_languages() -> None:
    assert {language for opening in VACANCIES.values() for language in opening.languages} == set(LANGUAGES)


@pytest.mark.parametrize("vacancy", VACANCIES)
def test_each_advert_is_clean_text_with_a_title(vacancy: str) -> None:
    for language in VACANCIES[vacancy].languages:
        assert clean_line(title(vacancy, language)) == title(vacancy, language)
        assert clean_text(advert(vacancy, language)) == advert(vacancy, language)
        assert len(advert(vacancy, language)) > 600


def test_nobody_in_it_can_be_reached(told: list[Applied]) -> None:
    senders = [place.sender for place in PLACES if place.sender]
    addresses = [one.person.email for one in told] + [one.email for one in STAFF.values()] + senders

    assert [address for address in addresses if clean_email(address) != address] == []
    assert {address.rpartition(".")[2] for address in addresses} == {"example"}


def test_telephone_numbers_are_kept_for_fiction_or_never_given_out(told: list[Applied]) -> None:
    invented = re.compile(r"\+451234\d{4}|\+467017406\d\d|\+471234\d{4}|\+3160000\d{4}|\+447700900\d{3}")
    numbers = [one.person.mobile for one in told if one.person.mobile]

    assert [number for number in numbers if clean_phone(number, "") != number] == []
    assert [number for number in numbers if not invented.fullmatch(number)] == []


def test_an_address_and_a_name_belong_to_one_person(told: list[Applied]) -> None:
    people = {one.person.number: one.person for one in told}.values()

    assert max(Counter(person.email for person in people).values()) == 1
    assert max(Counter(person.name for person in people).values()) == 1


def test_difficult_names_are_among_them(told: list[Applied]) -> None:
    names = {one.person.name for one in told}

    assert {"Wulandari", "Grethe Null", "Øjvind Å", "Marieke van der Zandt-van 't Hooft"} <= names
    assert [name for name in names if clean_line(name) != name] == []
    assert max(map(len, names)) > 60


def test_names_are_spelled_plainly_as_people_do() -> None:
    plain = [spelled_plainly(name) for name in ("Søren Kjærsgård", "Łukasz Świątek", "Þórdís Þórðardóttir", "O'Neill")]

    assert plain == ["Soeren Kjaersgaard", "Lukasz Swiatek", "Thordis Thordardottir", "ONeill"]


def test_every_letter_is_its_writers_own(told: list[Applied]) -> None:
    assert len({one.letter for one in told}) == len(told)
    assert [one.person.name for one in told if OPEN_BRACE.search(one.letter)] == []
    assert [one.person.name for one in told if not one.letter.endswith(f"\n{one.person.name}")] == []
    assert [one.person.name for one in told if clean_text(one.letter) != one.letter] == []


def test_who_writes_a_short_letter_sends_a_cv(told: list[Applied]) -> None:
    assert [one.person.name for one in told if len(one.letter) < 200 and not one.has_cv] == []
    assert 300 < sum(one.has_cv for one in told) < 400


def test_every_status_that_this_version_knows_is_there(told: list[Applied]) -> None:
    fates = {key: Counter(fate(one) for one in told if one.vacancy == key) for key in VACANCIES}

    assert fates["teacher"] == {"new": 59, "reject": 102, "save": 14, "withdraw": 6, "transfer": 1}
    assert fates["nursery"] == {"reject": 24, "withdraw": 3}
    assert {kind for counted in fates.values() for kind in counted} == DECISIONS | {"new"}


def test_nobody_is_decided_on_twice(told: list[Applied]) -> None:
    assert [one.person.name for one in told if sum(step.kind in DECISIONS for step in one.steps) > 1] == []


def test_letters_in_every_difficult_state(told: list[Applied]) -> None:
    mails = Counter(step.mail for one in told for step in one.steps if step.kind in {"reject", "email"})

    assert {state: mails[state] for state in mails if state != "sent"} == {
        "bounced": 1,
        "failed": 1,
        "uncertain": 1,
        "held": 1,
        "queued": 6,
        "draft": 5,
    }
    assert set(mails) <= set(MessageState.values)


def test_reasons_stages_and_actors_are_those_of_the_house(told: list[Applied]) -> None:
    steps = [step for one in told for step in one.steps]
    rejections = [step for step in steps if step.kind == "reject"]

    assert {step.reason for step in rejections} <= {reason.slug for reason in REASONS}
    assert {step.stage for step in rejections} == {Stage.REVIEW, Stage.TELEPHONE, Stage.INTERVIEW1, Stage.INTERVIEW2}
    assert {step.by for step in steps} <= {*STAFF, ""}
    assert {step.kind for step in steps if not step.by} == {"withdraw", "reply", "book"}
    assert {step.rank for step in steps if step.kind == "rank"} == {1, 2, 3}
    assert [step for step in steps if step.kind in {"note", "email"} and not (step.note or step.subject)] == []


def test_whoever_moves_has_not_applied_there_already(told: list[Applied]) -> None:
    applied = {(one.person.number, one.vacancy) for one in told}
    moves = [(one.person.number, step.target) for one in told for step in one.steps if step.kind == "transfer"]

    assert len(moves) == 3
    assert applied & set(moves) == set()


@pytest.mark.parametrize("now", [NOW, datetime(2027, 1, 4, 7, tzinfo=UTC), datetime(2027, 3, 29, 23, tzinfo=UTC)])
def test_everything_happens_in_order_and_before_now(told: list[Applied], now: datetime) -> None:
    for one in told:
        times = [received_at(one, now), *(at for _, at in timeline(one, now, "DK"))]

        assert [pair for pair in pairwise(times) if pair[0] >= pair[1]] == []
        assert times[-1] <= now


def test_nobody_decides_on_a_day_off(told: list[Applied]) -> None:
    decided = [at for one in told for step, at in timeline(one, NOW, "DK") if step.by and step.days]

    assert [at for at in decided if not is_workday(at.date(), "DK")] == []


def test_nobody_applies_after_the_deadline(told: list[Applied]) -> None:
    late = [
        one
        for one in told
        if received_at(one, NOW).date() > local_day(one.vacancy, NOW, VACANCIES[one.vacancy].deadline)
    ]

    assert late == []


def test_a_cv_is_a_readable_pdf_with_the_name_in_it(told: list[Applied]) -> None:
    chosen = {(one.vacancy, one.person.language, one.person.number % 3): one for one in told if one.has_cv}

    for one in chosen.values():
        made = pypdfium2.PdfDocument(cvs.cv_pdf(one.person, one.vacancy, NOW.date()))
        text = " ".join(made[0].get_textpage().get_text_range().split())
        assert one.person.name in text.replace("\ufffe", "-")
        assert one.person.email.partition("@")[0] in text
        assert OPEN_BRACE.search(text) is None
        assert len(made) == 1


def test_a_cv_is_the_same_on_the_same_day(told: list[Applied]) -> None:
    one = told[0]

    assert cvs.cv_pdf(one.person, one.vacancy, date(2026, 5, 1)) == cvs.cv_pdf(
        one.person, one.vacancy, date(2026, 5, 9)
    )


def test_setting_a_cv_gives_no_warning(told: list[Applied]) -> None:
    data = cvs.cv_data(told[0].person, told[0].vacancy, 2026)
    source = (cvs.FOLDER / "cv.typ").read_bytes()

    for layout in cvs.LAYOUTS:
        for font in cvs.FONTS:
            inputs = {"data": cvs.as_json(data | {"layout": layout, "font": font})}
            _, warnings = typst.compile_with_warnings(source, sys_inputs=inputs, ignore_system_fonts=True)
            assert [str(warning) for warning in warnings] == []


def test_what_stands_in_a_cv_is_never_read_as_markup(told: list[Applied]) -> None:
    data = cvs.cv_data(told[0].person, told[0].vacancy, 2026)
    name = '#panic("x") $x$ *fed* @ref'

    made = typst.compile(
        (cvs.FOLDER / "cv.typ").read_bytes(), sys_inputs={"data": cvs.as_json(data | {"name": name, "layout": "plain"})}
    )

    assert name in " ".join(pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range().split())


def test_a_working_life_has_no_gap_and_no_future(told: list[Applied]) -> None:
    for one in told:
        data = cvs.cv_data(one.person, one.vacancy, 2026)
        years = [
            [int(year) for year in re.findall(r"\d{4}", part["when"])] for part in [*data["jobs"], *data["schools"]]
        ]

        assert [later for earlier, later in pairwise(years) if later[-1] > earlier[0]] == []
        assert [job for job, before in pairwise(data["jobs"]) if not before["when"].endswith(job["when"][:4])] == []
        assert max(max(pair) for pair in years) <= 2026


def test_file_names_are_such_as_people_give(told: list[Applied]) -> None:
    names = {cvs.cv_name(one.person) for one in told}

    assert [name for name in names if not re.fullmatch(r"[A-Za-z_ -]+\.pdf", name)] == []
    assert len(names) > 200
