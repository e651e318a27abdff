"""Templates: all of them compile, error pages need no context, and sign-in wears our look."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template, render_to_string
from django.utils import translation

from besked.models import User
from tests.house import BESKED

TEMPLATES = BESKED / "ui/templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
ERRORS = sorted(name for name in NAMES if name[0].isdigit())
ENTRANCES = ["/accounts/login/", "/accounts/password/reset/", "/accounts/login/code/"]


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name):
    assert get_template(name).template.name == name


@pytest.mark.parametrize("name", ERRORS)
def test_error_page_needs_no_context(name):
    with translation.override("da"):
        page = render_to_string(name)

    assert '<html lang="da"' in page
    assert page.count("<h1>") == 1
    assert 'href="/"' in page


def test_page_for_server_faults_needs_no_hashed_file():
    links = [line for line in render_to_string("500.html").splitlines() if line.startswith("<link")]

    assert all((BESKED / "ui" / link.split('"/static/')[1].split('"')[0]).is_file() for link in links)
    assert links != []


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_page_has_the_chosen_theme_before_it_is_drawn(rf, theme):
    request = rf.get("/")
    request.COOKIES["besked_theme"] = theme

    assert f'data-theme="{theme}"' in render_to_string("404.html", request=request)


def test_unknown_theme_is_the_devices_own(rf):
    request = rf.get("/")
    request.COOKIES["besked_theme"] = '"><script>'

    assert 'data-theme="auto"' in render_to_string("404.html", request=request)


def test_single_keys_are_off_on_the_page_when_the_user_says_so(rf):
    request = rf.get("/")
    request.user = User(email="mette@lindevang.example", keys_on=False)

    assert 'data-keys="off"' in render_to_string("besked/desk.html", request=request)

    request.user.keys_on = True
    assert 'data-keys="off"' not in render_to_string("besked/desk.html", request=request)


def test_navigation_marks_the_page_one_is_on(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    nav = [{"label": "Start", "url": "/", "current": True}, {"label": "Outbox", "url": "/outbox/"}]

    page = render_to_string("besked/desk.html", {"nav": nav}, request=request)

    assert '<li><a href="/" aria-current="page">Start</a></li>\n<li><a href="/outbox/">Outbox</a></li>' in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ENTRANCES)
def test_sign_in_pages_wear_our_look(client, address):
    page = client.get(address).text

    assert '<main id="main" tabindex="-1" class="public-main narrow signed-out">' in page
    assert page.count("<h1>") == 1
    assert ('class="button primary' in page, "sign up" in page.lower()) == (True, False)


@pytest.mark.django_db
def test_wrong_sign_in_is_told_at_the_top_and_keeps_the_address(client):
    page = client.post("/accounts/login/", {"login": "nobody@lindevang.example", "password": "wrong"}).text

    assert 'role="alert" tabindex="-1" autofocus' in page
    assert 'value="nobody@lindevang.example"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/2fa/", "/accounts/password/change/", "/accounts/logout/"])
def test_own_sign_in_pages_stand_in_the_desk(client, address):
    user = User.objects.create_user("mette@lindevang.example", "a long password of hers")
    client.force_login(user)

    page = client.get(address, follow=True).text

    assert '<main id="main" tabindex="-1" class="page narrow">' in page


@pytest.mark.django_db
def test_signing_in_is_not_announced(client):
    User.objects.create_user("mette@lindevang.example", "a long password of hers")

    page = client.post(
        "/accounts/login/", {"login": "mette@lindevang.example", "password": "a long password of hers"}, follow=True
    )

    assert page.redirect_chain == [("/", 302)]
    assert [str(message) for message in page.context["messages"]] == []
