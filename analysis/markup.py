"""What the markup of a web page says an element is: by its tag, class, role, link or picture."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# « lireAussi », « b-author-bio__text »: where the words of a class name meet.
_JOINTS = re.compile(r"(?<=[a-z])(?=[A-Z])|[_-]{1,4}")
_HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)

_AUTHOR = "authors?|auteure?s?|autrice|autor(?:a|es)?|journalistes?|redacteurs?"
# The vocabulary of class names and ids, which site builders share whatever the page's language.
# Order matters: the first that matches names the element.
_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (label, re.compile(rf"(?<![a-z])(?:{words})(?![a-z])", re.I))
    for label, words in (
        (
            "disclaimer",
            r"cookies?(?:-?(?:banner|bar|notice|law))?|consent|gdpr|rgpd|cmp|didomi|one-?trust|"
            r"axeptio|tarteaucitron|sp-message|disclaimer|legal|mentions-?legales|aviso-?legal|"
            r"cookie-?(?:bot|wall)\w*|appconsent|usercentrics\w*|iubenda\w*|klaro|trust(?:arc|e)|"
            r"termly|ot-sdk|cc-(?:banner|window)|privacy-(?:banner|cent(?:er|re)|manager|notice)",
        ),
        (
            "furniture",
            r"(?:cat(?:egory|egories)?|tags?)-links|breadcrumbs?|crumbs?|(?:fil-?d?-?)?ariane|"
            r"hierarchie|migas|bc|btn|button|(?:user-|reader-|fb-)?comments?(?:-?(?:area|authors?|"
            r"body|content|dates?|form|items?|list|meta|section|texts?|thread|titles?|"
            r"wrap(?:per)?))?|commentaires|comentarios|kommentare|disqus\w*|viafoura|coral|hyvor|"
            r"respond|forum(?:-\w+)?|reactions?|(?:react|cm|coms?)(?=$| )|livefyre|logora|opinary|"
            r"spot-?im|open-?web|talk-stream|commento|isso-thread|cusdis|graph-?comment",
        ),
        (
            "solicitation",
            r"newsletters?|infolettres?|boletin(?:es)?|nl(?:-?(?:box|form|sign-?up))?|abo|sign-?up|"
            r"subscri(?:be|ption)s?|suscri(?:bete|pcion|birse)|"
            r"abonnements?|abonnez(?:-vous)?|abo-?(?:block|box|encart|offre|promo|wall)|"
            r"donat(?:e|ion|ions)|dons?|donaciones|soutien|soutenir|adhesion|helloasso|tipeee|"
            r"support-?us|appeal|paywall(?!-(?:article|body|content|inner|region|text|wrapper))|muro(?:-?de-?pago)?|call-?to-?action|cta|membership|"
            r"(?:app-?)?download(?:-?app)?|(?:premium|reg|registration)-?wall|poool\w*|qiota|"
            r"piano-\w+|tp-(?:modal|container)|mc4wp|mailchimp|brevo|sib-form|sendinblue|tnp|"
            r"epic(?=$| )|contributions?-(?:banner|epic)|support-box|fundrais\w+|reader-revenue|"
            r"app-(?:banner|promo)|whatsapp-(?:banner|box|channel|cta)|follow-channel",
        ),
        (
            "teaser",
            r"related\w*(?:-\w+)?|relacionad[ao]s?|recommend(?:ed|ations?)|recomendad[ao]s?|"
            r"read-?(?:more|also|next)|also-?read|lire-?(?:aussi|egalement)|a-?lire(?:-aussi)?|"
            r"voir-?aussi|see-?also|more-?(?:stories|news|articles|from)|"
            r"most-?(?:read|popular|viewed|shared|commented)|(?:les-)?plus-?(?:lus|vus|partages)|"
            r"mas-?(?:leid[ao]s?|vist[ao]s?)|lo-?ultimo|popular|trending|outbrain|taboola|teasers?|"
            r"next-?(?:post|article|story|up)|prev(?:ious)?-?(?:post|article|story)|"
            r"post-?navigation|(?:post-)?(?:next-prev|prev-next)|latest|cross-?sell|"
            r"suggest(?:ed|ions?)|similar|similaires|connexes|recent-?posts|yarpp\w*|"
            r"articles-?(?:lies|associes|recents)|(?:meme|misma)-?(?:rubrique|sujet|theme|seccion)|"
            r"menu-articles|liste-articles|en-?continu|fil-?(?:actu|infos?)|derniers-articles|onwards?|"
            r"recirc\w*|rich-?links?|(?:body|inner|edito|cross)-links?|link-block|recent-entries|"
            r"(?:top|more)-?stories|more-on(?:-\w+)*|news-feed|ranking|nav-(?:next|previous)|"
            r"next-?prev|(?:you-?may-?)?(?:also-?)?like-?this|you-?may-?(?:also-?)?like|also-like|"
            r"tease|card-list|bookmark-(?:card|container)|link-preview|(?:promo|story|article)-?(?:card|teaser)|"
            r"same-topic|en-relation|selection-redac\w*|te-puede-interesar|up-?next|"
            r"wp-rp|wp-block-query|lo-?mas(?=$| )",
        ),
        ("listed", r"rel|reco?"),
        ("link", r"native(?:-\w+)?|sponsored(?:-\w+)?|promoted"),
        ("disclaimer", r"sponsors?"),
        (
            "bio",
            rf"(?:{_AUTHOR})-?(?:bio\w*|box|card|desc(?:ription)?|info|about|profile|text)|"
            r"saboxplugin\w*|ts-fab|abh-box|m-a-box|"
            rf"(?:bio|about|a-propos)-?(?:de-?l-?|the-?)?(?:{_AUTHOR})|biograph(?:y|ie)|bio",
        ),
        (
            "caption",
            r"(?:wp-)?caption(?:-text)?|wp-element-caption|legend(?:e|es|s|a)?|leyenda|epigrafe|"
            r"fig-?caption|pie-?(?:de-?)?foto|spip-doc(?:uments?)?(?:-\w+)?|"
            r"(?:image|img|photo|picture|media|figure|visuel|foto)-?(?:caption|cap|credits?|"
            r"legende?|copyright|desc(?:ription)?|source|src)|credits?-?(?:photo|image)s?|"
            r"cutline|leg|chart|infograph\w*|infografia|graphique|datawrapper",
        ),
        (
            "widget",
            r"(?:spip-)?logo(?:-\w+)?|site-(?:name|title|branding)|brand|masthead|"
            r"shar(?:e|ing)(?:-\w+)?|social(?:-\w+)?|partag(?:e|er)|compartir|a2a-\w+|addtoany|"
            r"addthis|sharedaddy|follow|nav(?:bar|igation)?|menu|tool-?(?:bar|s|box)|outils|"
            r"actions(?:-bar)?|top-?bar|tags?(?:-list|s)?|mots-?cles|keywords?|etiquetas|"
            r"pagination|login|search|print|comments?-?(?:count|links?)|reading(?:-?time)?|"
            r"read-?time|(?:temps-?de-?)?lecture|(?:post|article|entry)-views|skip-?link|player|"
            r"kicker|over-?line|eyebrow|super-?title|surtitre|antetitulo|flag(?=$| )|badge(?=$| )|"
            r"(?:label|premium|section|tag)-(?:badge|flag|label)|label-flag|category(?=$| )|"
            r"rubrique(?=$| )|"
            r"(?:article|cat|entry|meta|post|section|story)-?(?:category|label|rubrique|topics?)|"
            r"topics?(?=$| )|temas|tag-?cloud|(?:meta|view)s?-(?:count|views)|"
            r"screen-reader(?:-text)?|"
            r"sr-only|visually-hidden|off-?canvas|(?:ham)?burger|header-top|(?:current|today|top)-date|"
            r"ad-?slot|dfp(?:-\w+)?|adsbygoogle|baldosa|sponsored-label|tts|read-?speaker|trinity\w*|"
            r"listen|account|weather|meteo|ticker|pager|(?:back-to|scroll-?(?:to-?)?)-?top|wpml\w*|"
            r"polylang|(?:gallery|slide)-count(?:er)?|lightbox\w*|zoom(?=$| )|kksr\w*|"
            r"post-ratings?|"
            r"ssba|heateor|essb|shared-counts|mashsb|simplesocial\w*|st-btns|at-share-btn|"
            r"rating|advert\w*|pub(?:licite)?|publicidad|ads?|ad-\w+|lang(?:uage)?s?(?:-switcher)?",
        ),
        (
            "picture",
            r"(?:img|fig(?:ure)?|image|picture|photos?|visuel|diapo(?:rama)?|gallery|galerie|hero|"
            r"lead-art)(?=$| )",
        ),
        ("dateline", r"dateline|lugar|lieu|loc(?=$| )|locality|location|place"),
        (
            "date",
            r"(?:entry-|post-|article-)?date(?:time)?|publi(?:shed|cation-date)|"
            r"(?<!status-)publish(?:-date)?|posted-on|timestamp|updated|modified|pubdate|fecha|"
            r"horodatage|mise-a-jour|update-recent|dates",
        ),
        (
            "byline",
            rf"by-?line|(?:{_AUTHOR})(?:-?name)?|signature|sig|by(?=$| )|firma|vcard|writer|"
            r"posted-by|contributors?|journalist|redactora?",
        ),
        ("credit", r"credits?|sources?|agency|agence|origin|fuente"),
        (
            "footer",
            r"(?:site-|page-|main-)?foot(?:er)?|ft(?=$| )|pied(?:-de-page)?|colophon|"
            r"site-(?:generator|info)|copyright(?=$| )|mentions(?=$| )",
        ),
    )
)
_TAGS = {
    "figcaption": "caption",
    "caption": "caption",
    "nav": "widget",
    "menu": "widget",
    "button": "furniture",
    "label": "widget",
    "legend": "widget",
    "time": "date",
    "footer": "footer",
    "aside": "aside",
    "figure": "picture",
}


def hidden(element: HtmlElement) -> bool:
    """Whether an element is not shown until somebody asks for it."""
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style", "")[:200]))
    )


def inherited(named: str | None, around: str | None) -> str | None:
    """What holds for an element: what it says itself, unless what is around it says more."""
    if around == "furniture":
        return around
    if named == "pictured" and around:
        return around  # an author's portrait
    if around in ("caption", "picture") and named not in ("furniture", "widget", "solicitation"):
        # A picture's credit, author and date are its caption's.
        return "caption" if named else around
    return named or around


# Boxes that may hold whole paragraphs.
_OF_MUCH = frozenset(("disclaimer", "furniture", "teaser", "footer"))
_LONG_TEXT, _PARAGRAPHS = 80, 4
# From so many paragraphs of one class on, the class is the theme's word for a paragraph.
_ALIKE = 3
# A picture with one of these is a card, a form or part of an article.
# fmt: off
_NOT_PICTURED = frozenset((
    "article", "blockquote", "button", "form", "h1", "h2", "h3", "h4", "h5", "h6", "input", "li",
    "section", "table", "time",
))
# fmt: on
# Where a link leads tells what its words are.
_PATH = r"(?:https?://[^/]{3,60})?/(?:[\w-]{2,12}/)?"
_LINKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (label, re.compile(pattern, re.I))
    for label, pattern in (
        (
            "widget",
            r"[/#]$|javascript:|mailto:|tel:|whatsapp:|#(?:comment|respond|forum|top|haut|main|content)",
        ),
        (
            "widget",
            r"https?://(?:[\w-]{1,20}\.)?(?:facebook|twitter|x|linkedin|pinterest|reddit|whatsapp|"
            r"instagram|youtube|tiktok|t|wa|bsky|threads)\.(?:com|me|app|net)/",
        ),
        (
            "byline",
            rf"{_PATH}(?:{_AUTHOR}|signataires?|profile)/.",
        ),
        (
            "widget",
            rf"{_PATH}(?:tags?|mots?-cles?|etiquetas?|themes?|topics?|temas?|sujets?|category|"
            r"categorie|rubriques?)/[^/]{1,60}/?$",
        ),
    )
)


def _link_hint(address: str) -> str | None:
    return next((label for label, pattern in _LINKS if pattern.match(address)), None)


def _holds_picture(element: HtmlElement) -> bool:
    """Whether a figure holds a picture, and no table, quotation or post of another site."""
    return element.find(".//img") is not None and not any(
        True for _ in element.iter("table", "blockquote", "pre", "ul", "ol")
    )


def hint_of(element: HtmlElement) -> str | None:
    """What an element says its text is: a zone, or a word of this reader's own (« footer »)."""
    tag = element.tag
    if tag in ("html", "body", "article", "main"):
        return None
    if element.get("itemprop") == "author" or "author" in element.get("rel", "").split():
        return "byline"
    if element.get("itemprop") in ("datePublished", "dateModified"):
        return "date"
    if tag == "a":
        named = _link_hint(element.get("href", "").strip()[:300])
        if named:
            return named
    if "home" in element.get("rel", "").split():
        return "widget"
    role = element.get("role", "")
    if role == "button":
        return "furniture"
    if role in ("navigation", "menu", "menubar", "toolbar", "search", "tablist"):
        return "widget"
    if tag in _TAGS:
        known = _TAGS[tag]
        if known == "picture" and _holds_picture(element):
            return known
        if known not in ("footer", "aside", "picture"):
            return known
    names = f"{element.get('class', '')} {element.get('id', '')}"[:300]
    if names.strip():
        names = _JOINTS.sub("-", names)
        for label, pattern in _CLASSES:
            if pattern.search(names):
                if (label not in _OF_MUCH and _holds_prose(element)) or (
                    label == "teaser" and _holds_paragraphs(element)
                ):
                    break  # a theme's word for the whole page
                if label != "furniture" and _is_paragraph(element):
                    break  # ... or for each paragraph of the article
                return "teaser" if label == "listed" else label
    if tag in ("div", "dl") and _is_pictured(element):
        return "pictured"
    return None if tag == "figure" else _TAGS.get(tag)


