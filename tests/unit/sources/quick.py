"""A clock that does not wait: sleeping and receiving move it on, and it remembers how long it slept."""

from dataclasses import dataclass, field, replace

from wijkbewijs.sources.patience import Patience


@dataclass
class Clock:
    """Seconds that pass only by sleeping, and by `a_look` each time somebody looks."""

    a_look: float = 0.0
    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        self.seconds += self.a_look
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def patience(self) -> Patience:
        """Patience by this clock, without chance: every wait is the whole time."""
        return replace(
            Patience(connect_seconds=2, read_seconds=2), now=self.now, sleep=self.sleep, chance=lambda: 1.0
        )
