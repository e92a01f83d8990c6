import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Frame, listenToDashboard, readFilters } from "./dashboard";

const filter = { column: "department", filterType: "ALPHANUM_FACET" };

describe("a message", () => {
  it.each<[string, unknown, unknown[] | null]>([
    ["of the dashboard", { type: "filters", filters: [filter] }, [filter]],
    ["with more keys", { type: "filters", filters: [], page: 1 }, []],
    ["without a list", { type: "filters" }, []],
    ["with something else for a list", { type: "filters", filters: "x" }, null],
    ["for a chart", JSON.stringify({ webAppConfig: { a: 1 }, filters: [filter] }), [filter]],
    ["for a chart without filters", JSON.stringify({ webAppConfig: {} }), []],
    ["of another kind", { type: "resize", filters: [filter] }, null],
    ["in text that is no JSON", "sendConfig", null],
    ["in text of another protocol", JSON.stringify({ filters: [filter] }), null],
    ["of a list", [filter], null],
    ["of nothing", null, null],
  ])("%s", (_, data, filters) => expect(readFilters(data)).toEqual(filters));
});

describe("listening", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function heard(messages: { source: "parent" | "stranger"; data: unknown }[], embedded = true) {
    const parent = { sent: [] as unknown[][], postMessage: (...args: unknown[]) => parent.sent.push(args) };
    const listeners: ((event: MessageEvent) => void)[] = [];
    const frame: Frame = { parent, top: parent, addEventListener: (_, listener) => listeners.push(listener) };
    if (!embedded) frame.parent = frame;
    const calls: unknown[][] = [];
    listenToDashboard(frame, (filters) => calls.push(filters));
    for (const { source, data } of messages) {
      const event = { source: source === "parent" ? parent : {}, data } as unknown as MessageEvent;
      for (const listener of listeners) listener(event);
      vi.advanceTimersByTime(source === "parent" ? 100 : 0);
    }
    return { calls, sent: parent.sent };
  }
  const message = (...filters: unknown[]) => ({ source: "parent" as const, data: { type: "filters", filters } });

  it("tells the filters", () => expect(heard([message(filter)]).calls).toEqual([[filter]]));
  it("tells the same filters once", () => expect(heard([message(filter), message(filter)]).calls).toEqual([[filter]]));
  it("tells that there are none any more", () => expect(heard([message(filter), message()]).calls).toEqual([[filter], []]));
  it("does not hear strangers", () => expect(heard([{ ...message(filter), source: "stranger" }]).calls).toEqual([]));
  it("asks for the filters of a chart", () => expect(heard([]).sent).toEqual([["sendConfig", "*"]]));
  it("asks nobody on a page of its own", () => expect(heard([message(filter)], false)).toEqual({ calls: [], sent: [] }));
});
