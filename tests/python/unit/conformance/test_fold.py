"""What folding makes of small nets, and which nets it declines."""
from __future__ import annotations

import pytest

from process_mining.conformance.alignment_problem import pose_problem
from process_mining.conformance.fold import fold_net
from process_mining.conformance.folded_net import DoesNotFold, Edge, FoldedNet, Region
from process_mining.petri_net import PetriNet, net_from_arcs


def folded(net: PetriNet, most_markings: int = 1500) -> FoldedNet:
    return fold_net(net, pose_problem(net, ()).transition_symbols, most_markings)


def test_a_sequence_is_one_region() -> None:
    net = net_from_arcs({"t": ("start", "A", "p"), "u": ("p", "B", "end")})
    assert folded(net) == FoldedNet((Region(3, 2, 0, (Edge(2, 1, 0), Edge(1, 0, 1))),), ())


def test_places_off_the_way_to_the_end_are_left_out() -> None:
    net = net_from_arcs({"t": ("start", "A", "end"), "trap": ("start", "B", "p")})
    assert folded(net) == FoldedNet((Region(2, 1, 0, (Edge(1, 0, 0),)),), ())


def test_parallel_branches_are_a_block_of_regions() -> None:
    net = net_from_arcs(
        {"s": ("start", None, "a b"), "x": ("a", "A", "c"), "y": ("b", "B", "d"), "j": ("c d", None, "end")}
    )
    branch = Region(2, 0, 1, (Edge(0, 1, 1),))
    top = Region(4, 1, 0, (Edge(1, 2, 0), Edge(3, 0, 3), Edge(2, 3, block=0)))
    assert folded(net) == FoldedNet((branch, branch._replace(edges=(Edge(0, 1, 2),)), top), ((0, 1),))


def test_branches_that_share_a_label_are_written_out_together() -> None:
    net = net_from_arcs(
        {"s": ("start", None, "a b"), "x": ("a", "A", "c"), "y": ("b", "A", "d"), "j": ("c d", None, "end")}
    )
    result = folded(net)
    assert [region.n_states for region in result.regions] == [4, 4]
    assert result.blocks == ((0,),)


def test_tied_branches_are_written_out_as_markings() -> None:
    net = net_from_arcs(
        {
            "begin": ("start", "S", "i"),
            "s": ("i", None, "a b"),
            "x": ("a", "A", "c tie"),
            "y": ("b tie", "B", "d"),
            "j": ("c d", None, "o"),
            "stop": ("o", "T", "end"),
        }
    )
    result = folded(net)
    assert [region.n_states for region in result.regions] == [3, 6]
    with pytest.raises(DoesNotFold, match="more than 2 markings"):
        folded(net, most_markings=2)


@pytest.mark.parametrize(
    ("steps", "initial", "reason"),
    [
        ({"t": ("start", "A", "p p"), "u": ("p p", "B", "end")}, "start", "weights"),
        ({"t": ("", "A", "p"), "u": ("start p", "B", "end")}, "start", "takes no token"),
        ({"t": ("start start", "A", "end")}, "start start", "weights"),
        ({"t": ("start", "A", "end")}, "start start", "several tokens"),
        ({"s": ("start", None, "a b"), "x": ("a", "A", "b"), "y": ("b", "B", "end")}, "start", "not 1-safe"),
        ({"t": ("start", "A", "p")}, "start", "cannot end"),
    ],
)
def test_nets_that_do_not_fold(steps: dict[str, tuple[str, str | None, str]], initial: str, reason: str) -> None:
    final = "end" if any("end" in given for _, _, given in steps.values()) else "start end"
    with pytest.raises(DoesNotFold, match=reason):
        folded(net_from_arcs(steps, initial=initial, final=final))
