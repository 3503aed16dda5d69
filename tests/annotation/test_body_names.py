"""What a body is called: short forms, metonyms and titles."""

from __future__ import annotations

import pytest
from marked import sources


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "[La Direction générale de la sécurité intérieure (DGSI)] doute.",
            [("DGSI", "organisation", "security_justice")],
        ),
        (
            "[Bruxelles] hésite. [L'UE] tranche.",
            [
                ("Bruxelles", "organisation", "intergovernmental"),
                ("UE", "organisation", "intergovernmental"),
            ],
        ),
        (
            "Le Centre islandais pour l'analyse (ICSRA) doute. "
            "[Jon Sigmar, le directeur de l'ICSRA], explique.",
            [("Jon Sigmar", "named_person", "expert")],
        ),
        (
            "Ces chiffres viennent du collectif « Un toit demain ». [Le collectif] alerte.",
            [("collectif Un toit demain", "organisation", "civil_society")],
        ),
        ("Selon [le Monde], il pleut.", [("Le Monde", "media", "media")]),
    ],
)
def test_a_body_is_called_what_the_article_calls_it(text, who):
    assert sources(text) == who
