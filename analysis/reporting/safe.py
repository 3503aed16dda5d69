"""Make foreign text safe and honest to show: escaped, and nothing in it invisible.

Article text is hostile by assumption. Besides markup, a control character or a direction override
can make a page show other words than the ones counted, so each is shown as a visible sign.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

from analysis.text import fold_held

# Direction controls are written out: left in, they reorder the words around them.
_BIDI = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(_BIDI)
    + "]"
)


def visible(text: str) -> str:
    r"""The text with every control, direction and broken character replaced by a visible sign.

    Line feed, tab and carriage return stay. Words held back and names masked are shown as such.

    Examples
    --------
    >>> visible("a\x00b")
    'a␀b'
    >>> visible("a\u202eb")
    'a⟦RLO⟧b'
    """
    text = fold_held(text)
    return _ODD.sub(_sign, text) if _ODD.search(text) else text


def _sign(match: re.Match[str]) -> str:
    char = match[0]
    if char in _BIDI:
        return f"⟦{_BIDI[char]}⟧"
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return "\ufffd" if unicodedata.category(char) in ("Cs", "Cn") else f"⟦{code:02X}⟧"


def safe(text: object) -> Markup:
    """Text ready for HTML content or a quoted attribute; markup that is safe already is kept."""
    return text if isinstance(text, Markup) else escape(visible(str(text)))
