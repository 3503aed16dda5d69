"""The thirty traps of the seeds, each tried on invented sentences, then the seeds themselves.

Numbers are those of the list they come from: typography, attributions, structure, figures.
"""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from analysis import annotate, compare, extract, read_corpus
from analysis.features import FEATURES, by_name
from analysis.schema import AnnotatedArticle, Article

NBSP = "\u00a0"


def read(text: str, language: str = "fr", name: str = "x") -> AnnotatedArticle:
    return annotate(Article(article_id=name, text=text), language=language)


def said(text: str, language: str = "fr") -> list[tuple[str | None, str]]:
    """Who said what, whole stretches of content."""
    article = read(text, language)
    return [
        (a.source_name, " | ".join(text[start:end] for start, end in a.content))
        for a in article.attributions
    ]


def forms(text: str) -> list[str]:
    return [a.form for a in read(text).attributions]


def features(text: str) -> dict[str, float]:
    return {str(k): v for k, v in extract([read(text)]).iloc[0].items()}


PROSE = (
    "Le gouverneur Paul Essai a annoncé mardi que 12 000 habitants quitteraient la vallée.\n"
    "« L'eau monte d'heure en heure », a-t-il expliqué devant la presse, avant de s'envoler.\n"
    "Les routes sont coupées dans trois cantons et l'école du bourg a été fermée hier soir."
)


def test_01_blanks_and_apostrophes_change_no_value() -> None:
    plain = extract([read(PROSE)])
    other = extract(
        [read(PROSE.replace("'", "’").replace(" »", NBSP + "»").replace("« ", "«" + NBSP))]
    )
    shared = [c for c in plain.columns if not c.endswith("__evidence") and "typograph" not in c]
    assert plain[shared].equals(other[shared])


def test_02_an_unclosed_quotation_runs_to_the_end_of_its_paragraph() -> None:
    text = (
        "« Nous rentrons », continua le chef. « Le départ commence aujourd'hui, dans le calme. "
        "Nous ramènerons tous les soldats.\nLe préfet est venu lundi."
    )
    ((_, content),) = said(text)
    assert content.endswith("Nous ramènerons tous les soldats")
    assert "préfet" not in content


def test_03_straight_quotes_are_quotation_marks() -> None:
    text = '"Le pont tiendra encore dix ans", a précisé la maire, Claire Dubois.'
    assert said(text) == [("Claire Dubois", "Le pont tiendra encore dix ans")]
    assert forms(text) == ["direct"]


def test_04_an_incise_may_stand_inside_the_quotation() -> None:
    text = (
        "Claire Dubois est maire. « Le pont tiendra, a-t-elle expliqué. Nous l'avons vérifié trois "
        "fois cette année. »"
    )
    ((source, content),) = said(text)
    assert source == "Claire Dubois"
    assert content.startswith("Le pont tiendra")
    assert "a-t-elle" not in content
    assert "vérifié trois fois" in content


def test_05_two_cues_with_one_source_are_two_attributions() -> None:
    text = (
        "La ministre Anne Modèle a suggéré que la ligne fermerait en mai, déclarant : "
        "« Personne ne sera oublié. »"
    )
    assert [source for source, _ in said(text)] == ["Anne Modèle", "Anne Modèle"]


def test_06_an_announcement_inside_an_attribution_is_read_too() -> None:
    text = (
        "Le Département d'État se félicite de l'annonce faite par le président Omar Test selon "
        "laquelle les troupes se retireront, a-t-il indiqué."
    )
    assert "Omar Test" in [source for source, _ in said(text)]


@pytest.mark.parametrize("joint", ["selon laquelle", "selon lequel", "selon que", "selon les cas"])
def test_07_selon_laquelle_names_no_source(joint: str) -> None:
    text = f"La règle {joint} le pont ferme à minuit reste en vigueur cet hiver."
    assert said(text) == []


def test_08_a_compound_source_is_one_attribution_with_two_sources() -> None:
    text = (
        "Le retrait prendra dix jours, selon l'OTSC et les autorités kazakhstanaises, qui "
        "surveillent la frontière."
    )
    (attribution,) = read(text).attributions
    assert attribution.source_name == "OTSC + autorités kazakhstanaises"
    assert features(text)["diversity__source_count"] == 2


def test_09_passives_with_par_have_a_source_and_those_without_have_none() -> None:
    with_agent = (
        "Les manifestations ont été qualifiées de « coup d'État » par le président Omar Test."
    )
    assert [source for source, _ in said(with_agent)] == ["Omar Test"]
    without = "Deux officiers ont ensuite été accusés de trahison, puis relâchés dans la nuit."
    assert all(source in (None, "none") for source, _ in said(without))


def test_10_citing_an_agency_is_a_channel_and_citing_a_page_a_document() -> None:
    text = "« Nous partons », a déclaré mercredi le porte-parole Ned Test, citant Reuters."
    article = read(text)
    assert [(a.source_name, a.channel) for a in article.attributions] == [("Ned Test", "Reuters")]
    assert [(o.relation, o.name) for o in article.origins] == [("quoted_via", "Reuters")]
    text = (
        "Citant le site Web du ministère de la Défense, la chaîne indique que les avions sont "
        "rentrés lundi."
    )
    assert all(a.channel is None for a in read(text).attributions)


