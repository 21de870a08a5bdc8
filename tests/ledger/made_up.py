"""Numbers that look like somebody's and are nobody's."""

from stdnum.cn import ric


def made_up_resident_number(serial: int = 999) -> str:
    """Generated: the birthday is a New Year's day, the serial one that is not given out."""
    body = f"11010119900101{serial:03}"
    return body + ric.calc_check_digit(f"{body}0")
