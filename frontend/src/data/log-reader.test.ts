import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Loading, LogDocument } from "../contract";
import { log } from "../samples";
import type { Api } from "./api";
import { LogReader } from "./log-reader";

const loading: Loading = { state: "loading", what: "event_log", rows_read: 1, rows_total: null, seconds_left: null };

describe("reading the log", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function reading(answers: (Loading | LogDocument | Error)[], isVisible = true) {
    const asked: boolean[] = [];
    const heard: (string | boolean)[] = [];
    const api = {
      log: (_: AbortSignal, reload: boolean) => {
        asked.push(reload);
        const answer = answers.shift() ?? log;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    } as unknown as Api;
    const reader = new LogReader(api, { changed: (isNew) => heard.push(isNew), failed: (error) => heard.push(String(error)) }, () => isVisible);
    reader.read();
    await vi.advanceTimersByTimeAsync(0);
    return { reader, asked, heard };
  }

  it("is asked again until it is there", async () => {
    const { reader, heard } = await reading([loading, loading, log]);
    expect([reader.log, reader.loading]).toEqual([null, loading]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([reader.log, reader.loading, heard]).toEqual([log, null, [false, false, true]]);
  });
  it("looks for newer data every minute", async () => {
    const newer = { ...log, newer_data: true };
    const { reader, heard } = await reading([log, newer]);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(reader.log).toEqual(log);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([reader.log, heard]).toEqual([newer, [true, false]]);
  });
  it("does not look while nobody looks", async () => {
    const { asked } = await reading([log], false);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveLength(1);
  });
  it("shows the old data until the newer are there", async () => {
    const old = { ...log, newer_data: true };
    const { reader, asked, heard } = await reading([old, old, old, { ...log, version: "2" }]);
    reader.read(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([reader.log!.version, asked, heard]).toEqual(["2", [false, true, false, false], [true, false, false, true]]);
  });
  it("can be stopped", async () => {
    const { reader, asked } = await reading([loading]);
    reader.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([reader.isStopped(), reader.loading, asked.length]).toEqual([true, null, 1]);
  });
  it("tells what failed", async () => expect((await reading([new Error("no")])).heard).toEqual(["Error: no"]));
});
