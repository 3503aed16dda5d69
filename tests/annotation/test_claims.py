"""Figures and dates: what is a claim, what it counts, and how wide its interval is."""

from __future__ import annotations

import dataclasses
import json
from functools import partial
from pathlib import Path

import pytest
from growth import LINEAR, growth
from hypothesis import given
from hypothesis import strategies as st

from analysis import annotate
from analysis.annotation.claims import _document, find_claims
from analysis.schema import Article, Claim, Sentence


def claims(text: str, language: str = "fr", published: str | None = None) -> list[Claim]:
    article = Article(article_id="a", text=text, language=language, published=published)
    return list(annotate(article).claims)


def read(text: str, language: str = "fr") -> list[tuple[str, str, object, object]]:
    return [(text[c.start : c.end], c.quantity, c.low, c.high) for c in claims(text, language)]


# The span that must be found stands in brackets.
COUNTS = [
    ("es", "Huelga por los salarios. El sindicato pide un [12 %].", "raise_asked", 12, 12),
    ("es", "El traslado ahorrará [70 millones de euros] al año.", "saving", 70e6, 70e6),
    (
        "fr",
        "La grève sur les salaires dure. La direction propose [3,8 %].",
        "raise_offered",
        3.8,
        3.8,
    ),
    ("fr", "L'usine a perdu [48 millions d'euros] l'an dernier.", "loss", 48e6, 48e6),
    ("en", "[Thirty-one haulage contractors] lost their lives.", "dead", 31, 31),
    ("en", "A strike shut the clinics. [8,400 nurses] took part.", "strikers", 8400, 8400),
    ("en", "Unions want a pay rise. The bosses tabled [3.5%].", "raise_offered", 3.5, 3.5),
    ("en", "Staff walked out. They want an increase of [8 percent].", "raise_asked", 8, 8),
    ("en", "The strike was backed by [83 per cent].", "ballot_share", 83, 83),
    ("en", "The plant made a loss of [£48m] last year.", "loss", 48e6, 48e6),
    ("en", "The move would save [€70m] a year.", "saving", 70e6, 70e6),
    ("en", "[Nine] needed hospital care.", "hospitalised", 9, 9),
    ("en", "The illness has spread to [five states].", "state", 5, 5),
    ("en", "The recall, a week old, covers [61,800 packages].", "packs", 61800, 61800),
    ("fr", "La crue a fait [douze morts].", "dead", 12, 12),
    ("fr", "[Environ 300 personnes] ont été évacuées.", "evacuated", 270, 330),
    ("fr", "Le choc a blessé [une vingtaine de passagers].", "injured", 16, 24),
    ("fr", "On compte [plusieurs milliers de manifestants].", "protesters", 2000, 9999),
    ("fr", "Le feu a détruit [près de 40 maisons].", "homes_destroyed", 36, 40),
    ("fr", "[Plus de 200 militaires] ont été éliminés.", "dead", 200, 250),
    ("en", "The strike wiped out [64 soldiers].", "dead", 64, 64),
    ("fr", "[75 interventions] ont été déprogrammées.", "operations_postponed", 75, 75),
    ("fr", "Les pompiers ont effectué [75 interventions].", "calls", 75, 75),
    ("fr", "Le débat a duré ; [3 000 personnes] ont regardé l'émission.", "viewers", 3000, 3000),
    ("fr", "[Pas plus de 8 personnes] ont été interpellées.", "arrested", 0, 8),
    ("fr", "La police a procédé à [17 interpellations].", "arrested", 17, 17),
    ("fr", "Les rafales ont atteint [140 km/h].", "wind", 140, 140),
    ("en", "The blast killed [at least 12 people].", "dead", 12, 15),
    ("en", "[Nearly 2,000 homes] were destroyed.", "homes_destroyed", 1800, 2000),
    ("en", "Police arrested [dozens of protesters].", "arrested", 20, 99),
    ("en", "[Some 250 Polish soldiers] were sent.", "troops", 225, 275),
    ("en", "The death toll rose to [23], police said.", "dead", 23, 23),
    ("en", "He said [around 54] were still missing.", "missing", 48.6, 59.4),
    ("fr", "[Six écoles], qui accueillent 900 élèves, ont été fermées.", "schools_closed", 6, 6),
    ("fr", "[Plus d'un millier de personnes] ont été arrêtées.", "arrested", 1000, 1250),
    ("fr", "Ils ont enlevé [une dizaine de femmes].", "abducted", 8, 12),
    ("fr", "L'incendie a fait [8 morts], du jamais vu depuis 1999.", "dead", 8, 8),
    ("fr", "[Entre dix et vingt personnes] ont disparu.", "missing", 10, 20),
    ("fr", "[Quatre-vingt-treize soldats] sont partis.", "troops", 93, 93),
    ("fr", "[2 000 personnes environ] ont manifesté.", "protesters", 1800, 2200),
    ("en", "[Thirty] were injured, officials say.", "injured", 30, 30),
    ("fr", "[34 000 enfants] ont reçu une dose.", "vaccinated", 34000, 34000),
    ("fr", "Le plan prévoit la suppression de [1 254 postes].", "jobs_cancelled", 1254, 1254),
    ("fr", "On a ouvert [six centres] dans la vallée.", "centres", 6, 6),
    ("fr", "L'accord ramène à [980] le nombre de licenciements.", "job_cuts", 980, 980),
    ("fr", "La participation atteint [41,2 %], contre 33 % en 2011.", "turnout", 41.2, 41.2),
    ("fr", "La participation [n'a pas dépassé 59 %].", "turnout", 0, 59),
    ("fr", "[Un bon millier de personnes] ont été arrêtées.", "arrested", 800, 1200),
    ("fr", "[Deux à trois cents personnes] ont été arrêtées.", "arrested", 200, 300),
    ("fr", "[Entre deux et trois cents personnes] ont été arrêtées.", "arrested", 200, 300),
    ("fr", "[Quatre ou cinq mille personnes] ont été arrêtées.", "arrested", 4000, 5000),
    ("fr", "[Deux à trois dizaines de personnes] ont été arrêtées.", "arrested", 20, 30),
    ("fr", "[Trois douzaines de personnes] ont été arrêtées.", "arrested", 28.8, 43.2),
    ("fr", "[Une centaine ou plus de personnes] ont été arrêtées.", "arrested", 100, 125),
    ("en", "[One and a half million people] were arrested.", "arrested", 1.5e6, 1.5e6),
    ("en", "[1.5m people] were arrested.", "arrested", 1.5e6, 1.5e6),
    ("en", "[60-plus people] were arrested.", "arrested", 60, 75),
    ("en", "[Several hundred people] were arrested.", "arrested", 200, 999),
    ("en", "[A quarter of a million people] were arrested.", "arrested", 200000, 300000),
    ("es", "[60 o más personas] fueron detenidas.", "arrested", 60, 75),
    ("en", "Donors gave [£2m to £3m], the charity said.", "raised", 2e6, 3e6),
    ("en", "Hackers demanded [more than $2 million].", "ransom", 2e6, 2.5e6),
    ("en", "Donors gave [between $10 million and $25 million].", "raised", 10e6, 25e6),
    ("fr", "[Quelque 300 bénévoles] aident les équipes.", "volunteers", 270, 330),
    ("fr", "Il a réuni [250 pétitionnaires] devant la mairie.", "pétitionnaire", 250, 250),
    ("fr", "La perte atteint [310 millions d'euros].", "loss", 310e6, 310e6),
    ("fr", "La canicule s'aggrave : le mercure affiche [41,2 °C].", "temperature", 41.2, 41.2),
    ("en", "The plane had [58] aboard.", "aboard", 58, 58),
    ("en", "Only [21] survived.", "rescued", 21, 21),
    ("en", "The city opened [six tents] for them.", "tents", 6, 6),
    ("en", "The city handed out [2,400 water filters].", "filter", 2400, 2400),
    ("es", "La barca llevaba a bordo [noventa personas].", "aboard", 90, 90),
    ("es", "El incendio dejó [14 muertos].", "dead", 14, 14),
    ("es", "El alcalde elevó a [nueve los heridos].", "injured", 9, 9),
    ("es", "La empresa mantiene en [52 los ocupantes].", "aboard", 52, 52),
    ("es", "[Un hombre] de 43 años ha sido detenido.", "arrested", 1, 1),
    ("fr", "[Un homme] de 43 ans, ancien maçon, a été placé en garde à vue.", "arrested", 1, 1),
    ("fr", "[Deux hommes] de 26 et 41 ans ont été arrêtés.", "arrested", 2, 2),
    ("fr", "[Un chaudronnier] de 35 ans a été tué.", "dead", 1, 1),
    ("fr", "[Trois garçons], 9, 11 et 14 ans, sont portés disparus.", "missing", 3, 3),
    ("en", "[Two men], aged 26 and 41, were arrested.", "arrested", 2, 2),
    ("en", "[One diver], aged 29, was injured.", "injured", 1, 1),
    ("en", "Losses may reach [£400m].", "damage", 4e8, 4e8),
    ("en", "Thieves stole [N300 million].", "stolen", 3e8, 3e8),
    ("en", "Thieves stole [30m naira].", "stolen", 3e7, 3e7),
    ("en", "Thieves stole [Rs 5 crore].", "stolen", 5e7, 5e7),
    ("fr", "Les dégâts sont estimés à [1,2 Md€].", "damage", 1.2e9, 1.2e9),
    ("fr", "Le butin est de [5 M d'euros].", "stolen", 5e6, 5e6),
    ("fr", "La moto contenait [cent vingt kilos] d'explosifs.", "explosive", 120, 120),
    ("fr", "Les pompiers sont appuyés par [cinq Canadair].", "aircraft", 5, 5),
    ("fr", "Les braqueurs, au nombre de [quatre], ont fui.", "attackers", 4, 4),
    ("fr", "Selon Irène Maubert, 44 ans, [46 bureaux] ont fermé.", "bureau_closed", 46, 46),
    (
        "fr",
        "La benne, ouverte en 1987 pour 20 clients, transportait [21 skieurs].",
        "aboard",
        21,
        21,
    ),
    ("fr", "La direction prévoit la suppression de [60 % des trains].", "trains_cancelled", 60, 60),
    ("en", "[About 40% of the houses] were destroyed.", "homes_destroyed", 36, 44),
    ("fr", "Les [140 habitants] doivent partir.", "evacuated", 140, 140),
    ("fr", "Ils étaient encore [41] à attendre.", "attendance", 41, 41),
    ("fr", "Les [26 autres passagers] sont indemnes.", "unharmed", 26, 26),
    ("fr", "Le feu a détruit [40 maisons] sur 65.", "homes_destroyed", 40, 40),
    ("fr", "Le parti totalise [87 sièges] sur 175.", "seats", 87, 87),
    ("en", "Police fired [14 tear gas canisters].", "barrels", 14, 14),
    ("fr", "On a installé [240 lits].", "beds", 240, 240),
    ("fr", "Le nombre des sans-abri est passé de 12 000 à [15 500].", "displaced", 15500, 15500),
    ("en", "[40] of the airline's 380 flights were cancelled.", "flights_cancelled", 40, 40),
    ("fr", "Construit en 1926, le pont a fait [12 morts].", "dead", 12, 12),
    ("en", "[Twenty-five doctors] work in a camp built in 1962.", "doctors", 25, 25),
    ("es", "[Más de 2.300 personas] fueron evacuadas.", "evacuated", 2300, 2875),
]


