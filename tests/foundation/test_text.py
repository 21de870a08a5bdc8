from mingtang.foundation.text import gettext_noop, half_width, is_visible, quoted, without_stop


def test_words_marked_for_translation_stay_what_they_are():
    assert gettext_noop("期限") == "期限"


def test_full_width_letters_digits_and_signs_become_plain_and_nothing_else_does():
    assert half_width("＋２０ｗｄ\u3000２０２６／９／１８") == "+20wd 2026/9/18"
    assert half_width("第²条。「𠀀」") == "第²条。「𠀀」"


def test_signs_nobody_can_see_are_shown_as_such():
    assert quoted("a\u202eb\x00c\ud800") == "a\ufffdb\ufffdc\ufffd"
    assert not is_visible("\u200b")


def test_rare_han_characters_are_visible():
    assert is_visible("𠀀\U000323af㐀")


def test_long_text_is_cut_and_says_so():
    assert quoted("长" * 41) == "长" * 40 + "…"
    assert quoted("长" * 40) == "长" * 40


def test_a_sentence_that_goes_on_in_another_leaves_its_stop_out():
    assert without_stop("职责已经划转。 ") == "职责已经划转"
    assert without_stop("见附件2.5") == "见附件2.5"
