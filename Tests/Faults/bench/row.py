"""One line of the bench's table."""

from dataclasses import dataclass, field


@dataclass
class Row:
    fault: str
    """Seconds without picture and sound."""
    lost: float | None = None
    """Seconds from the fault to the line that tells of it."""
    noticed: float | None = None
    """Seconds from the fault's end to the next second told of."""
    recovered: float | None = None
    """Seconds the ledger adds up to, and seconds watched by the clock."""
    ledger: float | None = None
    watched: float | None = None
    """MiB and descriptors."""
    memory: float | None = None
    descriptors: int | None = None
    remarks: list = field(default_factory=list)
    failures: list = field(default_factory=list)
    not_run: str = ""

    HEADER = ("fault", "lost", "noticed", "recovered", "ledger/clock", "RSS", "fds", "verdict")

    def require(self, holds, failure):
        if not holds:
            self.failures.append(failure)

    @property
    def verdict(self):
        if self.not_run:
            return f"not run: {self.not_run}"
        remarks = "; ".join(self.remarks)
        if self.failures:
            return "FAILED: " + "; ".join(self.failures + self.remarks)
        return "ok" + (f" ({remarks})" if remarks else "")

    def cells(self):
        return (
            self.fault, _seconds(self.lost), _seconds(self.noticed), _seconds(self.recovered),
            "" if self.ledger is None else f"{self.ledger:.1f}/{self.watched:.1f} s",
            "" if self.memory is None else f"{self.memory:+.1f} MiB",
            "" if self.descriptors is None else f"{self.descriptors:+d}", self.verdict)


def _seconds(value):
    return "" if value is None else f"{value:.1f} s"


WIDTHS = (34, 7, 8, 9, 14, 10, 4, 0)


def line(cells):
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS)).rstrip()
