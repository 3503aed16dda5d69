"""The palette for readers with a colour vision deficiency, by simulation.

Matrices of Machado, Oliveira & Fernandes (2009), full severity, on linear RGB; distances in
CIELAB (1976).
"""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from analysis.charts import _style as style

SIGHTS = {
    name: np.array(rows).reshape(3, 3)
    for name, rows in {
        "full": (1, 0, 0, 0, 1, 0, 0, 0, 1),
        "protanopia": (
            *(0.152286, 1.052583, -0.204868),
            *(0.114503, 0.786281, 0.099216),
            *(-0.003882, -0.048116, 1.051998),
        ),
        "deuteranopia": (
            *(0.367322, 0.860646, -0.227968),
            *(0.280085, 0.672501, 0.047413),
            *(-0.011820, 0.042940, 0.968881),
        ),
        "tritanopia": (
            *(1.255528, -0.076749, -0.178779),
            *(-0.078411, 0.930809, 0.147602),
            *(0.004733, 0.691367, 0.303900),
        ),
    }.items()
}


TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str) -> np.ndarray:
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour: str, sight: str) -> np.ndarray:
    seen = np.clip(SIGHTS[sight] @ linear(colour), 0, 1)
    xyz = (
        np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
        @ seen
        / [0.9505, 1.0, 1.089]
    )
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(a: str, b: str) -> float:
    low, high = sorted(float(np.dot([0.2126, 0.7152, 0.0722], linear(c))) for c in (a, b))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sight", SIGHTS)
def test_series_stay_apart(sight):
    for a, b in combinations(style.SERIES, 2):
        assert np.linalg.norm(lab(a, sight) - lab(b, sight)) > 14, (a, b)


@pytest.mark.parametrize("sight", SIGHTS)
def test_kinds_of_speech_and_bands_differ_in_lightness(sight):
    speech = (style.QUOTED, style.REPORTED, style.UNATTRIBUTED)
    for steps in (speech, tuple(reversed(style.BANDS))):
        lightness = [lab(c, sight)[0] for c in steps]
        assert all(b - a > 8 for a, b in pairwise(lightness))


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (style.INK, style.REPORTED),
        (style.INK, style.SOLICITATION),
        (style.PAPER, style.QUOTED),
        (style.PAPER, style.BANDS[2]),
        (style.PAPER, style.BANDS[3]),
        (style.GREY, style.PAPER),
        (style.GREY, style.BANDS[0]),
        (style.GREY, style.UNATTRIBUTED),
        (style.ACCENT, style.PAPER),
    ],
)
def test_text_has_the_contrast_of_wcag_aa(ink, ground):
    assert contrast(ink, ground) >= 4.5
