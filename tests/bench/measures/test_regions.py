import datetime

import pytest
from django.db import connection

from mingtang.bench.ground import Ground
from mingtang.bench.measures.regions import measure
from mingtang.organs.models import Region

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="measured on SQLite"),
]
TABLES = {
    "provinces.csv": "code,name\n13,河北省\n",
    "cities.csv": "code,name,provinceCode\n1301,石家庄市,13\n",
    "areas.csv": "code,name,cityCode,provinceCode\n130123,正定县,1301,13\n",
    "streets.csv": "code,name,areaCode,provinceCode,cityCode\n130123100,正定镇,130123,13,1301\n",
}


def test_regions_are_imported_as_people_import_them_beside_a_bare_insert(tmp_path):
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text)
    ground = Ground(tmp_path, datetime.date(2026, 11, 26), lambda text: None)

    took, rate = measure(ground, folder=tmp_path)

    assert Region.objects.count() == 4
    assert "4" in took.english
    assert took.is_met
    assert rate.value == 4 / took.value
    assert rate.baseline.value > 0
