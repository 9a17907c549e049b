"""What records are called, and the paths of their pages."""

from ..model.kinds import FOLDERS
from ..model.sources import Source
from ..text.localization import Texts, date_in_words
from .chronicle import Chronicle


def page_path(chronicle: Chronicle, id_: str) -> str:
    """The path of a record's page in the site's Markdown, such as events/fire.md; empty if there is
    no such record. `id_` may be that of a statement."""
    record, _, statement = id_.partition("#")
    kind = chronicle.kind_of.get(record)
    if not kind:
        return ""
    return f"{FOLDERS[kind]}/{record}.md" + (f"#{statement}" if statement else "")


def record_file(chronicle: Chronicle, id_: str) -> str:
    """The path in the site of a record as JSON, such as data/events/fire.json."""
    return f"data/{page_path(chronicle, id_).removesuffix('.md')}.json"


def page_url(path: str) -> str:
    """The address of a page, relative to the site's root, from its path."""
    page, mark, anchor = path.partition("#")
    return f"{page.removesuffix('.md')}.html{mark}{anchor}"


def source_publisher(source: Source, texts: Texts) -> str:
    """Who published a source."""
    authors = texts["and"].join(one.literal or str(one.family) for one in source.author)
    published = source.container_title or source.publisher
    return published or authors or source.title or texts["unknown"]


def publishing_actors(chronicle: Chronicle, source: Source) -> list[str]:
    """The actors that have exactly the name of a source's container or publisher."""
    return _named(chronicle, source.container_title, source.publisher)


def writing_actors(chronicle: Chronicle, source: Source) -> list[str]:
    """The actors that have exactly the name of one of a source's authors."""
    authors = (
        one.literal or " ".join(filter(None, (one.given, one.family))) for one in source.author
    )
    return _named(chronicle, *authors)


def _named(chronicle: Chronicle, *names: str | None) -> list[str]:
    found = (chronicle.actor_named.get(name or "") for name in names)
    return list(dict.fromkeys(filter(None, found)))


def root_publisher(source: Source, texts: Texts) -> str:
    """Whose work a source is: an agency's text in a paper is the agency's."""
    return source.publisher or source_publisher(source, texts)


def source_title(source: Source, texts: Texts) -> str:
    """A source in a few words: its title, or who published it if no title was seen."""
    if source.title:
        return source.title
    return f"{source_publisher(source, texts)}, {texts['title_not_seen']}"


def source_label(source: Source, texts: Texts) -> str:
    """Who published a source and when, as readers see it after a statement: of an agency's text in
    a paper, both."""
    published, agency = source_publisher(source, texts), source.publisher or ""
    if agency and agency not in published and published not in agency:
        published = texts["published_in"].format(publisher=agency, container=published)
    parts = (published, date_in_words(source.issued, texts))
    return ", ".join(filter(None, parts))


def record_title(chronicle: Chronicle, id_: str) -> str:
    """What the page of a record is called."""
    if id_ in chronicle.sources:
        return source_title(chronicle.sources[id_], chronicle.texts)
    return chronicle.name_of(id_)


def voice_name(chronicle: Chronicle, ref: str) -> str:
    """The voice of a statement as pages name it."""
    standing = chronicle.standings[ref]
    texts = chronicle.texts
    if standing.unnamed:
        roots = (chronicle.sources[root] for root in sorted(standing.roots))
        publishers = ", ".join(root_publisher(root, texts) for root in roots)
        return texts["voice_unnamed"].format(publishers=publishers or texts["unknown"])
    if standing.voice in chronicle.actors:
        return chronicle.actors[standing.voice].name
    return speaker_name(chronicle, ref)


def speaker_name(chronicle: Chronicle, ref: str) -> str:
    """Who makes a statement: an actor's name, or a description with a capital letter."""
    speaker = chronicle.statements[ref].record.by
    if speaker.actor:
        return chronicle.name_of(speaker.actor)
    described = str(speaker.described)
    return described[:1].upper() + described[1:]
