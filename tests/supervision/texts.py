"""Words of publications for these tests, far apart from each other."""

import random

FIGURES = "共办理1286件，涉及资金39.6万元，惠及412户。"


def words(seed, length=300):
    chance = random.Random(seed)
    return "".join(chr(chance.randrange(0x4E00, 0x4E00 + 900)) for _sign in range(length))


def body(seed, figures=FIGURES):
    return f"{words(seed)}。{figures}"