@pytest.mark.parametrize(("language", "marked", "quantity", "low", "high"), COUNTS)
def test_a_count_is_read_with_its_interval(language, marked, quantity, low, high):
    span = marked[marked.index("[") + 1 : marked.index("]")]
    text = marked.replace("[", "").replace("]", "")
    assert read(text, language) == [(span, quantity, low, high)]


BACKGROUND = [
    ("en", "Listeria sickens about 1,600 people every year and kills 260."),
    ("en", "The crush was foreseen by Ms Dahl, who has advised 12 governments."),
    ("en", "A dairy recalled cheese. The agency inspects 4,000 plants."),
    ("en", "Nurses walked out over pay. A poll of 900 adults found 59 per cent backed them."),
    ("fr", "Un bail de 9 ans lie la ville."),
    ("fr", "Une école de 110 ans a brûlé."),
    ("en", "The wall is 30m high and fell 5m away."),
    ("en", "The bridge carries 22,000 vehicles a day."),
    ("en", "The state, with 29,000 people behind bars, ranks first."),
    ("fr", "Le Parlement avait approuvé l'envoi par 98 voix contre 61."),
    ("es", "La ley multa con 80 salarios mínimos."),
    ("en", "The hotel, with 310 rooms and 140 staff, reopened."),
    ("en", "The film, seen by 2 million people, won three Oscars."),
    ("fr", "Il a perdu huit hectares de vigne."),
    ("fr", "La caserne, où travaillent 60 pompiers, est loin."),
    ("es", "El conductor mintió; la empresa, con 60 empleados, calla."),
    ("es", "El artículo 138 castiga con multas de 30.000 euros."),
    ("en", "The prison, built in 1971 for 850 inmates, was evacuated."),
    ("en", "Norland's epidemic, which began in 2010, killed nearly 10,000."),
    ("en", "Voters last year rejected a $38 million plan."),
    ("en", "Another boat with 57 people was seen."),
    ("en", "The town employs four clerks for 410 workers."),
    ("en", "The last march had drawn 4,200 people."),
    ("en", "In ten years, three buildings have collapsed in the centre."),
    ("fr", "La dernière marche avait réuni 4 200 personnes."),
    ("fr", "Les engins de 30 tonnes risqueraient de tout faire tomber."),
    ("fr", "Le pays compte 5,7 millions d'agents publics."),
    ("fr", "Le précédent comptait 19 ministres."),
    ("fr", "Le Tour devait réunir 1 500 coureurs."),
    ("es", "Otro cayuco con 57 ocupantes fue avistado."),
    ("es", "Podrían ser condenados a ocho años de prisión."),
    ("es", "El pueblo esperaba a 9.000 turistas por las fiestas."),
    ("en", "She stood in line to pay $64."),
    ("fr", "Le président de l'alliance de six membres a parlé."),
    ("fr", "Ce pays de 19 millions d'habitants est calme."),
    ("fr", "Jeanne, 45 ans, habite au 12 rue des Lilas depuis 2004."),
    ("fr", "En 2010, une crue avait fait 53 morts."),
    ("fr", "La guerre, qui dure depuis 2015, a fait 9 000 morts."),
    ("fr", "Appelez le 01 23 45 67 89, article 49.3."),
    ("en", "A town of 12,000 people, 40 miles from the coast."),
    ("en", "The 45-year-old works on Flight 447 of an Airbus A320."),
    ("en", "A 1999 quake killed 17,000 people there."),
    ("fr", "Il encourt 15 jours de prison après la manifestation."),
    ("fr", "L'incendie a pris vers 6 heures dans un entrepôt de 3 000 mètres carrés."),
    ("fr", "Dans les deux cas, huit des douze régions ont refusé."),
    ("fr", "Deux appels à projets sont ouverts."),
    ("fr", "L'ouragan a préféré la vie à une mort certaine."),
    ("fr", "La compagnie gère 310 rames et emploie 4 000 mécaniciens."),
    ("fr", "Ce sondage a été mené auprès de 1 004 lecteurs."),
    ("fr", "L'hôpital de 1 200 lits est à 12 km, sortie 14, ligne 12."),
    ("fr", "Deux Français sur trois le pensent, et un TGV sur cinq roule."),
    ("fr", "Le loyer est de 640 euros, le billet coûte 52 euros."),
    ("fr", "Il y a trois façons de compter les 27 pays."),
    ("en", "He has 14 trophies and runs 22 shops."),
    ("en", "He lives at 12 Alder Road; 6 in 10 voters of the 11 seats out of 45 agree."),
    ("fr", "À 11 h 20, à 2 650 mètres, le Front a eu six voix sur dix."),
    ("en", "One in five fields is mined; 46 percent agree."),
    ("en", "The water was at 9 degrees when the boat sank."),
    # Another time, place or case, said where the sentence opens.
    ("fr", "Depuis le début de l'année, 37 migrants sont morts dans la Manche."),
    ("fr", "Trois jours plus tôt, un autre car s'était renversé, faisant 9 blessés."),
    ("fr", "Une première alerte, il y a onze ans, avait entraîné l'évacuation de 52 foyers."),
    ("fr", "Au Portugal, des feux ont tué 5 personnes."),
    ("en", "In a separate case, police arrested 48 men."),
    ("en", "About 900 vehicle fires occur each year, killing 560 people."),
    ("fr", "Environ 6 000 camions empruntent cette route chaque jour."),
    ("fr", "La loi du 29 juillet 1881 punit cela."),
    ("fr", "L'usine tourne avec deux équipes de 60 ouvriers."),
    ("fr", "La fortune de l'homme est évaluée à 2,1 milliards d'euros."),
    # What somebody or something has, holds or is.
    ("fr", "Le feu a pris à 300 mètres d'une école de 240 élèves."),
    ("fr", "Le secteur représente 90 000 emplois."),
    ("fr", "L'ouvrier de 27 ans, père de trois enfants, est mort."),
    ("fr", "On compte un surveillant pour 110 détenus."),
    ("en", "The ship is insured for $1 billion."),
    ("fr", "Ils ont pris la fuite à bord de trois Airbus."),
]


