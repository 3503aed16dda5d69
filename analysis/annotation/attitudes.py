"""Attitudes, decisions and requests: the wider scope P, read only when it is asked for.

The patterns of reported speech are read once more with the verbs of ``attitudes.toml`` in place of
those that report (« veut que », « a demandé de », « craint »). What scope S holds is left alone: a
cue or content of speech is never an attitude as well, and no attribution of scope S changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from analysis import languages
from analysis.annotation.attributions import read_with
from analysis.annotation.certainty import rate
from analysis.annotation.document import Document
from analysis.annotation.grammar import Grammar, compile_grammar
from analysis.annotation.sources import resolve_sources
from analysis.schema import Attribution
from analysis.text import Cover

# Endings of the patterns that hold what is wanted, thought, decided or asked for.
_COMPLEMENTS = ("que", "infinitive", "noun")
# What the verbs of attitude share with those of speech.
_FORMS = ("conjugation", "groups", "irregular", "homographs")


@cache
def attitude_grammar(code: str) -> Grammar | None:
    """The grammar of a language with its verbs of attitude, None when it lists none."""
    pack = languages.load_or_blank(code)
    cues, attitudes = pack.lexicon("cues"), pack.lexicon("attitudes")
    if not (cues and attitudes):
        return None
    return compile_grammar(pack, {**{k: cues[k] for k in _FORMS if k in cues}, **attitudes})


def find_attitudes(document: Document, speech: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of scope P of an article, beside those of scope S.

    Parameters
    ----------
    document
        The article.
    speech
        Its attributions of scope S, sources resolved.

    Returns
    -------
    tuple of Attribution
        In the order of their first content, with ``scope`` P. Their confidence comes from a model
        fitted on scope S and is a rough guide only.
    """
    grammar = attitude_grammar(document.pack.code) if not document.pack.blank else None
    if grammar is None:
        return ()
    said = Cover(span for a in speech for span in (*a.content, a.cue) if span is not None)
    verbs = grammar.readings
    wanted = [
        replace(a, scope="P")
        for a in read_with(document, grammar)
        if a.cue is not None
        and a.pattern.endswith(_COMPLEMENTS)
        and not a.pattern.startswith("incise")
        and not said.touches(a.cue)
        and not any(said.touches(span) for span in a.content)
        and any(w in verbs for w in document.text[a.cue[0] : a.cue[1]].lower().split())
    ]
    # Read beside the speech, so that a pronoun finds who spoke last.
    merged = sorted((*speech, *wanted), key=lambda a: (a.content[0], a.cue or (0, 0)))
    resolved = [a for a in resolve_sources(document, merged) if a.scope == "P"]
    return rate(document, resolved)
