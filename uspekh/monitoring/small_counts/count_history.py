"""What of sensitive counts is printed: which cells of organizations, which totals, and why a total is not.

Every state of the reports that anybody could have watched counts, not the present one alone: what was printed once is
known for ever. So the changes are gone through from the first, and ``disclosure.protect`` decides at each of them.

The city's figure of a whole year stays: cells of organizations are hidden first, then totals within the year. It goes
where all of that is left out and a count could still be worked out: of the sum itself (1 + 2 + 3), or together with
what was printed before (one count of a printed total is corrected). And it waits until everybody awaited has reported:
two totals of the year, without a late organization and with it, would tell its count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from uspekh.monitoring.organizations.roster import Organizations
from uspekh.monitoring.small_counts.disclosure import Members
from uspekh.monitoring.small_counts.ledger import Ledger
from uspekh.monitoring.small_counts.printed_counts import Cell, Period, Publication, Total
from uspekh.monitoring.small_counts.sensitive import SensitiveMeasure, SensitivePlan
from uspekh.monitoring.small_counts.versions import OF_TOTALS, Change
from uspekh.russian.periods import YEAR

FEWEST_CONTRIBUTORS = 3
"""Within a year a total of fewer organizations waits: each of two could take its own count from it."""


_Key: TypeAlias = tuple[str, str, int]
"""A cell of one year: organization, field, months."""


@dataclass(frozen=True)
class _Roll:
    """The directory as totals ask it."""

    organizations: Organizations

    @cached_property
    def existing(self) -> dict[int, list[str]]:
        """The organizations of each year."""
        rows = self.organizations.expected
        return {int(year): list(codes) for year, codes in rows.groupby("year")["organization"]}


@dataclass(frozen=True)
class _Group:
    """One measure, year and period. ``months``: by organization, of the count that stands for it then."""

    measure: SensitiveMeasure
    year: int
    period: int
    months: Mapping[str, int]
    missing: int

    @property
    def ready(self) -> bool:
        """Whether everyone awaited has given exactly this period and they are not too few."""
        enough = self.period == YEAR or len(self.months) >= FEWEST_CONTRIBUTORS
        return not self.missing and enough and len(self.months) > 0


@dataclass(frozen=True)
class _Cells:
    """The counts of a year about which something is decided.

    ``positions`` in the ledger of the year, without those that it does not have; ``sums``: of every group that is
    ready, by measure and period, those of its sensitive parts as sorted positions.
    """

    numbers: Mapping[_Key, float]
    positions: Mapping[_Key, int]
    sums: Mapping[tuple[str, int], list[Members]]


def _same_for_totals(one: Organizations, other: Organizations) -> bool:
    """Whether two directories agree in what totals depend on."""
    frames = [
        each.directory[["code", *OF_TOTALS]].assign(contingent=each.directory["contingent"].fillna(0) > 0)
        for each in (one, other)
    ]
    return bool(frames[0].equals(frames[1]))


class CountHistory:
    """The counts in force after each change, and the ledger of what was printed of each year.

    A group is *ready* when everyone awaited has reported and they are not too few; before, nothing of it is printed.
    A count is *listed* when it belongs to a ready group, late ones included, or is public: about these it is decided.
    A year is *decided* when a change touches a ready group of it: the ledger says what of the listed is printed, and
    the list is held until it is published. A change that touches none leaves the year as it was decided before.
    A year is *settled* when its last change was decided and no sum was withheld: deciding again would change nothing.
    """

    def __init__(self, plan: SensitivePlan, organizations: Organizations) -> None:
        self._plan, self._roll = plan, _Roll(organizations)
        self._counts: dict[int, dict[tuple[str, str], dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
        self._ledgers: dict[int, Ledger] = defaultdict(Ledger)
        self._groups: dict[int, list[_Group]] = {}
        # What was listed for a decision, until it is published: listing it again takes as long as deciding.
        self._decided: dict[int, _Cells] = {}
        self._settled: dict[int, bool] = {}

    @property
    def years(self) -> set[int]:
        """The years of which anything was ever reported."""
        return set(self._counts)

    def settled(self, organizations: Organizations) -> set[int]:
        """The years of which deciding again, with this directory, would change nothing.

        Those decided at their last change without withholding a sum: the same cells and sums come again, and every
        hidden cell has been found wide enough among them.
        """
        if not _same_for_totals(organizations, self._roll.organizations):
            return set()
        return {year for year, settled in self._settled.items() if settled}

    def copy(self, years: Collection[int]) -> CountHistory:
        """The same for some years, so that what is decided there is not decided here; counts are shared."""
        other = CountHistory(self._plan, self._roll.organizations)
        other._counts |= {year: self._counts[year] for year in years}
        other._ledgers |= {year: self._ledgers[year].copy() for year in years}
        return other

    def apply(self, change: Change) -> set[int]:
        """Takes one change and decides what is printed then; returns the years of which something is decided anew."""
        for (subject, year, months, component), number in change.counts.items():
            counts = self._counts[year][subject, component]
            if number is None:
                counts.pop(months, None)
            else:
                counts[months] = number
        touched: dict[int, set[int]] = defaultdict(set)
        for _, year, months, _ in change.counts:
            touched[year].add(months)
        if change.organizations is not None:
            self._roll = _Roll(change.organizations)
            touched = {year: set(range(1, YEAR + 1)) for year in self._counts}
        for year in sorted(touched):
            self._decide(year, touched[year])
        return set(touched)

    def publish(self, years: Collection[int] | None = None) -> Publication:
        """What is printed as things stand, of all years or of some."""
        cells: dict[Cell, float] = {}
        totals: dict[Period, Total] = {}
        for year in self._counts if years is None else years:
            ledger = self._ledgers[year]
            listed = self._decided.pop(year, None) or self._find_cells(year)
            for group in self._groups[year]:
                sums = listed.sums.get((group.measure.id, group.period), [])
                printed = group.ready and all(map(ledger.is_printed, sums))
                totals[group.measure.id, year, group.period] = Total(printed, group.missing, len(group.months))
            for key, position in listed.positions.items():
                if ledger.is_public(position):
                    subject, component, months = key
                    cells[subject, year, months, component] = listed.numbers[key]
        return Publication(self._plan, cells, totals)

    def _decide(self, year: int, touched: set[int]) -> None:
        """Prints what may be printed of a year now; ``touched``: the periods of which something changed."""
        self._settled[year] = False
        self._decided.pop(year, None)
        self._groups[year] = list(self._list_groups(year))
        ready = [group for group in self._groups[year] if group.ready]
        # A period that still waits changes nothing of what is printed.
        if not any(touched.intersection({group.period, *group.months.values()}) for group in ready):
            return
        ledger = self._ledgers[year]
        numbers = self._list_cells(year, ready)
        positions = {
            key: ledger.add((*key, number), public=key[1] not in self._plan.fields) for key, number in numbers.items()
        }
        self._add_pairs(ledger, numbers, positions)
        # A year's total is the last to be withheld.
        offered: list[Members] = []
        certain: list[Members] = []
        sums: dict[tuple[str, int], list[Members]] = {}
        for group in sorted(ready, key=lambda each: (each.period, each.measure.id)):
            of_group = sums.setdefault((group.measure.id, group.period), [])
            for component, keys in zip(self._sensitive_parts(group.measure), self._list_sums(group), strict=True):
                of_city = self._counts[year].get((self._municipality, component), {}).get(group.period)
                of_group.append(tuple(sorted([positions[key] for key in keys])))
                (certain if of_city == sum(numbers[key] for key in keys) else offered).append(of_group[-1])
        self._settled[year] = ledger.decide(positions.values(), offered, certain)
        self._decided[year] = _Cells(numbers, positions, sums)

    def _find_cells(self, year: int) -> _Cells:
        """The cells of a year of which nothing was decided at its last change."""
        ready, ledger = [group for group in self._groups[year] if group.ready], self._ledgers[year]
        numbers = self._list_cells(year, ready)
        every = ((key, ledger.find((*key, number))) for key, number in numbers.items())
        positions = {key: position for key, position in every if position is not None}
        sums = {
            (group.measure.id, group.period): [
                tuple(sorted([positions[key] for key in keys if key in positions])) for keys in self._list_sums(group)
            ]
            for group in ready
        }
        return _Cells(numbers, positions, sums)

    def _list_groups(self, year: int) -> Iterator[_Group]:
        """Every measure and period of which anybody gave anything."""
        for measure in self._plan.measures:
            reported = self._list_months(measure, year)
            awaited = self._list_awaited(measure, year)
            for period in sorted({months for each in reported.values() for months in each}):
                months = {
                    code: period if period in each else max(m for m in each if m <= period)
                    for code, each in reported.items()
                    if period in each or min(each) <= period
                }
                missing = sum(months.get(code) != period for code in awaited)
                yield _Group(measure, year, period, months, missing)

    def _list_months(self, measure: SensitiveMeasure, year: int) -> dict[str, set[int]]:
        """The periods of which each organization gave all that it is asked for (``monitoring.values.entries``)."""
        counts, of_both = self._counts[year], self._roll.organizations.of_both(measure.denominator)
        present = set(self._roll.existing.get(year, []))
        reported = {}
        for (subject, component), numbers in counts.items():
            if component != measure.numerator or subject not in present or not numbers:
                continue
            months = set(numbers)
            if subject in of_both:
                months &= counts.get((subject, measure.denominator), {}).keys()
            if months:
                reported[subject] = months
        return reported

    def _list_awaited(self, measure: SensitiveMeasure, year: int) -> list[str]:
        """Who exists in the year and is asked for the measure."""
        fillers = self._roll.organizations.fillers(measure.numerator)
        return [code for code in self._roll.existing.get(year, []) if code in fillers]

    def _list_sums(self, group: _Group) -> list[list[_Key]]:
        """The cells of the sum of each sensitive part of a measure."""
        counts, measure = self._counts[group.year], group.measure
        of_both = self._roll.organizations.of_both(measure.denominator)
        return [
            [
                (code, component, months)
                for code, months in group.months.items()
                # A denominator that an organization is not asked for is in no sum.
                if (component == measure.numerator or code in of_both) and months in counts.get((code, component), {})
            ]
            for component in self._sensitive_parts(measure)
        ]

    def _list_cells(self, year: int, ready: list[_Group]) -> dict[_Key, float]:
        """The counts of organizations for the periods that are ready, the late ones in their sums, and public ones."""
        periods = {(part, group.period) for group in ready for part in group.measure.parts}
        late = {(code, part, months) for group in ready for part in group.measure.parts
                for code, months in group.months.items() if months != group.period}  # fmt: skip
        public = self._plan.needed - self._plan.fields
        return {
            (subject, component, months): number
            for (subject, component), numbers in self._counts[year].items()
            for months, number in numbers.items()
            if subject != self._municipality
            and (component in public or (component, months) in periods or (subject, component, months) in late)
        }

    def _add_pairs(self, ledger: Ledger, numbers: Mapping[_Key, float], positions: Mapping[_Key, int]) -> None:
        """Counts that grow within the year, and parts of a whole, as far as the reports agree with it."""
        rows: dict[tuple[str, str], dict[int, tuple[float, int]]] = defaultdict(dict)
        for key, number in numbers.items():
            subject, component, months = key
            rows[subject, component][months] = number, positions[key]
        wholes: dict[str, list[str]] = defaultdict(list)
        for part, whole in self._plan.at_most:
            wholes[part].append(whole)
        for (subject, component), row in rows.items():
            ordered = sorted(row)
            steps = [(row[earlier], row[later]) for earlier, later in pairwise(ordered)]
            of_wholes = [rows.get((subject, whole), {}) for whole in wholes[component]]
            steps += [(row[months], each[months]) for months in ordered for each in of_wholes if months in each]
            for (low, lesser), (high, greater) in steps:
                if low <= high:
                    ledger.add_pair(lesser, greater)

    def _sensitive_parts(self, measure: SensitiveMeasure) -> list[str]:
        return [part for part in measure.parts if part in self._plan.fields]

    @property
    def _municipality(self) -> str:
        return self._roll.organizations.municipality or ""
