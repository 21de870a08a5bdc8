import random

import pytest

from mingtang.supervision.rules.signatures import (
    BANDS,
    PLACES,
    bands,
    estimate,
    packed,
    signature,
    unpacked,
)
from mingtang.supervision.rules.texts import alike, runs

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 800)]


def text(seed, length=800):
    chance = random.Random(seed)
    return [chance.choice(HAN) for _sign in range(length)]


def changed(signs, count, seed=7):
    chance = random.Random(seed)
    other = list(signs)
    for place in chance.sample(range(len(signs)), count):
        other[place] = "变"
    return other


def made(signs):
    return signature(runs("".join(signs)))


def test_the_same_text_has_the_same_signature_everywhere():
    one = made(text(1))

    assert len(one) == PLACES
    assert one == made(text(1))
    assert one[:2] == (273059120, 500174325)
    assert bands(one)[0] == -7710077381030755579
    assert estimate(one, one) == 100


def test_another_text_shares_no_band():
    one, other = made(text(1)), made(text(2))

    assert estimate(one, other) < 20
    assert not set(enumerate(bands(one))) & set(enumerate(bands(other)))


@pytest.mark.parametrize("seed", range(8))
def test_a_text_with_few_words_changed_shares_a_band(seed):
    before = text(seed)
    after = changed(before, 8, seed)
    share = alike(runs("".join(before)), runs("".join(after)))

    assert share >= 90
    assert set(enumerate(bands(made(before)))) & set(enumerate(bands(made(after))))
    assert abs(estimate(made(before), made(after)) - share) <= 20


def test_a_short_text_borrows_what_it_lacks_and_is_like_itself_alone():
    short = made(text(1, 12))

    assert len(short) == PLACES
    assert estimate(short, made(text(1, 12))) == 100
    assert estimate(short, made(text(2, 12))) < 20


def test_where_there_are_no_runs_there_is_no_signature():
    assert signature([]) == ()
    assert bands(()) == []
    assert estimate((), made(text(1))) == 0


def test_a_signature_is_kept_in_bytes():
    one = made(text(1))

    assert unpacked(packed(one)) == one
    assert (packed(()), unpacked(b"")) == (b"", ())
    assert len(bands(one)) == BANDS
    assert all(-(2**63) <= value < 2**63 for value in bands(one))
