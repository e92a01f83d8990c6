// What stays while the rest fades, and what is ringed.
import { pathIds, type Path } from "./graph";
import type { Item } from "./scene";

/** The item and what hangs on it: of a step its paths and their other ends, of a path its two ends. */
export function around(item: Item, paths: Path[]): ReadonlySet<string> {
  const touching = paths.filter((path) =>
    item.kind === "path" ? path.key === item.key : path.source === item.key || path.target === item.key,
  );
  return new Set([...item.ids, ...touching.flatMap((path) => [...pathIds(path), path.source, path.target])]);
}

/** A chosen path is read from step to step: both its ends are ringed with it. */
export function withEnds(chosen: ReadonlySet<string>, paths: Path[]): ReadonlySet<string> {
  const ends = paths.filter((path) => pathIds(path).some((id) => chosen.has(id))).flatMap((path) => [path.source, path.target]);
  return new Set([...chosen, ...ends]);
}
