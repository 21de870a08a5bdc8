import json
from datetime import timedelta

import pytest

from mingtang.foundation import clock
from mingtang.issued.models import ApiCall, IssuedDocument
from mingtang.issued.rules import tokens as rules
from mingtang.organs.models import Post
from tests.channels.shared.conftest import wall_clock  # noqa: F401 - a fixture
from tests.factories.issued import WORDS, ApiTokenFactory
from tests.factories.organs import CountyFactory, OrganFactory, staffed_organ
from tests.issued.registers import HIDDEN, catalogue, register

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wall_clock")]
ADDRESS = "/api/v1/issued-documents"
ONE = {
    "number": "示发〔2026〕1号",
    "title": "物业服务收费管理办法",
    "issued_on": "2026-11-20",
    "attribute": "active",
    "normative": True,
    "reading": True,
    "partners": ["县财政局"],
    "outside": ["省发展和改革委员会"],
}
TWO = {
    "number": "示发〔2026〕2号",
    "title": "关于值班的通知",
    "issued_on": "2026-11-20",
    "attribute": "request",
    "ground": "A27",
    "reason": "内部安排",
}
WRONG = TWO | {"number": "三号", "issued_on": "2026-13-01", "attribute": "公开吧"}
TO_COME = TWO | {"number": "示发〔2026〕4号", "issued_on": "2026-12-20"}


@pytest.fixture
def staffed():
    made = staffed_organ(name="发改局", county__host="testserver")
    catalogue(made.organ.county)
    OrganFactory(county=made.organ.county, name="县财政局")
    return made


@pytest.fixture
def token(staffed):
    return ApiTokenFactory(organ=staffed.organ, holder=staffed.officer)


def send(client, *documents, key="batch-0001", words=WORDS, body=None, **headers):
    return client.post(
        ADDRESS,
        body if body is not None else json.dumps({"documents": documents}),
        content_type="application/json",
        headers={"authorization": f"Bearer {words}", "idempotency-key": key} | headers,
    )


def test_what_an_office_system_sends_is_registered_in_the_name_of_a_person(client, staffed, token):
    response = send(client, ONE, TWO)

    first, second = IssuedDocument.objects.order_by("serial")
    assert response.status_code == 200
    assert [row["result"] for row in response.json()["documents"]] == ["registered"] * 2
    assert response.json()["documents"][0]["document"] == first.object_id.hex
    assert (first.now.recorder, first.now.way) == (staffed.officer, "api")
    assert [one["name"] for one in first.now.partners] == [
        "县财政局",
        "省发展和改革委员会",
    ]
    assert (first.now.is_normative, first.now.needs_reading) == (True, True)
    assert first.now.fact.duties.count() == 2
    assert second.now.ground == "A27"


def test_joint_organs_that_are_not_known_are_told_by_name_with_the_mend(client, staffed, token):
    response = send(client, ONE | {"partners": ["县财政局", "不存在局"], "outside": ["财政局"]})

    [refused] = response.json()["documents"]
    unknown, inside = refused["problems"]
    assert (response.status_code, refused["result"]) == (207, "refused")
    assert (unknown["field"], unknown["read"]) == ("partners", "不存在局")
    assert "写在“县外联合发文的机关”里" in unknown["message"]
    assert (inside["field"], inside["column"]) == ("outside", "县外联合发文的机关")
    assert "“财政局”是本县的机关" in inside["message"]


def test_one_that_is_refused_stops_none_of_the_others_and_says_where_and_how_to_mend(
    client, staffed, token
):
    response = send(client, WRONG, TO_COME, TWO)

    wrong, to_come, good = response.json()["documents"]
    assert response.status_code == 207
    assert [one["result"] for one in (wrong, to_come, good)] == ["refused", "refused", "registered"]
    assert [(one["field"], one["column"]) for one in wrong["problems"]] == [
        ("number", "发文字号"),
        ("issued_on", "印发日期"),
        ("attribute", "公开属性"),
    ]
    assert "请写主动公开" in wrong["problems"][2]["message"]
    assert "2026年12月20日还没有到" in to_come["problems"][0]["message"]


def test_a_day_that_no_month_has_is_refused_with_the_days_it_has(client, staffed, token):
    response = send(client, TWO | {"issued_on": "2026-02-30"})

    assert response.status_code == 207
    (refused,) = response.json()["documents"]
    assert "2月30日不存在：2026年2月只有28天" in refused["problems"][0]["message"]


def test_the_same_key_is_answered_as_at_first_and_nothing_happens_twice(client, token):
    first = send(client, TWO, WRONG)
    second = send(client, TWO, WRONG)

    assert second.json() == first.json()
    assert (IssuedDocument.objects.count(), ApiCall.objects.count()) == (1, 1)


