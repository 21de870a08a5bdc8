import pytest
from django.test import Client

from mingtang.channels.shared.problems import PROBLEMS
from tests.factories.organs import CountyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.channels.shared.failing_urls")]


@pytest.fixture
def visitor():
    CountyFactory(name="示范县")
    return Client(raise_request_exception=False)


def is_a_page(response):
    said = response.content.decode()
    return '<main id="main"' in said and "示范县" in said and "回到首页" in said


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing/", 404, "没有找到这一页"),
        ("/odd/", 400, "没看懂这个请求"),
        ("/desk/closed/", 403, "不能打开这一页"),
        ("/big/", 413, "提交的内容太大"),
        ("/broken/", 500, "系统出了错"),
        ("/down/", 503, "系统正在维护"),
    ],
)
def test_what_goes_wrong_is_said_in_the_frame(visitor, path, status, said):
    response = visitor.get(path)

    assert response.status_code == status
    assert said in response.content.decode()
    assert is_a_page(response)
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("status", sorted(PROBLEMS))
def test_an_error_without_a_page_gets_one_and_keeps_its_headers(visitor, status):
    response = visitor.get(f"/bare/{int(status)}/")

    assert response.status_code == status
    assert response.headers["Allow"] == "GET"
    assert is_a_page(response)


def test_a_method_that_is_not_allowed_gets_a_page(visitor):
    response = visitor.post("/organs/")

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert is_a_page(response)


def test_what_a_page_says_itself_is_left_alone(visitor):
    assert visitor.get("/said/").content.decode() == "说过了"


def test_a_sentence_of_ours_is_shown_and_a_librarys_is_not(visitor):
    ours = visitor.get("/organs/?page=9").content.decode()
    not_ours = visitor.get("/nothing/").content.decode()

    assert "没有这一页。" in ours
    assert "Resolver" not in not_ours


def test_problems_are_told_in_the_language_of_the_address(visitor):
    response = visitor.get("/en/nothing/")

    assert '<html lang="en">' in response.content.decode()


def test_a_host_that_is_not_ours_is_refused_with_a_page(visitor):
    response = visitor.get("/", SERVER_NAME="evil.example")

    assert response.status_code == 400
    assert '<main id="main"' in response.content.decode()


def test_a_form_from_another_site_is_refused_with_a_page():
    CountyFactory()
    visitor = Client(enforce_csrf_checks=True)

    response = visitor.post("/said/")

    assert response.status_code == 403
    assert "不能打开这一页" in response.content.decode()