def test_11_chains_of_pronouns_follow_the_last_source() -> None:
    text = (
        "Le gouvernement malien a annoncé mardi la fermeture de la frontière.\n"
        "Il a noté que les camions pourraient encore passer.\n"
        "Le Kazakhstan a considéré la mesure comme excessive. Il a exprimé son mécontentement "
        "quant au blocus."
    )
    sources = [a.source_name or "" for a in read(text).attributions]
    assert "gouvernement" in sources[1].lower()
    assert sources[-1] == "Kazakhstan"


BODY = (
    "Les soldats étrangers quittent la capitale depuis jeudi matin, après dix jours de troubles "
    "qui ont fait plus de cent morts dans le pays."
)


def test_12_a_repeated_headline_counts_once() -> None:
    headline = "Les soldats étrangers quittent la capitale"
    once, twice = read(f"{headline}\n\n{BODY}"), read(f"{headline}\n\n{headline}\n\n{BODY}")
    assert [z.label for z in twice.zones] == ["headline", "headline", "body"]
    first, second = extract([once]), extract([twice])
    name = "size__body_word_count"
    assert first[name].iloc[0] == second[name].iloc[0]
    quoting = "« Nous partons demain », dit le chef"
    doubled = read(f"{quoting}\n{quoting}\n{BODY} « Nous partons demain », a dit le chef.")
    single = read(f"{quoting}\n{BODY} « Nous partons demain », a dit le chef.")
    rate = "attribution__attribution_rate"
    assert extract([doubled])[rate].iloc[0] == extract([single])[rate].iloc[0]


FOREIGN = "Handball : les Bleues en demi-finale à Göteborg\n12 décembre 2024\n"


def test_13_a_foreign_header_is_neither_headline_nor_date() -> None:
    first = "Omar Test a annoncé jeudi 13 janvier le départ de 2 030 soldats.\n"
    article = read(f"{FOREIGN}{first}{BODY}\n{PROSE}")
    assert [z.label for z in article.zones[:2]] == ["teaser", "teaser"]
    assert article.headline is None
    assert not any("2024" in str(claim.as_of) for claim in article.claims)


def test_14_a_missing_headline_cannot_be_observed() -> None:
    measure = by_name("transparency__title_congruent").measure(read(f"{BODY}\n{PROSE}"))
    assert measure.status == "not_observable"


@pytest.mark.parametrize(
    "sentence",
    [
        "Zas a déclaré que la trêve permettrait aux soldats de rentrer.",
        "Le ministre a suggéré que Moscou pourrait avoir des arrière-pensées.",
        "Tokaïev a annoncé qu'il exigerait des entreprises une contribution.",
        "Sans leur aide, nous aurions perdu le contrôle du pays.",
        "Il a dit mardi que le retrait commencerait dans deux jours.",
    ],
)
def test_15_futures_of_the_past_and_counterfactuals_are_no_press_conditional(sentence: str) -> None:
    assert [h for h in read(sentence).hedges if h.hedge == "press_conditional"] == []


def test_15_a_press_conditional_is_found() -> None:
    found = read("L'attaque aurait fait douze morts dans la banlieue nord.").hedges
    assert "press_conditional" in [h.hedge for h in found]


@pytest.mark.parametrize("word", ["Le retrait", "Un trait", "Le portrait", "L'extrait"])
def test_16_nouns_in_rait_are_no_conditionals(word: str) -> None:
    hedges = read(f"{word} de la troupe occupe toute la presse du jour.").hedges
    assert [h for h in hedges if h.hedge == "press_conditional"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Les protestations ont commencé le 2 janvier dans l'ouest du pays.",
        "La 45e brigade et la 98e division ont gardé l'aéroport.",
        "Des avions Il-76 et An-124 ont décollé de la base.",
        "Le pays est indépendant depuis 1991 et n'a connu aucune guerre.",
    ],
)
def test_17_dates_ordinals_models_and_years_are_no_counts(sentence: str) -> None:
    counted = [
        c for c in read(sentence).claims if c.unit not in ("date", "day", "duration", "days")
    ]
    assert [c for c in counted if not isinstance(c.low, str)] == []


@pytest.mark.parametrize("blank", [" ", NBSP, "\u202f", "."])
def test_18_a_blank_between_thousands_is_part_of_the_number(blank: str) -> None:
    text = f"Les autorités ont arrêté 12{blank}000 personnes cette semaine."
    assert [(c.low, c.high) for c in read(text).claims] == [(12000, 12000)]


def test_19_dozens_are_an_interval() -> None:
    (claim,) = read("Les heurts ont fait des dizaines de morts dans la capitale.").claims
    assert (claim.low, claim.high) == (20, 99)


def test_20_a_source_that_blames_the_media_frames_no_censorship() -> None:
    text = (
        "Il a exprimé son mécontentement quant à la couverture médiatique de la crise et dénoncé "
        "la censure des chaînes occidentales, selon son ministère."
    )
    assert read(text).framings == ()


