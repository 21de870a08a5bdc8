"""The page on checking: the newest checkpoint, the verifier, and what a log cannot prove."""

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile

import pytest

from mingtang.channels.shared.public_pages import FRESH
from mingtang.channels.website.verifying import TOOL_NAME
from tests.architecture.tree import PACKAGE, ROOT
from tests.disclosure.publishing import published, scene
from tests.factories.organs import OrganFactory
from tests.ledger.put_out import Published
from tlog.verifying.older import read_older

pytestmark = pytest.mark.django_db
VERIFY, TOOL = "/verify/", f"/verify/{TOOL_NAME}"


@pytest.fixture
def log(county, settings, tmp_path):
    made = Published(county, settings, tmp_path)
    published(scene(organ=OrganFactory(county=county, name="县财政局")))
    made.publish()
    return made


def text(page):
    return re.sub(r"<[^>]+>", "", page)


def words_in(page, name):
    found = re.search(rf'data-{name}="([^"]*)"', page).group(1)
    return json.loads(found.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&"))


def test_the_newest_checkpoint_can_be_printed(log, read):
    page = read(VERIFY)

    head = log.folder.head()
    origin, size, root = re.findall(r"<dd[^>]*>(?:<code>)?([^<]+)", page)[:3]
    assert read_older(f"{origin} {size} {root}".encode()).head == head
    assert 'role="img" aria-label="二维码，内容就是上面三行"' in page
    assert "<svg" in page


def test_nobody_keeps_the_page_as_its_checkpoint_is_seconds_younger_than_the_act(log, visit):
    assert visit(VERIFY).headers["Cache-Control"] == FRESH


def test_before_anything_is_published_it_says_so(county, read, settings, tmp_path):
    settings.LEDGER_FOLDER = tmp_path

    assert "日志还没有公布校验点" in read(VERIFY)


def test_a_damaged_checkpoint_is_not_shown(log, read):
    (log.folder.path / "checkpoint").write_text("nonsense")

    assert "日志还没有公布校验点" in read(VERIFY)


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        ("", ("不能证明什么", "从来不说明“是真的”", "没有记进日志的", "串通", "脚本也会骗人")),
        ("/zh-hant", ("不能證明什麼", "從來不說明", "沒有記進日誌的", "串通", "腳本也會騙人")),
        ("/en", ("What it does not prove", "never “true”", "never recorded", "collude", "lies")),
    ],
)
def test_what_it_does_not_prove_is_said_in_each_language(log, read, manner, words):
    page = text(read(f"{manner}{VERIFY}"))

    for one in words:
        assert one in page


def test_the_script_speaks_the_language_of_the_page(log, read):
    assert words_in(read(VERIFY), "words")["good"] == "核对无误"
    english = read(f"/en{VERIFY}")
    assert words_in(english, "words")["good"] == "It holds"
    assert "县财政局" in words_in(english, "organs").values()
    assert "disclosure.published" in words_in(english, "acts")
    chinese = re.compile(r"[\u4e00-\u9fff]")
    assert [w for w in words_in(english, "words").values() if chinese.search(w)] == []


def test_every_word_that_the_script_says_is_given_to_it(log, read):
    script = (ROOT / PACKAGE / "channels/website/static/website/verify.js").read_text()
    proof = (ROOT / PACKAGE / "channels/website/static/website/proof.js").read_text()
    said = set(re.findall(r'(?:step\([^"]*|fact\(|words\.|\? |: |refuse\()"([a-z-]+)"', script))
    said |= set(re.findall(r'(?:Broken\(|return )"([a-z-]+)"', proof))

    assert said - {"omit", "shut", "content"} <= set(words_in(read(VERIFY), "words"))


def test_the_page_runs_no_script_of_its_own_text(log, read):
    page = read(VERIFY)

    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"\son[a-z]+=|\sstyle=", page) == []


def test_the_verifier_is_handed_out_as_one_file(log, client, read, tmp_path):
    answer = client.get(TOOL)

    assert f'filename="{TOOL_NAME}"' in answer.headers["Content-Disposition"]
    assert hashlib.sha256(answer.content).hexdigest() in read(VERIFY)
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert "__main__.py" in names
    assert not [name for name in names if "mingtang" in name or "django" in name]


def test_what_was_handed_out_checks_the_proof_of_a_page_and_the_copy_of_the_log(
    log, client, tmp_path
):
    """As the page says it, line by line, somewhere else and without a network."""
    (tmp_path / TOOL_NAME).write_bytes(client.get(TOOL).content)
    (tmp_path / "mingtang-0.tlog-proof").write_bytes(client.get("/log/proof/0.tlog-proof").content)
    (tmp_path / "policy").write_bytes(client.get("/log/policy").content)
    origin, size, root = log.folder.checkpoint().text.split()[:3]
    (tmp_path / "checkpoint.txt").write_text(f"{origin}\n{size}\n{root}")
    (tmp_path / "log").symlink_to(log.folder.path)

    def run(*arguments):
        asked = [sys.executable, "-I", TOOL_NAME, *arguments, "--policy", "policy"]
        return subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)

    proof = run("proof", "mingtang-0.tlog-proof")
    assert (proof.returncode, "核对无误" in proof.stdout) == (0, True), proof.stderr
    whole = run("log", "log", "--old", "checkpoint.txt")
    assert (whole.returncode, "旧校验点一致" in whole.stdout) == (0, True), whole.stdout


def test_the_footer_of_every_page_leads_there(county, read):
    assert f'href="{VERIFY}"' in read("/organs/")


def test_the_bare_address_of_the_log_leads_to_the_page_about_it(county, client):
    response = client.get("/log/")

    assert (response.status_code, response.headers["Location"]) == (301, "/verify/")
