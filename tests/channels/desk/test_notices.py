import pytest
from django.urls import reverse

from tests.channels.desk.sitting import page
from tests.factories.notices import NoticeFactory

pytestmark = pytest.mark.usefixtures("wall_clock")


def test_own_notices_are_listed_and_nobody_elses(client, officer):
    NoticeFactory(recipient=officer, subject="待审查：一份通知")
    NoticeFactory(subject="给别人的")

    shown = page(client.get(reverse("desk:notices")))

    assert "待审查：一份通知" in shown
    assert "1条没有读过" in shown
    assert "给别人的" not in shown


def test_going_on_marks_it_read_and_leads_to_what_it_is_about(client, officer):
    notice = NoticeFactory(recipient=officer, path="/desk/duties/")

    response = client.post(reverse("desk:notice", args=[notice.pk]))

    notice.refresh_from_db()
    assert notice.is_read
    assert response.headers["Location"] == "/desk/duties/"


def test_one_goes_on_in_the_language_one_reads_in(client, officer):
    notice = NoticeFactory(recipient=officer, path="/desk/duties/")

    response = client.post(f"/en{reverse('desk:notice', args=[notice.pk])}")

    assert response.headers["Location"] == "/en/desk/duties/"


@pytest.mark.parametrize("path", ["", "//evil.example/", "https://evil.example/"])
def test_a_notice_that_leads_nowhere_here_leads_back_to_the_list(client, officer, path):
    notice = NoticeFactory(recipient=officer, path=path)

    response = client.post(reverse("desk:notice", args=[notice.pk]))

    assert response.headers["Location"] == reverse("desk:notices")


def test_nobody_reads_for_another(client, officer):
    notice = NoticeFactory()

    assert client.post(reverse("desk:notice", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert not notice.is_read


def test_all_are_marked_read_at_once(client, officer):
    NoticeFactory.create_batch(2, recipient=officer)

    client.post(reverse("desk:notices-read"))

    assert not officer.notices.filter(read_at__isnull=True).exists()
    assert "没有读过" not in page(client.get(reverse("desk:notices")))


def test_without_notices_the_page_says_what_will_come(client, officer):
    assert "还没有通知" in page(client.get(reverse("desk:notices")))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client, officer, django_assert_num_queries, count
):
    NoticeFactory.create_batch(count, recipient=officer)
    client.get(reverse("desk:notices"))

    with django_assert_num_queries(9):
        client.get(reverse("desk:notices"))
