import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRetry, waitSeconds } from "./retry";

describe("trying again", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => void vi.useRealTimers());

  it("waits longer each time, but not for ever", () => expect([1, 2, 3, 4, 5, 9].map(waitSeconds)).toEqual([2, 4, 8, 16, 30, 30]));
  it("comes after the time that is said", () => {
    const again = vi.fn();
    const retry = createRetry(again, () => undefined);
    retry.failed();
    expect(retry.outage()).toEqual({ attempt: 1, nextMs: 2_000 });
    vi.advanceTimersByTime(1_000);
    expect(again).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(again).toHaveBeenCalledOnce();
  });
  it("says every second how long it is", () => {
    const ticked = vi.fn();
    createRetry(() => undefined, ticked).failed();
    vi.advanceTimersByTime(1_000);
    expect(ticked).toHaveBeenCalledTimes(2);
  });
  it("counts the attempts", () => {
    const retry = createRetry(() => retry.failed(), () => undefined);
    retry.failed();
    vi.advanceTimersByTime(6_000);
    expect(retry.outage()?.attempt).toBe(3);
  });
  it("ends when somebody answers", () => {
    const again = vi.fn();
    const retry = createRetry(again, () => undefined);
    retry.failed();
    retry.succeeded();
    vi.advanceTimersByTime(60_000);
    expect([retry.outage(), again.mock.calls.length]).toEqual([null, 0]);
  });
});
