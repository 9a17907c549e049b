"""A statement as every page shows it."""

from dataclasses import dataclass

from ..domain.chronicle import SourcedStatement
from ..domain.naming import page_path, speaker_name, voice_name
from ..model.statements import Answer, Figure, Statement
from ..text.dates import EdtfDate
from ..text.localization import figure_in_digits
from .links import Link, Links, PartyLabel


@dataclass(frozen=True, slots=True)
class QuoteView:
    """The words quoted; `of` whose they are, if not the speaker's; `translator` is empty if the
    translation is ours."""

    text: str
    language: str
    of: str
    translation: str
    translator: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """A number that a statement names: as digits, and as it was worded. `low` and `high` are None
    if the words name no number."""

    what: str
    label: str
    part: str
    whole: bool
    low: int | None
    high: int | None
    approximate: bool
    digits: str
    worded: str
    as_of: str
    when: EdtfDate | None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A question with the position that a statement takes; `because` says why it only bears on
    it."""

    question: Link
    position: str
    position_id: str
    path: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class StatementView:
    """Who says what, where and when, how they know, and how far we read it. `said_on` is the day
    only if it is not that of the publication, which follows the source's name."""

    ref: str
    path: str
    anchor: str
    party: PartyLabel
    says: str
    speaker: Link
    custody: str
    said: str
    said_on: str
    when: str
    where: Link | None
    where_is_our_reading: bool
    source_id: str
    source: Link
    extent: str
    basis: str
    circumstances: tuple[str, ...]
    locator: str
    quote: QuoteView | None
    figures: tuple[FigureView, ...]
    answers: tuple[AnswerView, ...]
    bears_on: tuple[AnswerView, ...]
    counted: bool
    why_not: str
    voice: str

    @property
    def names_itself(self) -> bool:
        """Whether the speaker is the publisher, which the source's label names."""
        return self.source.text.startswith(self.speaker.text)


@dataclass(frozen=True, slots=True)
class PartyStatements:
    """The statements of one party, in the order in which they were made."""

    party: PartyLabel
    statements: tuple[StatementView, ...]

    @property
    def reports(self) -> int:
        """How many sources carry them."""
        return len({one.source_id for one in self.statements})


def statement_view(context: Links, statement: SourcedStatement) -> StatementView:
    """A statement with everything that a page says of it."""
    chronicle, record = context.chronicle, statement.record
    standing = chronicle.standings[statement.ref]
    actor = record.by.actor or ""
    said = context.date(record.said)
    return StatementView(
        ref=statement.ref,
        path=page_path(chronicle, statement.ref),
        anchor=record.id,
        party=context.parties[chronicle.party_of(statement)],
        says=record.says,
        speaker=Link(speaker_name(chronicle, statement.ref), page_path(chronicle, actor)),
        custody=chronicle.name_of(record.in_custody) if record.in_custody else "",
        said=said,
        said_on="" if said == context.date(statement.source.issued) else said,
        when=context.date(record.when),
        where=context.link(record.where) if record.where else None,
        where_is_our_reading=bool(record.where_sure),
        source_id=statement.source_id,
        source=context.source_link(statement.source_id),
        extent=context.vocabulary.label("extents", statement.source.read.extent),
        basis=context.vocabulary.label("bases", record.basis),
        circumstances=tuple(
            context.vocabulary.label("circumstances", one) for one in record.circumstances
        ),
        locator=record.locator or "",
        quote=_quote(context, statement),
        figures=tuple(_figure(context, statement, figure) for figure in record.figures),
        answers=tuple(_answer(context, one) for one in record.answers),
        bears_on=tuple(_answer(context, one, one.because) for one in record.bears_on),
        counted=standing.counted,
        why_not=_why_not(context, standing.why_not) if standing.why_not else "",
        voice=voice_name(chronicle, statement.ref),
    )


def _why_not(context: Links, reason: str) -> str:
    """Why a statement does not count: for its basis, or for a reason that is no word of theirs."""
    others = context.texts.table("not_counted")
    if reason in others:
        return others[reason]
    label = context.vocabulary.label("bases", reason)
    return context.texts["not_counted_basis"].format(basis=label)


def _quote(context: Links, statement: SourcedStatement) -> QuoteView | None:
    record = statement.record
    if not record.quote or not statement.quotable:
        return None
    of = record.quote_of or ""
    ours = record.quote_en_by == "editors"
    return QuoteView(
        text=record.quote,
        language=context.language(record.quote_language),
        of=context.chronicle.name_of(of) if of in context.chronicle.actors else of,
        translation=record.quote_en or "",
        translator="" if ours else record.quote_en_by or "",
    )


def _figure(context: Links, statement: SourcedStatement, figure: Figure) -> FigureView:
    record: Statement = statement.record
    vocabulary, texts = context.vocabulary, context.texts
    digits = figure_in_digits(figure.low, figure.high, figure.worded, figure.approximate, texts)
    return FigureView(
        what=figure.what,
        label=vocabulary.label("figures", figure.what),
        part=vocabulary.label("figure_parts", figure.part),
        whole=figure.part == "all",
        low=figure.low,
        high=figure.high,
        approximate=figure.approximate,
        digits=digits,
        worded=figure.worded,
        as_of=context.date(figure.as_of or record.said),
        when=figure.as_of or record.said or statement.source.issued or record.when,
    )


def _answer(context: Links, answer: Answer, because: str = "") -> AnswerView:
    positions = context.chronicle.questions[answer.question].positions
    text = next((one.text for one in positions if one.id == answer.position), answer.position)
    question = context.link(answer.question)
    path = f"{question.path}#position-{answer.position}"
    return AnswerView(question, text, answer.position, path, because)