def _holds_prose(element: HtmlElement) -> bool:
    """Whether an element holds paragraphs of an article rather than lines of a box."""
    long = 0
    for inner in islice(element.iter(), 200):
        pieces = (inner.text,) if inner is element else (inner.text, inner.tail)
        long += any(piece and len(piece) > _LONG_TEXT for piece in pieces)
        if long >= _PARAGRAPHS:
            return True
    return False


def _holds_paragraphs(element: HtmlElement) -> bool:
    """Whether an element holds long paragraphs side by side, as an article does and no list."""
    inner = islice((child for child in element if child.tag == "p"), 200)
    return sum(_own_length(child) > _LONG_TEXT for child in inner) >= _PARAGRAPHS


def _is_paragraph(element: HtmlElement) -> bool:
    """Whether an element is one of several long paragraphs that the page names alike."""
    name = element.get("class")
    parent = element.getparent()
    if name is None or parent is None or element.tag not in ("div", "p", "section"):
        return False
    if _own_length(element) <= _LONG_TEXT:
        return False
    alike = [e for e in islice(parent, 40) if e.tag == element.tag and e.get("class") == name]
    if len(alike) < _ALIKE or any(e.find(".//h2") is not None or len(e) > 6 for e in alike):
        return False
    return sum(_own_length(e) > _LONG_TEXT for e in alike) >= _ALIKE


def _own_length(element: HtmlElement) -> int:
    """Characters of an element that are no link's, of itself or of the paragraph it holds."""
    inner = element[0] if len(element) == 1 and element[0].tag == "p" else element
    pieces = [inner.text, *(child.tail for child in inner)]
    return sum(len(piece.strip()) for piece in pieces if piece)


def _is_pictured(element: HtmlElement) -> bool:
    """Whether an element holds a picture and the few words below it."""
    if not 1 < len(element) < 5 or element.find(".//img") is None:
        return False
    inner = list(islice(element.iter(), 20))
    if len(inner) > 16 or any(e.tag in _NOT_PICTURED for e in inner):
        return False
    words = sum(len(text.split()) for e in inner for text in (e.text, e.tail) if text)
    return inner[1].tag in ("img", "picture", "a", "div", "span", "dt") and 0 < words <= 40
