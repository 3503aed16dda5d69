from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import annotate, languages
from analysis.schema import Article
from analysis.text import Shadow, line_spans, normalise
from analysis.zones import by_line, find_headline, find_zones, unwrap

BODY = (
    "Le conseil municipal de Mayence a voté lundi soir la rénovation du vieux pont, fermé depuis "
    "deux ans, pour un coût de quatre millions d'euros."
)
BODY_2 = (
    "Les travaux du pont commenceront en avril et dureront dix-huit mois, a précisé la maire "
    "devant les habitants réunis dans la salle des fêtes."
)


def label_lines(text: str, headline: str | None = None, code: str = "fr") -> list[str]:
    article = Article(article_id="page", text=text, headline=headline)
    shadow = Shadow.of(text).text
    zones = by_line(shadow, find_zones(shadow, languages.load_or_blank(code), article))
    return [zone.label for zone in zones]


def label_between(line: str, code: str = "fr") -> str:
    """The label of a line that stands between two paragraphs of prose."""
    return label_lines(f"{BODY}\n\n{line}\n\n{BODY_2}", code=code)[1]


def label_last(line: str, code: str = "fr") -> str:
    return label_lines(f"{BODY}\n\n{BODY_2}\n\n{line}", code=code)[2]


def test_the_seventy_lines_of_the_seeds(shared: Path, seed_paths: list[Path]) -> None:
    gold: dict[str, list[tuple[int, int, str]]] = {}
    for line in (shared / "gold" / "seeds.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["kind"] == "zone":
            gold.setdefault(record["article_id"], []).append(
                (record["start"], record["end"], record["label"])
            )
    for path in seed_paths:
        text = path.read_bytes().decode("utf-8")
        shadow = Shadow.of(text).text
        article = Article(article_id=path.stem, text=text)
        found = by_line(shadow, find_zones(shadow, languages.load("fr"), article))
        assert [(z.start, z.end, z.label) for z in found] == gold[path.stem]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Lire aussi : Le pont de Worms rouvre ses deux voies", "teaser"),
        ("À lire également : la crue de 1955", "teaser"),
        ("Photo : Jeanne Roux / AFP", "caption"),
        ("Le pont vu de la rive gauche. (AP Photo/Jane Doe)", "caption"),
        ("Source : calculs de la rédaction", "caption"),
        ("* * *", "separator"),
        ("Partager", "widget"),
        ("Partager cette nouvelle", "widget"),
        (".boite-lettre { color: #0a0a0a; } .boite-lettre input { margin: 0; }", "widget"),
        ("Temps de lecture : 4 min", "widget"),
        ("Article réservé aux abonnés", "widget"),
        ("Il vous reste 72 % de cet article à lire.", "widget"),
        ("Ce site utilise des cookies pour mesurer son audience.", "disclaimer"),
        ("Partagez cet article avec vos proches !", "solicitation"),
        ("Abonnez-vous à notre lettre d'information", "solicitation"),
        ("Une facture contestée", "body"),
    ],
)
def test_a_line_is_told_by_its_wording(line: str, label: str) -> None:
    assert label_between(line) == label


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Source : AFP", "credit"),
        ("(avec AFP)", "credit"),
        ("© 2025 AFP", "credit"),
        ("Par Jeanne Roux, avec AFP", "byline"),
        ("La rédaction", "byline"),
        ("Jeanne Roux", "byline"),
        ("Tous droits réservés", "disclaimer"),
        ("L'Écho des ponts, journal indépendant fondé en 1987", "disclaimer"),
    ],
)
def test_a_last_line_is_told_by_its_wording(line: str, label: str) -> None:
    assert label_last(line) == label


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Comparte este artículo con tus amigos", "widget"),
        ("Lee también: El puente de Worms", "teaser"),
        ("Fuente: EFE", "credit"),
        ("Quelle: dpa", "credit"),
        ("Lesen Sie auch: Die Brücke von Worms", "teaser"),
        ("Alle Rechte vorbehalten", "disclaimer"),
        ("Kaynak: AA", "credit"),
        ("Abone ol", "widget"),
        ("Baca juga: Jembatan tua dibuka kembali", "teaser"),
        ("Bagikan", "widget"),
    ],
)
@pytest.mark.parametrize("code", ["fr", "en", "xx"])
def test_stray_lines_in_other_languages_get_the_same_labels(
    line: str, label: str, code: str
) -> None:
    found = label_between(line, code)
    assert found == label or (line.startswith("Comparte") and found == "solicitation")


