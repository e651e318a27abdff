"""Forms: label, help, error and control belong together; errors are listed and linked."""

import pytest
from django import forms
from django.template import Context, Template

from besked.ui.forms import errors, field


class Apply(forms.Form):
    name = forms.CharField(label="Name", help_text="As in the letter.", max_length=5)
    phone = forms.CharField(label="Phone", required=False)
    tell = forms.ChoiceField(label="Tell", choices=[("now", "Now")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Agree", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("name") == "Bob":
            raise forms.ValidationError("Bob has applied already.")


def squeezed(markup):
    return "".join(line.strip() for line in markup.splitlines())


def test_control_is_described_by_help_and_error():
    drawn = squeezed(field(Apply({"name": "Wolfgang"})["name"]))

    assert drawn == (
        '<div class="field "><label for="id_name">Name</label>'
        '<div class="help" id="id_name_helptext">As in the letter.</div>'
        '<div class="field-error" id="id_name_error"><span>Ensure this value has at most 5 characters (it has 8).'
        '</span></div><input type="text" name="name" value="Wolfgang" maxlength="5" required aria-invalid="true" '
        'aria-describedby="id_name_helptext id_name_error" id="id_name"></div>'
    )


def test_field_that_may_stay_empty_says_so():
    assert '<label for="id_phone">Phone <span class="optional">(optional)</span></label>' in field(Apply()["phone"])
    assert "optional" not in field(Apply()["phone"], optional=False)


def test_group_of_choices_is_a_fieldset():
    drawn = squeezed(field(Apply({})["tell"], css="cards"))

    assert drawn.startswith(
        '<div class="field cards"><fieldset id="id_tell_set" aria-describedby="id_tell_error"><legend>Tell</legend>'
    )


def test_tick_stands_before_its_label():
    assert squeezed(field(Apply()["agree"])) == (
        '<div class="field tick "><input type="checkbox" name="agree" id="id_agree"><label for="id_agree">Agree</label>'
        "</div>"
    )


def test_hidden_field_is_only_itself():
    assert field(Apply()["key"]).strip() == '<input type="hidden" name="key" id="id_key">'


def test_hint_and_label_replace_the_forms_own():
    drawn = field(Apply()["name"], hint="<b>", label="Full name")

    assert '<label for="id_name">Full name</label>' in drawn
    assert '<div class="help" id="id_name_helptext">&lt;b&gt;</div>' in drawn


def test_misspelt_field_is_an_error():
    with pytest.raises(TypeError, match="wants a field of a form"):
        Template("{% field form.nmae %}").render(Context({"form": Apply()}))


def test_errors_are_listed_and_linked():
    drawn = squeezed(errors(Apply({"name": "Wolfgang"})))

    assert "<h2>2 answers need another look</h2>" in drawn
    assert (
        '<ul><li><a href="#id_name">Name: Ensure this value has at most 5 characters (it has 8).</a></li>'
        '<li><a href="#id_tell_0">Tell: This field is required.</a></li></ul>'
    ) in drawn


def test_error_of_the_whole_form_has_no_link():
    assert "<ul><li>Bob has applied already.</li></ul>" in squeezed(errors(Apply({"name": "Bob", "tell": "now"})))


@pytest.mark.parametrize("form", [Apply(), Apply({"name": "Åsa", "tell": "now"})], ids=["empty", "right"])
def test_no_errors_are_nothing(form):
    assert errors(form) == ""


def test_whole_form_is_drawn_with_errors_and_hidden_fields():
    drawn = str(Apply({"name": "Åsa"}))

    assert "<h2>One answer needs another look</h2>" in drawn
    assert (drawn.count('class="field'), drawn.count('type="hidden"')) == (5, 1)


def test_what_was_typed_is_escaped_and_stays():
    assert 'value="&quot;&gt;&lt;b&gt;"' in field(Apply({"name": '"><b>'})["name"])
