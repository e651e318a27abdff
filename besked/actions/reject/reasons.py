"""The reasons a new organisation starts with, in the order in which an application is assessed.

Only what the job asks for: nothing about age, sex, origin, health, family, belief or union.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ReasonText:
    """One reason: `slug` stays the same for ever, `labels` are what recruiters read, by language."""

    slug: str
    labels: Mapping[str, str]


REASONS: tuple[ReasonText, ...] = (
    ReasonText(
        "requirement",
        {
            "da": "Et formelt krav er ikke opfyldt, f.eks. autorisation eller tilladelse",
            "sv": "Ett formellt krav är inte uppfyllt, t.ex. legitimation eller tillstånd",
            "nb": "Et formelt krav er ikke oppfylt, f.eks. autorisasjon eller tillatelse",
            "nl": "Er ontbreekt iets wat formeel vereist is, bijv. een registratie of vergunning",
            "en": "A formal requirement is not met, such as a licence or permit",
        },
    ),
    ReasonText(
        "incomplete",
        {
            "da": "Ansøgningen er ikke komplet",
            "sv": "Ansökan är inte komplett",
            "nb": "Søknaden er ikke fullstendig",
            "nl": "De sollicitatie is niet compleet",
            "en": "The application is not complete",
        },
    ),
    ReasonText(
        "education",
        {
            "da": "Anden uddannelse end den, jobbet kræver",
            "sv": "Annan utbildning än den jobbet kräver",
            "nb": "Annen utdanning enn den jobben krever",
            "nl": "Andere opleiding dan voor het werk nodig is",
            "en": "Education differs from what the job requires",
        },
    ),
    ReasonText(
        "experience",
        {
            "da": "Anden erfaring end den, jobbet kræver",
            "sv": "Annan erfarenhet än den jobbet kräver",
            "nb": "Annen erfaring enn den jobben krever",
            "nl": "Andere ervaring dan voor het werk nodig is",
            "en": "Experience differs from what the job requires",
        },
    ),
    ReasonText(
        "skill",
        {
            "da": "Mangler en bestemt færdighed, jobbet kræver",
            "sv": "Saknar en viss kunskap eller färdighet som jobbet kräver",
            "nb": "Mangler en bestemt ferdighet som jobben krever",
            "nl": "Mist een bepaalde vaardigheid die voor het werk nodig is",
            "en": "A specific skill the job requires is missing",
        },
    ),
    ReasonText(
        "language",
        {
            "da": "Sproget rækker ikke til opgaverne i jobbet",
            "sv": "Språket räcker inte till för uppgifterna i jobbet",
            "nb": "Språket strekker ikke til for oppgavene i jobben",
            "nl": "De taal is niet toereikend voor de taken",
            "en": "Language skills do not yet cover the tasks of the job",
        },
    ),
    ReasonText(
        "motivation",
        {
            "da": "Ønsker og opgaver passer ikke sammen",
            "sv": "Önskemål och arbetsuppgifter passar inte ihop",
            "nb": "Ønsker og oppgaver passer ikke sammen",
            "nl": "Wensen en taken sluiten niet op elkaar aan",
            "en": "Wishes and tasks do not fit each other",
        },
    ),
    ReasonText(
        "closer-match",
        {
            "da": "Andre ansøgere passede nærmere til jobbet",
            "sv": "Andra sökande stämde närmare med jobbet",
            "nb": "Andre søkere passet nærmere til jobben",
            "nl": "Andere sollicitanten sloten beter aan bij het werk",
            "en": "Other applicants matched the job more closely",
        },
    ),
    ReasonText(
        "closed",
        {
            "da": "Stillingen er besat eller trukket tilbage",
            "sv": "Tjänsten är tillsatt eller har dragits tillbaka",
            "nb": "Stillingen er besatt eller trukket tilbake",
            "nl": "De functie is vervuld of ingetrokken",
            "en": "The position is filled or was withdrawn",
        },
    ),
    ReasonText(
        "other",
        {"da": "Andet", "sv": "Annat", "nb": "Annet", "nl": "Anders", "en": "Other"},
    ),
)
