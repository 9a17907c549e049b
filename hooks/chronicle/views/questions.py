"""A question in two layers: the answers on its page, everything they rest on on another."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..domain.chronicle import SourcedStatement
from ..domain.naming import root_publisher, speaker_name
from ..domain.ordering import statement_order
from ..domain.origins import Origin
from ..domain.site_map import comparisons_path, evidence_path, figures_path
from ..model.questions import Position, Question
from ..model.vocabulary import Term
from .agreed import AgreedSentences, agreed_sentences, content_notes
from .context import ViewContext
from .evidence import question_evidence, question_figures
from .figures import FigureRange, figure_ranges
from .links import Link
from .origin_charts import OriginChart, origin_chart, origin_index
from .relations import Related, contradictions_among
from .statements import StatementView
from .telling import telling_rank

MOST_AGREED = 2


@dataclass(frozen=True, slots=True)
class PositionView:
    """One answer to a question. `path` leads to its evidence; `knows` says how many of the counted
    statements have which basis; `shared` are circumstances that
    several of its origins share, so that their independence is not established; `telling` is the
    statement whose words are shown."""

    id: str
    text: str
    path: str
    statements: int
    reports: int
    shared: tuple[str, ...]
    uncounted: int
    knows: tuple[str, ...]
    telling: StatementView | None
    against: tuple[Related, ...]
    chart: OriginChart


@dataclass(frozen=True, slots=True)
class QuestionView:
    """The first layer: an answer that is read to the end. `evidence`, `comparisons` and
    `all_figures` are the pages of the second."""

    id: str
    path: str
    record: Question
    content_notes: tuple[str, ...]
    positions: tuple[PositionView, ...]
    agreed: AgreedSentences
    events: tuple[Link, ...]
    evidence: str
    comparisons: str
    all_figures: str
    figures: tuple[FigureRange, ...]

    @property
    def title(self) -> str:
        return self.record.question

    def position(self, id_: str) -> PositionView:
        return next(one for one in self.positions if one.id == id_)


def question_view(context: ViewContext, id_: str) -> QuestionView:
    """The page of a question."""
    chronicle = context.chronicle
    question = chronicle.questions[id_]
    events = context.events_on.get(id_, [])
    sections = {one.id for one in question_evidence(context, id_)}
    return QuestionView(
        id=id_,
        path=context.link(id_).path,
        record=question,
        content_notes=content_notes(context, events),
        positions=tuple(_position(context, id_, one, sections) for one in question.positions),
        agreed=agreed_sentences(context, _named_by(context, events, id_))[:MOST_AGREED],
        events=context.links(_named_by(context, events, id_)),
        evidence=evidence_path(id_),
        comparisons=comparisons_path("questions", id_),
        all_figures=figures_path("questions", id_),
        figures=figure_ranges(question_figures(context, id_)),
    )


def _named_by(context: ViewContext, events: Sequence[str], question: str) -> list[str]:
    """Those of the events that name the question themselves; all, if none does."""
    named = [one for one in events if question in context.chronicle.events[one].questions]
    return named or list(events)


def _position(
    context: ViewContext, question: str, position: Position, sections: Collection[str]
) -> PositionView:
    chronicle, words = context.chronicle, context.vocabulary
    statements = chronicle.answering.get((question, position.id), [])
    count = chronicle.origin_count(question, position.id)
    ordered = sorted(count.chosen, key=lambda one: (one.unnamed, one.voice, sorted(one.roots)))
    named = [(_origin_name(context, one, statements), one) for one in ordered]
    chart = origin_chart(context, named, statements)
    counted = [one for one in statements if chronicle.standings[one.ref].counted]
    bases = Counter(one.record.basis for one in counted)
    return PositionView(
        id=position.id,
        text=position.text,
        path=f"{evidence_path(question)}#position-{position.id}" if position.id in sections else "",
        statements=len(statements),
        reports=count.reports,
        shared=_shared_circumstances(context, ordered, counted),
        uncounted=sum(number for _, number in count.not_counted),
        knows=tuple(_numbered(one, bases[one.id]) for one in words.bases if one.id in bases),
        telling=_telling(context, position, counted or statements),
        against=_against(context, statements),
        chart=chart,
    )


def _numbered(basis: Term, number: int) -> str:
    """So many statements with a basis, such as 3 say they saw it."""
    return f"{number} {basis.label if number == 1 else basis.plural or basis.label}"


def _shared_circumstances(
    context: ViewContext, origins: Sequence[Origin], counted: Sequence[SourcedStatement]
) -> tuple[str, ...]:
    """The labels of circumstances, such as one official tour, that two origins or more share."""
    found: dict[str, set[int]] = {}
    for statement in counted:
        index = origin_index(context, origins, statement)
        for id_ in statement.record.circumstances:
            if index is not None and context.vocabulary.term("circumstances", id_).joins:
                found.setdefault(id_, set()).add(index)
    shared = (id_ for id_, indexes in found.items() if len(indexes) > 1)
    return tuple(context.vocabulary.label("circumstances", id_) for id_ in shared)


def _origin_name(
    context: ViewContext, origin: Origin, statements: Sequence[SourcedStatement]
) -> str:
    """What an origin is called: the voice of an actor, or an unnamed speaker with their
    publisher."""
    chronicle, texts = context.chronicle, context.texts
    if origin.voice in chronicle.actors:
        return chronicle.actors[origin.voice].name
    own = [one for one in statements if origin_index(context, [origin], one) is not None]
    speaker = speaker_name(chronicle, min(own, key=statement_order).ref)
    if not origin.unnamed:
        return speaker
    roots = (chronicle.sources[root] for root in sorted(origin.roots))
    publishers = ", ".join(dict.fromkeys(root_publisher(root, texts) for root in roots))
    return texts["origin_unnamed"].format(speaker=speaker, publisher=publishers)


def _telling(
    context: ViewContext, position: Position, statements: Sequence[SourcedStatement]
) -> StatementView | None:
    """The statement whose words are shown: the one that the record names, else the first with a
    quotation of those who know best."""
    if position.telling:
        return context.statements[position.telling]
    found = min(statements, key=lambda one: telling_rank(context, one), default=None)
    return context.statements[found.ref] if found else None


def _against(context: ViewContext, statements: Sequence[SourcedStatement]) -> tuple[Related, ...]:
    """What contradicts the statements of a position, or is contradicted by them, each speaker
    once."""
    refs = {one.ref for one in statements}
    found: dict[str, Related] = {}
    for one in contradictions_among(context, refs):
        own, other = one.statement, one.other
        if own.ref not in refs:
            own, other = other, own
        if other.ref not in refs:
            found.setdefault(other.speaker.text, Related(one.kind, own, other, one.why))
    return tuple(found.values())
