"""Linked data, read by rdflib and PyLD."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from exports.reading import (
    ADDRESS,
    SCHEMA,
    both_chronicles,
    chronicle_of,
    exported,
    files_of,
    plain_yaml,
    text_of,
    without_network,
)
from pyld import jsonld
from support import WORLD, edit

from chronicle.exports.linked_data import (
    dataset_linked_data,
    page_linked_data,
    record_linked_data,
)
from chronicle.site import read_chronicle

BASE = f"{ADDRESS}data/chronicle.jsonld"
LICENCE = {"@id": "https://creativecommons.org/licenses/by/4.0/"}


@functools.cache
def graph_of(root: Path) -> rdflib.Graph:
    text = text_of(files_of(root)["chronicle.jsonld"])
    return rdflib.Graph().parse(data=text, format="json-ld", publicID=BASE)


def named_triples(graph: rdflib.Graph) -> set[tuple[str, ...]]:
    return {
        tuple(map(str, triple))
        for triple in graph
        if not any(isinstance(part, rdflib.BNode) for part in triple)
    }


@both_chronicles
def test_rdflib_and_pyld_read_the_same_graph(root: Path) -> None:
    document = json.loads(text_of(files_of(root)["chronicle.jsonld"]))
    quads = jsonld.to_rdf(document, {"base": BASE, "format": "application/n-quads"})
    other = rdflib.Graph().parse(data=quads, format="nt")
    assert named_triples(graph_of(root)) == named_triples(other)
    assert len(graph_of(root)) == len(other)


@both_chronicles
def test_every_record_is_a_node(root: Path) -> None:
    graph, plain = graph_of(root), plain_yaml(root)

    def of(type_: str) -> set[str]:
        return {str(one) for one in graph.subjects(rdflib.RDF.type, rdflib.URIRef(SCHEMA + type_))}

    def pages(folder: str) -> set[str]:
        return {f"{ADDRESS}{folder}/{id_}.html" for id_ in plain[folder]}

    claims = {f"{ADDRESS}sources/{ref.replace('#', '.html#')}" for ref in plain["statements"]}
    assert of("Event") == pages("events") and of("Place") == pages("places")
    assert of("Question") == pages("questions") and of("Claim") == claims
    actors = plain["actors"].items()
    persons = {f"{ADDRESS}actors/{id_}.html" for id_, one in actors if one["kind"] == "person"}
    assert of("Person") == persons
    appearances = {str(one) for one in graph.objects(None, rdflib.URIRef(f"{SCHEMA}appearance"))}
    assert appearances <= pages("sources")
    answers = sum(len(one["positions"]) for one in plain["questions"].values())
    assert len(of("Answer")) == answers
    assert of("ClaimReview") == set()


@both_chronicles
def test_a_claim_is_about_what_its_statement_names(root: Path) -> None:
    nodes = {
        node["@id"]: node
        for node in json.loads(text_of(files_of(root)["chronicle.jsonld"]))["@graph"]
    }
    for ref, statement in plain_yaml(root)["statements"].items():
        node = nodes[f"../sources/{ref.replace('#', '.html#')}"]
        assert node["text"] == statement["says"].strip()
        assert all(about in nodes or "#position-" in about for about in node["about"])
        answers = [
            f"../questions/{one['question']}.html#position-{one['position']}"
            for one in statement.get("answers") or []
        ]
        assert node["about"][len(statement["about"]) :] == answers
        by = statement["by"]
        actor = by if isinstance(by, str) else by.get("actor")
        assert node.get("author") == (f"../actors/{actor}.html" if actor else None)
        assert node.get("creditText") == (None if actor else by["described"])


@both_chronicles
def test_words_are_those_of_schema_org(root: Path) -> None:
    predicates = {str(one) for one in graph_of(root).predicates()}
    assert all(one.startswith((SCHEMA, str(rdflib.RDF))) for one in predicates)


@both_chronicles
def test_an_address_that_is_no_link_stays_text(root: Path) -> None:
    nodes = {
        node["@id"]: node
        for node in json.loads(text_of(files_of(root)["chronicle.jsonld"]))["@graph"]
    }
    for id_, one in plain_yaml(root)["sources"].items():
        node, linked = nodes[f"../sources/{id_}.html"], not one.get("URL_status")
        assert node.get("url") == (one.get("URL") if linked else None)
        assert node.get("identifier") == (None if linked else one.get("URL"))


def nodes_of(world: Path) -> dict[str, Any]:
    text = text_of(exported(world)["chronicle.jsonld"])
    return {node["@id"]: node for node in json.loads(text)["@graph"]}


def test_what_is_alleged_is_said_to_be_so(world: Path) -> None:
    fire = nodes_of(world)["../events/fire.html"]
    assert fire["location"] == ["../places/mill.html"]
    assert (fire["startDate"], fire["endDate"]) == ("1901-05-01", "1901-05-01")
    alleged = "role: alleged, statement: courier-fire#mill-burned"
    edit(world, "data/events/fire.yml", "role: undisputed", alleged)
    edit(world, "data/events/fire.yml", "status: undisputed", "status: alleged")
    changed = nodes_of(world)["../events/fire.html"]
    assert "location" not in changed
    assert changed["description"].startswith("Accounts differ")


def test_a_date_that_is_not_exact_is_only_described(world: Path) -> None:
    edit(world, "data/events/fire.yml", "date: 1901-05-01", "date: /1901-05-04")
    fire = nodes_of(world)["../events/fire.html"]
    assert "startDate" not in fire and "endDate" not in fire
    assert "by 4 May 1901" in fire["description"].casefold().replace("may", "May")
    assert exported(world)["chronicle.jsonld"].tally.left_out["left_out_start"] == 2


def test_a_point_says_how_precise_it_is(world: Path) -> None:
    geo = nodes_of(world)["../places/arden.html"]["geo"]
    assert (geo["longitude"], geo["latitude"]) == (1.5, 52.25)
    assert geo["description"] == "precise to the town, no finer"


def test_a_known_address_makes_every_id_absolute(world: Path) -> None:
    text = text_of(exported(world, f"{ADDRESS}x/")["chronicle.jsonld"])
    assert "../" not in text and f'"@id": "{ADDRESS}x/events/fire.html"' in text


TYPES = {
    "fire": "Event",
    "courier-fire": "NewsArticle",
    "ada-lund": "Person",
    "guild": "Organization",
    "mill": "Place",
    "who-set-the-fire": "Question",
}


@pytest.mark.parametrize("id_", TYPES)
def test_the_head_of_a_record_is_that_record(id_: str) -> None:
    chronicle = chronicle_of(WORLD)
    text = record_linked_data(chronicle, id_)
    folder = f"{chronicle.kind_of[id_]}s"
    base = f"{ADDRESS}{folder}/{id_}.html"
    found = rdflib.Graph().parse(data=text, format="json-ld", publicID=base)
    page, type_ = rdflib.URIRef(base), rdflib.URIRef(SCHEMA + TYPES[id_])
    assert (page, rdflib.RDF.type, type_) in found
    options = {"base": base, "documentLoader": without_network}
    assert all(node["@type"] for node in jsonld.expand(json.loads(text), options))


def test_the_head_of_a_source_has_its_statements() -> None:
    graph = json.loads(record_linked_data(chronicle_of(WORLD), "post-fire"))["@graph"]
    assert [node["@type"] for node in graph] == ["NewsArticle", "Claim", "Claim", "Claim"]


def test_the_heads_of_other_pages_say_what_they_are_and_their_licence() -> None:
    chronicle, files = chronicle_of(WORLD), list(files_of(WORLD).values())
    heads = {
        "WebPage": page_linked_data(chronicle, "How to read", "WebPage"),
        "CollectionPage": page_linked_data(chronicle, "Chronology", "CollectionPage"),
        "Dataset": dataset_linked_data(chronicle, files, ADDRESS),
    }
    for type_, text in heads.items():
        options = {"base": f"{ADDRESS}y.html", "documentLoader": without_network}
        (node,) = jsonld.expand(json.loads(text), options)
        assert node["@type"] == [SCHEMA + type_]
        assert node[f"{SCHEMA}license"] == [LICENCE]
    (dataset,) = jsonld.expand(json.loads(heads["Dataset"]), {"base": ADDRESS})
    urls = {one[f"{SCHEMA}contentUrl"][0]["@id"] for one in dataset[f"{SCHEMA}distribution"]}
    assert urls == {f"{ADDRESS}data/{file.path}" for file in files}


def test_a_licence_without_a_known_address_is_named(world: Path) -> None:
    edit(world, "data/site.yml", "licence: CC BY 4.0", "licence: House terms")
    text = page_linked_data(read_chronicle(world)[0], "x", "WebPage")
    assert json.loads(text)["license"] == {"@type": "CreativeWork", "name": "House terms"}
