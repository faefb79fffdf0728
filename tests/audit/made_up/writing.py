"""Writing a made-up passport: its tables as text, sums worked out, contradictions put in by replacing words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from uspekh.passport.tables import MONEY_COLUMN, SCHEMAS


@dataclass(frozen=True)
class Planted:
    """A contradiction: the rule that must find it, sections and rows of its places, the words that are replaced.

    ``edits``: file, words, words instead.
    """

    rule: str
    places: list[str]
    edits: list[tuple[str, str, str]]


@dataclass(frozen=True)
class MadeUp:
    """``money``: million roubles of a year by line and source, the same in every year."""

    head: str
    tables: Mapping[str, str]
    years: range
    money: Mapping[tuple[str, str], int]
    supplement: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def write(self, folder: Path, planted: Iterable[Planted] = ()) -> Path:
        """Writes the passport with these contradictions into ``folder``; tables that it lacks are empty."""
        files = {"passport.toml": self.head} | {f"{name}.csv": text for name, text in self._texts().items()}
        for name, old, new in (edit for contradiction in planted for edit in contradiction.edits):
            assert old in files[name], (name, old)
            files[name] = files[name].replace(old, new, 1)
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    def _texts(self) -> dict[str, str]:
        sums = {"budget": self._budget(), "budget_totals": self._totals(), "supplementary_financing": self._extra()}
        texts = {name: text.strip() + "\n" for name, text in (self.tables | sums).items() if text}
        return {name: texts.get(name, _heading(name)) for name in SCHEMAS}

    def _budget(self) -> str:
        rows = [f"{line},{source},{year},{mln}" for (line, source), mln in self.money.items() for year in self.years]
        return "\n".join(["line,source,year,amount_mln", *rows])

    def _totals(self) -> str:
        lines = dict.fromkeys(line for line, _ in self.money)
        sources = dict.fromkeys(source for _, source in self.money)
        rows = []
        for line in [*lines, ""]:
            by_source = {
                s: sum(mln for (at, of), mln in self.money.items() if of == s and line in (at, "")) for s in sources
            }
            whole = sum(by_source.values())
            rows += [f"{line},{source},0,{mln * len(self.years)}" for source, mln in by_source.items()]
            rows += [f"{line},,{year},{whole}" for year in self.years] + [f"{line},,0,{whole * len(self.years)}"]
            if not line:
                rows += [f",{source},{year},{mln}" for source, mln in by_source.items() for year in self.years]
        return "\n".join(["line,source,year,amount_mln", *rows])

    def _extra(self) -> str:
        if not self.supplement:
            return ""
        whole = {"": ("Всего по проекту", sum(mln for _, mln in self.supplement.values()))}
        rows = []
        for row, (title, mln) in (self.supplement | whole).items():
            rows += [f"{row},{title},{year},1,{mln}" for year in self.years]
            rows.append(f"{row},{title},0,1,{mln * len(self.years)}")
        return "\n".join(["row,title,year,position,amount_mln", *rows])


def _heading(name: str) -> str:
    schema = SCHEMAS[name]
    columns = [column for column in schema.to_schema().columns if column not in schema.printed().optional]
    return ",".join(MONEY_COLUMN if column == "kopecks" else column for column in columns) + "\n"
