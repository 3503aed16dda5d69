from __future__ import annotations

from analysis.charts import alt_text, plot_barcode
from analysis.schema import AnnotatedArticle

from .builders import LABELS, article


def cells(ax) -> list[str]:
    return [p.get_gid() for p in ax.patches if p.get_gid()]


def letters(ax, article: AnnotatedArticle) -> str:
    """The letters on the strip, by the place of their cell."""
    boxes = [p for p in ax.patches if p.get_gid()]
    singles = [t for t in ax.texts if len(t.get_text()) == 1]
    row = ""
    for box in boxes:
        inside = [
            t.get_text()
            for t in singles
            if box.get_x() <= t.get_position()[0] <= box.get_x() + box.get_width()
            and box.get_y() <= t.get_position()[1] <= box.get_y() + box.get_height()
        ]
        row += inside[0] if inside else "_"
    return row


def test_one_cell_a_sentence_or_line_in_text_order():
    one = article()
    ax = plot_barcode(one)
    assert letters(ax, one) == "T_DMI_OS"
    places = [int(gid.rsplit(":", 1)[1]) for gid in cells(ax)]
    assert places == sorted(places)


def test_height_says_the_same_as_colour():
    boxes = [p for p in plot_barcode(article()).patches if p.get_gid()]
    headline, plain, direct, mixed, indirect, *_ = (b.get_height() for b in boxes)
    assert direct == mixed > indirect > plain == headline


def test_share_of_sourced_sentences_with_its_interval():
    texts = [t.get_text() for t in plot_barcode(article()).texts]
    assert "3 of 5" in texts
    assert "23–88%" in texts


def test_labels_stand_under_their_sentence():
    ax = plot_barcode(article(labels=LABELS))
    below = [line for line in ax.lines if line.get_marker() == "D"]
    assert len(below) == 2  # one in the key, one on the strip
    assert "3" in [t.get_text() for t in ax.texts]


def test_many_articles_are_added_up_by_tenth_of_the_text():
    ax = plot_barcode([article(f"a{i}") for i in range(41)])
    assert not cells(ax)
    texts = [t.get_text() for t in ax.texts]
    assert "10" in texts
    assert "60%" in alt_text(ax)


def test_alt_text_counts_each_article():
    assert "5 body sentences, 2 quoted in full or in part, 1 reported, 2 with no source" in (
        alt_text(plot_barcode(article()))
    )