def test_21_share_with_a_colon_is_an_interface_word() -> None:
    article = read(f"{BODY}\nPartager:\nFacebook")
    assert [z.label for z in article.zones][1:] == ["widget", "widget"]
    assert article.solicitations == ()


def test_22_slips_in_the_footer_are_no_traces_of_a_machine() -> None:
    text = f"{BODY}\nVous aimer cet article ? Partagez-le avec un ami !"
    footer = text.index("Vous aimer")
    assert [t for t in read(text).traces if t.start >= footer] == []


def test_23_lines_in_other_languages_stay_out_of_the_readability_of_the_body() -> None:
    alone = extract([read(PROSE)])
    mixed = extract(
        [
            read(
                "FOTO: Ilustrasi tentara (Wikimedia Commons/Mil.ru)\n"
                + PROSE
                + "\nThe English version is automatically generated by the AI. So there may be "
                "still inaccuracies in translating."
            )
        ]
    )
    for name in ("readability__kandel_moles", "readability__words_per_sentence_mean"):
        assert mixed[name].iloc[0] == pytest.approx(alone[name].iloc[0])


def test_24_a_long_official_name_makes_no_shared_text() -> None:
    name = "l'Organisation du traité de sécurité collective (OTSC)"
    one = (
        f"La pluie a retardé les vols de {name} vers Almaty, où trois camions attendaient au bord."
    )
    two = f"Un juge de Moscou a rappelé mardi que {name} fut signée en mai 1992 par six présidents."
    reuse = compare([read(one, name="a"), read(two, name="b")]).reuse
    assert reuse.empty or reuse["containment"].max() < 0.05


def test_25_blue_helmets_are_a_label_and_speak_as_nobody() -> None:
    article = read("Les Casques bleus rentreront lundi, a annoncé le chef Paul Essai.")
    assert {a.source_name for a in article.attributions} <= {"Paul Essai"}
    assert "legitimising" in {label.polarity for label in article.labels}


@pytest.mark.parametrize("word", ["Baaziz", "AAA", "KAABA", "ANDALAAT"])
def test_26_an_agency_is_not_found_inside_words(word: str) -> None:
    assert read(f"{BODY}\n{word} a perdu sa note lundi (groupe {word}).").origins == ()


def test_27_two_spellings_of_a_name_are_one_person() -> None:
    text = (
        "Kassym-Jomart Tokaïev a annoncé mardi le départ des troupes.\n"
        "« Le calme est revenu », a déclaré Kassym Jomart Tokayev devant les députés.\n"
        "Tokayev a ajouté que les écoles rouvriraient."
    )
    assert len({a.source_name for a in read(text).attributions}) == 1


def test_28_a_capital_speaks_only_with_a_cue() -> None:
    assert said("Moscou et Washington se trouvent à 7 800 kilomètres l'une de l'autre.") == []
    assert [s for s, _ in said("Moscou a affirmé mardi que les soldats rentreraient.")] != []


def test_29_an_empty_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "vide.txt").write_text("", "utf-8")
    (tmp_path / "plein.txt").write_text(PROSE, "utf-8")
    with pytest.warns(UserWarning, match=r"vide\.txt"):
        corpus = read_corpus(tmp_path)
    assert list(corpus["article_id"]) == ["plein"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le pont rouvre.", "fr"),
        (PROSE.replace("\n", " "), "fr"),
        ("The bridge reopens on Monday, the mayor said.", "en"),
        ("Die Brücke öffnet am Montag wieder, sagte der Bürgermeister.", "de"),
    ],
)
def test_29_short_unparted_and_foreign_texts_have_statuses_and_no_invented_zeros(
    text: str, language: str
) -> None:
    article = read(text, language)
    for feature in FEATURES:
        measure = feature.measure(article)
        undefined = measure.status in ("not_applicable", "not_observable")
        assert math.isnan(measure.value) == undefined, feature.name


SEEDS = {
    # words of the body, sentences, attributions: coded by hand
    "000": (404, 15, 10),
    "001": (377, 17, 12),
    "002": (458, 13, 7),
    "003": (306, 8, 8),
    "004": (334, 11, 6),
}


@pytest.mark.parametrize("number", SEEDS)
def test_30_the_seeds_give_the_counts_of_the_reading_by_hand(
    number: str, seed_paths: list[Path]
) -> None:
    path = next(p for p in seed_paths if p.name.startswith(number))
    article = read(path.read_bytes().decode("utf-8"), name=path.stem)
    row = extract([article]).iloc[0]
    words, sentences, attributions = SEEDS[number]
    assert abs(row["size__body_word_count"] - words) <= 2
    assert row["size__body_sentence_count"] == sentences
    once = [a for a in article.attributions if a.start >= article.zones[0].end]
    assert abs(len({a.content for a in once}) - attributions) <= 1
    assert not [h for h in article.hedges if h.hedge == "press_conditional"]
    for attribution in article.attributions:
        assert article.text[attribution.start : attribution.end] == article.span_text(attribution)
