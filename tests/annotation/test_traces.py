from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pytest
from growth import LINEAR, growth
from handmade import document
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation.traces import find_traces, translation_ordinal
from analysis.schema import AnnotatedArticle, Article, Trace, ZoneLabel


def found(
    text: str, language: str = "fr", zones: Iterable[ZoneLabel] = ()
) -> list[tuple[str, str]]:
    return [
        (t.trace, text[t.start : t.end]) for t in find_traces(document(text, language, zones), [])
    ]


@pytest.mark.parametrize(
    ("text", "kind", "span"),
    [
        ("Ce texte est traduit automatiquement.", "disclosed", "traduit automatiquement"),
        ("This page was machine translated.", "disclosed", "machine translated"),
        (
            "« La paix revient », le président a juré.",
            "non_inverted_incise",
            "le président a juré",
        ),
        ("« (le départ) était prévu », dit-il.", "parenthetical_gloss", "(le départ)"),
        ("Kazakhstan « suivra sa voie », dit-il.", "missing_determiner", "Kazakhstan «"),
        ("Le pays a reçu 250 équipements.", "mass_noun_plural", "250 équipements"),
        (
            "Citant le site du ministère, la force compte trois avions.",
            "dangling_participle",
            "Citant le site du ministère",
        ),
        (
            "« Nous partons », a déclaré le porte-parole, citant Reuters le 12 janvier.",
            "dangling_participle",
            "citant Reuters le 12 janvier",
        ),
        (
            "Il dit que les Gardes de la forêt partent. Des gardes de la forêt restent.",
            "mid_sentence_capital",
            "Gardes de la forêt",
        ),
        ("Des troubles de masse ont éclaté.", "calque", "troubles de masse"),
        ("hutan yang terbakar di sana", "foreign_residue", "hutan yang terbakar di sana"),
        (
            "Penduduk menjaga hutan yang terbakar.",
            "foreign_residue",
            "Penduduk menjaga hutan yang terbakar.",
        ),
        ("Le maire a dit that the pont est fermé.", "foreign_residue", "that the"),
        ("La ville мост закрыт attend.", "foreign_residue", "мост закрыт"),
        ("Mardi (12/1), le pont a fermé.", "foreign_notation", "Mardi (12/1)"),
        ("Il compte 12,500 personnes.", "foreign_notation", "12,500 personnes"),
        ("Le pont a cédé le mars 4, 2021.", "foreign_notation", "mars 4, 2021"),
        ("Le pont rouvre à 9 a.m. mardi.", "foreign_notation", "9 a.m."),
        ("« Le pont tient », il dit.", "non_inverted_incise", "il dit"),
        ("Le gouvernement de Japon attend.", "missing_determiner", "de Japon"),
        ("Japon annonce une trêve.", "missing_determiner", "Japon "),
        ("Le maire (le maire) attend.", "parenthetical_gloss", "maire (le maire)"),
        ("Il a été cité comme disant cela.", "calque", "a été cité comme disant"),
        (
            "Cette page est traduite par un outil automatique.",
            "disclosed",
            "traduite par un outil automatique",
        ),
        (
            "Artikel ini diterjemahkan secara otomatis.",
            "disclosed",
            "diterjemahkan secara otomatis",
        ),
    ],
)
def test_traces_of_translation(text: str, kind: str, span: str) -> None:
    assert (kind, span) in found(text)
    (trace,) = [t for t in find_traces(document(text), []) if t.trace == kind]
    assert trace.group == "translation"
    assert 0 < trace.strength <= 1


