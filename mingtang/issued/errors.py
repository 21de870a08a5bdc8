from mingtang.foundation.errors import RuleBroken


class CallRefused(RuleBroken):
    """A whole call of an office system is refused; `status` is what HTTP calls that."""

    def __init__(self, status: int, template: str, **params: object) -> None:
        super().__init__(template, **params)
        self.status = status
