"""The web server, as `up` runs it and as `bench` measures it."""

OURS = "config.wsgi:application"


def server_command(*, host: str, port: int, workers: int = 1, application: str = OURS) -> list[str]:
    """What a Python is told to run."""
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": str(workers),
        "--blocking-threads": "4",
        "--log-level": "warning",
    }
    flat = [part for option in options.items() for part in option]
    return ["-m", "granian", *flat, "--no-ws", application]
