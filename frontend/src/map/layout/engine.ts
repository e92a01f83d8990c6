// Where layouts come from: a worker, else the page's own thread, else dagre, whichever of them works here.
import { loadPart, partUrl } from "../../parts";
import { layOutWithDagre } from "./dagre";
import { layOutLargest, type LayoutAnswer, type LayoutRequest } from "./search";
import type { LayoutEngine } from "./types";
import type { WorkerAnswer, WorkerRequest } from "./worker";

export type EngineName = "worker" | "main" | "dagre";

export interface EngineAnswer extends LayoutAnswer {
  engine: EngineName;
}

/** A stage that may not work here; it rejects then. */
export interface Stage {
  name: EngineName;
  layOut(request: LayoutRequest): Promise<LayoutAnswer>;
  stop(): void;
}

/** A layout that takes longer is given up; the engine has no way to be interrupted. */
const PATIENCE_MS = 5_000;
/** WebAssembly has to be fetched and compiled before the first answer. */
const FIRST_PATIENCE_MS = 15_000;
const KNOWN_LAYOUTS = 40;

/** Asks the best stage that works; what was laid out before is known. A stage that fails is not asked again. */
export class LayoutEngines {
  private stages: Stage[];
  private readonly known = new Map<string, EngineAnswer>();

  constructor(stages: Stage[] = [workerStage(), mainStage()]) {
    this.stages = stages;
  }

  async layOut(request: LayoutRequest): Promise<EngineAnswer> {
    // Not by what was there before: the same picture looks the same again.
    const key = JSON.stringify([request.graphs, request.room]);
    const known = this.known.get(key);
    if (known) return { ...known, layout_ms: 0 };
    const answer = await this.fromStages(request);
    this.known.set(key, answer);
    if (this.known.size > KNOWN_LAYOUTS) this.known.delete(this.known.keys().next().value!);
    return answer;
  }

  stop(): void {
    for (const stage of this.stages) stage.stop();
  }

  private async fromStages(request: LayoutRequest): Promise<EngineAnswer> {
    for (const stage of [...this.stages]) {
      try {
        return { ...(await stage.layOut(request)), engine: stage.name };
      } catch (reason) {
        // One graph that takes too long says nothing about the next one.
        if (reason instanceof TooLong) break;
        stage.stop();
        this.stages = this.stages.filter((other) => other !== stage);
      }
    }
    return { ...layOutLargest(request, layOutWithDagre, () => performance.now()), engine: "dagre" };
  }
}

export class TooLong extends Error {}

/** In layout.worker.js, by its address; where such a worker is refused, by a script that loads it. */
export function workerStage(start: (() => Worker)[] = [startFromFile, startFromBlob], patience = PATIENCE_MS): Stage {
  const ways = [...start];
  let worker: Worker | null = null;
  let answered = false;
  let number = 0;

  const stop = (): void => {
    worker?.terminate();
    worker = null;
  };

  const ask = async (request: LayoutRequest): Promise<LayoutAnswer> => {
    worker ??= ways[0]!();
    const answer = await askWorker(worker, { number: ++number, request }, answered ? patience : FIRST_PATIENCE_MS);
    answered = true;
    return answer;
  };

  const layOut = async (request: LayoutRequest): Promise<LayoutAnswer> => {
    while (ways.length) {
      try {
        return await ask(request);
      } catch (reason) {
        stop();
        if (answered) throw reason;
        ways.shift();
      }
    }
    throw new Error("No worker can be started.");
  };

  return { name: "worker", layOut, stop };
}

/** One question, one answer; a worker that is still busy with it after `patience` milliseconds is to be ended. */
function askWorker(worker: Worker, question: WorkerRequest, patience: number): Promise<LayoutAnswer> {
  const listening = new AbortController();
  const { signal } = listening;
  return new Promise<LayoutAnswer>((resolve, reject) => {
    const timer = setTimeout(() => reject(new TooLong("The layout takes too long.")), patience);
    signal.addEventListener("abort", () => clearTimeout(timer));
    const hear = ({ data }: MessageEvent<WorkerAnswer>): void => {
      if (data.number !== question.number) return;
      if ("answer" in data) resolve(data.answer);
      else reject(new Error(data.error));
    };
    const fail = (event: Event): void => {
      event.preventDefault();
      reject(new Error("The worker cannot be started."));
    };
    worker.addEventListener("message", hear, { signal });
    worker.addEventListener("error", fail, { signal });
    worker.postMessage(question);
  }).finally(() => listening.abort());
}

function startFromFile(): Worker {
  const url = partUrl("layout.worker.js");
  if (!url) throw new Error("Nobody knows where the worker is.");
  return new Worker(url);
}

function startFromBlob(): Worker {
  const url = partUrl("layout.worker.js");
  if (!url) throw new Error("Nobody knows where the worker is.");
  const script = new Blob([`importScripts(${JSON.stringify(url)});`], { type: "text/javascript" });
  return new Worker(URL.createObjectURL(script));
}

/** On the page's own thread, with the same engine. */
export function mainStage(load: () => Promise<LayoutEngine> = async () => (await loadPart("layout")).loadDot()): Stage {
  let engine: Promise<LayoutEngine> | null = null;
  const layOut = async (request: LayoutRequest): Promise<LayoutAnswer> => {
    engine ??= load();
    return layOutLargest(request, await engine, () => performance.now());
  };
  return { name: "main", layOut, stop: () => undefined };
}
