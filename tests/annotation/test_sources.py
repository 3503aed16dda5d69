"""Who speaks: names, kinds and affiliations resolved within one article."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import read, sources

from analysis import annotate, languages
from analysis.annotation import annotate_article
from analysis.annotation.document import Document
from analysis.annotation.sources import resolve_sources
from analysis.schema import Article, Attribution
from analysis.text import Shadow


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[Claire Morel, ministre de la Santé], a parlé. « Bien », a-t-[elle] dit.",
            [("Claire Morel", "named_person", "government")] * 2,
        ),
        (
            "Selon [le ministre français des Finances, Paul Rivet], tout va bien. "
            "[M. Rivet] insiste. [Le ministre] conclut.",
            [("Paul Rivet", "named_person", "government")] * 3,
        ),
        ("[Moscou] dément.", [("Moscou", "organisation", "government")]),
        (
            "Selon [une étude de l'université de Gand], les abeilles dorment.",
            [("université de Gand", "organisation", "expert")],
        ),
        (
            "Un rapport de la Cour des comptes est paru. Selon [le rapport], le budget dérape.",
            [("rapport de la Cour des comptes", "document", "government")],
        ),
        (
            "Selon [une source judiciaire], oui.",
            [("source judiciaire", "unnamed_person", "security_justice")],
        ),
        (
            "[L'avocat de Paul Rivet] proteste.",
            [("avocat de Paul Rivet", "unnamed_person", "other")],
        ),
        (
            "Selon [l'OTSC et les autorités kazakhes], tout est calme.",
            [("OTSC + autorités kazakhes", "organisation", "intergovernmental")],
        ),
        ("[On] raconte qu'il neige.", [("none", "none", "none")]),
        (
            "Ismaïl Tokaïev, président du Kazakhstan, est là. [Tokayev] se félicite.",
            [("Ismaïl Tokaïev", "named_person", "government")],
        ),
        (
            "[Le président de Nordair Pascal de Vernay] sourit. [Le président] conclut.",
            [("Pascal de Vernay", "named_person", "business")] * 2,
        ),
        (
            "[Le chef de l'alliance] a prévenu. Igor Zaslav, secrétaire général de l'OTAN, doute.",
            [("Igor Zaslav", "named_person", "intergovernmental")],
        ),
        (
            "Marcel Tratsch, président de l'Institut d'économie, doute. [L'expert] prévient.",
            [("Marcel Tratsch", "named_person", "expert")],
        ),
        (
            "[Les journalistes Emma Duclos et Pascal Airaud] notent. [Airaud] insiste.",
            [
                ("Emma Duclos + Pascal Airaud", "named_person", "media"),
                ("Pascal Airaud", "named_person", "media"),
            ],
        ),
        (
            "[Rouane Hacen Djilal, président de la Chambre de pêche], regrette. "
            "[M. Rouane] précise.",
            [("Rouane Hacen Djilal", "named_person", "business")] * 2,
        ),
        (
            "[Garcia Herrera, du groupe de réflexion Brugal], doute.",
            [("Garcia Herrera", "named_person", "expert")],
        ),
        (
            "« Oui », raconte [une camarade du suspect]. [La fillette] ajoute.",
            [("camarade du suspect", "unnamed_person", "individual")] * 2,
        ),
        (
            "Kim Jong-Un ferme la frontière. Les Malaisiens sont otages, dit "
            "[leur Premier ministre].",
            [("Premier ministre", "unnamed_person", "government")],
        ),
        (
            "Anna Berbek voyage. [La porte-parole du Ministère] répond.",
            [("porte-parole du Ministère", "unnamed_person", "government")],
        ),
        (
            "Frédéric Mittard, alors [ministre de la Culture], avait défendu le projet.",
            [("Frédéric Mittard", "named_person", "government")],
        ),
        (
            "Devant Frédéric Mittard, ministre de la Culture, [le maire] a défendu le projet.",
            [("maire", "unnamed_person", "government")],
        ),
        (
            "Anna Hilfer, porte-parole, doute. C'est ce qu'a dit le ministre Alain Jak. "
            "D'après [lui], rien ne presse.",
            [("Alain Jak", "named_person", "government")],
        ),
        (
            "Des sénateurs français sont venus. [Ils] doutent.",
            [("sénateurs français", "group", "politics")],
        ),
        ("[La Haye] s'inquiète.", [("La Haye", "organisation", "government")]),
        (
            "[Marc Lynde, le directeur général de l'association], doute.",
            [("Marc Lynde", "named_person", "civil_society")],
        ),
        (
            "[L'un des députés LR, Marc Lynde], doute.",
            [("Marc Lynde", "named_person", "politics")],
        ),
        (
            "Le commissaire à l'agriculture Janis Wolda est absent. "
            "[Le commissaire européen] s'excuse.",
            [("Janis Wolda", "named_person", "intergovernmental")],
        ),
        (
            "La sénatrice de Caroline du Sud Anne Scotte est là. [Elle] salue.",
            [("Anne Scotte", "named_person", "politics")],
        ),
        (
            "[Jude Lime, du groupe humanitaire Vertigo], salue.",
            [("Jude Lime", "named_person", "civil_society")],
        ),
        (
            "Anna Rivet et Paul Morel arrivent. [Ils] saluent.",
            [("Anna Rivet + Paul Morel", "named_person", "individual")],
        ),
        (
            "Les Européens hésitent, mais les Américains sont clairs : [ils] refusent.",
            [("Américains", "group", "government")],
        ),
        ("[Elisha, son fils unique], parle.", [("Elisha", "named_person", "individual")]),
        ("Selon [l'article 2], c'est permis.", [("article 2", "document", "government")]),
        (
            "Le ministère de l'Éducation a publié un décret. Selon [ce document], c'est interdit.",
            [("décret du ministère de l'Éducation", "document", "government")],
        ),
        (
            "Une lettre de protestation circule. Selon [le document], c'est interdit.",
            [("lettre de protestation", "document", "other")],
        ),
        (
            "Washington insiste. Auparavant, [elle] hésitait.",
            [("Washington", "organisation", "government")],
        ),
        (
            "La marque Absolia revient. [La porte-parole Paula Erik] s'en félicite.",
            [("Paula Erik", "named_person", "business")],
        ),
        (
            "[Ses promoteurs préparent l'opinion].",
            [("promoteurs", "group", "business")],
        ),
        (
            "[Le ministre britannique des forces armées, Jim Hapley], parle.",
            [("Jim Hapley", "named_person", "government")],
        ),
        ("[L'Amérique] hésite.", [("Amérique", "organisation", "government")]),
    ],
)
def test_sources_of_plain_sentences(text, expected):
    assert sources(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[Prime Minister Anna Brook] said so. [She] insisted.",
            [("Anna Brook", "named_person", "government")] * 2,
        ),
        ("[Police] said so.", [("Police", "organisation", "security_justice")]),
        (
            "[Mark Hill, a professor at Leeds University], agreed. [Dr. Hill] added more.",
            [("Mark Hill", "named_person", "expert")] * 2,
        ),
        (
            "[A Treasury Department official] said no.",
            [("official", "unnamed_person", "government")],
        ),
        ("[Mark Hill's lawyer] said no.", [("lawyer", "unnamed_person", "other")]),
        ("[Residents] fled.", [("Residents", "group", "individual")]),
        (
            "The World Health Organization met. [It] warned of a wave.",
            [("World Health Organization", "organisation", "intergovernmental")],
        ),
    ],
)
def test_sources_of_plain_english_sentences(text, expected):
    assert sources(text, "en") == expected


def golden() -> list[Any]:
    cases = []
    for file in sorted(Path(languages.__file__).parent.glob("*/golden.toml")):
        code = file.parent.name
        for case in tomllib.loads(file.read_text("utf-8")).get("speaker", ()):
            cases.append(pytest.param(code, case, id=f"{code}: {case['shows']}"))
    return cases


@pytest.mark.parametrize(("code", "case"), golden())
def test_golden_speakers(code: str, case: dict[str, Any]):
    found = annotate(case["text"], language=code).attributions
    assert [a.source_name for a in found] == case["who"].split(" | ")
    if "as" in case:
        assert [a.affiliation for a in found] == case["as"].split(" | ")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[Emmanuel Macron] doute. Le budget de 2015 passe.", "government"),
        ("[Emmanuel Macron] doute. Le budget de 2023 passe.", "government"),
        ("[Barack Obama] doute. Le budget de 2012 passe.", "government"),
        ("[Barack Obama] doute. Le budget de 2023 passe.", "politics"),
    ],
)
def test_an_office_counts_while_it_is_held(text, kind):
    assert sources(text)[0][2] == kind


@pytest.mark.parametrize(
    ("text", "published", "who"),
    [
        ("La SNCF attend. « Patience », a dit le chef de l'État.", "2021-03-03", "Emmanuel Macron"),
        (
            "La SNCF attend. « Patience », a dit le chef de l'État.",
            "2015-03-03",
            "François Hollande",
        ),
        (
            "La CGT attend. « Patience », a dit la ministre de la Culture.",
            "2023-07-06",
            "Rima Abdul Malak",
        ),
        ("« Patience », a dit le chef de l'État.", "2021-03-03", "chef de l'État"),
    ],
)
def test_an_office_of_the_country_that_bodies_tell_is_held_at_its_date(text, published, who):
    (said,) = annotate_article(
        Article(article_id="a", text=text, published=published), "fr"
    ).attributions
    assert said.source_name == who


def test_a_thing_that_cannot_speak_is_no_source():
    assert annotate("La prudence dit que la route est fermée.", language="fr").attributions == ()


def test_a_title_that_clashes_is_left_unresolved():
    text = "Paul Rivet, ministre de la Santé, est là. [L'infirmière] proteste."
    document, attributions = read(text)
    (source,) = resolve_sources(document, attributions)
    assert (source.source_name, source.source_form) == ("infirmière", "unnamed_person")
    assert not source.resolved


def test_a_floating_quotation_goes_on_with_the_last_speaker():
    document, attributions = read("[Paul Rivet] a parlé hier. « Nous ne céderons pas à la peur. »")
    start = document.text.index("Nous")
    end = document.text.index(" »")
    floating = Attribution(
        start=start, end=end, form="direct", content=((start, end),), cue=None, pattern="floating"
    )
    *_, last = resolve_sources(document, [*attributions, floating])
    assert last.source_name == "Paul Rivet"
    assert last.source is None


def test_a_language_without_lexicons_keeps_the_words_of_the_source():
    document, attributions = read("[Juan Pérez] habla.")
    blank = dataclasses.replace(document, pack=languages.load_or_blank("xx"))
    (source,) = resolve_sources(blank, attributions)
    assert source.source_name == "Juan Pérez"
    assert not source.resolved


def test_the_order_given_is_kept():
    document, attributions = read("[Paul Rivet] parle. [Il] insiste. [Des témoins] doutent.")
    forward = resolve_sources(document, attributions)
    backward = resolve_sources(document, attributions[::-1])
    assert forward == backward[::-1]


HOSTILE = st.text(alphabet="AaÉe le la M. Jean Dupont,;«»\"'\n()-ministre de il", max_size=200)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="AaÉe le la M. Jean Dupont,;«»\"'\n()-ministre de il", max_size=200), st.data()
)
def test_no_text_breaks_it(text, data):
    shadow = Shadow.of(text).text
    a = data.draw(st.integers(0, len(shadow)))
    b = data.draw(st.integers(a, len(shadow)))
    document, _ = read("x")
    document = Document(
        article=document.article,
        text=shadow,
        pack=document.pack,
        zones=(),
        sentences=(),
        quotes=(),
    )
    attribution = Attribution(
        start=a, end=b, form="direct", content=((a, b),), cue=None, source=(a, b)
    )
    once = resolve_sources(document, [attribution])
    assert once == resolve_sources(document, [attribution])
    assert once[0].source_name


def test_an_auxiliary_is_no_document_to_look_back_to() -> None:
    text = "The board will meet on Friday. The will says that the house goes to Anna."
    (said,) = annotate(Article(article_id="will", text=text), language="en").attributions
    assert text[said.content[0][0] : said.content[-1][1]] == "the house goes to Anna"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Ida Le Brec a reçu Jean-Yves Le Brec. [Ida Le Brec] doute. [M. Le Brec] rit.",
            ["Ida Le Brec", "Jean-Yves Le Brec"],
        ),
        (
            "Jean d'Orval et Claire d'Orval sont là. [Mme d'Orval] doute. [M. d'Orval] rit.",
            ["Claire d'Orval", "Jean d'Orval"],
        ),
        ("Le soir tombe. [M. du Plessis] doute.", ["du Plessis"]),
        (
            "La maison des époux Varnier est à vendre. Luc et Anne Varnier sont partis. "
            "Luc Varnier a signé. [Luc Varnier] le nie, [Anne Varnier] aussi.",
            ["Luc Varnier", "Anne Varnier"],
        ),
    ],
)
def test_relatives_are_told_apart(text, who):
    assert [name for name, *_ in sources(text)] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Emmanuel Macron est candidat en 2017. [L'ancien ministre de l'Économie] doute.",
            "Emmanuel Macron",
        ),
        (
            "Emmanuel Macron est candidat en 2017. [L'ex-locataire de Bercy] doute.",
            "Emmanuel Macron",
        ),
        ("Bruno Retailleau a parlé en juin 2025. [L'hôte de Beauvau] doute.", "Bruno Retailleau"),
        ("Manuel Valls se tait en 2018. [L'ex-hôte de Matignon] doute.", "Manuel Valls"),
        ("Joe Biden lit en 2023. [L'hôte du Bureau ovale] doute.", "Joe Biden"),
        ("Anne Hidalgo parle en 2021. [La locataire de l'hôtel de ville] doute.", "Anne Hidalgo"),
        (
            "Rishi Sunak voit Keir Starmer en 2023. [Le locataire du 10 Downing Street] doute.",
            "Rishi Sunak",
        ),
        (
            "Le ministre des Finances, Paul Arnal, s'en va. [L'ex-patron de Bercy] doute.",
            "Paul Arnal",
        ),
    ],
)
def test_a_seat_of_power_stands_for_who_holds_or_held_it(text, who):
    assert [name for name, *_ in sources(text)] == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Trois blessés, selon la mairie. Tout va bien, a-t-on ajouté de même source.", "mairie"),
        ("Selon la mairie, le pont rouvrira. « Tout est prêt », ajoute-t-on.", "mairie"),
        ("« L'ombre recule », dit-on à Rome, où l'on juge que la paix est proche.", "Rome"),
        (
            "« C'est faux », a dit l'entourage du maire. Rien n'est vrai, selon la même source.",
            "entourage du maire",
        ),
    ],
)
def test_anyone_goes_on_with_the_turn_of_a_body(text, who):
    found = annotate(Article(article_id="on", text=text), language="fr").attributions
    assert [a.source_name for a in found] == [who] * 2


def test_anyone_at_a_source_is_that_source():
    text = "Les élèves sont indemnes, indique-t-on de source policière."
    (said,) = annotate(Article(article_id="on", text=text), language="fr").attributions
    assert said.source_name == "source policière"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Il pleut. Le palais a fermé. Selon [un porte-parole], l'argent manque.",
            [("porte-parole du palais", "unnamed_person", "government")],
        ),
        (
            "[Un brigadier de Lens] soupire. [Le policier] ajoute. [Ce militaire] rit.",
            [("brigadier de Lens", "unnamed_person", "security_justice")] * 3,
        ),
        (
            "J'ai vu mon docteur. Mon docteur n'a rien trouvé. Selon [lui], je dors mal.",
            [("docteur", "unnamed_person", "expert")],
        ),
        (
            "[Les deux ministres] — Paul Rivet et Anne Roux — doutent.",
            [("Paul Rivet + Anne Roux", "named_person", "government")],
        ),
        (
            "[Les deux groupes, Nordair et Velora], doutent.",
            [("Nordair + Velora", "organisation", "business")],
        ),
        (
            "[Les trois syndicats] (CGT, FO et CFDT) doutent.",
            [("CGT + FO + CFDT", "organisation", "civil_society")],
        ),
        (
            "Luc Perrin, [une figure du parti], doute.",
            [("Luc Perrin", "named_person", "politics")],
        ),
        (
            "Devant Luc Perrin, [un élu du parti] doute.",
            [("élu du parti", "unnamed_person", "politics")],
        ),
        (
            "[Une étude parue hier dans le Bulletin du climat] alerte. "
            "Les chercheurs de l'université de Gand ont suivi les ruches. [L'étude] conclut.",
            [("étude de l'université de Gand", "document", "expert")] * 2,
        ),
    ],
)
def test_speakers_whom_the_article_names_elsewhere(text, who):
    assert sources(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Un rapport de l'Office national du littoral (ONL) alerte. Selon [le rapport], non.",
            [("rapport de l'Office national du littoral", "document", "government")],
        ),
        (
            "Le rapport 2019 de l'UE est paru. L'Union européenne paie. Selon [le rapport], rien.",
            [("rapport de l'UE", "document", "intergovernmental")],
        ),
        (
            "Un avis de Me Luc Perrin, avocat de Jean Varnier. Selon [lui], tout est faux.",
            [("Luc Perrin", "named_person", "other")],
        ),
        (
            "Marine Le Pen est là. [La patronne du FN] doute.",
            [("Marine Le Pen", "named_person", "politics")],
        ),
        (
            "Christiane Taubira est passée à la radio en mars 2017. "
            "[L'ancienne ministre de la Justice] doute.",
            [("Christiane Taubira", "named_person", "politics")],
        ),
        (
            "[Un sondage] donne Luc Perrin devant. Un sondage réalisé par Testex, hier, le dit.",
            [("Testex", "organisation", "expert")],
        ),
        (
            "[La secrétaire d'État, MEP Anne Roux], doute.",
            [("Anne Roux", "named_person", "government")],
        ),
    ],
)
def test_bodies_and_works_are_named_as_the_article_names_them(text, who):
    assert sources(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Luc Orval est mort. [Sa veuve] pleure. [Son agent] se tait. [Son avocat] proteste.",
            [
                ("veuve de Luc Orval", "unnamed_person", "individual"),
                ("agent de Luc Orval", "unnamed_person", "individual"),
                ("avocat de Luc Orval", "unnamed_person", "other"),
            ],
        ),
        (
            "La préfète du Nord, Claire Dubel, a pris un arrêté. [L'arrêté] interdit. "
            "[La représentante de l'État] insiste.",
            [
                ("arrêté de Claire Dubel", "document", "government"),
                ("Claire Dubel", "named_person", "government"),
            ],
        ),
    ],
)
def test_circles_and_words_for_one_lead_back_to_it(text, who):
    assert sources(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "La présidente de la Commission européenne, Ursula von der Leyen, est à Kiev. "
            "[L'Allemande] doute. [La cheffe de l'exécutif européen] hésite.",
            "Ursula von der Leyen",
        ),
        ("Emmanuel Macron a parlé en mai 2023. [Le chef des armées] doute.", "Emmanuel Macron"),
        ("Il pleut. [Le réalisateur] — Paul Orval — doute.", "Paul Orval"),
    ],
)
def test_a_person_behind_a_country_a_command_or_a_dash(text, who):
    assert {name for name, *_ in sources(text)} == {who}