def test_a_title_that_shares_nothing_with_the_text_belongs_to_another_page() -> None:
    page = f"Un champion d'échecs arrêté à Singapour\n- Le 3 mars 2024\n{BODY}\n{BODY_2}"
    assert label_lines(page) == ["teaser", "teaser", "body", "body"]
    shadow = normalise(page)
    article = Article(article_id="x", text=page)
    assert find_headline(shadow, find_zones(shadow, languages.load("fr"), article)) is None


def test_a_repeated_headline_is_a_headline_each_time() -> None:
    title = "Le pont de Mayence sera rénové"
    page = f"{title} – L'Écho des ponts\n\n{title}\n\n{BODY}\n{BODY_2}"
    assert label_lines(page) == ["headline", "headline", "body", "body"]


def test_a_given_headline_is_not_searched_for() -> None:
    page = f"Une rénovation du pont attendue à Mayence\n{BODY}\n{BODY_2}"
    assert label_lines(page, headline="Le pont rouvre") == ["body", "body", "body"]


def test_names_or_sources_listed_below_an_article_are_its_own() -> None:
    page = f"{BODY}\n{BODY_2}\nUne tribune signée par\nCent grammes de farine\nUn carré de chocolat"
    assert label_lines(page) == ["body"] * 5


def test_titles_below_the_furniture_of_a_page_belong_to_others() -> None:
    page = f"{BODY}\n{BODY_2}\nPartager\nLa crue de 1955 en images\nLe bac de Worms à quai"
    assert label_lines(page) == ["body", "body", "widget", "teaser", "teaser"]


def test_a_dateline_glued_to_the_first_sentence_is_body() -> None:
    page = f"PARIS (AFP) - {BODY}\n{BODY_2}"
    assert label_lines(page) == ["body", "body"]


def test_the_top_of_a_page() -> None:
    page = f"Le pont de Mayence sera rénové\nPar Jeanne Roux\nPublié le 3 mars 2024 à 10h32\n{BODY}"
    assert label_lines(page) == ["headline", "byline", "date", "body"]


def test_a_list_of_other_articles_is_teaser_to_its_end() -> None:
    page = f"{BODY}\n{BODY_2}\nSur le même sujet\nLa crue de 1955\nLe bac de Worms à quai\n"
    assert label_lines(page) == ["body", "body", "teaser", "teaser", "teaser"]


HARD = """Le pont de Mayence sera rénové

Le conseil municipal de Mayence a voté lundi soir la rénovation
du vieux pont, fermé depuis deux ans, pour un coût de quatre
millions d'euros. La maire a salué un vote « attendu de tous les
habitants ».

Les travaux du pont commenceront en avril et dureront dix-huit
mois, a précisé la maire devant les habitants réunis dans la
salle des fêtes.

Source : AFP
"""


def test_hard_wrapped_text_is_reflowed_and_cut_back_to_its_lines() -> None:
    shadow = normalise(HARD)
    zones = find_zones(shadow, languages.load("fr"), Article(article_id="x", text=HARD))
    assert [z.label for z in zones] == ["headline", "body", "body", "credit"]
    flowing = unwrap(shadow, zones)
    assert len(flowing) == len(shadow)
    assert "la rénovation du vieux pont" in flowing
    lines = by_line(shadow, zones)
    assert [(z.start, z.end) for z in lines] == line_spans(shadow)
    assert [z.label for z in lines] == ["headline", *["body"] * 7, "credit"]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([BODY, "Partager", "Source : AA", "", "***", "a", "« "]), max_size=9)
)
def test_every_non_empty_line_has_one_zone(lines: list[str]) -> None:
    text = "\n".join(lines)
    shadow = normalise(text)
    zones = find_zones(shadow, languages.load("fr"), Article(article_id="x", text=text))
    assert [(z.start, z.end) for z in by_line(shadow, zones)] == line_spans(shadow)


