// A graph of boxes, laid out by Graphviz dot.
import { Graphviz } from "@hpcc-js/wasm-graphviz";

export async function layOutWithDot(dot: string): Promise<string> {
  return (await Graphviz.load()).layout(dot, "json", "dot");
}
