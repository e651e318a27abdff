"""Tags: built in, with declared attributes; a misspelt one stops the template."""

import pytest
from django.template import Context, Template, TemplateSyntaxError

from besked.ui.rows import Row


def drawn(text, **context):
    return Template(text).render(Context(context))


def test_components_need_no_loading():
    assert drawn('{% chip "Held back" "warn" %}') == '<span class="chip warn">Held back</span>'


@pytest.mark.parametrize(
    "text",
    [
        '{% chip "x" tnoe="ok" %}',
        '{% buttn "x" %}',
        '{% button "x" ulr="/" %}',
        "{% meter answered=1 progres=2 overdue=3 %}",
    ],
)
def test_misspelt_tag_or_attribute_is_an_error(text):
    with pytest.raises(TemplateSyntaxError):
        Template(text)


def test_status_has_word_and_tone():
    assert drawn('{% status "rejected" %}') == '<span class="chip done">Rejected</span>'
    assert drawn('{% status "rejected" word %}', word="Rejected · after 1st interview") == (
        '<span class="chip done">Rejected · after 1st interview</span>'
    )


def test_unknown_status_is_an_error():
    with pytest.raises(ValueError, match="'rejcted' is not a valid Status"):
        drawn('{% status "rejcted" %}')


def test_message_state_has_word_and_tone():
    assert drawn('{% message_state "bounced" %}') == '<span class="chip bad">Came back</span>'


def test_rows_are_not_escaped_twice():
    row = Row(id=1, url="/", name="A & B", status="new", word="New", wait="1 day")

    assert 'href="/">A &amp; B</a>' in drawn("{% rows people %}", people=[row])


def test_languages_bear_their_own_names():
    assert drawn("{% own_languages as all %}{% for code, name in all %}{{ code }}={{ name }} {% endfor %}") == (
        "da=Dansk sv=Svenska nb=Norsk nl=Nederlands en=English "
    )


def test_address_may_break_between_its_parts_and_is_escaped():
    assert drawn("{{ to|breakable }}", to="a.b@c.example <i>") == "a<wbr>.b@<wbr>c<wbr>.example &lt;i&gt;"
