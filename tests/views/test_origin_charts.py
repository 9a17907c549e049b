"""Which reports go back to which origin."""

from __future__ import annotations

from pathlib import Path

from support import edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.origin_charts import OriginChart, origin_chart, origin_index

WHO, OWNER = "who-set-the-fire", "owner"


def chart_of(context: ViewContext, position: str) -> OriginChart:
    """The chart of a position, whose origins are called by their voices."""
    origins = context.chronicle.origin_count(WHO, position).chosen
    named = [(one.voice, one) for one in sorted(origins, key=lambda one: one.voice)]
    return origin_chart(context, named, context.chronicle.answering[WHO, position])


def test_each_origin_has_its_reports_on_their_days(context: ViewContext) -> None:
    chart = chart_of(context, OWNER)
    assert sorted((row.reports, row.first, row.repeats) for row in chart.rows) == [
        (1, 20.84, ()),
        (1, 29.17, ()),
    ]
    assert chart.others == 0
    assert [tick.label for tick in chart.days] == ["1 May", "5", "10"]


def test_a_report_that_only_passes_on_has_no_origin(context: ViewContext) -> None:
    chart = chart_of(context, "nobody")
    assert (chart.rows, chart.others) == ((), 1)


def test_a_second_report_of_one_voice_is_a_branch(world: Path) -> None:
    answer = "    answers:\n      - { question: who-set-the-fire, position: owner }\n"
    edit(world, "data/sources/post-fire.yml", "    where: mill\n", f"    where: mill\n{answer}")
    rows = [(row.name, row.reports, row.repeats) for row in chart_of(context_of(world), OWNER).rows]
    assert ("guild", 2, (29.17,)) in rows, "its secretary speaks with its voice"


def test_a_report_without_a_day_is_counted_and_not_drawn(world: Path) -> None:
    edit(world, "data/sources/courier-fire.yml", "issued: 1901-05-03", "issued: 1901-05")
    (row,) = chart_of(context_of(world), "weavers").rows
    assert (row.reports, row.first, row.repeats) == (1, None, ())


def test_a_statement_goes_back_to_the_origin_of_its_voice_else_of_its_root(
    context: ViewContext,
) -> None:
    statements = context.chronicle.statements
    origins = sorted(context.chronicle.origin_count(WHO, OWNER).chosen, key=lambda one: one.unnamed)
    found = {
        ref: origin_index(context, origins, statements[ref])
        for ref in (
            "courier-fire#set-by-the-owner",
            "post-fire#seen-running",
            "post-fire#ashes",
            "courier-fire#mill-burned",
            "post-fire#heard-of-lightning",
            "ferry-notice#went-by-boat",
        )
    }
    assert list(found.values()) == [0, 1, 0, 0, None, None]
