"""How Django's forms are drawn: label, help, error and control, tied together for screen readers."""

from typing import Any

from django.forms import BaseForm, BoundField
from django.forms.renderers import TemplatesSetting
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Renderer(TemplatesSetting):
    """The house's form renderer: named by FORM_RENDERER."""

    form_template_name = "besked/form.html"
    field_template_name = "besked/field.html"


def field(bound: BoundField, hint: object = "", css: str = "", label: object = "", optional: bool = True) -> SafeString:
    """One field of a form. *hint* and *label* replace the form's own; *optional* marks fields that may stay empty."""
    if not isinstance(bound, BoundField):
        raise TypeError("{% field %} wants a field of a form")  # a misspelt name would otherwise draw nothing
    if hint:
        bound.help_text = str(hint)
    if label:
        bound.label = str(label)
    return render_to_string("besked/field.html", {"field": bound, "css": css, "mark_optional": optional})


def errors(*forms: BaseForm) -> SafeString:
    """All errors of the forms as a list of links to their fields; nothing while there are none."""
    faults = [fault for form in forms if form.is_bound for fault in _faults(form)]
    return render_to_string("besked/errors.html", {"faults": faults}) if faults else SafeString("")


def _faults(form: BaseForm) -> list[dict[str, Any]]:
    """Each error with the label and id of its field; errors of the whole form have neither."""
    whole = [{"words": words, "id": "", "label": ""} for words in form.non_field_errors()]
    of_fields = [
        {"words": words, "id": bound.id_for_label or f"{bound.auto_id}_0", "label": bound.label}
        for bound in form
        for words in bound.errors
    ]
    return whole + of_fields
