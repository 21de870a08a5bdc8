import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.sealing import CannotOpen, is_sealed_by_old_key, seal, unseal

OLD, NEW = b"o" * 32, b"n" * 32


@pytest.fixture
def keys(settings):
    def use(*keys):
        settings.SEALING_KEYS = list(keys)

    return use


@given(text=st.text())
def test_what_was_sealed_opens_for_its_record(text):
    assert unseal(seal(text, belongs_to="a"), belongs_to="a") == text


def test_the_text_is_not_in_what_is_stored_and_is_never_sealed_the_same_way_twice():
    first, second = seal("电话号码", belongs_to="a"), seal("电话号码", belongs_to="a")

    assert "电话号码".encode() not in first
    assert first != second


def test_what_is_copied_to_another_record_does_not_open():
    sealed = seal("x", belongs_to="a")

    with pytest.raises(CannotOpen):
        unseal(sealed, belongs_to="b")


@pytest.mark.parametrize("at", [0, 1, 9, 21, -1])
def test_a_changed_byte_is_noticed_wherever_it_is(at):
    sealed = bytearray(seal("x", belongs_to="a"))
    sealed[at] ^= 1

    with pytest.raises(CannotOpen):
        unseal(bytes(sealed), belongs_to="a")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" * 21])
def test_what_is_too_short_does_not_open(sealed):
    with pytest.raises(CannotOpen):
        unseal(sealed, belongs_to="a")


def test_a_new_key_seals_and_the_old_one_still_opens(keys):
    keys(OLD)
    sealed = seal("x", belongs_to="a")

    keys(NEW, OLD)

    assert unseal(sealed, belongs_to="a") == "x"
    assert is_sealed_by_old_key(sealed)
    assert not is_sealed_by_old_key(seal("x", belongs_to="a"))


def test_without_its_key_it_never_opens(keys):
    keys(OLD)
    sealed = seal("x", belongs_to="a")

    keys(NEW)

    with pytest.raises(CannotOpen):
        unseal(sealed, belongs_to="a")
