import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

DAY = datetime.date(2026, 1, 5)
# In memory: a baseline that asked a database would be easier to beat.
ROWS = [
    {
        "title": f"关于第{number}项工作的通知",
        "organ": "示范县人民政府办公室",
        "number": f"示政办发〔2026〕{number}号",
        "published_on": DAY + datetime.timedelta(days=number),
    }
    for number in range(1, 13)
]


def rows(request: HttpRequest) -> HttpResponse:
    page = render(request, "rows.html", {"rows": ROWS})
    page.headers["Content-Length"] = str(len(page.content))  # or it is sent in parts, slower
    return page


urlpatterns = [path("", rows)]
