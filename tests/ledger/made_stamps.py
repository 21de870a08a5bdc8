"""A stamping service that answers at once, by a clock of the test."""

from mingtang.ledger.stamping import NotStamped, Stamped


class Stamps:
    """Keeps what it was asked. `is_down` and `refuses` are how it fails."""

    def __init__(self, now):
        self.now, self.asked = now, []
        self.is_down, self.refuses = False, False

    def stamp(self, content):
        self.asked.append(content)
        if self.is_down or self.refuses:
            raise NotStamped("没有应答", is_service_down=self.is_down)
        return Stamped(b"answer to " + content, self.now())