@pytest.mark.parametrize(
    "text",
    [
        "« La paix revient », a juré le président.",
        "« La paix revient », dit-il. Il a conclu la séance.",
        "Le logiciel de traduction automatique fait débat.",
        "La France « suivra sa voie », dit-il.",
        "Le quotidien a écrit, citant Reuters, que la force part.",
        "Citant le site du ministère, l'agence indique que la force part.",
        "Les Nations unies et les Pays-Bas. Le maire de Nice.",
        "Il a lu « The Lord of the Rings and the end of the world ».",
        "Israël a répondu. Cuba est une île.",
        "Il (le maire) est parti.",
        "« Le pont tient », a-t-il dit. « Le pont tient », rappelle le maire.",
        "La taxe rapporte 12,5 millions. Il mesure 1,325 kilomètre.",
        "Le vin de Porto et le président du Japon, né au Canada, en Russie.",
        "Il aime Game of Thrones et House of the Dragon.",
        "Emmanuel Macron reste prudent. Source : https://www.example.org/some-page/and-more",
        "Le cirque (Цирк, en russe) revient.",
    ],
)
def test_native_prose_leaves_none(text: str) -> None:
    assert [t for t in find_traces(document(text), []) if t.group == "translation"] == []


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Les Troupes De La Coalition Quitteront Le Pays Dans Deux Jours", True),
        ("La Russie officialise son retrait du Kazakhstan", False),
        ("LES TROUPES DE LA COALITION QUITTENT LE PAYS", False),
        ("Nice - Paris : Emmanuel Macron et Angela Merkel à Berlin", False),
        ("Les Troupes de la Coalition Quittent le Pays", True),
        ("Le Pays ferme la Frontière après une Semaine de Troupes", True),
        ("Les Troupes Quittent Le Pays", True),
        ("Le Seigneur des Anneaux de Tolkien chez Gallimard Jeunesse", False),
    ],
)
def test_a_headline_in_title_case(headline: str, expected: bool) -> None:
    body = "Les troupes de la coalition quittent le pays par la frontière après une semaine."
    kinds = [kind for kind, _ in found(f"{headline}\n{body}", zones=["headline", "body"])]
    assert ("title_case_headline" in kinds) is expected


def test_english_headlines_are_often_in_title_case() -> None:
    text = "The Troops Of The Coalition Will Leave The Country In Two Days"
    assert found(text, "en", ["headline"]) == []


@pytest.mark.parametrize(
    ("text", "kind", "span"),
    [
        ("Il a dit : « Nous partons demain.", "unclosed_quote", "« Nous partons demain."),
        ('« Un » et « deux » et "trois" ici.', "mixed_quote_marks", '"'),
        ("Il annonce son retrait du dirigé par la Russie.", "broken_sentence", "du dirigé par"),
        ("Le départ de la.", "broken_sentence", "la."),
        ("Il part dans dans la nuit.", "doubled_word", "dans dans"),
    ],
)
def test_damage_is_no_trace_of_translation(text: str, kind: str, span: str) -> None:
    assert (kind, span) in found(text)
    assert all(t.group == "integrity" for t in find_traces(document(text), []))


def test_a_headline_twice_and_one_of_another_page() -> None:
    line = "Les troupes quittent le pays"
    assert ("duplicate_headline", line) in found(
        f"{line}\n{line}\nCorps.", zones=["headline", "headline", "body"]
    )
    body = " ".join(f"{i:02d}motif" for i in range(60))
    kinds = [k for k, _ in found(f"L'Australie refuse un visa\n{body}", zones=["teaser", "body"])]
    assert "foreign_header" in kinds


def test_human_slips_are_no_traces() -> None:
    assert found("Vous aimer cet article ? Merci de nous envoyé un don.") == []


def article(*kinds: str) -> AnnotatedArticle:
    traces = tuple(
        Trace(
            start=0,
            end=1,
            trace=kind,
            strength=1,
            group="integrity" if kind == "unclosed_quote" else "translation",
        )
        for kind in kinds
    )
    return AnnotatedArticle(
        article=Article(article_id="a", text="x"),
        language="fr",
        words_total=1,
        words_body=1,
        traces=traces,
    )


@pytest.mark.parametrize(
    ("kinds", "step"),
    [
        ((), 0),
        (("unclosed_quote",), 0),
        (("calque",), 1),
        (("calque", "calque", "calque"), 1),
        (("calque", "foreign_residue"), 1),
        (("calque", "foreign_residue", "parenthetical_gloss"), 2),
        (("disclosed",), 3),
    ],
)
def test_the_ordinal_counts_independent_kinds(kinds: tuple[str, ...], step: int) -> None:
    assert translation_ordinal(article(*kinds)) == step


@settings(deadline=None)
@given(st.text(alphabet="Lesdu ctian'«»\"()12.,\n", max_size=200))
def test_traces_lie_inside_the_text(text: str) -> None:
    for trace in find_traces(document(text), []):
        assert 0 <= trace.start < trace.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    ["citant Reuters, ", "dit que les Gardes du bois ", "« (la paix) ", "de la. "],
)
def test_time_grows_in_line_with_the_text(piece: str) -> None:
    assert growth(lambda n: partial(find_traces, document(piece * n), []), 200) < LINEAR
