"""Groups, shares and pairs: who they are and what they are of."""

from __future__ import annotations

import pytest
from marked import sources


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("D'après [des témoins], c'était hier.", [("témoins", "group", "individual")]),
        ("[54 % des habitants] approuvent.", [("54 % des habitants", "group", "individual")]),
        (
            "Paul Rivet hésite. [Son entourage] dément.",
            [("entourage de Paul Rivet", "group", "individual")],
        ),
        ("[Les journalistes] racontent.", [("journalistes", "media", "media")]),
        (
            "Marc Rivet est là. [Les avocats de Marc Rivet] protestent.",
            [("avocats de Marc Rivet", "group", "other")],
        ),
        (
            "[Les auteurs de l'initiative] se plaignent. [Les auteurs de l'étude] nuancent.",
            [
                ("auteurs de l'initiative", "group", "individual"),
                ("auteurs de l'étude", "group", "expert"),
            ],
        ),
        ("[Les dirigeants français] refusent.", [("dirigeants français", "group", "government")]),
        (
            "Marc Lynde, député, hésite. [Les représentants de Marc Lynde] refusent.",
            [("représentants de Marc Lynde", "group", "politics")],
        ),
        ("[27 %] se disent satisfaits.", [("27 %", "group", "individual")]),
        (
            "[Les auteurs de l'étude s'appuient sur trois cas] et concluent.",
            [("auteurs de l'étude", "group", "expert")],
        ),
        ("[Trois dirigeants de Velora] doutent.", [("dirigeants de Velora", "group", "business")]),
        (
            "Le ministre, Marc Arnal, est à Lens. [Son cabinet] promet. [Son entourage] aussi.",
            [
                ("cabinet de Marc Arnal", "group", "government"),
                ("entourage de Marc Arnal", "group", "government"),
            ],
        ),
        (
            "Il pleut. La tribune est parue. [Les signataires] protestent.",
            [("signataires de la tribune", "group", "other")],
        ),
    ],
)
def test_a_group_has_the_kind_of_what_it_is_of(text, who):
    assert sources(text) == who
