from django.utils import translation

from mingtang.disclosure.choices import WithdrawalGround
from mingtang.foundation.kept_words import in_chinese


def test_the_words_of_a_choice_are_kept_in_chinese_though_the_page_is_english():
    with translation.override("en"):
        shown = str(WithdrawalGround.ERROR.label)
        kept = in_chinese(WithdrawalGround.ERROR.label)

    assert (shown, kept) == ("Content is wrong", "内容有误")
