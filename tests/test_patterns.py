"""The notation of phrase patterns, and what must hold for every rule of every language."""

from __future__ import annotations

import re
import time

import pytest

from analysis.languages.patterns import (
    Taken,
    expand_pattern,
    fold,
    needed_words,
    rules,
    tokens,
    usable,
)

LEXICONS = ("zones", "origin", "appeals", "framing", "disclosures")
WORDS = {"share": ["partagez", "relayez"], "text": ["article", "l'enquête"]}


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("{share} ~2 {text}", "PARTAGEZ VITE CET ARTICLE", "PARTAGEZ VITE CET ARTICLE"),
        ("{share} ~2 {text}", "Partagez. Un autre article", None),
        ("{share}? {text}", "un article", "article"),
        ("{share} (?:donc)? {text}", "relayez l'enquete", "relayez l'enquete"),
        ("{share}_cet_{text}", "relayez cet article", "relayez cet article"),
        ("vu_par_{Name}", "vu par Jeanne Roux hier", "vu par Jeanne Roux"),
        ("vu_par_{Name}", "vu par elle", None),
    ],
)
def test_the_notation(pattern: str, text: str, found: str | None) -> None:
    source, needs = expand_pattern(pattern, WORDS), needed_words(pattern, WORDS)
    match = re.search(source, fold(text), re.IGNORECASE)
    assert (match[0] if match else None) == found
    if found:
        assert not any(tokens(fold(text)).isdisjoint(need) for need in needs)


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("{share} ~2 {text}", [["partagez", "relayez"], ["article", "enquete"]]),
        ("(?<=[(,]\\s)partagez(?=_?[.!]|$)", [["partagez"]]),
        ("(?:^\\W{0,3}|(?<=[(/|])|(?<=[(/|]\\s))avec_l'aide", [["avec"], ["l"], ["aide"]]),
        ("un_don_de \\d{1,3}_?(?:€|euros?)", [["un"], ["don"], ["de"], ["euro", "euros", "€"]]),
        ("[$€]\\d{1,3} {text}?", [["$", "€"]]),
        ("(?:modifi|corrig)\\w{1,4} ici", [["ici"]]),
        ("(?:vu|(?:lu|relu) ~2 {text}) hier", [["article", "enquete", "vu"], ["hier"]]),
        ("un e-?mail", [["un"], ["email", "mail"]]),
        ("\\w{3,14}(?:ez|s) ici", [["ici"]]),
        ("(?:un|une)?_{text}", [["article", "enquete"]]),
        ("{Paper}", [["Ouest", "Zone"]]),
    ],
)
def test_what_a_pattern_needs(pattern: str, needs: list[list[str]]) -> None:
    words = {**WORDS, "Paper": ["Ouest-France", "France Zone", "Zone France"]}
    assert [sorted(need) for need in needed_words(pattern, words)] == needs


@pytest.mark.parametrize("name", LEXICONS)
def test_no_rule_matches_nothing_or_runs_away(name: str) -> None:
    hostile = ("partagez " * 400, "a l'" * 500, "A B " * 500, "source : " * 300, "(" * 2000)
    for rule in rules(name):
        assert not rule.regex.fullmatch(""), rule.source
        for text in hostile:
            start = time.process_time()
            rule.regex.search(text)
            assert time.process_time() - start < 1.5, rule.source


def test_only_rules_whose_words_are_there_are_tried() -> None:
    text = "le pont a rouvert lundi matin. partagez cet article avec vos amis"
    there = usable("appeals", text)
    assert len(there.between(0, 30)) < 5 < len(rules("appeals"))
    kinds = {rule.kind for rule in there.between(31, len(text))}
    assert "share" in kinds, kinds


def test_the_words_of_a_rule_stand_in_order() -> None:
    found, turned = (
        usable("appeals", text).between(0, len(text))
        for text in ("partagez cet article", "article cet partagez")
    )
    assert any(rule.regex.search("partagez cet article") for rule in set(found) - set(turned))


def test_a_unit_after_digits_is_a_word() -> None:
    text = "abonnez-vous des 9euros par mois"
    assert any(rule.kind == "subscription" for rule in usable("appeals", text).between(0, 40))


def test_a_stretch_is_taken_once() -> None:
    taken = Taken()
    assert taken.claim(5, 9)
    assert not taken.claim(8, 12)
    assert not taken.claim(0, 6)
    assert taken.claim(9, 12)
    assert taken.claim(0, 5)


def test_a_part_is_read_in_the_rules_of_its_file() -> None:
    line = "Please hand this leaflet to your neighbours."
    hits = [
        rule.regex.search(line)
        for rule in usable("appeals", line).between(0, len(line))
        if rule.kind == "share"
    ]
    assert "Please hand this leaflet to your" in [hit[0] for hit in hits if hit]
    assert not any("{ask}" in rule.source for rule in rules("appeals"))
