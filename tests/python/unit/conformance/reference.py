"""The slow, obvious way to the cost of an optimal alignment: Dijkstra over (marking, events used)."""
from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

from process_mining.petri_net import Marking, PetriNet, enabled, fire


def reference_cost(
    net: PetriNet,
    trace: Sequence[str],
    log_costs: Mapping[str, float] | None = None,
    model_costs: Mapping[str, float] | None = None,
    endings: frozenset[Marking] | None = None,
) -> float:
    """Return the cost of a cheapest alignment that ends in a final marking, or in one of other endings."""
    log_costs, model_costs = log_costs or {}, model_costs or {}
    ends = frozenset(net.final_markings) if endings is None else endings
    best = {(net.initial_marking, 0): 0.0}
    queue = [(0.0, 0, net.initial_marking)]
    while queue:
        cost, used, marking = heapq.heappop(queue)
        if cost > best[marking, used]:
            continue
        if used == len(trace) and marking in ends:
            return cost
        reached = [(cost + log_costs.get(trace[used], 1), used + 1, marking)] if used < len(trace) else []
        for transition in enabled(net, marking):
            after, label = fire(net, marking, transition), net.labels[transition]
            reached.append((cost + (0 if label is None else model_costs.get(label, 1)), used, after))
            if used < len(trace) and label == trace[used]:
                reached.append((cost, used + 1, after))
        for new_cost, new_used, after in reached:
            if new_cost < best.get((after, new_used), float("inf")):
                best[after, new_used] = new_cost
                heapq.heappush(queue, (new_cost, new_used, after))
    raise AssertionError("the net has no complete run")


def markings_that_can_end(net: PetriNet) -> frozenset[Marking]:
    """Return the reachable markings from which a final marking can be reached."""
    before: dict[Marking, set[Marking]] = {net.initial_marking: set()}
    queue = [net.initial_marking]
    for marking in queue:
        for transition in enabled(net, marking):
            after = fire(net, marking, transition)
            if after not in before:
                before[after] = set()
                queue.append(after)
            before[after].add(marking)
    able = [marking for marking in net.final_markings if marking in before]
    found = set(able)
    for marking in able:
        for other in before[marking] - found:
            found.add(other)
            able.append(other)
    return frozenset(found)
