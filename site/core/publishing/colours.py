"""Makes any colour that a host picks readable: pure computation in the colour space OKLCH.

Contrast is that of WCAG 2.2 (success criterion 1.4.3); OKLCH is defined in CSS Color 4. Only the lightness
moves, so a corrected colour keeps its hue and still looks like the one that was picked.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from math import cbrt, hypot

MINIMUM = 4.5
"""The contrast that WCAG asks of text of ordinary size."""
MINIMUM_ON_DARK = 7.0
"""More on dark paper, where bright text is thin and a colour at the lower limit looks dull."""
MINIMUM_ON_COVER = 7.5
"""More on a cover, so that softer text than white can be read there too."""
COVER_SOFT = 0.86
"""How much white is in the softer text on a cover; the rest is the cover itself."""
TINT_STRENGTH = 0.018
"""The most colour (chroma of OKLCH) that a tinted surface has: a breath, not a wall."""
LIGHT_PAPERS = ("#ffffff", "#f4f6fb")
"""What text stands on in light mode; the same values as in tokens.css."""
DARK_PAPERS = ("#11141c", "#1a1f2b")
STEPS = 200

Linear = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Accent:
    """A picked colour and its variants; each is written as ``#rrggbb``."""

    picked: str
    fill: str
    """Behind white text, in light mode and in dark."""
    on_light: str
    """For text on white and on its tint."""
    on_dark: str
    """For text on the dark paper and on its tint."""
    cover: str
    """A large field with white text: the cover of an edition, in light mode and in dark."""
    deep: str
    """The foot of a cover, a step darker than the cover."""
    cover_soft: str
    """Softer text on the cover and its foot."""
    tint_light: str
    """A surface with a breath of the colour, in light mode."""
    tint_dark: str
    """The same in dark mode."""

    @property
    def is_corrected(self) -> bool:
        """Whether the picked colour had to become darker to be read on white."""
        return self.on_light != self.picked


def contrast(first: str, second: str) -> float:
    """How far two colours stand apart, from 1 (equal) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=256)
def accent(picked: str) -> Accent:
    """The variants of ``picked`` that keep text readable.

    Raises:
        ValueError: ``picked`` is not written as ``#rrggbb``.
    """
    picked = picked.lower()
    cover = _move(picked, ("#ffffff",), towards=0.0, minimum=MINIMUM_ON_COVER)
    tint_light, tint_dark = _tint(picked, 0.965), _tint(picked, 0.245)
    return Accent(
        picked=picked,
        fill=_move(picked, ("#ffffff",), towards=0.0, minimum=MINIMUM),
        on_light=_move(picked, (*LIGHT_PAPERS, tint_light), towards=0.0, minimum=MINIMUM),
        on_dark=_move(picked, (*DARK_PAPERS, tint_dark), towards=1.0, minimum=MINIMUM_ON_DARK),
        cover=cover,
        deep=_darker(cover),
        cover_soft=_mix("#ffffff", cover, COVER_SOFT),
        tint_light=tint_light,
        tint_dark=tint_dark,
    )


def custom_properties(picked: str) -> dict[str, str]:
    """What draws a page in ``picked``, by the names of tokens.css, which says what each is for.

    Raises:
        ValueError: ``picked`` is not written as ``#rrggbb``.
    """
    made = accent(picked)
    return {
        "--accent": made.picked,
        "--accent-fill": made.fill,
        "--accent-text": f"light-dark({made.on_light}, {made.on_dark})",
        "--cover": made.cover,
        "--cover-deep": made.deep,
        "--cover-soft": made.cover_soft,
        "--accent-tint": f"light-dark({made.tint_light}, {made.tint_dark})",
    }


def style_sheet(picked: str) -> str:
    """The custom properties that draw a page in ``picked``, as CSS.

    Raises:
        ValueError: ``picked`` is not written as ``#rrggbb``.
    """
    properties = custom_properties(picked)
    written = " ".join(f"{name}: {value};" for name, value in properties.items())
    text = properties["--accent-text"]
    return (
        "@layer pages { "
        f":root {{ {written} }} "
        f".page {{ --link: {text}; --link-hover: var(--ink); --focus: {text}; }} "
        "}\n"
    )


@lru_cache(maxsize=256)
def digest(picked: str) -> str:
    """Eight digits that change when the style sheet of ``picked`` does.

    Raises:
        ValueError: ``picked`` is not written as ``#rrggbb``.
    """
    return blake2b(style_sheet(picked).encode(), digest_size=4).hexdigest()


def _move(colour: str, papers: tuple[str, ...], *, towards: float, minimum: float) -> str:
    """``colour`` moved to the lightness ``towards`` (0 black, 1 white), as little as ``papers`` ask for."""
    lightness, a, b = _oklab(_linear(colour))
    for step in range(STEPS + 1):
        share = step / STEPS
        paler = 1 - share / 2  # a colour loses its strength on the way to black and white
        moved = colour if step == 0 else _hex(lightness + (towards - lightness) * share, a * paler, b * paler)
        if all(contrast(moved, paper) >= minimum for paper in papers):
            return moved
    return "#000000" if towards == 0.0 else "#ffffff"


def _tint(colour: str, lightness: float) -> str:
    """A surface of the given lightness with a breath of ``colour``."""
    _lightness, a, b = _oklab(_linear(colour))
    share = min(TINT_STRENGTH / max(hypot(a, b), 1e-6), 0.5)
    return _hex(lightness, a * share, b * share)


def _darker(colour: str) -> str:
    lightness, a, b = _oklab(_linear(colour))
    return _hex(lightness * 0.8, a * 0.85, b * 0.85)


def _mix(first: str, second: str, share: float) -> str:
    """``share`` of ``first`` over ``second``, as a browser lays a half-transparent colour."""
    pairs = ((int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def _linear(colour: str) -> Linear:
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f"{colour!r} is not written as #rrggbb.")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _expand(red), _expand(green), _expand(blue)


def _expand(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _compress(channel: float) -> int:
    channel = min(max(channel, 0.0), 1.0)
    shown = channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(shown * 255)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(colour: Linear) -> Linear:
    red, green, blue = colour
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _hex(lightness: float, a: float, b: float) -> str:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return f"#{_compress(red):02x}{_compress(green):02x}{_compress(blue):02x}"
