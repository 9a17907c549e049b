"""Words of the glossary in prose: the first mention is a link that says what the word means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.model.vocabulary import Explanation, GlossaryEntry, TranslatedTerm
from chronicle.rendering.glossary_marks import MOST_MARKS, GlossaryMarks
from chronicle.text.markdown import to_html


def entry(id_: str, term: str, says: str, *forms: str, ours: bool = False) -> GlossaryEntry:
    """A word whose forms are those of English, but for one in Arabic script."""
    listed = [
        TranslatedTerm(text=form, language="en" if form.isascii() else "ar") for form in forms
    ]
    return GlossaryEntry(id=id_, term=term, ours=ours, forms=listed, says=[Explanation(text=says)])


ENTRIES = [
    entry("guild", "guild", "A body of people of one trade. It has a head.", "guilds", "نقابة"),
    entry("great-guild", "Great Guild", "The guild of all trades."),
    entry("origin", "origin", "Where it comes from.", "independent origin", ours=True),
]
MARKS = GlossaryMarks(ENTRIES, "en")
GUILD = '(glossary.md#guild "A body of people of one trade.")'


def test_the_first_mention_is_a_link_with_the_first_sentence_as_its_title() -> None:
    text = "The guild met. The guild spoke."
    assert MARKS.marked(text, "index.md") == f"The [guild]{GUILD} met. The guild spoke."


def test_the_link_leads_from_the_folder_of_the_page() -> None:
    assert '[guild](../glossary.md#guild "' in MARKS.marked("The guild.", "events/fire.md")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Guilds met.", "[Guilds]"),
        ("The GUILD met.", "[GUILD]"),
        ("*guild*", "*[guild]"),
        ("- a guild", "- a [guild]"),
        ("| a guild |", "| a [guild]"),
        ("The guild's head", "[guild]"),
        ("The Great\nGuild met.", "[Great\nGuild](glossary.md#great-guild"),
        ("No independent origin.", "[independent origin](glossary.md#origin"),
    ],
)
def test_forms_of_the_language_are_marked(text: str, marked: str) -> None:
    assert marked in MARKS.marked(text, "index.md")


@pytest.mark.parametrize(
    "text",
    [
        "# The guild",
        "### The guild ###",
        "See [the guild](guild.md).",
        "See [the guild][guild].",
        "![the guild](guild.png)",
        "`guild` and ``guild``",
        "```\nguild\n```",
        "    guild",
        "> The guild",
        'He said "the guild".',
        "He said “the guild”.",
        "It burned.[@guild]",
        "It burned.[^guild]",
        "[^n]: The guild.",
        "[^n]: A note,\n    of the guild.",
        "[guild]: guild.md",
        "<!-- block: agreed guild -->",
        "<https://example.org/guild> https://example.org/guild",
        "The guildhall, subguild and guild_x",
        "The نقابة, in another language",
        "The origin, an everyday word",
        "",
    ],
)
def test_what_is_no_word_of_ours_is_left_alone(text: str) -> None:
    assert MARKS.marked(text, "index.md") == text


def test_a_mention_that_is_left_alone_is_not_the_first() -> None:
    text = "# The guild\n\nThe `guild`, the guild."
    assert MARKS.marked(text, "index.md").endswith(f"The `guild`, the [guild]{GUILD}.")


def test_at_most_so_many_words_are_marked() -> None:
    many = [entry(f"word-{n}", f"word{n:02}", "It means this.") for n in range(MOST_MARKS + 3)]
    text = " ".join(one.term for one in many)
    marked = GlossaryMarks(many, "en").marked(text, "index.md")
    assert marked.count("](glossary.md#") == MOST_MARKS and marked.endswith(many[-1].term)


def test_the_title_breaks_no_link() -> None:
    odd = entry("odd", "odd", 'It is "so" [x](y) <b> & `c` *d* _e_ \\ it, so. More.')
    html = to_html(GlossaryMarks([odd], "en").marked("An odd text.", "index.md"))
    assert "title=\"It is 'so' x(y) b  c d e  it, so.\"" in html and html.count("<a ") == 1


def test_a_glossary_may_be_empty_or_of_another_language() -> None:
    assert GlossaryMarks([], "en").marked("The guild.", "index.md") == "The guild."
    marked = GlossaryMarks(ENTRIES, "ar").marked("قالت النقابة.", "index.md")
    assert marked == f"قالت [النقابة]{GUILD}."


PIECES = [
    "guild",
    "x",
    " ",
    "\n",
    "\n\n",
    "[",
    "](",
    ")",
    "`",
    "*",
    "# ",
    "> ",
    '"',
    "[@",
    "[^",
    "<",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_nothing_but_one_link_is_added(text: str) -> None:
    marked = MARKS.marked(text, "index.md")
    assert marked.count(GUILD) <= 1
    assert marked.replace(f"[guild]{GUILD}", "guild") == text
