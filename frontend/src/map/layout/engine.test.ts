import { describe, expect, it, vi } from "vitest";
import { generatedPicture } from "../../../tests/generated-map";
import { ROOMY } from "../density";
import { buildGraph, layoutGraph } from "../graph";
import { estimatedWidth } from "../text";
import { layOutWithDagre } from "./dagre";
import { LayoutEngines, mainStage, workerStage, type Stage } from "./engine";
import { layOutLargest, type LayoutRequest } from "./search";
import type { WorkerAnswer, WorkerRequest } from "./worker";

const picture = generatedPicture(4, 6, 1);
const graph = layoutGraph(buildGraph(picture, { nameWidth: 188, density: ROOMY }, estimatedWidth), picture);
const request: LayoutRequest = { graphs: [graph], first: 0, before: null, room: { width: 900, height: 600 }, budget_ms: 0 };
const answer = layOutLargest(request, layOutWithDagre, () => 0);

/** A worker that does as it is told, without a thread. */
function worker(behave: (request: WorkerRequest, reply: (answer: WorkerAnswer) => void, fail: () => void) => void): Worker {
  const target = new EventTarget();
  const reply = (data: WorkerAnswer): void => void target.dispatchEvent(Object.assign(new Event("message"), { data }));
  const fail = (): void => void target.dispatchEvent(new Event("error"));
  return Object.assign(target, {
    postMessage: (data: WorkerRequest) => behave(data, reply, fail),
    terminate: vi.fn(),
  }) as unknown as Worker;
}

const answering = (): Worker => worker(({ number }, reply) => reply({ number, answer }));
const refused = (): Worker => worker((_, __, fail) => fail());
const broken: Stage = { name: "worker", layOut: () => Promise.reject(new Error("blocked")), stop: () => undefined };

describe("the engines", () => {
  it("use a worker where one works", async () => {
    expect(await new LayoutEngines([workerStage([answering])]).layOut(request)).toMatchObject({ engine: "worker", index: 0 });
  });
  it("start the worker another way where the first is refused", async () => {
    expect((await new LayoutEngines([workerStage([refused, answering])]).layOut(request)).engine).toBe("worker");
  });
  it("use the page's own thread where no worker starts", async () => {
    const noWorkers = (): Worker => {
      throw new Error("not allowed here");
    };
    const engines = new LayoutEngines([workerStage([noWorkers, refused]), mainStage(async () => layOutWithDagre)]);
    expect((await engines.layOut(request)).engine).toBe("main");
  });
  it("fall back to dagre where WebAssembly is blocked everywhere", async () => {
    const withoutWasm = (): Worker => worker(({ number }, reply) => reply({ number, error: "CompileError" }));
    const engines = new LayoutEngines([workerStage([withoutWasm]), mainStage(() => Promise.reject(new Error("CompileError")))]);
    expect((await engines.layOut(request)).engine).toBe("dagre");
  });
  it("do not ask again what did not work", async () => {
    const layOut = vi.spyOn(broken, "layOut");
    const engines = new LayoutEngines([broken]);
    await engines.layOut(request);
    await engines.layOut({ ...request, room: { width: 1, height: 1 } });
    expect(layOut).toHaveBeenCalledTimes(1);
  });
  it("know what was laid out before, whatever was there in between", async () => {
    const start = vi.fn(answering);
    const engines = new LayoutEngines([workerStage([start])]);
    const first = await engines.layOut(request);
    const again = await engines.layOut({ ...request, before: { a0: [1, 2] } });
    expect(again.layout).toBe(first.layout);
  });
  it("start anew after a layout that took too long, which dagre does meanwhile", async () => {
    let calls = 0;
    const slowOnce = vi.fn(() =>
      worker(({ number }, reply) => {
        calls += 1;
        if (calls !== 2) reply({ number, answer });
      }),
    );
    const engines = new LayoutEngines([workerStage([slowOnce], 20)]);
    const rooms = [100, 200, 300].map((width) => ({ ...request, room: { width, height: 100 } }));
    const used = [];
    for (const one of rooms) used.push((await engines.layOut(one)).engine);
    expect(used).toEqual(["worker", "dagre", "worker"]);
    expect(slowOnce).toHaveBeenCalledTimes(2);
  });
});
