"""Numbers below a thousand as Chinese writes them: 二十一, 一百零三."""

NUMBER = r"(?:[0-9]+|[零一二两三四五六七八九十百]+)"
DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"两": 2}


def number(written: str) -> int:
    """20 for 20 and 二十; what NUMBER matches."""
    if written.isdecimal():
        return int(written)
    total = digit = 0
    for sign in written:
        if sign in DIGITS:
            digit = DIGITS[sign]
        else:
            total += (digit or 1) * (100 if sign == "百" else 10)
            digit = 0
    return total + digit
