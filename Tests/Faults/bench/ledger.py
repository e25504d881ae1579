"""What the lines of a run add up to."""

from collections import Counter


class Ledger:
    def __init__(self, lines):
        self.lines = lines
        self.seconds = Counter()
        self.gaps = Counter()
        for line in lines:
            if line["type"] == "snippet":
                self.seconds[line["state"]] += line["end_s"] - line["start_s"]
            elif line["type"] == "gap":
                self.gaps[line["reason"]] += line["end_s"] - line["start_s"]

    @property
    def total(self):
        return sum(self.seconds.values()) + sum(self.gaps.values())

    @property
    def lost(self):
        """Seconds of the source's life without picture and sound."""
        return sum(self.gaps.values())

    @property
    def epochs(self):
        return 1 + max((line["epoch"] for line in self.lines if "epoch" in line), default=-1)

    def statuses(self):
        return [line["status"] for line in self.lines if line["type"] == "source_status"]

    def pictures(self):
        return sum((line.get("video") or {}).get("pictures", 0) for line in self.lines if line["type"] == "snippet")
