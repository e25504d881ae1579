"""A long run on one camera: the slope of memory, the places of flashes and beeps, the sum of the ledger."""

from .row import Row
from .servers import Camera


def soak(bench, minutes):
    row = Row(f"soak of {minutes:g} min")
    with Camera() as camera, bench.watch(camera.url()) as watch:
        watch.rest(60 * minutes)
        usage = watch.usage
        bench.judge(row, watch, camera.period)
        row.remarks.append(f"RSS slope {slope(usage):+.2f} MiB/h over the last two thirds")
    return row


def slope(usage):
    """Least squares, in MiB an hour."""
    late = usage[len(usage) // 3:]
    if len(late) < 2:
        return 0.0
    times = [when / 3600 for when, *_ in late]
    sizes = [size / 2**20 for _, size, *_ in late]
    mean_time, mean_size = sum(times) / len(times), sum(sizes) / len(sizes)
    spread = sum((when - mean_time) ** 2 for when in times)
    return sum((when - mean_time) * (size - mean_size) for when, size in zip(times, sizes)) / spread if spread else 0.0
