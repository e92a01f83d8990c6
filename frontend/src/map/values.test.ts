import { describe, expect, it } from "vitest";
import { smallPicture } from "../../tests/small-map";
import type { PathMetric } from "./types";
import { pathValue } from "./values";

function waiting(metric: PathMetric, exact: boolean): string | undefined {
  const picture = smallPicture({});
  const edge = picture.map.edges.find(({ id }) => id === "a0>a1")!;
  const times = { ...picture.durations!.paths["a0>a1"]!, mean_seconds: 7200, median_seconds: 60, p90_seconds: 172_800, exact };
  const durations = { ...picture.durations!, paths: { "a0>a1": times } };
  return pathValue(edge, metric, { ...picture, durations })?.text;
}

describe("a percentile beside a path", () => {
  it.each<[PathMetric, string, string]>([
    ["waiting_median", "1 min", "~1 min"],
    ["waiting_p90", "2.0 d", "~2.0 d"],
    ["waiting_mean", "2.0 h", "2.0 h"],
  ])("%s has a tilde while it comes from a histogram", (metric, exact, near) => {
    expect([waiting(metric, true), waiting(metric, false)]).toEqual([exact, near]);
  });
});
