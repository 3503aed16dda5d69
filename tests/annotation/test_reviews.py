"""What a person decides stands, on any version of the rules; what cannot be used is named."""

from __future__ import annotations

import dataclasses
import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import annotate, read_corpus
from analysis.annotation.reviews import (
    COLUMNS,
    Reviews,
    complete_row,
    gold,
    read_reviews,
    row_of,
    save_decision,
    undecided,
    write_reviews,
)
from analysis.corpus import CorpusWarning, reviews_path
from analysis.schema import AnnotatedArticle, Article

TEXT = (
    "Le maire, Paul Roux, a déclaré que le pont de l’Isle rouvrira lundi. "
    "Selon la préfecture, douze voitures ont été touchées. Une vague immense, note d’un témoin."
)


def article(text: str = TEXT) -> AnnotatedArticle:
    return annotate(Article(article_id="pont", text=text, language="fr"))


def decided(*rows: dict[str, str]) -> Reviews:
    return Reviews(tuple((i, row) for i, row in enumerate(rows, 2)))


def again(reviews: Reviews, text: str = TEXT) -> AnnotatedArticle:
    return annotate(Article(article_id="pont", text=text, language="fr"), reviews=reviews)


def row(kind: str = "attribution", number: int = 0, **values: str) -> dict[str, str]:
    """The row of one piece of evidence of the text, with what a reviewer wrote into it."""
    rows = [r for r in undecided([article()]) if r["kind"] == kind]
    return rows[number] | {"reviewer": "ana"} | {k.rstrip("_"): v for k, v in values.items()}


def added(**values: str) -> dict[str, str]:
    blank = dict.fromkeys(COLUMNS, "") | {"reviewer": "ana", "decision": "add"}
    return blank | {"article_id": "pont", **{k.rstrip("_"): v for k, v in values.items()}}


def test_the_text_holds_what_the_tests_rest_on():
    found = article()
    assert [a.source_name for a in found.attributions] == ["Paul Roux", "préfecture"]
    assert [found.span_text(c) for c in found.claims][-1] == "douze voitures"


def test_what_is_rejected_goes_and_its_sentence_is_not_attributed():
    after = again(decided(row(decision="reject")))
    assert [a.source_name for a in after.attributions] == ["préfecture"]
    assert [s.attributed for s in after.sentences] == [False, True, False]


def test_what_is_corrected_is_as_written_and_sure():
    after = again(
        decided(
            row(
                decision="correct",
                text="le pont de l'Isle rouvrira",
                source_name="Pauline Roux",
                affiliation="politics",
            )
        )
    )
    first = after.attributions[0]
    assert after.span_text(first) == "le pont de l’Isle rouvrira"
    assert (first.source_name, first.affiliation) == ("Pauline Roux", "politics")
    assert (first.confidence, first.resolved) == (1.0, True)
    assert after.span_text(first.cue) == "a déclaré"


def test_what_is_added_is_found_by_its_words_and_makes_its_sentence_attributed():
    after = again(
        decided(
            added(
                kind="attribution",
                class_="indirect",
                text="Une vague immense",
                cue_text="note",
                source_text="un témoin",
                source_name="témoin",
                source_form="unnamed_person",
                affiliation="individual",
            ),
            added(kind="label", class_="narrator", text="vague"),
        )
    )
    assert [a.pattern for a in after.attributions][-1] == "review"
    assert [s.attributed for s in after.sentences] == [True, True, True]
    assert after.span_text(after.labels[-1]) == "vague"


def test_a_figure_of_an_added_attribution_is_attributed():
    bare = "Douze voitures ont été touchées par la crue."
    reviews = decided(
        added(kind="attribution", class_="indirect", text=bare[:-1], source_name="la mairie")
    )
    claim = again(reviews, bare).claims[0]
    assert (claim.attributed, claim.source_name) == (True, "la mairie")


def test_a_decision_outlives_a_change_of_the_rules():
    # Earlier rules ended the content two words later; the decision still finds its place.
    old = row(decision="correct", text="le pont de l'Isle rouvrira")
    later = dataclasses.replace(
        article().attributions[0], end=article().attributions[0].end - 6, content=((26, 60),)
    )
    given_ = row_of(article(), later, "ana", "reject")
    assert len(again(decided(given_)).attributions) == 1
    assert len(again(decided(old)).attributions) == 2


def test_a_changed_text_is_not_touched_by_decisions_on_the_old_one():
    changed = TEXT.replace("lundi", "mardi")
    assert len(again(decided(row(decision="reject")), changed).attributions) == 2