@pytest.mark.parametrize(("language", "text"), BACKGROUND)
def test_background_numbers_are_no_claims(language, text):
    assert read(text, language) == []


@pytest.mark.shared
def test_the_figures_of_the_seeds_are_all_read(shared: Path, seed_paths: list[Path]):
    gold = [
        json.loads(line) for line in (shared / "gold/seeds.jsonl").read_text("utf-8").splitlines()
    ]
    for path in seed_paths:
        text = path.read_bytes().decode("utf-8")
        found = {(c.start, c.end): c for c in claims(text)}
        for claim in (g for g in gold if g["kind"] == "claim" and g["article_id"] == path.stem):
            span = claim["start"], claim["end"]
            if isinstance(claim["low"], float):
                assert span in found, claim["text"]
                assert (found[span].low, found[span].high) == (claim["low"], claim["high"])
            else:
                assert any(s < span[1] and e > span[0] for s, e in found), claim["text"]


PIECES = st.sampled_from(
    [
        "douze",
        "2 300",
        "morts",
        "personnes",
        "ont été arrêtées",
        "lundi",
        "3 janvier",
        "plus de",
        "entre",
        "et",
        ",",
        ".",
        "dont",
        "des dizaines de",
        "%",
        "à",
        "ñ",
    ]
)


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_claims_are_ordered_and_their_intervals_too(text):
    found = claims(text)
    assert [(c.start, c.end) for c in found] == sorted((c.start, c.end) for c in found)
    for claim in found:
        assert 0 <= claim.start < claim.end <= len(text)
        if claim.low is not None and claim.high is not None:
            assert claim.low <= claim.high


