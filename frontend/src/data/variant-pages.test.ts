import { describe, expect, it } from "vitest";
import type { VariantsDocument } from "../contract";
import { variant } from "../samples";
import { createVariantPages } from "./variant-pages";

const document = (offset: number): VariantsDocument => ({
  version: "1", total: 150, covers_10: 0.6, rows: Array.from({ length: Math.min(60, 150 - offset) }, (_, index) => variant(offset + index + 1)),
});
const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

function asking() {
  const asked: string[] = [];
  const pages = createVariantPages({ changed: () => undefined, failed: () => undefined });
  const want = (key: string, from: number, to: number): void => pages.want(key, from, to, (offset) => {
    asked.push(`${key}:${offset}`);
    return Promise.resolve(document(offset));
  });
  return { pages, asked, want };
}

describe("pages of variants", () => {
  it("are fetched where rows are in sight", async () => {
    const { pages, asked, want } = asking();
    want("a", 55, 70);
    await settled();
    expect([asked, pages.total(), pages.row(60)?.rank, pages.row(130)]).toEqual([["a:0", "a:60"], 150, 61, null]);
  });
  it("are fetched once", async () => {
    const { asked, want } = asking();
    want("a", 0, 5);
    await settled();
    want("a", 0, 10);
    expect(asked).toEqual(["a:0"]);
  });
  it("start anew with another order, and the old list stays until then", async () => {
    const { pages, asked, want } = asking();
    want("a", 0, 5);
    await settled();
    want("b", 0, 5);
    expect(pages.row(0)?.rank).toBe(1);
    await settled();
    expect([asked, pages.loaded().length]).toEqual([["a:0", "b:0"], 60]);
  });
  it("are asked for again after they failed", async () => {
    const pages = createVariantPages({ changed: () => undefined, failed: () => undefined });
    pages.want("a", 0, 5, () => Promise.reject(new Error("no")));
    await settled();
    expect(String(pages.error())).toBe("Error: no");
    pages.again();
    pages.want("a", 0, 5, (offset) => Promise.resolve(document(offset)));
    await settled();
    expect([pages.error(), pages.total()]).toEqual([null, 150]);
  });
});
