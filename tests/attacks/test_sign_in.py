"""Sign-in under attack: other people's links, locked doors, stale sessions, and what a page gives away."""

import pytest
from django.test import Client
from django.urls import reverse

from besked.desk.setup.invitation import invite
from besked.models import Message, User
from besked.organisation.tokens import make_token
from tests.attacks.conftest import signed_in
from tests.cast import NOW

PASSWORD = "sesam sesam"


@pytest.fixture
def mails(settings):
    settings.EMAIL_BACKEND = "besked.messaging.backend.OutboxBackend"


def sign_in(email, password, come_from="8.8.8.8"):
    client = Client(headers={"x-forwarded-for": come_from, "accept-language": "en"})
    return client.post(reverse("account_login"), {"login": email, "password": password})


def answers_to(token):
    return Client(headers={"authorization": f"Bearer {token}"}).get("/api/v1/owed").status_code


@pytest.mark.parametrize("host", ["localhost:4444", "[::1]:9"])
def test_reset_link_ignores_the_host_that_a_request_names(cast, mails, host):
    Client().post(reverse("account_reset_password"), {"email": cast.bo.email}, headers={"host": host})

    mail = Message.objects.get(kind="sign-in")
    assert (mail.body.count("http://127.0.0.1:8000/accounts/password/reset/key/"), mail.body.count(host)) == (1, 0)
    assert mail.subject.count(host) == 0


def test_reset_link_from_the_mail_opens(cast, mails):
    client = Client()
    client.post(reverse("account_reset_password"), {"email": cast.bo.email})
    link = next(word for word in Message.objects.get(kind="sign-in").body.split() if "/reset/key/" in word)

    response = client.get(link, follow=True)

    assert (response.status_code, response.content.decode().count('name="password1"')) == (200, 1)


@pytest.mark.parametrize("state", ["queued", "held"])
def test_mail_that_signs_somebody_in_is_shown_to_nobody(cast, anna, state):
    invite(cast.bo, by=cast.anna, now=NOW)
    Message.objects.filter(kind="invitation").update(state=state)
    mail = Message.objects.get(kind="invitation")

    shown = [anna.get(f"/outbox/{mail.pk}/{more}") for more in ("", "?edit=1")]
    shown.append(anna.post(f"/outbox/{mail.pk}/act/", {"do": "edit", "to": "a@b.example", "subject": "x", "body": "x"}))

    assert [response.status_code for response in shown] == [200, 200, 422]
    assert [response.content.decode().count("/reset/key/") for response in shown] == [0, 0, 0]


def test_robot_at_one_address_locks_nobody_out_elsewhere(cast):
    for number in range(12):
        sign_in(f"nobody{number}@example.com", "wrong")

    codes = [sign_in(cast.bo.email, PASSWORD, place).status_code for place in ("8.8.8.8", "9.9.9.9")]

    assert codes == [200, 302]


def test_one_account_is_guessed_five_times_and_no_more(cast):
    for number in range(5):
        sign_in(cast.bo.email, "wrong", f"8.8.4.{number}")

    response = sign_in(cast.bo.email, PASSWORD, "8.8.4.200")

    assert (response.status_code, "_auth_user_id" in response.wsgi_request.session) == (200, False)


def test_page_is_the_same_for_an_address_that_nobody_has(cast):
    pages = [
        [Client().post(reverse(name), {field: email}) for email in (cast.bo.email, "nobody@example.com")]
        for name, field in (("account_reset_password", "email"), ("account_request_login_code", "email"))
    ]

    assert [(one.status_code, one.url) for one, _ in pages] == [(other.status_code, other.url) for _, other in pages]


def test_words_are_the_same_for_an_address_that_nobody_has(cast):
    known, unknown = sign_in(cast.bo.email, "wrong"), sign_in("nobody@example.com", "wrong")

    assert known.context["form"].errors == unknown.context["form"].errors


def test_session_ends_with_a_new_password(cast, bo):
    user = User.objects.get(pk=cast.bo.pk)
    user.set_password("another long one")
    user.save()

    assert bo.get("/").url == f"{reverse('account_login')}?next=/"


def test_token_ends_with_a_changed_password(cast, bo):
    old, new = make_token(cast.bo, NOW), "another long one"
    assert answers_to(old) == 200

    bo.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (answers_to(old), answers_to(make_token(cast.bo, NOW))) == (401, 200)


def test_token_ends_with_a_password_that_is_reset(cast, mails):
    old, new, client = make_token(cast.bo, NOW), "another long one", Client()
    client.post(reverse("account_reset_password"), {"email": cast.bo.email})
    link = next(word for word in Message.objects.get(kind="sign-in").body.split() if "/reset/key/" in word)
    form = client.get(link, follow=True)

    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    assert (User.objects.get(pk=cast.bo.pk).check_password(new), answers_to(old)) == (True, 401)


def test_token_of_a_colleague_outlives_a_password(cast, bo):
    theirs, new = make_token(cast.carla, NOW), "another long one"

    bo.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (User.objects.get(pk=cast.bo.pk).check_password(new), answers_to(theirs)) == (True, 200)


def test_session_ends_with_the_access(cast, bo, anna):
    anna.post(f"/settings/staff/{cast.bo.pk}/act/", {"do": "deactivate"})

    assert bo.get("/").url == f"{reverse('account_login')}?next=/"


def test_lost_right_counts_at_the_next_click(cast, bo):
    User.objects.filter(pk=cast.bo.pk).update(rights=["all-vacancies"])

    assert bo.get("/vacancies/new/").status_code == 403


def test_session_from_before_sign_in_is_not_kept(cast):
    client = Client()
    client.cookies["sessionid"] = "a" * 32

    client.post(reverse("account_login"), {"login": cast.bo.email, "password": PASSWORD})

    assert client.cookies["sessionid"].value != "a" * 32
    assert client.get("/").status_code == 200


def test_what_staff_read_is_kept_by_no_browser(cast, bo):
    pages = [
        bo.get(place) for place in ("/", "/vacancies/", f"/vacancies/{cast.teacher.pk}/", "/outbox/", "/settings/")
    ]
    pages += [signed_in(cast.rune).get("/settings/staff/"), bo.get("/applications/999/"), Client().get("/outbox/")]

    assert [page.status_code for page in pages] == [200, 200, 200, 200, 200, 403, 404, 302]
    assert {page.headers["Cache-Control"] for page in pages} == {"private, no-store"}


def test_public_pages_stay_cacheable(cast):
    assert "Cache-Control" not in Client().get(f"/jobs/{cast.teacher.slug}/").headers