@given(st.text(max_size=200))
def test_any_text_is_zoned(text: str) -> None:
    shadow = normalise(text)
    zones = find_zones(shadow, languages.load_or_blank(None), Article(article_id="x", text=text))
    assert [(z.start, z.end) for z in by_line(shadow, zones)] == line_spans(shadow)


LINES = sorted((Path(__file__).parent / "pages" / "lines").glob("*.txt"))


@pytest.mark.parametrize("path", LINES, ids=lambda path: path.stem)
@pytest.mark.parametrize("blank", ["", "\n"], ids=["close", "parted"])
def test_each_line_of_a_page_of_text(path: Path, blank: str) -> None:
    if blank and "wrapped" in path.stem:
        pytest.skip("a paragraph is not parted inside")
    marked = [line.split("\t", 1) for line in path.read_text("utf-8").splitlines()]
    text = ("\n" + blank).join(line for _, line in marked)
    code = {"09": "en", "10": "en", "11": "xx", "26": "en", "27": "en"}.get(path.stem[:2], "fr")
    found = dict(zip((line for _, line in marked), label_lines(text, code=code), strict=True))
    assert found == {line: label for label, line in marked}


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Le théâtre ferme. « Nous vivons de dons », dit Paul Roux.", "body"),
        ("« Soutenez-nous. Nous vivons de dons », a lancé la directrice hier.", "body"),
        ('Cliquez sur "Je fais un don" pour soutenir notre journal.', "solicitation"),
    ],
)
def test_an_appeal_that_somebody_is_quoted_with_is_news(line, label):
    assert label_lines(f"{BODY}\n{BODY_2}\n{line}")[2] == label


def test_a_title_with_the_place_that_the_text_does_not_repeat_is_the_headline() -> None:
    assert label_lines(f"Après la fumée, le port de Lavigne rouvre\n{BODY}\n{BODY_2}")[0] == (
        "headline"
    )


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Mayor Defends Bridge Closure", "headline"),
        ("La Russie Se Retire", "headline"),
        ("Anna Maria van Hill", "byline"),
        ("Jeanne Roux", "byline"),
    ],
)
def test_a_short_title_in_capitals_is_no_name(line: str, label: str) -> None:
    prose = (
        "Le gouvernement a annoncé lundi que ses troupes quitteraient la ville avant la fin du "
        "mois, après des négociations qui ont duré trois semaines."
    )
    article = annotate(f"{line}\n{prose}", language="fr")
    assert article.zones[0].label == label


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Le Fanal est un média indépendant créé en 2014.", "disclaimer"),
        ("The Lantern is an independent news site founded in 2011.", "disclaimer"),
        ("Les tribunes publiées n'engagent pas la rédaction.", "disclaimer"),
        ("Fièrement propulsé par WordPress", "widget"),
        ("Our Standards: The Harbour Principles of Trust.", "disclaimer"),
        ("Advertisement · Scroll to continue", "widget"),
        ("Acquire Licensing Rights", "widget"),
        ("Soyez le premier à commenter", "widget"),
        ("Le maire est un homme indépendant élu en 2014.", "body"),
        ("* Les prénoms ont été modifiés.", "disclaimer"),
        ("* Nombre ficticio", "disclaimer"),
        ("Résumé généré par une intelligence artificielle", "disclaimer"),
        ("Votre commentaire sera visible après validation.", "disclaimer"),
        ("Reproduction libre avec mention de la source.", "disclaimer"),
        ("Suivre cette commune", "widget"),
        ("Article réservé à nos abonné·es", "widget"),
        ("Merci, votre inscription est confirmée.", "widget"),
        ("Esta noticia es exclusiva para socios", "widget"),
        ("Suivre la piste de l'argent", "body"),
        ("Reproduction libre des saumons dans la Loire", "body"),
        ("Le nom de la rue a été changé en 1944.", "body"),
        ("An error occurred during the count, officials said.", "body"),
    ],
)
def test_what_a_page_says_of_itself_below_the_article(line: str, label: str) -> None:
    prose = "Le conseil a adopté mardi, par douze voix contre neuf, le budget de la ville.\n"
    article = annotate(2 * prose + line, language="fr")
    assert article.zones[-1].label == label


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Digue refaite l'an dernier (doc. Syndicat des rivières)", "caption"),
        ("Le bac à quai, mardi. / L. MODELO", "caption"),
        ("Le bac à quai, mardi. | LE COURRIER DU RHIN", "caption"),
        ("Anne Modèle (texte) et Luc Exemple (photos)", "byline"),
        ("Partager sur Telegram", "widget"),
        ("Défiler pour continuer", "widget"),
        ("Lire les 31 commentaires", "widget"),
        ("Votre adresse courriel ne sera pas publiée.", "disclaimer"),
        ("La lecture audio de cet article est faite par une voix de synthèse.", "disclaimer"),
        ("2011-2024 © Le Fanal - Textes sous licence libre", "disclaimer"),
        ("Le texte original peut être lu ici", "credit"),
    ],
)
def test_a_line_of_a_page_is_told_below_its_text(line: str, label: str) -> None:
    assert label_last(line) == label


