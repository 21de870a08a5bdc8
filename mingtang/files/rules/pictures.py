"""Pictures: small enough to open, and without what the camera wrote into them."""

import datetime
import io
import struct
import warnings
from collections.abc import Mapping
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image

from mingtang.files.rules.archives import BROKEN
from mingtang.files.rules.containers import has_nothing_beside_the_picture
from mingtang.files.rules.kinds import KINDS, require_named
from mingtang.files.rules.limits import Limits
from mingtang.files.rules.readings import Opened, PhotographFacts, Unread
from mingtang.files.rules.scans import NOT_RECOGNISED
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _

TOO_MANY_PIXELS = _("图片的像素太多，不能收。请缩小后再上传。")
LONGEST_SIDE = 2560  # pixels of a photograph
PHOTOGRAPH_QUALITY, PICTURE_QUALITY = 88, 95
HERE = ZoneInfo("Asia/Shanghai")
# Which way a camera was held (EXIF 2.3, Orientation), and what sets the picture upright.
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
UNREADABLE = (OSError, ValueError, SyntaxError, TypeError, KeyError)
UNREADABLE_NOTES = (*UNREADABLE, struct.error, RuntimeError)


def examined(stream: BinaryIO, *, extension: str, limits: Limits) -> tuple[Opened, Image.Image]:
    """Refuses what cannot be opened or is too large; looks at the size before it unpacks."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(stream, formats=("JPEG", "PNG"))
    except Image.DecompressionBombError as bomb:
        raise RuleBroken(TOO_MANY_PIXELS) from bomb
    except UNREADABLE as broken:
        raise RuleBroken(BROKEN) from broken
    kind = KINDS["png" if picture.format == "PNG" else "jpeg"]
    require_named(kind, extension)
    if picture.width * picture.height > limits.pixels:
        raise RuleBroken(TOO_MANY_PIXELS)
    return Opened(kind, iter([Unread(NOT_RECOGNISED)])), picture


def cleaned(picture: Image.Image, content: bytes) -> bytes | None:
    """The same picture without what was written beside it; None when there is nothing to remove."""
    try:
        picture.load()
        if has_nothing_beside_the_picture(content):
            return None
        upright = _upright(picture)
        if picture.format == "PNG":
            return _png(upright)
        return _jpeg(upright, quality=PICTURE_QUALITY)
    except UNREADABLE as broken:
        raise RuleBroken(BROKEN) from broken


def photograph(picture: Image.Image) -> tuple[bytes, PhotographFacts]:
    """Upright JPEG of at most 2560 pixels, nothing in it but what is seen; and the facts."""
    try:
        facts = _facts(picture)
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = _upright(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _jpeg(upright, quality=PHOTOGRAPH_QUALITY), facts
    except UNREADABLE as broken:
        raise RuleBroken(BROKEN) from broken


def _jpeg(picture: Image.Image, *, quality: int) -> bytes:
    profile = picture.info.get("icc_profile") if picture.mode in {"RGB", "L"} else None
    out = io.BytesIO()
    _flat(picture).save(out, "JPEG", quality=quality, optimize=True, icc_profile=profile)
    return out.getvalue()


def _flat(picture: Image.Image) -> Image.Image:
    """A new picture of the pixels alone: nothing comes along with it. What is clear turns white."""
    if picture.mode in {"RGB", "L"}:
        bare = Image.new(picture.mode, picture.size)
        bare.paste(picture)
        return bare
    clear = picture.convert("RGBA") if "A" in picture.getbands() or picture.mode == "P" else None
    white = Image.new("RGB", picture.size, "white")
    white.paste(clear or picture.convert("RGB"), mask=clear)
    return white


def _png(picture: Image.Image) -> bytes:
    kept = {"transparency", "icc_profile"}
    picture.info = {key: value for key, value in picture.info.items() if key in kept}
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _upright(picture: Image.Image) -> Image.Image:
    """Always a copy. Notes that cannot be read are no reason to refuse a picture that can."""
    try:
        turn = UPRIGHT.get(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except UNREADABLE_NOTES:
        turn = None
    return picture.copy() if turn is None else picture.transpose(turn)


def _facts(picture: Image.Image) -> PhotographFacts:
    try:
        exif = picture.getexif()
        camera, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except UNREADABLE_NOTES:
        return PhotographFacts()
    gps = ExifTags.GPS
    latitude = _degrees(place, gps.GPSLatitude, south_or_west=(gps.GPSLatitudeRef, "S"), most=90)
    longitude = _degrees(
        place, gps.GPSLongitude, south_or_west=(gps.GPSLongitudeRef, "W"), most=180
    )
    if latitude is None or longitude is None:
        return PhotographFacts(_taken_at(camera))
    return PhotographFacts(_taken_at(camera), latitude, longitude)


def _taken_at(camera: Mapping[int, Any]) -> datetime.datetime | None:
    """By the camera's clock; by ours where it does not say which zone it goes by."""
    said = str(camera.get(ExifTags.Base.DateTimeOriginal, "")).strip("\0 ")
    zone = str(camera.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")
    try:
        moment = datetime.datetime.fromisoformat(f"{said[:10].replace(':', '-')}T{said[11:]}{zone}")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=HERE)


def _degrees(
    place: Mapping[int, Any], tag: int, *, south_or_west: tuple[int, str], most: int
) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in place[tag])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    side_tag, negative = south_or_west
    if not 0 <= value <= most:
        return None
    return round(-value if place.get(side_tag) == negative else value, 6)
