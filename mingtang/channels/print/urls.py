from django.urls import path

from mingtang.channels.print.views import sheet

app_name = "print"
urlpatterns = [path("<uuid:object_id>/<str:size>.pdf", sheet, name="sheet")]
