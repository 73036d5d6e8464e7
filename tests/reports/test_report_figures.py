"""One drawing: as an image of the width asked for, its text in fonts that hold it."""

from __future__ import annotations

import pytest
from report_helpers import SVG

from littlegiant.errors import LittleGiantError
from littlegiant.reports import svg_to_png
from littlegiant.reports.figures import with_own_fonts
from littlegiant.reports.fonts import fonts

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" width="300" height="100">'


@pytest.mark.parametrize("width", [300, 900, 1001])
def test_the_image_has_the_width_asked_for_and_keeps_the_shape(width: int) -> None:
    image = svg_to_png(SVG, width)
    assert image.startswith(b"\x89PNG")
    assert int.from_bytes(image[16:20], "big") == width
    assert abs(int.from_bytes(image[20:24], "big") - width / 3) <= 1


def test_text_is_drawn_whatever_font_it_names() -> None:
    blank = svg_to_png(f"{HEAD}</svg>", 300)
    serif = svg_to_png(f'{HEAD}<text y="40" font-family="serif">广东</text></svg>', 300)
    plain = svg_to_png(f'{HEAD}<text y="40">广东</text></svg>', 300)
    assert serif == plain != blank


def test_a_rare_character_takes_the_font_that_has_it_and_leaves_the_order() -> None:
    made = with_own_fonts(f'{HEAD}<text>甲𠮷<tspan font-weight="bold">龘乙</tspan>丙š</text></svg>')
    assert made.count("Noto Sans JP") == 1
    assert "".join(piece for piece in ("甲", "𠮷", "龘", "乙", "丙", "š") if piece in made) == "甲𠮷龘乙丙š"
    places = [made.index(piece) for piece in ("甲", "𠮷", "龘", "乙", "丙", "š")]
    assert places == sorted(places)


def test_a_character_no_font_has_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pytest.TempPathFactory
) -> None:
    with pytest.raises(LittleGiantError, match="U\\+D55C"):
        svg_to_png(f"{HEAD}<text>한</text></svg>", 300)
    monkeypatch.setenv("LITTLEGIANT_FONTS", str(tmp_path))
    with pytest.raises(LittleGiantError, match="U\\+D55C"):
        svg_to_png(f"{HEAD}<text>한</text></svg>", 300)


def test_what_is_no_svg_is_refused() -> None:
    with pytest.raises(ValueError, match="not SVG"):
        svg_to_png("<svg", 300)


def test_every_font_is_there_and_holds_the_characters_of_gb2312() -> None:
    regular = frozenset().union(*(font.characters for font in fonts() if font.weight == 400))
    bold = frozenset().union(*(font.characters for font in fonts() if font.weight == 700))
    common = {
        bytes((row, cell)).decode("gb2312", errors="ignore")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
    }
    common = {sign for sign in common if len(sign) == 1}
    assert len(common) > 6000
    assert common <= regular
    assert common <= bold