def test_a_cross_head_below_a_title_to_read_as_well_is_body() -> None:
    page = f"{BODY}\nLire aussi\nLa crue de 1955 dans les archives du port\nUn vote serré\n{BODY_2}"
    assert label_lines(page) == ["body", "teaser", "teaser", "body", "body"]


def test_a_button_that_leads_nowhere_opens_no_list() -> None:
    assert label_lines(f"{BODY}\n{BODY_2}\nEn savoir plus\nPartager")[2:] == ["widget", "widget"]
    page = f"{BODY}\nEn savoir plus :\nLa crue de 1955 dans les archives du port\n{BODY_2}"
    assert label_lines(page) == ["body", "teaser", "teaser", "body"]


def test_keywords_are_no_titles() -> None:
    page = f"{BODY}\n{BODY_2}\nSur le même sujet\nponts et chaussées\nvoirie\n"
    assert label_lines(page)[2:] == ["widget", "widget", "widget"]


def test_a_picture_between_the_head_of_a_page_and_its_text() -> None:
    page = (
        f"Le pont de Mayence sera rénové\nPar Jeanne Roux\nPublié le 3 mars 2024 à 10h32\n"
        f"Le tablier du pont est fermé depuis deux ans.\nPhoto/Luc Exemple\n{BODY}\n{BODY_2}"
    )
    assert label_lines(page)[2:] == ["date", "caption", "caption", "body", "body"]


def test_a_place_between_name_and_date_is_a_dateline() -> None:
    page = f"Le pont de Mayence sera rénové\nJeanne Roux\nWorms\n3 mars 2024\n{BODY}\n{BODY_2}"
    assert label_lines(page)[:4] == ["headline", "byline", "dateline", "date"]


def test_who_an_author_is_stands_below_the_article() -> None:
    page = f"{BODY}\n{BODY_2}\nPartager\nJeanne Roux est journaliste au service des villes."
    assert label_lines(page)[3] == "byline"
    page = f"{BODY}\n{BODY_2}\nJeanne Roux\nCorrespondante à Worms, elle suit le fleuve."
    assert label_lines(page)[2:] == ["byline", "byline"]


def test_the_words_below_titles_at_the_foot_of_a_page() -> None:
    page = (
        f"{BODY}\n{BODY_2}\nArticles similaires\nLa crue de 1955 dans les archives\n"
        "Trois mois après la décrue, le bilan des dégâts du port reste à faire.\n"
    )
    assert label_lines(page)[2:] == ["teaser", "teaser", "teaser"]


LETTER = (
    "Abonnez-vous à notre lettre pour recevoir chaque matin l'essentiel de l'actualité de votre "
    "ville et de ses environs."
)
MIXED = f"""Passer au contenu
Le pont de Mayence sera rénové
Mardi 5 mars 2024, 17.22
Une conseillère et son voisin demandent depuis un an des travaux
au vieux pont, que la mairie a fermé en plein hiver sans rien en
dire aux habitants, avec trois pancartes pour toute explication,
et ils veulent une réponse avant le printemps.
Partager
{LETTER}
Mentions légales
"""


