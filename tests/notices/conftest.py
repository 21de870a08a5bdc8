import pytest

from tests.notices.sinks import smtp_sink


@pytest.fixture
def mail_to(settings):
    """Sends e-mail over SMTP to this port of this machine."""

    def use(port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 0.5
        settings.DEFAULT_FROM_EMAIL = "明堂 <open@county.example>"

    return use


@pytest.fixture
def sink(mail_to):
    with smtp_sink() as (sink, port):
        mail_to(port)
        yield sink
