"""A job for search engines: schema.org's JobPosting as JSON-LD, which is data and runs nothing."""

import datetime as dt
import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from besked.careers.adverts import as_html, blocks
from besked.messaging.vocabulary import zone_of
from besked.models import Tree, Vacancy, VacancyText

# What could end the element, or begin a comment in it, is written as JSON escapes instead.
_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def posting(vacancy: Vacancy, text: VacancyText, tree: Tree, address: str) -> SafeString:
    """The script element of an open vacancy; `address` is the page's own, in full."""
    data = json.dumps(_posting(vacancy, text, tree, address), ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data))  # noqa: S308 -- see _ESCAPES


def _posting(vacancy: Vacancy, text: VacancyText, tree: Tree, address: str) -> dict[str, Any]:
    employer = tree.organisation(vacancy.department_id)
    name = employer.name if employer else ""
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": text.title,
        "description": str(as_html(blocks(text.advert))) or text.title,
        "inLanguage": text.language,
        "datePosted": vacancy.created_at.date().isoformat(),
        "hiringOrganization": {"@type": "Organization", "name": name, "department": vacancy.department.name},
        "jobLocation": {"@type": "Place", "address": _address(vacancy, tree)},
        "totalJobOpenings": vacancy.positions,
        "directApply": True,
        "url": address,
    }
    if vacancy.reference:
        found["identifier"] = {"@type": "PropertyValue", "name": name, "value": vacancy.reference}
    if vacancy.deadline:
        end = dt.datetime.combine(vacancy.deadline, dt.time(23, 59, 59), zone_of(vacancy, tree))
        found["validThrough"] = end.isoformat()
    return found


def _address(vacancy: Vacancy, tree: Tree) -> dict[str, str]:
    street = " ".join(tree.inherited(vacancy.department_id, "address").split("\n"))
    known = {"streetAddress": vacancy.place or street, "addressCountry": tree.country(vacancy.department_id)}
    return {"@type": "PostalAddress"} | {name: value for name, value in known.items() if value}
