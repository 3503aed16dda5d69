from __future__ import annotations

import dataclasses
from collections import Counter

from analysis.charts import alt_text, plot_sources
from analysis.charts._counts import merge_names

from .builders import article, corpus


def texts(ax) -> list[str]:
    return [t.get_text() for t in ax.texts]


def test_one_tile_an_attribution():
    ax = plot_sources(corpus(2))
    tiles = Counter(t for t in texts(ax) if t in "DMI")
    assert tiles == {"D": 3, "M": 3, "I": 3}  # two articles and the key


def test_official_sources_stand_above_the_others():
    ax = plot_sources(article())
    height = {t.get_text(): t.get_position()[1] for t in ax.texts}
    assert height["Anne Morel"] < height["Other sources"] < height["Dockers"]


def test_kinds_of_source_nobody_asked_are_said():
    words = " ".join(texts(plot_sources(article())))
    assert "Not among the sources:" in words
    assert "private persons" in words
    assert "associations" not in words.split("Not among the sources:")[1].split(".")[0]


def test_share_of_official_sources_has_its_interval():
    shown = texts(plot_sources(article()))
    assert "2 of 3" in shown
    assert "21–94%" in shown


def test_spellings_of_one_name_are_one_row():
    one = article("a")
    other = dataclasses.replace(
        one,
        article=dataclasses.replace(one.article, article_id="b"),
        attributions=tuple(
            dataclasses.replace(a, source_name="Anne-Morel") if a.source_name == "Anne Morel" else a
            for a in one.attributions
        ),
    )
    shown = texts(plot_sources([one, other]))
    assert shown.count("Anne Morel") == 1
    assert "Anne-Morel" not in shown


def test_a_compound_source_is_two_mentions():
    one = article()
    both = dataclasses.replace(
        one,
        attributions=tuple(
            dataclasses.replace(a, source_name="Anne Morel + dockers") for a in one.attributions[:1]
        ),
    )
    ax = plot_sources(both)
    assert "2\u00a0source mentions" in ax.get_title()
    assert {"Anne Morel", "Dockers"} <= set(texts(ax))


def test_who_is_not_named_has_a_group_of_its_own():
    one = article()
    unnamed = dataclasses.replace(
        one,
        attributions=tuple(
            dataclasses.replace(a, source_name="none", source_form="none", affiliation="none")
            for a in one.attributions[:1]
        )
        + one.attributions[1:],
    )
    shown = texts(plot_sources(unnamed))
    assert "(source not named)" in shown
    assert "No source named" in shown


def test_two_people_of_one_surname_stay_two():
    people = ["Jean Duval", "Marie Duval", "Duval"]
    merged = merge_names(people, persons=people)
    assert len(set(merged.values())) == 3


def test_a_repeated_headline_is_counted_once():
    line = ("headline", [("Anne Morel rassure le port", "indirect", "Anne Morel", "government")])
    twice = article(lines=[line, line])
    assert "(n\u00a0=\u00a01\u00a0source mention," in plot_sources(twice).get_title()


def test_above_twelve_articles_each_source_is_a_bar():
    shown = texts(plot_sources(corpus(13)))
    assert "in 13 art." in shown
    assert "26" in shown


def test_sources_beyond_the_limit_are_counted():
    shown = texts(plot_sources(corpus(3), max_sources=1))
    assert any(t.startswith("and 1 more") for t in shown)


def test_alt_text_names_the_sources():
    assert "Anne Morel (government): 2" in alt_text(plot_sources(article()))
