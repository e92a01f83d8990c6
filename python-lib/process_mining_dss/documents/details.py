"""Chosen steps and paths of a drawn map -> the details document."""
from __future__ import annotations

from collections.abc import Iterable

from process_mining.explorer import details
from process_mining_dss.contract.panel_answers import DetailsDocument, FilterOffer, ItemDetails
from process_mining_dss.contract.requests import ChosenItem
from process_mining_dss.documents.drawn_map import DrawnMap
from process_mining_dss.documents.times import histogram_document, number_or_none, statistics_document
from process_mining_dss.own_filters import own_filter_document

_MOST_CHOSEN = 5


def details_document(version: str, drawn: DrawnMap | None, chosen: list[ChosenItem]) -> DetailsDocument:
    """Return the details of the chosen items that are on the map, in the order of the request."""
    if drawn is None:
        return {"version": version, "items": [], "offers": []}
    nodes = {name: node for node, name in enumerate(drawn.node_ids)}
    paths = dict(zip(drawn.path_ids, drawn.map.drawn.paths.tolist()))
    items: list[ItemDetails] = []
    for item in chosen[:_MOST_CHOSEN]:
        if item["kind"] == "step" and item["id"] in nodes:
            found = details.step_details(drawn.loaded.log, drawn.map, drawn.kept, drawn.filtered, nodes[item["id"]])
            items.append(_item(item, found))
        elif item["kind"] == "path" and item["id"] in paths:
            found = details.path_details(drawn.loaded.log, drawn.map, drawn.kept, drawn.filtered, paths[item["id"]])
            items.append(_item(item, found))
    steps = [nodes[item["id"]] for item in items if item["kind"] == "step"]
    offers: Iterable[details.FilterOffer] = ()
    if len(items) == len(steps) == 2:
        offers = details.follows_offers(drawn.loaded.log, drawn.map, drawn.filtered, (steps[0], steps[1]))
    return {"version": version, "items": items, "offers": [_offer(offer) for offer in offers]}


def _item(item: ChosenItem, found: details.ItemDetails) -> ItemDetails:
    return {
        "kind": item["kind"],
        "id": item["id"],
        "frequency": found.frequency,
        "cases": found.cases,
        "share": found.share,
        "measured": found.measured,
        "times": None if found.times is None else statistics_document(found.times, 0),
        "histogram": histogram_document(found.histogram),
        "execution_time_mean_seconds": number_or_none(found.execution_seconds_mean),
        "execution_time_mean_seconds_others": number_or_none(found.execution_seconds_mean_others),
        "reverse_frequency": found.reverse_frequency,
        "reverse_median_seconds": number_or_none(found.reverse_median_seconds),
        "offers": [_offer(offer) for offer in found.offers],
    }


def _offer(offer: details.FilterOffer) -> FilterOffer:
    return {"filter": own_filter_document(offer.filter), "cases": offer.cases}