def test_another_key_finds_the_document_there(client, token):
    send(client, TWO)

    again = send(client, TWO, key="batch-0002")

    assert again.json()["documents"][0]["result"] == "known"


def test_a_key_that_was_used_for_something_else_is_refused(client, token):
    send(client, TWO)

    assert send(client, ONE).status_code == 409


@pytest.mark.parametrize("words", ["", "mt_short", "mt_" + "b" * 43])
def test_without_a_token_that_is_known_nobody_gets_in(client, token, words):
    response = send(client, TWO, words=words)

    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert "系统管理员" in response.json()["error"]


def test_a_token_that_was_revoked_or_is_of_another_county_opens_nothing(client, token, staffed):
    elsewhere = CountyFactory(host="elsewhere.example")
    assert send(client, TWO, host=elsewhere.host).status_code == 401

    token.revoked_at, token.revoked_by = clock.now(), staffed.officer
    token.save()

    assert send(client, TWO).status_code == 401


def test_who_left_the_post_takes_the_token_along(client, token, staffed):
    Post.objects.filter(holder=staffed.officer).update(to_on="2026-11-01")

    response = send(client, TWO)

    assert response.status_code == 403
    assert "换发令牌" in response.json()["error"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("[", 400),
        ("[]", 400),
        ("{}", 400),
        ('{"documents": []}', 400),
        ('{"documents": ["一"]}', 400),
        (json.dumps({"documents": [TWO], "organ": "县财政局"}), 400),
        (b"\xff", 400),
        (json.dumps({"documents": [TWO] * 101}), 413),
    ],
)
def test_what_is_no_list_of_documents_is_refused_with_the_mend(client, token, body, status):
    response = send(client, body=body)

    assert response.status_code == status
    assert response.json()["error"]


def test_the_one_that_is_no_document_is_named(client, token):
    body = json.dumps({"documents": [TWO, 7]})

    assert "第2项" in send(client, body=body).json()["error"]


def test_without_a_key_it_is_refused(client, token):
    assert send(client, TWO, key="short").status_code == 400


def test_who_calls_too_often_is_told_when_to_come_back(client, token):
    ApiCall.objects.bulk_create(
        ApiCall(
            token=token,
            key=f"earlier-{n}",
            digest="x",
            answer={},
            at=clock.now() - timedelta(seconds=20),
        )
        for n in range(rules.CALLS_A_MINUTE)
    )

    response = send(client, TWO)

    assert (response.status_code, response.headers["Retry-After"]) == (429, "40")
    assert not IssuedDocument.objects.exists()


def test_looking_is_not_for_this_address(client, token):
    assert client.get(ADDRESS).status_code == 405


def test_a_key_that_is_not_known_is_refused_by_name_with_those_that_are(client, staffed, token):
    response = send(client, TWO | {"groud": "A27"})

    [refused] = response.json()["documents"]
    [problem] = refused["problems"]
    assert (response.status_code, refused["result"]) == (207, "refused")
    assert (problem["field"], problem["column"], problem["read"]) == ("groud", "", "A27")
    assert "number、title、issued_on" in problem["message"]
    assert not IssuedDocument.objects.exists()


def test_a_number_far_from_the_last_has_to_be_confirmed(client, staffed, token):
    far = TWO | {"number": "示发〔2026〕9999号"}
    [_two, refused] = send(client, TWO, far).json()["documents"]
    [problem] = refused["problems"]

    assert (problem["field"], problem["read"]) == ("number", "示发〔2026〕9999号")
    assert "最后一个号是2号" in problem["message"]
    confirmed = send(client, far | {"jump": True}, key="batch-0002")
    assert confirmed.json()["documents"][0]["result"] == "registered"


def test_letters_of_another_organ_and_another_year_have_to_be_confirmed_one_by_one(
    client, staffed, token
):
    other = staffed_organ(county=staffed.organ.county, name="县卫生局")
    register(other, number="示发〔2025〕1号", said=HIDDEN, confirmed=("year",))
    odd = TWO | {"number": "示发〔2025〕2号"}

    def problem(key, **confirmed):
        [refused] = send(client, odd | confirmed, key=key).json()["documents"]
        return refused["problems"][0]

    assert "县卫生局登记过的机关代字" in problem("batch-0001")["message"]
    assert "文号是2025年的" in problem("batch-0002", series=True)["message"]
    assert problem("batch-0003", year=True)["field"] == "number"
    [done] = send(client, odd | {"series": True, "year": "是"}, key="batch-0004").json()[
        "documents"
    ]
    assert done["result"] == "registered"
    assert IssuedDocument.objects.get(serial=2).now.confirmed == ["series", "year"]
