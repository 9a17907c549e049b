"""What contradicts what, and how accounts changed."""

from __future__ import annotations

from pathlib import Path

from support import edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.relations import changed_accounts, contradictions_among

BURNED, LUND = "courier-fire#mill-burned", "courier-fire#set-by-the-owner"


def test_a_contradiction_is_found_from_either_end(context: ViewContext) -> None:
    for ref in (BURNED, LUND):
        (pair,) = contradictions_among(context, [ref])
        assert (pair.kind, pair.statement.ref, pair.other.ref) == ("contradicts", BURNED, LUND)
    assert contradictions_among(context, ["post-fire#ashes"]) == ()
    assert contradictions_among(context, [LUND], ["accepts"]) == ()


def test_the_reason_is_kept_and_the_earlier_comes_first(world: Path) -> None:
    edit(
        world,
        "data/sources/courier-fire.yml",
        "set-by-the-owner }\n    quote",
        "set-by-the-owner, why: Who. }\n    quote",
    )
    relates = "    relates: [{ contradicts: courier-fire#set-by-the-owner, why: How. }]\n"
    edit(world, "data/sources/post-fire.yml", "    basis: heard\n", f"    basis: heard\n{relates}")
    assert [one.why for one in contradictions_among(context_of(world), [LUND])] == ["Who.", "How."]


def test_a_changed_account_is_in_the_order_of_what_was_said(context: ViewContext) -> None:
    (chain,) = changed_accounts(context, {"courier-second#fifty-looms"})
    assert (chain.party.id, chain.voice) == ("millers", "The mill's owner")
    assert [(step.statement.anchor, step.reasons) for step in chain.steps] == [
        ("mill-burned", ()),
        ("fifty-looms", ()),
        ("eighty-looms", ("The number went from fifty to more than eighty.",)),
    ]
    assert changed_accounts(context, {LUND}) == ()
