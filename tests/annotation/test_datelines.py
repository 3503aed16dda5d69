"""What stands before the first sentence. All sentences are invented."""

from __future__ import annotations

import pytest
from lead import LEAD, origins

from analysis import annotate


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("PARIS (Reuters) - Le pont rouvre.", "PARIS", "Reuters"),
        ("GENÈVE, 12 janv (ATS) - Le pont rouvre.", "GENÈVE", "ATS"),
        ("Madrid, 12 ene (EFE).- El puente reabre.", "Madrid", "EFE"),
        ("AA / Ankara / Ali Demir", "Ankara", "Anadolu Agency"),
        ("JAKARTA - Le pont rouvre.", "JAKARTA", None),
        ("Kolwezi, le 3 mai. Le pont a rouvert à la circulation.", "Kolwezi", None),
        ("WASHINGTON (AP) — The bridge reopens.", "WASHINGTON", "Associated Press"),
        (
            "HEMPSTEAD, N.Y., Sept. 26 (UPI) — The bridge.",
            "HEMPSTEAD, N.Y.",
            "United Press International",
        ),
    ],
)
def test_datelines(text: str, place: str, name: str | None) -> None:
    article = annotate(text + "\n" + LEAD, language="fr")
    assert [(o.relation, o.place, o.name) for o in article.origins] == [("dateline", place, name)]


@pytest.mark.parametrize(
    "text",
    [
        "POLITIQUE - Le conseil se réunira de nouveau jeudi pour voter le budget de la ville.",
        "Sur le plateau du Larzac, deux bergers ont perdu leur troupeau.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert origins(LEAD + text) == []
