"""How often the interval of a forecast holds the later fact: ``python -m benchmarks.forecast [series]``.

Series of yearly facts about a straight line with independent normal deviations, of 4 to 6 years, one and two years
ahead; of cumulative measures the increments are such a series. The interval is taken before it is cut to bounds. Beside
it the share that «twice the deviation about the line» holds, which knows neither how few the years are nor how far
ahead the fact lies.
"""

from __future__ import annotations

import sys

import numpy as np

from uspekh.monitoring.forecast import predict

LENGTHS, HORIZONS = (4, 5, 6), (1, 2)
SERIES, SEED = 40_000, 14
START, SLOPE, DEVIATION = 70.0, 1.7, 2.5


def main() -> None:
    """Prints a line for each length, horizon and kind."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SERIES
    print(f"{count} series each; held, %: of the interval, of twice the deviation about the line")
    for increments in (False, True):
        for length in LENGTHS:
            for ahead in HORIZONS:
                of_interval, plain = (
                    coverage(length, ahead, count, np.random.default_rng(SEED), increments=increments, plain=plain)
                    for plain in (False, True)
                )
                kind = "increments" if increments else "line"
                print(f"{kind:10} {length} years, {ahead} ahead: {of_interval:5.1f} {plain:5.1f}")


def coverage(
    length: int, ahead: int, count: int, random: np.random.Generator, *, increments: bool, plain: bool = False
) -> float:
    """Percent of ``count`` series whose later fact the interval holds.

    ``increments``: the fact is the sum of the ``ahead`` years after the series, else the last of them.
    """
    years = np.arange(length + ahead)
    series = START + SLOPE * years + random.normal(0, DEVIATION, (count, length + ahead))
    later = years[length:] if increments else years[-1:]
    steps, half = predict(years[:length], series[:, :length], later)
    if plain:
        line = np.polynomial.polynomial.polyfit(years[:length], series[:, :length].T, 1)
        misses = series[:, :length] - (line[0][:, None] + line[1][:, None] * years[:length])
        half = 2 * np.sqrt((misses**2).sum(axis=-1) / (length - 2))
    fact = series[:, later].sum(axis=-1)
    return float(100 * (np.abs(steps.sum(axis=-1) - fact) <= half).mean())


if __name__ == "__main__":
    main()
