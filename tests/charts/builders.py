"""Articles made by hand, so that what a chart must show is known before it is drawn."""

from __future__ import annotations

from analysis.schema import (
    AnnotatedArticle,
    Article,
    Attribution,
    Label,
    Origin,
    Sentence,
    Solicitation,
    Zone,
)

# One line a zone: label, then its sentences as (text, form or "", source, affiliation).
Line = tuple[str, list[tuple[str, str, str, str]]]

PORT: list[Line] = [
    ("headline", [("Le port rouvre.", "", "", "")]),
    (
        "body",
        [
            ("Le quai nord a été vidé dans la nuit.", "", "", ""),
            ("« Tout est sûr », a dit Anne Morel.", "direct", "Anne Morel", "government"),
            ("La préfète parle d'un « incident clos ».", "mixed", "Anne Morel", "government"),
        ],
    ),
    (
        "body",
        [
            ("Selon les dockers, la grue penchait.", "indirect", "dockers", "civil_society"),
            ("Une enquête est ouverte.", "", "", ""),
        ],
    ),
    ("credit", [("Source : AFP", "", "", "")]),
    ("solicitation", [("Partagez cet article !", "", "", "")]),
]


def article(
    article_id: str = "port_01",
    lines: list[Line] = PORT,
    labels: tuple[tuple[str, str, str], ...] = (),
    outlet: str | None = None,
) -> AnnotatedArticle:
    """An annotated article; labels are (term, voice, polarity) on the first body sentence."""
    text = ""
    zones, sentences, attributions, solicitations, origins = [], [], [], [], []
    first_body: int | None = None
    for label, parts in lines:
        start = len(text)
        for i, (words, form, source, affiliation) in enumerate(parts):
            text += (" " if i else "") + words
            end, begin = len(text), len(text) - len(words)
            if label in ("headline", "body", "caption"):
                sentences.append(Sentence(start=begin, end=end, zone=label, attributed=bool(form)))
            if label == "body" and first_body is None:
                first_body = begin
            if form:
                attributions.append(
                    Attribution(
                        start=begin,
                        end=end,
                        form=form,
                        content=((begin, end),),
                        cue=None,
                        source_name=source,
                        source_form="group",
                        affiliation=affiliation,
                    )
                )
        zones.append(Zone(start=start, end=len(text), label=label))
        if label == "solicitation":
            solicitations.append(Solicitation(start=start, end=len(text), appeal="share"))
        if label == "credit":
            origins.append(
                Origin(
                    start=start, end=len(text), relation="republished_from", name="Agence Presse"
                )
            )
        text += "\n"
    place = first_body or 0
    return AnnotatedArticle(
        article=Article(article_id=article_id, text=text, outlet=outlet, language="fr"),
        language="fr",
        words_total=len(text.split()),
        words_body=sum(len(text[z.start : z.end].split()) for z in zones if z.label == "body"),
        zones=tuple(zones),
        sentences=tuple(sentences),
        attributions=tuple(attributions),
        labels=tuple(
            Label(start=place + i, end=place + i + 2, voice=voice, polarity=polarity, term=term)
            for i, (term, voice, polarity) in enumerate(labels)
        ),
        solicitations=tuple(solicitations),
        origins=tuple(origins),
    )


def blank(article_id: str = "empty") -> AnnotatedArticle:
    """An article in which nothing was found."""
    return AnnotatedArticle(
        article=Article(article_id=article_id, text=""), language="fr", words_total=0, words_body=0
    )


LABELS = (
    ("émeutiers", "narrator", "delegitimising"),
    ("émeutiers", "quoted", "delegitimising"),
    ("gardiens de la paix", "reported", "legitimising"),
)


def corpus(n: int) -> list[AnnotatedArticle]:
    """``n`` articles alike but for their id."""
    return [article(f"{i:03d}_quai", labels=LABELS if i % 2 == 0 else ()) for i in range(n)]
