import datetime
import io

import pytest
from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo

from mingtang.files.rules import pictures
from mingtang.files.rules.archives import BROKEN
from mingtang.files.rules.containers import has_nothing_beside_the_picture
from mingtang.files.rules.kinds import KINDS
from mingtang.files.rules.limits import Limits
from mingtang.files.rules.readings import PhotographFacts, Unread
from mingtang.foundation.errors import RuleBroken
from tests.files.made import camera_notes, picture

AT = datetime.datetime.fromisoformat("2026-09-18T08:30:00+08:00")


def opened(content, extension="", **limits):
    return pictures.examined(io.BytesIO(content), extension=extension, limits=Limits(**limits))


def cleaned(content):
    return pictures.cleaned(opened(content)[1], content)


def photograph(content):
    return pictures.photograph(opened(content)[1])


def refusal(content, extension="", **limits):
    with pytest.raises(RuleBroken) as refused:
        opened(content, extension, **limits)
    return refused.value.template


def with_words():
    words = PngInfo()
    words.add_text("Author", "Zhang San")
    return picture("PNG", pnginfo=words)


def test_a_picture_is_known_and_its_words_are_not_read():
    png, jpeg = opened(picture("PNG"), ".png")[0], opened(picture(), ".jpg")[0]

    assert (png.kind, jpeg.kind) == (KINDS["png"], KINDS["jpeg"])
    assert [*png.reading] == [Unread(pictures.NOT_RECOGNISED)]


def test_what_is_no_picture_or_too_large_or_wrongly_named_is_refused():
    assert refusal(b"\xff\xd8\xff nothing") == BROKEN
    assert refusal(picture(), ".png") != ""
    assert refusal(picture(), pixels=2399) == pictures.TOO_MANY_PIXELS
    opened(picture(), pixels=2400)


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert refusal(picture("PNG", size=(20_000, 10_000), mode="1")) == pictures.TOO_MANY_PIXELS


@pytest.mark.parametrize("content", [picture()[:-300], picture("PNG")[:-30]])
def test_a_picture_that_breaks_off_is_refused(content):
    with pytest.raises(RuleBroken, match=BROKEN):
        cleaned(content)
    with pytest.raises(RuleBroken, match=BROKEN):
        photograph(content)


@pytest.mark.parametrize(
    "content",
    [
        picture(),
        picture("PNG"),
        picture(progressive=True),
        picture("PNG", (9, 9), "P"),
    ],
)
def test_a_picture_with_nothing_beside_it_is_kept_as_it_is(content):
    assert cleaned(content) is None


@pytest.mark.parametrize(
    "content",
    [
        picture(exif=camera_notes()),
        picture(comment=b"Zhang San"),
        picture(xmp=b"<x>Zhang San</x>"),
        with_words(),
        picture("PNG", exif=camera_notes()),
        picture("PNG", mode="RGBA", exif=camera_notes()),
        picture(mode="CMYK", exif=camera_notes()),
        picture(mode="L", exif=camera_notes()),
        picture() + b"PK\x03\x04 a hidden file",
        picture("PNG") + b"a hidden file",
    ],
)
def test_whatever_stands_beside_the_picture_is_taken_out(content):
    bare = cleaned(content)

    assert has_nothing_beside_the_picture(bare)
    assert cleaned(bare) is None
    assert Image.open(io.BytesIO(bare)).format == Image.open(io.BytesIO(content)).format
    assert b"Zhang San" not in bare
    assert b"Invented Camera" not in bare


def test_a_picture_that_lay_on_its_side_stands_upright():
    bare = cleaned(picture(size=(60, 40), exif=camera_notes()))

    assert Image.open(io.BytesIO(bare)).size == (40, 60)


@pytest.mark.parametrize("orientation", range(1, 10))
def test_a_picture_is_set_upright_as_a_library_would(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    corner = Image.new("L", (60, 40))
    corner.paste(255, (0, 0, 30, 20))
    out = io.BytesIO()
    corner.save(out, "PNG", exif=exif)

    bare = Image.open(io.BytesIO(cleaned(out.getvalue())))

    expected = ImageOps.exif_transpose(Image.open(io.BytesIO(out.getvalue())))
    assert (bare.size, bare.tobytes()) == (expected.size, expected.tobytes())


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_notes_that_cannot_be_read_do_not_keep_a_picture_out():
    broken = picture(exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0")
    torn = b"Exif\0\0XX"

    assert photograph(broken)[1] == photograph(picture(exif=torn))[1] == PhotographFacts()
    assert has_nothing_beside_the_picture(cleaned(broken))
    assert has_nothing_beside_the_picture(cleaned(picture(exif=torn)))


def test_colours_and_clear_places_stay():
    profile = b"an invented profile"
    palette = picture("PNG", mode="P", transparency=0, exif=camera_notes())
    coloured = picture(icc_profile=profile, exif=camera_notes())

    assert Image.open(io.BytesIO(cleaned(palette))).info["transparency"] == 0
    assert Image.open(io.BytesIO(cleaned(coloured))).info["icc_profile"] == profile


def test_a_photograph_gives_place_and_time_apart_and_keeps_neither():
    content, facts = photograph(picture(exif=camera_notes()))

    assert facts == PhotographFacts(AT, 30.5, 104.26)
    assert has_nothing_beside_the_picture(content)
    assert Image.open(io.BytesIO(content)).getexif() == {}


@pytest.mark.parametrize(
    ("notes", "facts"),
    [
        (camera_notes(north="S"), PhotographFacts(AT, -30.5, 104.26)),
        (
            camera_notes(zone="+00:00"),
            PhotographFacts(AT + datetime.timedelta(hours=8), 30.5, 104.26),
        ),
        (camera_notes(taken="yesterday"), PhotographFacts(None, 30.5, 104.26)),
        (camera_notes(latitude=(91.0, 0.0, 0.0)), PhotographFacts(AT)),
        (camera_notes(latitude=(1.0, 2.0)), PhotographFacts(AT)),
        (camera_notes(latitude=5.0), PhotographFacts(AT)),
        (Image.Exif(), PhotographFacts()),
    ],
)
def test_what_the_camera_did_not_say_stays_unknown(notes, facts):
    assert photograph(picture(exif=notes))[1] == facts


def test_a_large_photograph_becomes_small_enough_and_a_small_one_stays():
    large, _ = photograph(picture(size=(6000, 3000)))
    small, _ = photograph(picture("PNG", size=(60, 40), mode="RGBA"))

    assert Image.open(io.BytesIO(large)).size == (2560, 1280)
    assert Image.open(io.BytesIO(small)).size == (60, 40)
    assert Image.open(io.BytesIO(small)).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        b"\xff\xd8\xff\xdb\x00",
        b"\xff\xd8\xff\xdb\x00\x00",
        b"\xff\xd8\x00\x00",
        b"\xff\xd8\xff\xda\x00\x02 and no end",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n\x00",
    ],
)
def test_a_container_that_is_cut_short_is_not_called_bare(content):
    assert not has_nothing_beside_the_picture(content)
