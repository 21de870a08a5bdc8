SECRET_KEY = "signs nothing"  # noqa: S105 - there is nothing to sign
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "mingtang.bench.bare.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": ["mingtang/bench/bare/pages"],
    },
]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
