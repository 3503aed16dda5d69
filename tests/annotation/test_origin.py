"""Where texts, quotations and pictures come from. All sentences are invented."""

from __future__ import annotations

import pytest
from lead import LEAD, origins

from analysis import annotate


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Par Jeanne Roux, avec AFP", "Agence France-Presse"),
        ("Cet article est d'abord paru dans La Gazette du Port.", "La Gazette du Port"),
        ("Article publié à l'origine sur Goat Weekly", "Goat Weekly"),
        ("D'après une dépêche de Belga", "Belga"),
        ("Lire l'article original", None),
        ("(Reporting by Jane Doe; editing by John Smith)", "Reuters"),
        ("(Jeanne Roux, édité par Paul Martin)", "Reuters"),
        ("Republié avec l'autorisation de Global Voices", "Global Voices"),
        ("Cette note est une copie intégrale d'un billet de Bois Debout.", "Bois Debout"),
        ("Merci à Bois Debout de nous avoir permis de publier ce texte.", "Bois Debout"),
        ("Un reportage de Reporterre à retrouver ici", "Reporterre"),
        ("Reporterre, 12 mars 2023", "Reporterre"),
        ("Lien vers l'article original : Bois Debout", "Bois Debout"),
        ("Billet trouvé sur Bois Debout", "Bois Debout"),
        ("Reposted, with permission, from Bare Woods", "Bare Woods"),
        ("Reproducido con autorización de Voces del Valle", "Voces del Valle"),
    ],
)
def test_the_text_comes_from_elsewhere(line: str, name: str | None) -> None:
    assert ("republished_from", name) in origins(LEAD + line)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("« Nous partirons », a déclaré le maire à l'AFP.", "Agence France-Presse"),
        ("La mairie va fermer l'école, a appris l'AFP.", "Agence France-Presse"),
        ("L'AFP a appris que la mairie va fermer l'école.", "Agence France-Presse"),
        ("Le pont est fermé, rapporte Ouest-France.", "Ouest-France"),
        ("Selon Reuters, le pont est fermé.", "Reuters"),
        ("Le pont est fermé, a-t-il dit, citant Reuters le 12 janvier.", "Reuters"),
        ("Interrogé par Le Monde, le préfet dément.", "Le Monde"),
        ("Une vidéo diffusée par l'agence Anadolu montre le pont.", "Anadolu Agency"),
        ("Dans un entretien au Figaro, le ministre promet un pont neuf.", "Le Figaro"),
        ("Le Washington Post a révélé l'affaire du pont.", "The Washington Post"),
        ("Le pont est fermé, révèlent Les Échos ce matin.", "Les Échos"),
        ("La note, dont RFI a obtenu copie, évoque un pont fermé.", "RFI"),
        (
            "« Il ferme », avaient prévenu mardi des proches du maire à l'AFP.",
            "Agence France-Presse",
        ),
    ],
)
def test_a_medium_is_only_the_channel(sentence: str, name: str) -> None:
    found = origins(LEAD + sentence + " Les travaux commenceront en avril.")
    assert found == [("quoted_via", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Une source proche du dossier évoque un retard de six mois.",
        "L'AFP emploie deux mille quatre cents personnes dans le monde.",
        "Reuters a annoncé la suppression de deux cents de ses postes.",
        "L'agence AP Moller construit des navires à Odense.",
        "Les piles AA du pont lumineux ont été changées.",
        "Le groupe Reuters a été racheté par Thomson en 2008.",
        "La Banque mondiale a traduit le projet en chiffres.",
        "Cela se traduit par des retards de livraison.",
        "Il a lu le roman traduit du japonais par René Morin, paru chez Verdier.",
        "Traduit du langage diplomatique, cela signifie un refus.",
        "Le suspect a été traduit en justice par le parquet.",
        "Le Monde a changé depuis deux ans.",
        "Elle explique que le chantier durera dix-huit mois.",
        "Selon La Croix-Rouge, deux cents personnes ont été relogées.",
        "Quelle est la position de la ville sur le pont ?",
        "Le syndicat a déclaré son soutien à France Télévisions.",
        "Le recueil qui reproduit en exclusivité sur son site deux cartes du pont est épuisé.",
        "Dans Libération, la rédaction est en grève depuis lundi.",
        "Le débat sur le pont sera diffusé sur France 2.",
        "Le message, publié à l'origine sur Twitter, parlait du pont.",
        "Cette étude du pont a été réalisée par un bureau suisse.",
    ],
)
def test_what_is_no_origin(text: str) -> None:
    assert origins(LEAD + text) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Cet article a été traduit de l'anglais par Paul Morin.", "Paul Morin"),
        ("Traduit de l'espagnol par Paul Morin", "Paul Morin"),
        ("Traduction : Paul Morin", "Paul Morin"),
        ("Article traduit automatiquement", None),
        ("Ce texte a été transposé du russe à l'aide d'un outil en ligne.", None),
        ("Nous avons traduit cet article.", None),
        ("Nous donnons ce texte dans une traduction de Lola.", "Lola"),
        ("Édité et traduit par Paul Morin", "Paul Morin"),
        ("Traduction et notes : Paul Morin", "Paul Morin"),
        ("Below is our translation of the letter.", None),
        ("Hemos traducido este artículo.", None),
        ("This story was translated from German by Ann Lee.", "Ann Lee"),
        ("Translated from Spanish by Ann Lee", "Ann Lee"),
    ],
)
def test_translations(line: str, name: str | None) -> None:
    assert ("translated_by", name) in origins(LEAD + line)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "Suite à cet article paru sur Fanal.fr, la mairie a répondu.",
            [("quoted_via", "Fanal.fr")],
        ),
        ("Ce billet est également publié", [("republished_from", None)]),
        (
            "blog, publié à l'origine sur Le Phare, a été traduit par Anne Roux.",
            [("republished_from", "Le Phare"), ("translated_by", "Anne Roux")],
        ),
        (
            "Billet reproduit avec l'aimable autorisation de l'auteur.",
            [("republished_from", None)],
        ),
        ("Billet également publié sur LinkedIn", [("republished_from", "LinkedIn")]),
        (
            "Cet article a été initialement publié dans l'édition du 3 mai 1952 du Phare.",
            [("republished_from", "Le Phare")],
        ),
        (
            "Cet éditorial d'Anne Roux a été initialement publié sur le site internet du Cercle.",
            [("republished_from", "Le Cercle")],
        ),
        (
            "Source : Reuters. Au cours de l'année, la note du parti a baissé.",
            [("quoted_via", "Reuters")],
        ),
        ("l'AFP.\nLe vaccin sera gratuit dès lundi dans toute la région.", []),
        ("(ABRQ) – qui compte trente communes, la vallée et ses forêts.", []),
        (
            "publié dans Le Fanal, le rapport accuse la mairie d'avoir caché les mesures de l'eau.",
            [],
        ),
        ('Il dirige une "association des bateliers" (ABRQ).', []),
    ],
)
def test_a_text_is_told_from_one_that_it_names(
    line: str, found: list[tuple[str, str | None]]
) -> None:
    article = annotate(line, language="fr")
    assert [(o.relation, o.name) for o in article.origins] == found


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Le sondage est paru ce matin dans « Le Parisien ».", "Le Parisien"),
        ("L'AFP nous apprenait hier que le barrage a cédé.", "Agence France-Presse"),
        ('"Rien de tel", a contesté auprès de l\'AFP son avocat.', "Agence France-Presse"),
        ("Selon une source du Figaro, le ministre hésite.", "Le Figaro"),
        ("Selon un sondage Durand pour LCI, la moitié doute.", "LCI"),
        ("Toujours dans Le Monde, la ministre a évoqué son départ.", "Le Monde"),
        ("L'Humanité signalait déjà deux fuites en mars.", "L'Humanité"),
        ("La lettre, révélée lundi soir par « La Provence », inquiète.", "La Provence"),
        ("Reuters elle-même, qui a mené l'enquête, en doute.", "Reuters"),
    ],
)
def test_where_a_fact_was_read(sentence: str, name: str) -> None:
    article = annotate(LEAD + sentence, language="fr")
    assert [(o.relation, o.name) for o in article.origins if o.start >= len(LEAD)] == [
        ("quoted_via", name)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "La série « Brumes », diffusée sur France 2, revient en mai.",
        "La finale s'est jouée lundi dernier sur M6.",
        "Le village est situé sur le plateau du Deccan.",
        "Les champions du Monde ont vu des 1,2 million de personnes venues les fêter.",
        "Le Monde et Le Figaro ont reçu un prix.",
        "« Nous réfléchissons », explique Marianne Roux.",
        "L'animateur de CNN, Paul Roux, a annoncé son départ.",
        "Le maire s'est confié au Gorafi.",
        "Le groupe France Télévisions explique sa décision.",
    ],
)
def test_a_name_that_tells_nothing_of_where_a_fact_was_read(sentence: str) -> None:
    article = annotate(LEAD + sentence, language="fr")
    assert [o for o in article.origins if o.start >= len(LEAD)] == []
