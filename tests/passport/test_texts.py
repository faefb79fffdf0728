"""A passport as texts: what is written into a folder is read back equal, and gives the same plan."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.small_passport import write_small_passport
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.plan import load_plan, plan_of
from uspekh.passport.tables import SCHEMAS
from uspekh.passport.texts import read_texts, write_texts


def test_texts_written_and_read_back_are_equal_and_give_the_same_plan(tmp_path):
    folder = write_small_passport(tmp_path / "first")
    (folder / "заметки.txt").write_text("не таблица плана", encoding="utf-8")
    # Line ends and the mark that Excel puts first stay as they were.
    targets = folder / "indicator_targets.csv"
    targets.write_bytes(b"\xef\xbb\xbf" + targets.read_bytes().replace(b"\n", b"\r\n"))
    texts = read_texts(folder)
    assert set(texts) == {"passport.toml", *(f"{name}.csv" for name in SCHEMAS)}
    write_texts(texts, tmp_path / "second" / "passport")
    assert read_texts(tmp_path / "second" / "passport") == texts
    before, after = load_plan(folder), plan_of(texts)
    assert (after.head, after.faults, after.unlinked) == (before.head, before.faults, before.unlinked)
    for name in SCHEMAS:
        pd.testing.assert_frame_equal(after[name], before[name])
        pd.testing.assert_frame_equal(after.document[name], before.document[name])


def test_a_text_that_is_lacking_is_named(tmp_path):
    texts = read_texts(write_small_passport(tmp_path))
    del texts["links.csv"]
    with pytest.raises(PassportDamaged, match=r"^links\.csv: файла нет$"):
        plan_of(texts)
