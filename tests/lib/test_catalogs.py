"""Catalogues are compiled when they must be, and never half."""

import gettext
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from besked.lib.catalogs import compile_catalogs

CATALOG = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Reject"
msgstr "Giv afslag på %s"

msgid "%(n)d answer"
msgid_plural "%(n)d answers"
msgstr[0] "%(n)d svar"
msgstr[1] "%(n)d svar i alt"

#, fuzzy
msgid "Guess"
msgstr "Gæt"
"""


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "da" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOG, encoding="utf-8")
    return path


def spoken(source):
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_compile_writes_a_missing_catalogue(tmp_path, source):
    assert compile_catalogs(tmp_path) == [source.with_suffix(".mo")]

    assert spoken(source).gettext("Reject") == "Giv afslag på %s"
    assert spoken(source).ngettext("%(n)d answer", "%(n)d answers", 2) == "%(n)d svar i alt"
    assert spoken(source).gettext("Guess") == "Guess"


def test_compile_leaves_a_fresh_catalogue_alone(tmp_path, source):
    compile_catalogs(tmp_path)

    assert compile_catalogs(tmp_path) == []


def test_compile_renews_an_older_catalogue(tmp_path, source):
    compile_catalogs(tmp_path)
    source.write_text(CATALOG.replace("Giv afslag på %s", "Afvis"), encoding="utf-8")
    os.utime(source.with_suffix(".mo"), (1, 1))

    compile_catalogs(tmp_path)

    assert spoken(source).gettext("Reject") == "Afvis"


def test_compile_at_once_leaves_one_whole_catalogue(tmp_path, source):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(compile_catalogs, [tmp_path] * 32))

    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]
    assert spoken(source).gettext("Reject") == "Giv afslag på %s"


def test_compile_of_a_missing_folder_does_nothing(tmp_path):
    assert compile_catalogs(tmp_path / "nowhere") == []
