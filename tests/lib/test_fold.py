"""People are found however their name is spelled."""

import pytest

from besked.lib.fold import fold, terms


@pytest.mark.parametrize(
    ("spellings", "folded"),
    [
        (("Åse", "ÅSE", "Aase", "A\u030ase", "ase"), "ase"),
        (("Ødegård", "Oedegaard", "ODEGARD", "Ödegård"), "odegard"),
        (("Kjær", "Kjaer", "KJÆR"), "kjar"),
        (("Straße", "STRASSE"), "strasse"),
        (("Łukasz Wałęsa",), "lukasz walesa"),
        (("Þórður", "ÞÓRÐUR"), "thordur"),
        (("Đặng Thị Ánh",), "dang thi anh"),
        (("İstanbul", "ISTANBUL", "ıstanbul"), "istanbul"),
        (("O'Neill", "o’neill"), "o neill"),
        (("Müller-Lüdenscheidt",), "muller ludenscheidt"),
        (("mette_holm@havn.example",), "mette holm havn example"),
        (("C++", "c++,"), "cplusplus"),
        (("C#",), "csharp"),
        ((".NET", "(.net)"), "dotnet"),
        (("C/C++/C#",), "c cplusplus csharp"),
        (("ﬁnans", "finans"), "finans"),
        (("Иван",), "иван"),
        (("", "-", "\u0301", "  "), ""),
    ],
)
def test_fold_spells_alike_what_is_the_same_name(spellings: tuple[str, ...], folded: str) -> None:
    assert {fold(spelling) for spelling in spellings} == {folded}


@pytest.mark.parametrize("text", ["Aaen", "aae oee æe øe", "C++ .net c#", "Søren Ångström", "ßß", "ﷺ", "한국"])
def test_fold_changes_nothing_the_second_time(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("name", ["Jørgensen", "Joergensen", "Aagaard", "Kjærsgård", "Michael"])
def test_the_beginning_of_a_name_finds_it_at_every_letter(name: str) -> None:
    assert [part for end in range(1, len(name) + 1) if not fold(name).startswith(part := fold(name[:end]))] == []


def test_terms_are_eight_different_words_in_their_order() -> None:
    assert terms("Åse ase C++ OR *") == ["ase", "cplusplus", "or"]
    assert terms("a b c d e f g h i j") == list("abcdefgh")
    assert terms('"; DROP TABLE x --') == ["drop", "table", "x"]
    assert terms("💥 %_") == []
