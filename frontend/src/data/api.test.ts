import { describe, expect, it } from "vitest";
import type { ChartsRequest } from "../contract";
import { createApi, isAborted, RefusedError, UnreachableError } from "./api";

const { signal } = new AbortController();
const small: ChartsRequest = { filters: { dashboard: [], own: [] } };

function answering(status: number, body: string) {
  const asked: { url: string; init: RequestInit }[] = [];
  const api = createApi((path) => `/backend/${path}`, async (url, init) => {
    asked.push({ url, init });
    return new Response(body, { status });
  });
  return { api, asked };
}

const failure = (status: number, body: string): Promise<unknown> =>
  answering(status, body).api.charts(small, signal).then(() => "answered", (error: unknown) => error);

describe("a request", () => {
  it("goes in the address", async () => {
    const { api, asked } = answering(200, "{}");
    await api.charts(small, signal);
    expect(asked[0]!.url).toBe(`/backend/charts?q=${encodeURIComponent('{"filters":{"dashboard":[],"own":[]}}')}`);
    expect(asked[0]!.init.method).toBeUndefined();
  });
  it("goes as a body when it is long", async () => {
    const { api, asked } = answering(200, "{}");
    const long: ChartsRequest = { filters: { dashboard: ["x".repeat(6_000)], own: [] } };
    await api.charts(long, signal);
    expect(asked[0]).toMatchObject({ url: "/backend/charts", init: { method: "POST", body: JSON.stringify(long) } });
  });
  it("asks for the log with nothing, or to load it again", async () => {
    const { api, asked } = answering(200, "{}");
    await api.log(signal);
    await api.log(signal, true);
    expect(asked.map(({ url }) => url)).toEqual(["/backend/log", "/backend/log?reload=1"]);
  });
});

describe("what goes wrong", () => {
  it("is a refusal with the backend's facts", async () => {
    const body = { code: "not_built", message: "No data.", facts: { dataset: "log" }, reference: null };
    const error = await failure(409, JSON.stringify({ error: body }));
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as RefusedError).body).toEqual(body);
  });
  it.each([
    ["a proxy's page", 502, "<html>Bad gateway</html>"], ["a proxy's JSON", 502, '{"message":"Backend is down"}'],
    ["a login page", 200, "<html>"], ["null", 200, "null"],
  ])("is no answer: %s", async (_, status, body) => expect(await failure(status, body)).toBeInstanceOf(UnreachableError));
  it("is no answer when there is no network", async () => {
    const api = createApi((path) => path, () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(api.charts(small, signal)).rejects.toBeInstanceOf(UnreachableError);
  });
  it("is not an error when it was called off", async () => {
    const api = createApi((path) => path, () => Promise.reject(new DOMException("", "AbortError")));
    expect(isAborted(await api.charts(small, signal).catch((error: unknown) => error))).toBe(true);
  });
});
