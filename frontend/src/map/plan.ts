// From a picture to where everything lies.
import { densityOf } from "./density";
import { innerRoom } from "./fit";
import { formAt, makeForms, USUAL_NAME_WIDTH } from "./forms";
import { buildGraph, layoutGraph, type Graph, type StepBox } from "./graph";
import type { EngineAnswer, LayoutEngines } from "./layout/engine";
import { asTold } from "./layout/orders";
import type { Room } from "./layout/search";
import { lockGraph } from "./lock";
import type { Measure } from "./text";
import type { Picture } from "./types";

/** The first picture may take longer to become the best one; a slider has to answer at once. */
const OPENING_BUDGET_MS = 350;
const CHANGE_BUDGET_MS = 90;

/** A picture with its layout. */
export interface Plan extends EngineAnswer {
  picture: Picture;
  /** What it was laid out for. */
  room: Room;
  /** What is drawn. */
  graph: Graph;
  /** What was laid out: the graph, or on a locked map all that was seen since it was locked. */
  union: Graph;
  gone: StepBox[];
}

/** `last`: what is on the screen; a locked map keeps its places, another one its width of names if that is good. */
export async function makePlan(
  picture: Picture,
  last: Plan | null,
  room: Room,
  engines: LayoutEngines,
  measure: Measure,
): Promise<Plan> {
  if (picture.look.locked && last) return planLocked(picture, last, room, engines, measure);
  const forms = makeForms(picture, densityOf(room), measure);
  const answer = await engines.layOut({
    graphs: forms.map((form) => layoutGraph(form, picture)),
    first: formAt(forms, last?.graph.form.nameWidth ?? USUAL_NAME_WIDTH),
    before: last?.picture.look.direction === picture.look.direction ? last.layout.boxes : null,
    room: innerRoom(room),
    budget_ms: last ? CHANGE_BUDGET_MS : OPENING_BUDGET_MS,
  });
  const graph = forms[answer.index]!;
  return { ...answer, picture, room, graph, union: graph, gone: [] };
}

async function planLocked(picture: Picture, last: Plan, room: Room, engines: LayoutEngines, measure: Measure): Promise<Plan> {
  const { union, drawn, gone } = lockGraph(last.union, buildGraph(picture, last.union.form, measure));
  // Told as before, and nothing else is tried: what stays the same lies where it lay.
  const answer = await engines.layOut({
    graphs: [asTold(layoutGraph(union, picture), last.told)],
    first: 0,
    before: null,
    room: innerRoom(room),
    budget_ms: 0,
  });
  return { ...answer, picture, room, graph: drawn, union, gone };
}
