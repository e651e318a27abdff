"""What is marked for translation is found, in Python and in templates, without gettext installed."""

import pytest

from tools.extract import ExtractError, Message, extract


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "besked"
    (folder / "desk" / "templates" / "desk").mkdir(parents=True)
    return folder


def found_in_python(package, source):
    (package / "desk" / "views.py").write_text(source, encoding="utf-8")
    return list(extract(package))


def found_in_template(package, source):
    (package / "desk" / "templates" / "desk" / "page.html").write_text(source, encoding="utf-8")
    return list(extract(package))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("_('Reject')", Message("", "Reject", "")),
        ("gettext_lazy('One' ' text')", Message("", "One text", "")),
        ("translation.gettext('Far')", Message("", "Far", "")),
        ("ngettext('%(n)d day', '%(n)d days', n)", Message("", "%(n)d day", "%(n)d days")),
        ("pgettext_lazy('status', 'New')", Message("status", "New", "")),
        ("npgettext('mail', 'One', 'Many', n)", Message("mail", "One", "Many")),
    ],
)
def test_extract_finds_each_mark_in_python(package, source, message):
    assert found_in_python(package, source) == [message]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{% translate 'Reject' %}", Message("", "Reject", "")),
        ("{% translate 'May' context 'month' %}", Message("month", "May", "")),
        ("{% button label=_('Send it') %}", Message("", "Send it", "")),
        ("{{ _('Sent')|upper }}", Message("", "Sent", "")),
        (
            "{% blocktranslate trimmed %}\n  Hello\n  {{ name }}\n{% endblocktranslate %}",
            Message("", "Hello %(name)s", ""),
        ),
        (
            "{% blocktranslate count n=n %}One{% plural %}{{ n }} of them{% endblocktranslate %}",
            Message("", "One", "%(n)s of them"),
        ),
    ],
)
def test_extract_finds_each_mark_in_templates(package, source, message):
    assert found_in_template(package, source) == [message]


def test_extract_leaves_alone_what_is_not_marked(package):
    assert found_in_python(package, "title('No')\nself._('No')\nx = 'No'") == []
    assert found_in_template(package, "_('No') {% comment %}{% translate 'No' %}{% endcomment %}{# _('No') #}") == []


def test_extract_names_the_files_of_a_message(package):
    found_in_python(package, "_('Reject')")
    (package / "desk" / "templates" / "desk" / "page.html").write_text("{% translate 'Reject' %}", encoding="utf-8")

    assert extract(package) == {
        Message("", "Reject", ""): ["besked/desk/templates/desk/page.html", "besked/desk/views.py"]
    }


@pytest.mark.parametrize("source", ["_(f'Hello {name}')", "_('Hello ' + name)", "_(name)", "_()"])
def test_extract_refuses_a_text_put_together_at_run_time(package, source):
    with pytest.raises(ExtractError, match="plain string"):
        found_in_python(package, source)


def test_extract_refuses_a_word_said_with_and_without_plural(package):
    with pytest.raises(ExtractError, match="context"):
        found_in_python(package, "_('day')\nngettext('day', 'days', n)")
