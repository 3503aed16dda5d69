"""What an outlet asks of its reader, and what only looks like it. All sentences are invented."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.schema import AnnotatedArticle

LEAD = (
    "Le conseil municipal de Mayenne a voté lundi soir la rénovation du vieux pont, fermé depuis "
    "deux ans, pour un coût de quatre millions d'euros.\n"
)


def appeals(text: str, language: str = "fr") -> list[tuple[str, str]]:
    article = annotate(LEAD + text, language=language)
    return [(s.appeal, article.span_text(s)) for s in article.solicitations]


def frames(text: str, language: str = "fr") -> list[tuple[str, str]]:
    article: AnnotatedArticle = annotate(LEAD + text, language=language)
    return [(f.frame, article.span_text(f)) for f in article.framings]


def disclosures(text: str, language: str = "fr") -> list[str]:
    article = annotate(LEAD + text, language=language)
    return [d.what for d in article.disclosures]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Faites circuler cette information autour de vous !", "share"),
        ("N'hésitez pas à partager ce texte sur vos réseaux.", "share"),
        ("Merci de partager si vous avez aimé.", "share"),
        ("N'hésitez pas à répondre dans les commentaires !", "follow"),
        ("Comme toujours, partagez vos idées et vos questions ci-dessous.", "follow"),
        ("Cet article vous a plu ? Partagez-le avec vos proches.", "share"),
        ("Aidez-nous à faire connaître notre travail.", "share"),
        ("Relayez massivement cet article.", "share"),
        ("Merci de diffuser cette vidéo au plus grand nombre.", "share"),
        ("Recevez chaque matin notre lettre d'information.", "newsletter"),
        ("Inscrivez-vous gratuitement à notre infolettre.", "newsletter"),
        ("Laissez votre adresse e-mail pour recevoir nos articles.", "newsletter"),
        ("Ne manquez plus rien : abonnez-vous à nos alertes.", "newsletter"),
        ("Recevez l'essentiel de l'actualité par e-mail.", "newsletter"),
        ("Vous pouvez vous inscrire à notre newsletter ici.", "newsletter"),
        ("Faites un don pour nous aider à continuer.", "donation"),
        ("Soutenez une presse libre.", "donation"),
        ("Aidez-nous à rester gratuits en faisant un don.", "donation"),
        ("Sans vos dons, nous ne pourrions pas paraître.", "donation"),
        ("Vos dons nous permettent de continuer à enquêter.", "donation"),
        ("Nous avons besoin de votre soutien pour continuer.", "donation"),
        ("Vous pouvez nous soutenir sur Tipeee.", "donation"),
        ("Pour soutenir notre travail, faites un don en ligne.", "donation"),
        ("Votre contribution, même modeste, est précieuse.", "donation"),
        ("Participez à notre cagnotte.", "donation"),
        ("Notre journal ne vit que grâce à ses lecteurs : faites un don.", "donation"),
        ("Abonnez-vous dès 1 € par mois.", "subscription"),
        ("Pour lire la suite, abonnez-vous.", "subscription"),
        ("Devenez membre de notre club de lecteurs.", "subscription"),
        ("Profitez de notre offre d'abonnement.", "subscription"),
        ("Offrez un abonnement à vos proches.", "subscription"),
        ("Suivez-nous sur Instagram.", "follow"),
        ("Rejoignez notre canal Telegram.", "follow"),
        ("Abonnez-vous à notre chaîne YouTube.", "follow"),
        ("Retrouvez-nous sur les réseaux sociaux.", "follow"),
        ("Likez notre page Facebook.", "follow"),
        ("Donnez votre avis dans les commentaires.", "follow"),
        ("N'hésitez pas à laisser un commentaire ci-dessous.", "follow"),
        ("Envoyez-nous vos témoignages à l'adresse redaction@pont.example.", "follow"),
        ("Désactivez votre bloqueur de publicités pour nous aider.", "advertising"),
        ("Cliquez sur une de nos publicités avant de partir.", "advertising"),
        ("Annoncez sur notre site.", "advertising"),
        (
            "Vous souhaitez faire de la publicité sur ce site ? Contactez notre régie.",
            "advertising",
        ),
    ],
)
def test_a_french_appeal_is_found(text: str, kind: str) -> None:
    assert kind in [k for k, _ in appeals(text)]


@pytest.mark.parametrize(
    "text",
    [
        "La campagne de dons de la Croix-Rouge a rapporté deux millions d'euros en une semaine.",
        "« Partagez cet article, il le faut ! », a lancé le député devant la presse.",
        "Le maire a appelé les habitants à faire un don aux sinistrés.",
        "Une cagnotte en ligne a été ouverte pour soutenir le pompier blessé.",
        "L'opposition a déposé une motion de censure contre le gouvernement.",
        "La ministre s'est inscrite à la newsletter du parti, par erreur.",
        "Pour aider les réfugiés, vous pouvez faire un don à l'association du quartier.",
        "Il a partagé cet article avec ses amis avant de le supprimer.",
        "Les abonnés du journal recevront leur numéro avec deux jours de retard.",
        "Le fabricant invite les clients à s'inscrire sur son site avant jeudi.",
        "Le candidat compte sur votre soutien, peut-on lire sur le tract.",
        "Partager",
        "S'abonner",
        "Partager cette nouvelle",
        "Article réservé aux abonnés",
        "Faire un don",
        "Soutenez la libéralisation des bus en prenant la route, plaisante l'humoriste.",
        "Sans vous, madame, ce pont n'existerait pas, a dit le préfet.",
    ],
)
def test_news_about_appeals_is_no_appeal(text: str) -> None:
    assert appeals(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Please share this article with your friends.", "share"),
        ("Help us spread the word.", "share"),
        ("Sign up for our weekly newsletter.", "newsletter"),
        ("Get the latest headlines delivered to your inbox.", "newsletter"),
        ("Please consider making a donation to support our work.", "donation"),
        ("We rely on readers like you to keep going.", "donation"),
        ("Your support makes our journalism possible.", "donation"),
        ("Support independent journalism.", "donation"),
        ("Donate today.", "donation"),
        ("Subscribe now for full access.", "subscription"),
        ("Become a member today.", "subscription"),
        ("Follow us on Twitter.", "follow"),
        ("Join our Telegram channel.", "follow"),
        ("Let us know what you think in the comments below.", "follow"),
        ("Please disable your ad blocker.", "advertising"),
        ("Advertise with us.", "advertising"),
    ],
)
def test_an_english_appeal_is_found(text: str, kind: str) -> None:
    assert kind in [k for k, _ in appeals(text, "en")]


@pytest.mark.parametrize(
    "text",
    [
        "The charity said donations had doubled since the flood, its director told reporters.",
        "“Please share this article,” the senator wrote to his followers.",
        "She urged supporters to donate to the relief fund before Friday.",
        "The newspaper lost a third of its subscribers last year.",
        "Share this article",
        "Donate",
        "The group encouraged fans to follow the band on Instagram, it said.",
    ],
)
def test_english_news_about_appeals_is_no_appeal(text: str) -> None:
    assert appeals(text, "en") == []


def test_words_that_end_inside_a_word_ask_nothing() -> None:
    assert appeals("La panne vient d'un partage de comptes mal surveillé par la banque.") == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (
            "Vous pouvez partager ce billet sur les réseaux sociaux :",
            "Vous pouvez partager ce billet sur les réseaux sociaux",
        ),
        ("Transmettez-la à vos contacts !", "Transmettez-la à vos contacts"),
        (
            "J'aimerais que vous vous inscriviez à ma newsletter gratuite.",
            "inscriviez à ma newsletter gratuite",
        ),
        ("Votre don est indispensable pour que vive ce journal.", "Votre don est indispensable"),
    ],
)
def test_the_span_is_the_shortest_clause(text: str, span: str) -> None:
    assert span in [words for _, words in appeals(text)]


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("Nous sommes censurés par Facebook : abonnez-vous à notre lettre.", "censorship"),
        ("Notre page a été supprimée sans explication par Facebook.", "censorship"),
        ("Ce que les médias ne vous diront jamais.", "censorship"),
        (
            "Partagez avant que la vidéo ne disparaisse, tant qu'on peut encore le faire.",
            "censorship",
        ),
        ("Face à la censure, rejoignez-nous sur Telegram.", "censorship"),
        ("YouTube a supprimé notre chaîne le mois dernier.", "censorship"),
        ("Soutenez une information libre et indépendante.", "self_positioning"),
        ("Le Grain, média indépendant fondé en 2012", "self_positioning"),
        ("Notre site est totalement indépendant.", "self_positioning"),
        ("Soutenez le premier média de réinformation.", "self_positioning"),
        ("Journal sans publicité ni subvention, grâce à vous", "self_positioning"),
    ],
)
def test_framing_in_the_outlets_own_voice(text: str, frame: str) -> None:
    assert frame in [f for f, _ in frames(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Le réalisateur dénonce la censure de son film par la chaîne publique.",
        "La motion de censure a été rejetée de neuf voix.",
        "« Nous sommes censurés », a protesté le chanteur devant le tribunal.",
        "La chanson censurée en 1967 ressort cette semaine en disque.",
        "Le gouvernement a critiqué la couverture des événements par les médias étrangers.",
        "Mediapart est un journal indépendant, a rappelé le tribunal.",
        "La presse indépendante du pays a presque disparu depuis dix ans.",
        "Le blog de l'opposant était censuré dans son pays.",
    ],
)
def test_censorship_as_news_is_no_framing(text: str) -> None:
    assert frames(text) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Nos revenus proviennent uniquement des abonnements.", "funding"),
        ("Notre journal est financé par ses lecteurs.", "funding"),
        ("Contenu sponsorisé par une marque de vélos", "funding"),
        ("Cet article a été corrigé le 4 mars : le pont date de 1905.", "correction"),
        ("Erratum : le pont a été construit en 1905.", "correction"),
        ("L'auteur déclare n'avoir aucun conflit d'intérêts.", "conflict"),
        ("La version anglaise fait foi.", "translation"),
    ],
)
def test_disclosures(text: str, what: str) -> None:
    assert what in disclosures(text)


def test_a_stated_translation_is_recorded_once() -> None:
    line = "Traduction automatique : des erreurs sont possibles."
    article = annotate(LEAD + line, language="fr")
    assert [o.relation for o in article.origins] == ["translated_by"]
    assert article.disclosures == ()


@pytest.mark.parametrize(
    "text",
    [
        "Nous avons supprimé notre page de petites annonces.",
        "Notre équipe supprime les commentaires injurieux sur notre site.",
        "Le gouvernement a interdit la publicité, a bloqué des comptes et suspendu des chaînes.",
        "Notre pays est libre et indépendant depuis soixante ans.",
        "Nous n'avons pas vu le maire, dont le patron de presse est l'ami.",
    ],
)
def test_what_is_ours_is_neither_silenced_nor_free_by_every_word(text: str) -> None:
    assert frames(text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Glissez cette enquête dans la boîte de vos voisins.", ["share"]),
        ("Lisez bien cet article de la loi avant de signer.", []),
        ("Notre régie vous attend.", ["advertising"]),
        ("Notre équipe a battu la vôtre par trois buts à deux.", []),
    ],
)
def test_what_is_pointed_at_or_owned_makes_an_appeal(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in appeals(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "De nos jours, il existe mille façons de rester proches : les mails, le téléphone.",
        "Vous rangez la cuisine et regardez vos notifications Facebook.",
        "Jamais vous n'obtiendrez notre adhésion à un tel projet.",
        "Suivez notre conseil, et montrez que vous soutenez le maire.",
        "Vous souscrirez un abonnement à 8 euros par mois pour une salle de sport.",
        "Pour deux cents euros, recevez chaque mois une caisse de vin.",
        "Prenez une carte de Bretagne et fermez les yeux.",
        "Il est temps de réagir avant que la digue ne cède.",
        "Pouvez-vous nous en donner les grandes lignes ?",
        "Il faut trois mois pour devenir un membre de la troupe.",
        "Nous ne soutenons pas nos voisins dans ce procès.",
        "Il voulait rejoindre le groupe MRD au Sénat.",
        "Nous manquions de temps pour nous retrouver.",
        "Votre soutien nous touche, a déclaré le capitaine aux supporters.",
        "Le prix de l'abonnement passera à 11 euros par mois en janvier.",
        "Faites un don de sang avant l'été.",
        "Douze pays sont prêts pour devenir membres de l'alliance.",
        "Le capitaine, à son tour, passe le message au pilote.",
        'La directrice conclut par un cri : "Envoyez-nous des renforts. Vite."',
        "Retrouvez-le dans les bureaux de Facebook à Dublin.",
    ],
)
def test_what_speaks_of_other_things_in_the_words_of_appeals(text: str) -> None:
    assert annotate(text, language="fr").solicitations == ()


@pytest.mark.parametrize(
    "text",
    [
        "tez pas, aidez-moi ! » cette voix le réveille encore la nuit.",
        "Le maire a lancé : « Si vous avez vu quelque chose, parlez-en autour de vous et appe",
        "savoir, aidez-moi, y a-t-il quelqu'un pour moi ? » Et il est difficile d'en parler.",
        "« Si je viens ici, c'est pour regarder des publicités, pas pour attendre une heure. »",
        "ons nos données, adresse, mail et numéro sans y prendre garde. Et puis rien.",
    ],
)
def test_a_text_cut_in_a_quotation_or_a_sentence_asks_nothing(text: str) -> None:
    assert annotate(text, language="fr").solicitations == ()


@pytest.mark.parametrize(
    "text",
    [
        "L'histoire qui se cache derrière cette vidéo YouTube nous a émus.",
        "Lisez notre article et profitez de votre temps libre.",
        "Achetez ce livre avant qu'il ne soit retiré de la vente.",
    ],
)
def test_hiding_and_freedom_of_other_things_frame_nobody(text: str) -> None:
    assert annotate(text, language="fr").framings == ()


@pytest.mark.parametrize(
    "text",
    [
        "Lyon veut sauver son partenariat commercial avec la Hongrie.",
        "Le repas annuel des anciens est offert par le centre communal.",
        "À l'heure où cet article est publié, la police de Salvador cherche encore.",
        "Il existe un outil de traduction automatique fourni par l'entreprise.",
    ],
)
def test_news_of_partners_gifts_and_tools_discloses_nothing(text: str) -> None:
    assert disclosures(text) == []
