import { describe, expect, it } from "vitest";
import { createAnswer } from "./answer";

function watched() {
  const log: string[] = [];
  const answer = createAnswer<string>({ changed: () => log.push("changed"), failed: () => log.push("failed") });
  const pending = new Map<string, { resolve: (value: string) => void; reject: (error: unknown) => void; signal: AbortSignal }>();
  const want = (key: string): void => answer.want(key, (signal) =>
    new Promise((resolve, reject) => pending.set(key, { resolve, reject, signal })));
  const settle = async (key: string, value: string | Error): Promise<void> => {
    if (value instanceof Error) pending.get(key)!.reject(value);
    else pending.get(key)!.resolve(value);
    await new Promise((done) => setTimeout(done));
  };
  return { answer, want, settle, log, pending };
}

describe("the newest answer", () => {
  it("is there when it came", async () => {
    const { answer, want, settle, log } = watched();
    want("1");
    expect([answer.isAsking(), answer.isFresh("1")]).toEqual([true, false]);
    await settle("1", "one");
    expect([answer.value(), answer.isFresh("1"), answer.isAsking(), log]).toEqual(["one", true, false, ["changed"]]);
  });
  it("stays until the next is there", async () => {
    const { answer, want, settle } = watched();
    want("1");
    await settle("1", "one");
    want("2");
    expect([answer.value(), answer.isFresh("2")]).toEqual(["one", false]);
  });
  it("is not that of an older question which comes late", async () => {
    const { answer, want, settle, pending } = watched();
    want("1");
    want("2");
    expect(pending.get("1")!.signal.aborted).toBe(true);
    await settle("2", "two");
    await settle("1", "one");
    expect(answer.value()).toBe("two");
  });
  it("is asked for once", async () => {
    const { want, settle, pending } = watched();
    want("1");
    pending.delete("1");
    want("1");
    expect(pending.has("1")).toBe(false);
    want("2");
    await settle("2", "two");
    pending.delete("2");
    want("2");
    expect(pending.has("2")).toBe(false);
  });
  it("is not asked for again after it failed, until it is to be", async () => {
    const { answer, want, settle, log, pending } = watched();
    want("1");
    await settle("1", new Error("no"));
    pending.delete("1");
    want("1");
    expect([log, pending.has("1"), String(answer.error())]).toEqual([["failed"], false, "Error: no"]);
    answer.again();
    want("1");
    expect(pending.has("1")).toBe(true);
  });
  it("is no failure when it was called off", async () => {
    const { want, settle, log, answer } = watched();
    want("1");
    await settle("1", Object.assign(new DOMException("", "AbortError")) as unknown as Error);
    expect([log, answer.error()]).toEqual([[], null]);
  });
  it("is forgotten", async () => {
    const { answer, want, settle } = watched();
    want("1");
    await settle("1", "one");
    answer.forget();
    expect([answer.value(), answer.isFresh("1")]).toEqual([null, false]);
  });
});
