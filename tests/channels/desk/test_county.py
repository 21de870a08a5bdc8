from django.urls import reverse

from tests.channels.desk.sitting import alert, page, sit
from tests.factories.organs import CountyFactory

SETTINGS = {
    "name": "示范县",
    "sponsor": "示范县人民政府办公室",
    "undertaker": "",
    "phone": "0000-0000001",
    "office_hours": "",
    "address": "",
    "site_code": "0000000000",
    "icp_number": "",
    "police_number": "",
    "host": "testserver",
    "dispute_answer_working_days": "5",
    "reading_working_days": "4",
    "look_again_months": "6",
    "forecast_working_days": "8",
    "consultation_working_days": "7",
    "finding_answer_working_days": "9",
}


def test_settings_are_shown_and_changed(client, county, organ):
    sit(client, "system_admin", organ)
    shown = page(client.get(reverse("desk:county")))
    assert county.code in shown
    assert "0000-0000000" in shown

    response = client.post(reverse("desk:county"), SETTINGS)

    assert response.status_code == 302
    county.refresh_from_db()
    assert (county.phone, county.dispute_answer_working_days) == ("0000-0000001", 5)
    assert county.reading_working_days == 4
    assert (county.look_again_months, county.forecast_working_days) == (6, 8)
    assert county.consultation_working_days == 7
    assert county.finding_answer_working_days == 9
    assert "0000-0000001" in page(client.get("/"))


def test_what_cannot_be_a_setting_comes_back_with_the_mend(client, county, organ):
    sit(client, "system_admin", organ)
    CountyFactory(host="taken.example")

    def refused(**changes):
        response = client.post(reverse("desk:county"), SETTINGS | changes)
        assert response.status_code in {409, 422}
        return alert(response)

    assert "域名" in refused(host="https://a.example/x")
    assert "taken.example" in refused(host="taken.example")
    assert "1到20" in refused(dispute_answer_working_days="0")
    assert "1到20" in refused(reading_working_days="21")
    assert "1到12" in refused(look_again_months="24")
    assert "1到15" in refused(consultation_working_days="16")
    assert "最多100个字" in refused(sponsor="甲" * 101)
    assert "请填写这一栏" in refused(name="")