def test_wrapped_paragraphs_among_lines_that_are_not_are_reflowed() -> None:
    labels = label_lines(MIXED)
    assert labels == [
        "widget", "headline", "date", *["body"] * 4, "widget", "solicitation", "widget"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Lien copié !", "widget"),
        ("Je profite de l'offre", "widget"),
        ("Tout refuser et s'abonner pour 2 €", "widget"),
        ("Les commentaires sont fermés.", "widget"),
        ("4 réflexions sur « Le pont rouvre »", "widget"),
        ("Étiqueté ponts, travaux", "widget"),
        ("Newsletter Les ponts de la semaine", "widget"),
        ("12° Mayence", "widget"),
        ("Remind me next month", "widget"),
        ("Contenido para suscriptores", "widget"),
        ("En vous inscrivant, vous acceptez nos conditions.", "disclaimer"),
        ("Ce site est protégé par le droit d'auteur.", "disclaimer"),
        ("You can unsubscribe at any time.", "disclaimer"),
        ("Al registrarte aceptas las condiciones.", "disclaimer"),
        ("© Groupe du Phare 2002-2024", "disclaimer"),
        ("Copyright © 2024 Belga. Tous droits de reproduction réservés.", "credit"),
        ("Par Jeanne Modèle - j.modele@phare.example", "byline"),
        ("Le Phare ne vit que grâce à vous", "solicitation"),
        ("Tous les lundis à 7 heures, recevez les titres de la semaine.", "solicitation"),
    ],
)
def test_the_lines_of_interfaces_are_told_by_their_wording(line: str, label: str) -> None:
    assert label_last(line) == label


@pytest.mark.parametrize(
    "line",
    [
        "Histoire",
        "Un coût débattu",
        "Retour à la normale",
        "Le lien est rompu",
        "Une erreur ? Non",
        "Propulsé par deux moteurs électriques",
        "La reproduction des saumons est interdite dans ce bassin depuis 2012.",
        "Le site déposait des cookies sans le consentement des internautes, a relevé l'autorité.",
        "« Ces propos n'engagent que leur auteur », a réagi le préfet.",
        "En cliquant sur le lien, vous acceptez de perdre vos données, prévient la gendarmerie.",
        "The festival, paid for by a local brewery, starts on Friday.",
    ],
)
def test_news_and_cross_heads_in_the_words_of_notices_stay_body(line: str) -> None:
    assert label_between(line) == "body"


def test_a_line_that_opens_with_its_kind_leads_to_another_page() -> None:
    assert label_between("VIDÉO. À Mayence, les bateliers travaillent la nuit") == "teaser"
    assert label_between("Vidéo et autres preuves") == "body"


def test_boxes_part_the_paragraphs_of_wrapped_text() -> None:
    page = (
        "The old bridge at Mayence reopens on Monday after two years of works that\n"
        "cost the city twice what its council had planned, the mayor said at length.\n"
        "RELATED: Ferry crews fear for their jobs as the bridge opens to all lorries\n"
        "Works on the second bridge begin in April and last eighteen months, she had\n"
        "told residents who came to the hall.\n"
    )
    assert label_lines(page, code="en") == ["body", "body", "teaser", "body", "body"]


def test_a_notice_above_the_menu_is_no_lead_of_the_article() -> None:
    notice = "Vos réglages restent sur cet appareil, quel que soit celui qui regarde ensuite."
    menu = "Rugby\nMétéo\nSorties"
    page = f"{notice}\n{menu}\nLe pont rouvre aux voitures lundi\n{BODY}\n{BODY_2}"
    labels = label_lines(page)
    assert labels[0] == "disclaimer"
    assert labels[4:] == ["headline", "body", "body"]


