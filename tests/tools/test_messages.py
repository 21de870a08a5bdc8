"""Every word for people has its Traditional Chinese and its English."""

import re

import polib
import pytest

from tests.architecture.tree import ROOT
from tools import messages

HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def found():
    return messages.gathered()


def test_nothing_is_missing_in_english(found):
    assert messages.problems(messages.read(messages.ENGLISH), found) == []


def test_traditional_chinese_is_what_the_glossary_and_opencc_make_of_it_today(found):
    kept, derived = messages.read(messages.TRADITIONAL), messages.derived(found)

    assert messages.problems(kept, found) == []
    assert [(e.msgid, e.msgstr, e.msgstr_plural) for e in kept] == [
        (e.msgid, e.msgstr, e.msgstr_plural) for e in derived
    ]


def test_english_has_no_chinese_left_in_it(found):
    left = [
        entry.msgid
        for entry in messages.read(messages.ENGLISH)
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if not is_an_example(text, entry.msgid)
    ]
    assert left == []


def is_an_example(text, chinese):
    """What a form wants typed, words to search for and names of documents stay as they are."""
    signs = HAN.findall(text)
    return set(signs) <= set(chinese) and 2 * len(signs) <= len(text)


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("公开后", "公開後"),
        ("后天", "後天"),
        ("补签发", "補簽發"),
        ("发布公开目录", "發布公開目錄"),
        ("以%(days)s天公布", "以%(days)s天公布"),
        ("系统", "系統"),
        ("批准文件里有", "批准文件裡有"),
    ],
)
def test_traditional_chinese_is_written_as_readers_expect(simplified, traditional):
    glossary = messages.glossary()

    assert messages.Turning(glossary)(simplified) == traditional


def test_a_whole_message_may_have_its_own_form():
    turn = messages.Turning({"whole": {"干部": "公務員"}, "words": {"干部": "幹部"}})

    assert (turn("干部"), turn("干部名单")) == ("公務員", "幹部名單")


def test_placeholders_are_never_turned():
    turn = messages.Turning({"words": {"里": "裡"}})

    assert turn("%(里)s里") == "%(里)s裡"


def write(folder, name, text):
    path = folder / "mingtang" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_words_are_found_wherever_they_stand(tmp_path):
    write(
        tmp_path,
        "a.py",
        'x = _("甲")\ny = f"{gettext(\'乙\' \'丙\')}"\nz = ngettext("一件", "多件", 2)\n'
        'w = pgettext("weekday", "日")\nv = _(name)\nu = gettext("plain")\n',
    )
    write(
        tmp_path,
        "b.html",
        '{% load i18n %}\n<p>\n  {% translate "丁" %}</p>\n'
        "  {% blocktranslate with n=3 %}{{ n }}件{% endblocktranslate %}\n"
        "{% blocktranslate count c=2 %}{{ c }}项{% plural %}{{ c }}项目{% endblocktranslate %}",
    )

    assert set(messages.gathered(tmp_path)) == {
        (None, "甲", None),
        (None, "乙丙", None),
        (None, "一件", "多件"),
        ("weekday", "日", None),
        (None, "丁", None),
        (None, "%(n)s件", None),
        (None, "%(c)s项", "%(c)s项目"),
    }


def po(**words):
    file = polib.POFile()
    file.extend(polib.POEntry(msgid=msgid, msgstr=msgstr) for msgid, msgstr in words.items())
    return file


def test_each_fault_of_a_translation_is_named():
    found = {(None, "甲%(n)s", None): {"a"}, (None, "乙", None): {"a"}, (None, "丙", None): {"a"}}
    file = po(**{"甲%(n)s": "A%(m)s", "乙": "", "丁": "D"})

    assert messages.problems(file, found) == [
        "missing: 丙",
        "no longer used: 丁",
        "other placeholders: 甲%(n)s",
        "not translated: 乙",
    ]


def test_what_was_translated_is_kept_and_what_is_gone_is_dropped():
    found = {(None, "甲", None): {"b.py", "a.py"}, (None, "一件", "多件"): {"a.py"}}

    updated = messages.updated(po(甲="A", 丁="D"), found)

    assert [(entry.msgid, entry.msgstr) for entry in updated] == [("一件", ""), ("甲", "A")]
    assert updated[1].comment == "a.py\nb.py"


def test_the_tree_is_the_one_the_tests_run_in():
    assert messages.ROOT == ROOT
