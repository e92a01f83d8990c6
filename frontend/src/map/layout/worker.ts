// layout.worker.js: lays out in the background, one request after the other.
import { loadDot } from "./dot";
import { layOutLargest, type LayoutAnswer, type LayoutRequest } from "./search";

export interface WorkerRequest {
  number: number;
  request: LayoutRequest;
}

/** `error` instead of an answer: this place cannot run the engine. */
export type WorkerAnswer = { number: number; answer: LayoutAnswer } | { number: number; error: string };

const engine = loadDot();

addEventListener("message", async ({ data }: MessageEvent<WorkerRequest>) => {
  let answer: WorkerAnswer;
  try {
    answer = { number: data.number, answer: layOutLargest(data.request, await engine, () => performance.now()) };
  } catch (error) {
    answer = { number: data.number, error: String(error) };
  }
  postMessage(answer);
});