FOOT = "Partager\nImprimer\n"


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        # A credit alone is that of the sentence above it, or of the title below it.
        (["La halle aux grains, sur la place.", "[Aline Roux - Keystone]"], ["caption"] * 2),
        (["Getty Images", "The quay lands about 300 tonnes of bass a year"], ["caption"] * 2),
        (["Mais la halle a tenu bon.", "[Aline Roux - Keystone]"], ["body", "caption"]),
        (["La halle a tenu, a dit le maire.", "[Aline Roux - Keystone]"], ["body", "caption"]),
        # A card: title, what it is about, whose it is.
        (
            ["Ces haies que l'on arrache", "Notre carte du canton.", "Le Fil · Ana Roux"],
            ["teaser"] * 3,
        ),
        (["Soutenir les familles"], ["body"]),
        (["Monde — Reportage"], ["widget"]),
    ],
)
def test_lines_between_two_paragraphs(lines: list[str], labels: list[str]) -> None:
    found = label_lines("\n".join([BODY, *lines, BODY_2]))
    assert found[1:-1] == labels


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (["Travailler à la Radio"], ["widget"]),
        (["La lettre du matin", "Inscrivez-vous à notre newsletter."], ["widget", "solicitation"]),
        (["Inscription au Fil", "Une page, deux fois par mois.", "M'inscrire"], None),
        (["Lire aussi : La halle est vendue", "Il y a 2 heures"], ["teaser", "teaser"]),
        (["Belgique > Justice > Procès"], ["widget"]),
    ],
)
def test_lines_below_the_article(lines: list[str], labels: list[str] | None) -> None:
    found = label_lines("\n".join([BODY, BODY_2, FOOT.strip(), *lines, "Mentions légales"]))
    assert found[4:-1] == (labels or ["widget", "solicitation", "widget"])


def test_initials_and_the_outlet_below_a_signature_sign() -> None:
    page = f"{BODY}\n{BODY_2}\nAline ROUX\n(Correspondante)\nlefil.example\nPartager"
    assert label_lines(page)[2:5] == ["byline"] * 3
    assert label_lines(f"{BODY}\n{BODY_2}\nA. R.")[2] == "byline"


def test_what_stands_between_the_headline_and_the_text() -> None:
    head = "Le pont rouvre lundi\nPublié le 3 mars 2024 | Val Info\n"
    page = f"{head}© Val Info\nLe chantier du pont vu du quai\n{BODY}\n{BODY_2}"
    assert label_lines(page) == ["headline", "date", "caption", "caption", "body", "body"]
    page = f"Le pont rouvre lundi\nJeanne Roux\nVillars du Lac\nLe 3 mars 2024\n{BODY}\n{BODY_2}"
    assert label_lines(page)[1:4] == ["byline", "dateline", "date"]


def test_an_author_box_signs() -> None:
    box = "Mots-clés\nPonts\nSobre la firma\nPaul Roux\nRedactor de la sección de Clima."
    found = label_lines(f"{BODY}\n{BODY_2}\n{box}\nPartager")
    assert found[2:7] == ["widget", "widget", "widget", "byline", "byline"]


def test_a_short_wrapped_text_is_reflowed() -> None:
    page = (
        "Bourg : la verrerie sauvée\nPar Hervé Colas | 5 février 2024\n"
        "Le tribunal de commerce a validé vendredi la reprise de la verrerie\n"
        "Morel par une coopérative de 47 salariés. L'usine, placée en\n"
        "redressement en octobre, emploie 82 personnes.\n"
        "« On a signé à onze heures, à midi les fours étaient rallumés », sourit\n"
        "Nadège Buisson, élue présidente de la coopérative par ses collègues.\n"
        "Le plan prévoit 1,8 million d'euros d'investissement sur trois ans. La\n"
        "région et la métropole apportent chacune 300 000 euros."
    )
    assert label_lines(page) == ["headline", "byline"] + ["body"] * 7


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Une vue des récipiendaires", "caption"),
        ("À la mine de Moanda, en 2022. © Aline Roux pour Val", "caption"),
        ("Vos réactions (4)", "widget"),
    ],
)
def test_a_picture_and_a_count_between_paragraphs(line: str, label: str) -> None:
    assert label_lines(f"{BODY}\n{line}\n{BODY_2}")[1] == label
