"""Rules about staff: nobody gives more than they have, an administrator remains, leaving ends at once."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session

from besked.access import actor_for
from besked.models import PRESETS, ApiToken, Level, Membership, Right, Tree, User
from besked.organisation import Refused
from besked.organisation.staff import (
    Access,
    access_of,
    colleagues_of,
    deactivate,
    obstacle,
    reactivate,
    save_person,
    staff_seen_by,
)
from besked.organisation.tokens import make_token
from tests.cast import NOW, department, user


@pytest.fixture
def dora(cast):
    """A department administrator of the school."""
    return user("dora", "department", cast.school)


def limited(*places, below=True):
    return Access(Level.LIMITED, PRESETS[Level.LIMITED], {place.pk: below for place in places})


def test_new_person_has_what_was_given(cast):
    made = save_person(cast.anna_acts, User(email="ny@havnsund.example"), limited(cast.school, cast.care), Tree())

    fresh = User.objects.get(pk=made.pk)
    assert access_of(fresh) == Access("limited", PRESETS[Level.LIMITED], {cast.school.pk: True, cast.care.pk: True})


def test_changed_places_replace_the_old_ones(cast):
    save_person(cast.anna_acts, cast.bo, limited(cast.care, below=False), Tree())

    assert list(Membership.objects.filter(user=cast.bo).values_list("department", "with_below")) == [
        (cast.care.pk, False)
    ]


def test_changed_rights_count_from_the_next_click_on(cast, client):
    client.force_login(cast.bo)
    before = client.get("/settings/letters/").status_code

    rights = PRESETS[Level.MID] | {Right.TEMPLATES}
    save_person(cast.anna_acts, cast.bo, Access("mid", rights, {cast.school.pk: True}), Tree())

    assert (before, client.get("/settings/letters/").status_code) == (403, 200)


def test_right_that_one_lacks_can_not_be_given(cast, dora):
    access = Access("complete", frozenset({Right.ADMINISTER, Right.EMAIL}), {cast.school.pk: True})

    with pytest.raises(Refused, match=r"Only somebody who has these rights can give them: Administrator"):
        save_person(actor_for(dora), User(email="ny@havnsund.example"), access, Tree())

    assert not User.objects.filter(email="ny@havnsund.example").exists()


def test_department_out_of_reach_can_not_be_given(cast, dora):
    with pytest.raises(Refused, match="departments that you reach yourself"):
        save_person(actor_for(dora), User(email="ny@havnsund.example"), limited(cast.care), Tree())


def test_all_under_a_department_needs_reach_of_all(cast):
    erik = user("erik", "department", cast.school)
    Membership.objects.filter(user=erik).update(with_below=False)
    department("4. klasse", cast.school)

    with pytest.raises(Refused, match="departments that you reach yourself"):
        save_person(actor_for(erik), User(email="ny@havnsund.example"), limited(cast.school), Tree())


def test_department_is_needed_but_for_administrators(cast):
    with pytest.raises(Refused, match="Choose at least one department"):
        save_person(cast.anna_acts, User(email="ny@havnsund.example"), limited(), Tree())

    complete = Access("complete", PRESETS[Level.COMPLETE])
    assert save_person(cast.anna_acts, User(email="to@havnsund.example"), complete, Tree()).pk


def test_somebody_with_more_is_out_of_reach(cast, dora):
    acts, tree = actor_for(dora), Tree()

    assert obstacle(acts, cast.bo, tree) == ""
    assert obstacle(acts, cast.carla, tree).startswith("Carla Holm has rights or departments that you don't have.")
    with pytest.raises(Refused, match="Anna Holm has rights"):
        save_person(acts, cast.anna, limited(cast.school), tree)


def test_one_sees_colleagues_of_own_departments(cast, dora):
    assert {person.given_name for person in staff_seen_by(actor_for(dora))} == {"Bo", "Rune", "Lise", "Dora"}
    assert staff_seen_by(cast.anna_acts).count() == 6


def test_last_administrator_remains(cast):
    with pytest.raises(Refused, match="At least one administrator must remain"):
        save_person(cast.anna_acts, cast.anna, limited(cast.organisation), Tree())

    assert User.objects.get(pk=cast.anna.pk).has(Right.ADMINISTER)


def test_inactive_administrator_does_not_count(cast):
    second = user("sara", "complete", cast.organisation)
    deactivate(cast.anna_acts, second, Tree(), NOW)

    with pytest.raises(Refused, match="At least one administrator must remain"):
        save_person(cast.anna_acts, cast.anna, limited(cast.organisation), Tree())


def test_second_administrator_lets_the_first_step_down(cast):
    user("sara", "complete", cast.organisation)

    save_person(cast.anna_acts, cast.anna, limited(cast.organisation), Tree())

    assert not User.objects.get(pk=cast.anna.pk).has(Right.ADMINISTER)


def test_end_of_access_ends_sessions_and_tokens(cast, client):
    client.force_login(cast.bo)
    make_token(cast.bo, NOW)
    assert client.get("/settings/").status_code == 200

    deactivate(cast.anna_acts, cast.bo, Tree(), NOW)

    assert client.get("/settings/").status_code == 302
    assert Session.objects.count() == 0
    assert ApiToken.objects.get(user=cast.bo).revoked_at == NOW


def test_old_session_stays_dead_when_access_returns(cast, client):
    client.force_login(cast.bo)
    deactivate(cast.anna_acts, cast.bo, Tree(), NOW)

    reactivate(cast.anna_acts, cast.bo, Tree())

    assert User.objects.get(pk=cast.bo.pk).is_active
    assert client.get("/settings/").status_code == 302


def test_end_of_one_access_leaves_other_sessions(cast, client):
    client.force_login(cast.carla)

    deactivate(cast.anna_acts, cast.bo, Tree(), NOW)

    assert client.get("/settings/").status_code == 200


def test_nobody_ends_their_own_access(cast):
    user("sara", "complete", cast.organisation)

    with pytest.raises(Refused, match="can't end your own access"):
        deactivate(cast.anna_acts, cast.anna, Tree(), NOW)


def test_former_address_opens_no_door(cast):
    EmailAddress.objects.create(user=cast.bo, email=cast.bo.email, verified=True)
    cast.bo.email = "bo.nielsen@havnsund.example"

    save_person(cast.anna_acts, cast.bo, access_of(cast.bo), Tree())

    assert EmailAddress.objects.count() == 0


def test_colleagues_are_those_around_and_those_above_who_reach_down(cast):
    here_alone = user("eva", "mid", cast.organisation)
    here_alone.memberships.update(with_below=False)

    found = sorted(one.given_name for one in colleagues_of(cast.bo_acts))

    assert found == ["Anna", "Bo", "Lise", "Rune"]