def test_a_date_needs_an_anchor_and_says_what_was_inferred():
    text = "Le retrait des troupes a commencé jeudi."
    assert [(c.low, c.high) for c in claims(text)] == [(None, None)]
    (claim,) = claims(text, published="2022-01-14")
    assert (claim.low, claim.inferred) == ("2022-01-13", True)


def test_a_year_is_inferred_only_when_one_alone_fits():
    # 13 January was a Thursday in 2022 alone of the last fifteen years, 16 March in two.
    (claim,) = claims("Le retrait a commencé jeudi 13 janvier.")
    assert (claim.low, claim.inferred) == ("2022-01-13", True)
    (claim,) = claims("Le retrait a commencé jeudi 16 mars.")
    assert claim.low is None


def test_the_date_of_a_statement_dates_the_count():
    (claim,) = claims("Lundi, la police a annoncé 12 interpellations.", published="2024-02-07")
    assert claim.as_of == "2024-02-05"


def test_a_relative_date_counts_from_the_day_of_speaking():
    text = "Mardi, il a déclaré que le retrait commencera dans deux jours."
    (claim,) = claims(text, published="2024-02-08")
    assert (claim.quantity, claim.low) == ("withdrawal_date", "2024-02-08")


def test_a_share_of_the_vote_is_that_of_the_candidate_named():
    text = "Au scrutin, Abdou Kondé a recueilli 51,3 % des voix, contre 39,8 % à Fatou Mbaye."
    assert [c.modifiers for c in claims(text)] == [("whose:kondé",), ("whose:mbaye",)]


