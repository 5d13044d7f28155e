"""The contrast of a text in the colours of a terminal (WCAG 2.2, 1.4.3)."""

from tui.fullscreen.terminal.colours import CONTRAST, DARK, LIGHT

VGA = "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55"
XTERM = "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00"
TANGO = "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f"
PALETTES = {
    "Linux console": f"{VGA} 5555ff ff55ff 55ffff ffffff".split(),
    "xterm": f"{XTERM} 5c5cff ff00ff 00ffff ffffff".split(),
    "Tango": f"{TANGO} 739fcf ad7fa8 34e2e2 eeeeec".split(),
}
"""The sixteen colours that usual terminals give to the same numbers."""

OWN = {DARK: ("{7}", "000000"), LIGHT: ("000000", "ffffff"), CONTRAST: ("ffffff", "000000")}
"""The text and the background of a terminal that a theme is meant for; {7}: its own white."""

LEAST = {DARK: 4.5, LIGHT: 4.5, CONTRAST: 7.0}


def ratio(style, theme, palette):
    """The contrast of a text in this style (WCAG 2.2)."""
    own_text, own_background = (name.format(*palette) for name in OWN[theme])
    text = hexadecimal(style.color, palette) or own_text
    background = hexadecimal(style.bgcolor, palette) or own_background
    dark, light = sorted(map(luminance, (text, background)))
    return (light + 0.05) / (dark + 0.05)


def luminance(rgb):
    shares = (value / 255 for value in bytes.fromhex(rgb))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def hexadecimal(colour, palette):
    if colour is None or colour.is_default:
        return None
    assert colour.number is not None, f"{colour} is no colour of the terminal"
    return palette[colour.number]
