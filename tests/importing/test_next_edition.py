"""A document read as another edition: what is ours in the last one follows its rows to their new numbers."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from tests.small_passport import write_small_passport
from uspekh.importing.next_edition import carry_over
from uspekh.passport.plan import plan_of
from uspekh.passport.texts import read_texts

PROPOSED = """\
id,subject_kind,subject,formula,numerator,denominator,divisor,unit,direction,report_due,primary
pА,indicator,А,share,pА_part,pА_whole,1,%,up,,true
pБ,indicator,Б,sum,leaders,,1,ед.,up,,true
pГ,indicator,Г,sum,pГ_count,,1,случаев,down,,true
pВ,indicator,В,cumulative,pВ_count,,1,чел.,up,,true
"""
FIELDS = """\
id,sheet,heading,title,hint,at_most,sensitive
pА_part,Показатели,"ПА часть, чел.",Отдохнули летом: часть,,pА_whole,false
pА_whole,Показатели,"ПА всего, чел.",Отдохнули летом: всего,,,false
leaders,Показатели,"ПБ значение, ед.",Бассейны: значение,,,false
pГ_count,Показатели,"ПГ значение, случаев",Травмы: значение,,,false
pВ_count,Показатели,"ПВ значение, чел.",Вожатые: значение,,,false
"""


@pytest.fixture(scope="module")
def last(tmp_path_factory):
    texts = read_texts(write_small_passport(tmp_path_factory.mktemp("passport")))
    asked = "type,field,asked\nлагерь,rested,true\nлагерь,children,true\nлагерь,injuries,true\n"
    return texts | {"applicability.csv": asked}


@pytest.fixture(scope="module")
def document(last):
    """As import reads it: «Б» is bathing pools now, injuries became «Г», everything of ours is proposed anew."""
    indicators = last["indicators.csv"].replace("Отдохнули летом,", "Доля детей,")
    injuries = next(line for line in indicators.splitlines(keepends=True) if line.startswith("Б,"))
    pools = 'Б,"Число бассейнов в лагерях, единиц",Число бассейнов,Основной,ед.,1,2020-09-01\n'
    return last | {
        "indicators.csv": indicators.replace(injuries, pools + "Г" + injuries[1:]),
        "indicator_targets.csv": last["indicator_targets.csv"].replace("Б,20", "Г,20"),
        "measures.csv": PROPOSED,
        "components.csv": FIELDS,
        "applicability.csv": "type,field,asked\n",
        "links.csv": "result,kind,target,note\n2.2,indicator,Г,по сходству\n",
        "result_targets.csv": "result,year,unit,target,wording\n",
    }


def rows(texts, table):
    return list(csv.DictReader(StringIO(texts[f"{table}.csv"])))


def test_measures_fields_and_who_is_asked_follow_their_indicator_to_its_new_number(last, document):
    carried = carry_over(last, document)
    measures = {row["subject"]: row["id"] for row in rows(carried, "measures")}
    # The new indicator has the import's proposal; its field «leaders» is another than ours of that id.
    assert measures == {"А": "rest", "Г": "harm", "В": "leaders", "2.1": "aid", "Б": "pБ"}
    fields = {row["id"]: row["heading"] for row in rows(carried, "components")}
    assert fields["injuries"] == "ПГ Травм, случаев" and fields["leaders_new"] == "ПБ значение, ед."
    assert set(fields) == {"rested", "children", "injuries", "leaders", "trained", "on_duty", "leaders_new"}
    assert rows(carried, "applicability") == rows(last, "applicability")
    plan = plan_of(carried)
    assert not plan.unlinked and plan.short_title("indicator", "А") == "Отдохнули летом"
    assert plan.head["municipality_entry"]["code"] == "ГОРОД"


def test_what_was_read_off_unchanged_words_stays_and_links_follow(last, document):
    carried = carry_over(last, document)
    assert rows(carried, "result_targets") == rows(last, "result_targets")
    links = [(row["result"], row["kind"], row["target"]) for row in rows(carried, "links")]
    # Ours of before, and the proposal for the indicator that had no link.
    assert links == [(row["result"], row["kind"], row["target"]) for row in rows(last, "links")] + [
        ("2.2", "indicator", "Г")
    ]
    # Reworded, a result is read anew: the import has read nothing off it.
    reworded = document["results.csv"].replace("Не менее 60 % вожатых обучены", "Не менее 70 % вожатых обучены")
    assert rows(carry_over(last, document | {"results.csv": reworded}), "result_targets") == []
