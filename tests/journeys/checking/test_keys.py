"""What the nightly check finds of the keys and the policy that stand beside the log."""

import contextlib

import pytest

from mingtang.ledger.beside import KEY, KEYS, POLICY
from tests.disclosure.publishing import published, scene
from tests.factories.organs import CountyFactory, OrganFactory
from tests.journeys.checking.made import of_county
from tests.ledger.publishing import Clock, signing
from tests.ledger.put_out import Published
from tlog.notes import SecretKey
from tlog.sm2 import SM2_KEYS

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory(name="示范县", code="990001")


@pytest.fixture
def log(county, settings, tmp_path):
    made = Published(county, settings, tmp_path)
    published(scene(organ=OrganFactory(county=county), with_duty=False))
    made.publish()
    return made


def found(county, log):
    return [one.words for one in of_county(county, log.folder)]


def words(name):
    return f"/log/{name} 与签名程序的密钥、见证规则的设置不符"


@pytest.fixture(params=["signer answers", "signer is down"])
def answering(request, tmp_path):
    with contextlib.ExitStack() as running:
        if request.param == "signer answers":
            running.enter_context(signing(tmp_path / "signer", Clock()))
        yield


def test_what_is_as_the_settings_say_fits(county, log, answering):
    assert found(county, log) == []


@pytest.mark.parametrize("name", [KEY, POLICY])
def test_a_key_or_a_policy_of_somebody_else_is_found(county, log, answering, name):
    path = log.folder.path / name
    path.write_text(path.read_text().replace("quorum", "# quorum").replace("+", "-", 1))

    assert found(county, log) == [words(name)]


def test_a_key_for_sm2_that_the_signer_has_not_is_found(county, log, tmp_path):
    log.folder.write(SM2_KEYS, b"another\n")
    assert found(county, log) == []  # the signer is down: nobody knows

    with signing(tmp_path / "signer", Clock()):
        assert found(county, log) == [words(SM2_KEYS)]


def test_one_that_is_gone_is_found(county, log, answering):
    (log.folder.path / POLICY).unlink()

    assert found(county, log) == [words(POLICY)]


def test_a_key_that_did_not_sign_is_found_whoever_wrote_it_everywhere(county, log, answering):
    own = (log.folder.path / KEY).read_text().strip()
    other = str(SecretKey.make(county.log_origin).key)
    for name in (KEY, KEYS, POLICY):
        path = log.folder.path / name
        path.write_text(path.read_text().replace(own, other))

    assert words(KEYS) in found(county, log)


def test_rules_that_are_not_those_of_the_settings_are_found(county, log, settings, tmp_path):
    (tmp_path / "rules").write_text("# others\nquorum none\n")
    settings.LEDGER_POLICY = str(tmp_path / "rules")

    assert found(county, log) == [words(POLICY)]


@pytest.mark.parametrize("written", [None, "no key\n"])
def test_without_keys_to_compare_with_the_files_are_damaged(county, log, written):
    path = log.folder.path / KEYS
    path.unlink() if written is None else path.write_text(written)

    (said,) = found(county, log)
    assert said.startswith("日志的文件不完整")
