"""Who said what: golden sentences, traps, and the seeds against their hand coding."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from analysis import annotate, languages
from analysis.annotation.grammar import conjugate, grammar_of
from analysis.schema import Attribution

FOLDER = Path(languages.__file__).parent


def golden() -> list[Any]:
    cases = []
    for file in sorted(FOLDER.glob("*/golden.toml")):
        code = file.parent.name
        for case in tomllib.loads(file.read_text("utf-8")).get("attribution", ()):
            cases.append(pytest.param(code, case, id=f"{code}: {case['shows']}"))
    return cases


@pytest.mark.parametrize(("code", "case"), golden())
def test_golden_sentences(code: str, case: dict[str, Any]):
    article = annotate(case["text"], language=code)
    found = article.attributions
    if "said" not in case:
        assert found == ()
        return
    [a] = found
    assert [article.span_text(s) for s in a.content] == case["said"]
    assert (article.span_text(a.cue) if a.cue else None) == case.get("cue")
    assert (article.span_text(a.source) if a.source else None) == case.get("source")
    assert a.form == case["form"]
    assert a.modality == case.get("modality", "asserted")


def said(text: str, language: str = "fr") -> list[tuple[str, str | None]]:
    article = annotate(text, language=language)
    return [
        (
            " // ".join(article.span_text(s) for s in a.content),
            article.span_text(a.source) if a.source else None,
        )
        for a in article.attributions
    ]


def test_two_cues_of_one_subject_are_two_attributions():
    assert said("Le maire a annoncé qu'il partait, et a promis de revenir.") == [
        ("il partait", "Le maire"),
        ("revenir", "Le maire"),
    ]


def test_a_quotation_without_a_cue_continues_the_turn():
    text = "« Nous partons », a dit le maire. « Nous reviendrons lundi. »"
    assert said(text) == [("Nous partons // Nous reviendrons lundi", "le maire")]


def test_only_the_outer_of_two_nested_attributions_is_coded():
    text = "Le maire affirme que le préfet a dit que la route fermerait."
    assert said(text) == [("le préfet a dit que la route fermerait", "Le maire")]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Le maire a déclaré que tout va bien.", "asserted"),
        ("Le maire aurait déclaré que tout va bien.", "conditional"),
        ("Le maire n'a pas déclaré que tout va bien.", "negated"),
    ],
)
def test_modality_is_marked_and_not_lost(text: str, modality: str):
    [a] = annotate(text, language="fr").attributions
    assert a.modality == modality


def test_an_unknown_language_has_quotes_and_no_attributions():
    article = annotate("„Genug“, sagte er.", language=None)
    assert article.attributions == ()


def test_conjugation_is_generated():
    cues = languages.load("fr").lexicon("cues")
    assert {"dit", "disent", "disant", "dirent", "dirait", "dite"} <= set(conjugate("dire", cues))
    assert {"rappelle", "rappelait", "rappelé"} <= set(conjugate("rappeler", cues))
    assert {"révèle", "révélait"} <= set(conjugate("révéler", cues))
    assert {"répond", "répondit", "répondu"} <= set(conjugate("répondre", cues))
    assert {"reconnaît", "reconnu", "reconnaissait"} <= set(conjugate("reconnaître", cues))
    assert {"soutient", "soutenait", "soutint"} <= set(conjugate("soutenir", cues))
    assert {"craint", "craignait"} <= set(conjugate("craindre", cues))


def test_the_grammar_is_compiled_once():
    assert grammar_of("fr") is grammar_of("fr")


def best_overlap(gold: set[int], found: list[set[int]]) -> float:
    return max((len(gold & f) / len(gold | f) for f in found), default=0.0)


def letters(a: Attribution | dict[str, Any]) -> set[int]:
    content = a.content if isinstance(a, Attribution) else a["content"]
    return {i for start, end in content for i in range(start, end)}


def test_the_seeds_are_read_as_they_were_coded_by_hand(seed_paths: list[Path], shared: Path):
    import json

    gold: dict[str, list[dict[str, Any]]] = {}
    for line in (shared / "gold" / "seeds.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["kind"] == "attribution" and not record.get("optional"):
            gold.setdefault(record["article_id"], []).append(record)
    hits = total = found_total = 0
    for path in seed_paths:
        article = annotate(path.read_bytes().decode("utf-8"), language="fr")
        found = [letters(a) for a in article.attributions]
        found_total += len(found)
        for record in gold[path.stem]:
            total += 1
            hits += best_overlap(letters(record), found) >= 0.5
    assert hits / total >= 0.95
    assert hits / found_total >= 0.9


def test_a_signature_on_the_next_line_names_the_speaker_of_a_quotation():
    text = "« Marcher chaque jour change la vie des malades et de leurs proches. »\n— Dr Anne Roche"
    assert said(text) == [
        ("Marcher chaque jour change la vie des malades et de leurs proches", "Dr Anne Roche")
    ]


def test_a_quotation_without_a_cue_goes_to_the_subject_before_it():
    text = "La maire Anne Roche est inquiète. « Le pont ne tiendra pas l'hiver qui vient. »"
    assert said(text) == [("Le pont ne tiendra pas l'hiver qui vient", "La maire Anne Roche")]


def test_two_counts_from_two_sources_share_a_sentence():
    assert said("On a compté 200 000 marcheurs selon la police et 900 000 selon la CGT.") == [
        ("On a compté 200 000 marcheurs", "la police"),
        ("900 000", "la CGT"),
    ]
