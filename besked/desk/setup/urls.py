"""Addresses of setup."""

from django.urls import URLPattern, URLResolver, path

from besked.desk.setup import (
    closing,
    departments,
    index,
    letter_versions,
    letters,
    profile,
    reasons,
    senders,
    signatures,
    staff,
    staff_acts,
    vacancies,
)

LETTER = "settings/letters/<int:department>/<str:letter>/<str:language>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/", index.index, name="settings"),
    path("settings/departments/", departments.departments, name="settings-departments"),
    path("settings/departments/new/", departments.new_department, name="settings-department-new"),
    path("settings/departments/<int:pk>/", departments.department, name="settings-department"),
    path("settings/departments/<int:pk>/delete/", departments.remove_department, name="settings-department-delete"),
    path("settings/staff/", staff.staff, name="settings-staff"),
    path("settings/staff/new/", staff.new_person, name="settings-person-new"),
    path("settings/staff/<int:pk>/", staff.person, name="settings-person"),
    path("settings/staff/<int:pk>/act/", staff_acts.act_on_person, name="settings-person-act"),
    path("settings/letters/", letters.letters, name="settings-letters"),
    path(LETTER, letters.letter, name="settings-letter"),
    path(f"{LETTER}preview/", letters.letter_preview, name="settings-letter-preview"),
    path(f"{LETTER}act/", letter_versions.act_on_letter, name="settings-letter-act"),
    path(f"{LETTER}versions/<int:version>/", letter_versions.letter_version, name="settings-letter-version"),
    path("settings/reasons/", reasons.reasons, name="settings-reasons"),
    path("settings/reasons/new/", reasons.new_reason, name="settings-reason-new"),
    path("settings/reasons/<int:pk>/", reasons.reason, name="settings-reason"),
    path("settings/reasons/<int:pk>/act/", reasons.act_on_reason, name="settings-reason-act"),
    path("settings/senders/", senders.senders, name="settings-senders"),
    path("settings/senders/<int:pk>/", senders.sender, name="settings-sender"),
    path("settings/senders/<int:pk>/remove/", senders.remove, name="settings-sender-remove"),
    path("settings/signatures/", signatures.signatures, name="settings-signatures"),
    path("settings/profile/", profile.profile, name="settings-profile"),
    path("settings/profile/signatures/", signatures.own_signatures, name="settings-own-signatures"),
    path("settings/profile/tokens/", profile.tokens, name="settings-tokens"),
    path("vacancies/new/", vacancies.new_vacancy, name="vacancy-new"),
    path("vacancies/<int:pk>/edit/", vacancies.edit_vacancy, name="vacancy-edit"),
    path("vacancies/<int:pk>/close/", closing.close_vacancy, name="vacancy-close"),
    path("vacancies/<int:pk>/reopen/", closing.reopen_vacancy, name="vacancy-reopen"),
]