def test_the_day_of_an_event_is_not_that_of_its_end():
    text = "Deux jours après la fin de la grève de mardi, le tunnel a rouvert."
    found = [c.quantity for c in claims(text, published="2024-02-08")]
    assert "strike_date" in found
    assert "strike_end" not in found


def test_a_figure_as_of_a_day_is_no_end():
    text = "Some 18,500 cars had been repaired by Tuesday."
    assert not [c for c in claims(text, "en", "2024-02-08") if c.unit == "date"]


def test_a_sum_in_a_list_is_what_the_verb_before_the_list_says():
    _, money = claims("On a saisi trois fusils et 90 000 euros.")
    assert (money.quantity, money.low) == ("recovered", 90000)


def test_a_month_long_gone_opens_on_other_figures():
    text = "Depuis janvier, 300 hectares ont brûlé dans le pays."
    assert claims(text, published="2024-08-10") == []
    assert [c.low for c in claims(text, published="2024-02-10")] == [300]


def test_another_count_of_a_share_is_read():
    _, share = claims("Le syndicat annonce 55 % de grévistes ; la direction en compte 31 %.")
    assert (share.quantity, share.low) == ("strike_share", 31)


def test_a_day_far_from_an_event_gives_way_to_the_one_that_stands_by_it():
    text = "Jeudi, à l'aube, l'incendie n'était pas fixé. Parti mardi, le feu a fait deux morts."
    dates = [c for c in claims(text, published="2023-08-10") if c.unit == "date"]
    assert [(text[c.start : c.end], c.low) for c in dates] == [("mardi", "2023-08-08")]