def test_accepting_all_decides_a_kind_and_reading_to_the_end_completes_it():
    rows = [r | {"decision": "accept"} for r in undecided([article()], None, "ana")]
    assert again(decided(*rows)).reviewed["attribution"] == "decided"
    done = complete_row(article(), "attribution", "ana")
    assert again(decided(*rows, done)).reviewed["attribution"] == "complete"
    assert again(decided(rows[0])).reviewed == {}
    assert article().reviewed == {}


def test_reviewers_who_differ_leave_the_text_as_extracted():
    one = row(decision="reject")
    other = row(decision="accept") | {"reviewer": "ben"}
    assert len(again(decided(one, other)).attributions) == 2
    assert len(again(decided(one, other).by("ana")).attributions) == 1
    assert decided(one, other).reviewers == ("ana", "ben")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row(decision="maybe"), "decision 'maybe' is none of"),
        (added(kind="rumour", text="vague"), "kind 'rumour' is none of"),
        (added(kind="label", class_="loud", text="vague"), "voice 'loud' is none of"),
        (added(kind="label", class_="quoted", text="tempête"), "« tempête » do not stand"),
        (added(kind="label", class_="quoted"), "no words"),
        (added(kind="label") | {"decision": "reject"}, "needs the columns"),
        (row(decision="accept", record="{broken"), "cannot be read"),
        (row(decision="accept", start="5000", end="6000"), "outside the text"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_others_count(bad, reason):
    with pytest.warns(CorpusWarning, match=rf"reviews line 2: .*{reason}"):
        after = again(decided(bad, row(number=1, decision="reject")))
    assert len(after.attributions) == 1


def test_a_sheet_is_read_as_it_was_written(tmp_path: Path):
    rows = [row(decision="accept", note="=2+3"), row(number=1, decision="reject", note="; «\n»")]
    file = write_reviews(tmp_path / "a.reviews.csv", rows)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "'=2+3" in file.read_text("utf-8-sig")
    assert [r for _, r in read_reviews(file).rows] == rows
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_no_sheet_is_refused_by_name(tmp_path: Path):
    file = tmp_path / "b.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(ValueError, match=r"b\.csv: no column decision, kind"):
        read_reviews(file)


def test_saving_replaces_the_same_reviewers_decision_and_keeps_the_rest(tmp_path: Path):
    file = tmp_path / "c.reviews.csv"
    write_reviews(file, undecided([article()]))
    save_decision(file, row(decision="accept"))
    save_decision(file, row(decision="reject"))
    save_decision(file, row(decision="accept") | {"reviewer": "ben"})
    assert [(r["reviewer"], r["decision"]) for _, r in read_reviews(file).rows] == [
        ("ana", "reject"),
        ("ben", "accept"),
    ]
    assert len(file.read_text("utf-8").splitlines()) == 2 + len(undecided([article()]))


def test_decisions_beside_the_corpus_are_found_and_are_no_article(tmp_path: Path, seed_paths):
    folder = tmp_path / "strike"
    folder.mkdir()
    shutil.copy(seed_paths[0], folder)
    before = annotate(read_corpus(folder))
    rows = [r | {"decision": "reject"} for r in undecided(before, None, "ana")]
    write_reviews(reviews_path(folder), [r for r in rows if r["kind"] == "attribution"])
    after = annotate(read_corpus(folder))
    assert before[0].attributions
    assert after[0].attributions == ()
    assert after[0].claims
    assert not any(c.attributed for c in after[0].claims)
    write_reviews(folder / "other.reviews.csv", rows)
    assert len(read_corpus(folder)) == 1


def test_the_decomposed_text_takes_the_same_decisions():
    raw = unicodedata.normalize("NFD", TEXT)
    rows = [r for r in undecided([article(raw)], None, "ana") if r["kind"] == "attribution"]
    fixed = rows[0] | {"decision": "correct", "text": "le pont de l'Isle"}
    after = again(decided(fixed), raw)
    assert unicodedata.normalize("NFC", after.span_text(after.attributions[0])) == (
        "le pont de l’Isle"
    )


def test_texts_read_to_the_end_become_a_hand_coded_set():
    rows = [r | {"decision": "accept"} for r in undecided([article()], None, "ana")]
    done = complete_row(article(), "attribution", "ana")
    made = list(gold([again(decided(*rows, done)), article()]))
    assert [r["kind"] for r in made] == ["article", "attribution", "attribution"]


@given(st.text(max_size=80), st.sampled_from(["accept", "correct", "reject", "add"]))
def test_whatever_is_written_in_a_row_spans_stay_inside_the_text(words: str, decision: str):
    reviews = decided(row(decision=decision, text=words))
    found = reviews.of(article().article)
    assert len(found) + len(reviews.problems) == 1
    after = annotate(article().article, reviews=decided(*(r for _, r in reviews.rows if found)))
    for item in after.attributions:
        assert all(TEXT[a:b] for a, b in item.content)
