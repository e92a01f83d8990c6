// Layout by Graphviz dot, compiled to WebAssembly.
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import { readDotAnswer } from "./dot-answer";
import { dotText } from "./dot-text";
import type { LayoutEngine } from "./types";

/** The engine, once its WebAssembly has been made ready (about 0.1 s). */
export async function loadDot(): Promise<LayoutEngine> {
  const graphviz = await Graphviz.load();
  return (graph) => readDotAnswer(graphviz.layout(dotText(graph), "json", "dot"), graph);
}