def test_a_plan_told_in_passing_and_another_event_give_no_day():
    plan = "Le maire a parlé. Le ministre doit voyager jeudi."
    other = "La dernière marche, le 3 mai, avait réuni dix élus."
    assert claims(f"{plan} {other}", published="2024-05-15") == []


def test_a_part_of_a_sum_is_read_as_such():
    _, part = claims("Le butin est de 2 millions d'euros, dont 300 000 euros en or.")
    assert (part.quantity, part.low, part.modifiers) == ("stolen", 300000, ("subset",))


def test_a_claim_in_reported_content_names_its_source():
    (claim,) = claims("Le préfet a déclaré que la crue a fait 12 morts.")
    assert claim.attributed
    assert claim.source_name == "préfet"
    (claim,) = claims("La crue a fait 12 morts.")
    assert not claim.attributed


@pytest.mark.slow
def test_reading_costs_time_in_proportion_to_the_text():
    def reading(unit: str, copies: int):
        text = unit * copies
        document = dataclasses.replace(
            _document(annotate("Un mot.", language="fr")),
            text=text,
            sentences=(Sentence(start=0, end=len(text), zone="body"),),
        )
        return partial(find_claims, document, ())

    for unit in ("12 morts, ", "lundi 3 janvier ", "entre 10 et 20 blessés et ", "123 456 "):
        assert growth(partial(reading, unit), 160) < LINEAR


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Three people, including two women, died."),
        ("en", "Three people, a soldier among them, were killed."),
        ("fr", "Trois personnes, parmi lesquelles deux femmes, sont mortes."),
        ("fr", "Trois personnes, un enfant parmi elles, ont été tuées."),
        ("es", "Tres personas, entre ellas dos niños, murieron."),
    ],
)
def test_what_happened_is_read_behind_an_aside_on_some_of_them(language, text):
    first = annotate(text, language=language).claims[0]
    assert (first.quantity, first.low, first.high) == ("dead", 3, 3)


def test_a_toll_is_dated_by_its_report_and_not_by_what_it_counts():
    text = (
        "Le bilan monte\nLe bilan des affrontements de mercredi est monté à treize morts, "
        "a déclaré jeudi le gouverneur."
    )
    found = annotate(Article(article_id="a", text=text, language="fr", published="2022-03-11"))
    assert [c.as_of for c in found.claims if c.quantity == "dead"] == ["2022-03-10"]


def test_the_day_a_dispatch_was_filed_dates_no_event():
    text = "VALSERY (10 avril) - Un incendie a ravagé mardi soir une partie de la toiture."
    assert "10 avril" not in [text[c.start : c.end] for c in claims(text, published="2024-04-10")]
