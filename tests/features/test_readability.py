"""Syllables against hand counts, indices against known texts."""

from __future__ import annotations

import re
from functools import partial

import pytest
from growth import LINEAR, growth

from analysis import annotate, languages
from analysis.features.readability import (
    flesch,
    kandel_moles,
    lix,
    mattr,
    syllables,
    textstat_ease,
    words_per_sentence_mean,
)
from features.hand import plain

FRENCH = """
gouvernement 4 autorités 4 président 3 alliance 2 troupes 1 pays 2 paysage 3 moyen 2 création 3
réalité 4 parlent 1 souvent 2 client 2 ouvrier 3 jouer 2 tuer 2 oui 1 ouest 1 nuit 1 famille 2
travailler 3 accueil 2 mangeait 2 guerre 1 quatre 1 les 1 le 1 société 3 situation 4 vient 1
absolument 4 déclaré 3 déclarèrent 3 soldats 2 OTSC 4 ONU 2 année 2 idée 2 journaux 2 yeux 1 crise 1
étaient 2 pensent 1 vie 1 pluie 1 manifestants 4 maintenant 3 rue 1 voyage 2 poésie 3 maïs 2 chaos 2
juillet 2 aujourd'hui 3 moment 2 content 2 peuvent 1 doivent 1 aéroport 4 militaires 3 contingent 3
développement 5 théâtre 2 fille 1 ville 1 septembre 2 janvier 2 mille 1 qu'une 1 l'ordre 1 a-t-il 2
affirment 2 événement 4 août 1 femme 1 quinzaine 2 longue 1 Europe 2 région 2 école 2
"""
ENGLISH = """
government 3 announced 2 table 2 people 2 minister 3 police 2 protests 2 president 3 the 1 created 3
wanted 2 walked 1 nation 2 million 2 officials 3 because 2 houses 2 forces 2 places 2 make 1 makes 1
statement 2 security 4 violence 3 area 3 military 4 usually 4 video 3 idea 3 simple 2 apples 2
whole 1 rule 1 going 2 being 2 peace 1 years 1 country 2 earlier 3 union 2 agreement 3 movement 2
situation 4 radio 3 soldier 2 it's 1 well-known 2
"""


def counted(listing: str) -> list[tuple[str, int]]:
    parts = listing.split()
    return [(word, int(n)) for word, n in zip(parts[::2], parts[1::2], strict=True)]


@pytest.mark.parametrize(("word", "n"), counted(FRENCH))
def test_french_syllables_are_those_counted_by_hand(word: str, n: int) -> None:
    assert syllables(word, "fr") == n


@pytest.mark.parametrize(("word", "n"), counted(ENGLISH))
def test_english_syllables_are_those_counted_by_hand(word: str, n: int) -> None:
    assert syllables(word, "en") == n


def test_a_sentence_counted_by_hand() -> None:
    line = "Les autorités kazakhes ont annoncé jeudi la fin de l'opération dans tout le pays."
    assert sum(syllables(w, "fr") for w in re.findall(r"[\w'-]+", line)) == 25
    # 14 words in one sentence: 207 - 1.015 * 14 - 73.6 * 25 / 14.
    assert kandel_moles(plain(line)) == pytest.approx(207 - 1.015 * 14 - 73.6 * 25 / 14)


def test_an_easy_text_reads_more_easily_than_a_hard_one() -> None:
    easy = "Le chat dort. Il a chaud. On rit. Le jour est beau. Il fait bon ici."
    hard = (
        "L'approfondissement institutionnel de la coopération intergouvernementale présuppose "
        "l'harmonisation préalable des réglementations administratives nationales."
    )
    assert kandel_moles(plain(easy)) > kandel_moles(plain(hard)) + 50
    assert lix(plain(easy)) < lix(plain(hard))
    assert words_per_sentence_mean(plain(easy)) < words_per_sentence_mean(plain(hard))


def test_the_english_formula_is_not_used_for_french_nor_the_other_way() -> None:
    text = "The road is open again. The mayor said so on Monday."
    assert kandel_moles.measure(plain(text, "en")).reason == "other_language"
    assert flesch(plain(text, "en")) > 80
    assert flesch.measure(plain("La route est ouverte.")).reason == "other_language"


def test_textstat_agrees_within_what_its_syllables_explain(seed_paths: list) -> None:
    for path in seed_paths:
        article = annotate(path.read_text("utf-8"), language="fr")
        own, other = kandel_moles(article), textstat_ease(article)
        assert 5 < other - own < 13


def test_varied_vocabulary_needs_fifty_words_and_does_not_fall_with_length() -> None:
    line = " ".join(f"mot{i % 40}" for i in range(80))
    assert mattr.measure(plain("trop peu de mots")).reason == "too_few"
    assert mattr(plain(line)) == pytest.approx(40 / 50)
    assert mattr(plain(line + " " + line)) == pytest.approx(40 / 50)


def test_unknown_rules_are_refused() -> None:
    with pytest.raises(ValueError, match="no syllable rules for 'xx'"):
        syllables("mot", "xx")


@pytest.mark.parametrize("code", languages.available())
def test_syllable_rules_are_valid_and_their_lists_sorted(code: str) -> None:
    data = languages.load(code).lexicon("syllables")
    if not data:
        pytest.skip(f"{code} has no syllable rules")
    for rule in data["rewrite"]:
        re.compile(rule["find"])
    words = data.get("as_written", [])
    assert words == sorted(set(words))


def test_a_very_long_word_is_counted_in_linear_time() -> None:
    assert growth(lambda n: partial(syllables, "aeiouyqu" * n, "fr"), 2000) < LINEAR
