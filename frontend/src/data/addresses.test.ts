import { describe, expect, it } from "vitest";
import { findAddresses } from "./addresses";
import { findBackendUrl } from "./backend-url";

const here = "https://dss.example/dashboards/x#1.abc";

describe("addresses", () => {
  it("follow from the backend's", () => expect(findAddresses("/web-apps-backends/SALES/Ab12Cd34", here)).toEqual({
    page: "https://dss.example/webapps/SALES/Ab12Cd34", flow: "https://dss.example/projects/SALES/flow/",
    settings: "https://dss.example/projects/SALES/webapps/Ab12Cd34/edit",
  }));
  it("leave out the token behind the webapp's id", () =>
    expect(findAddresses("https://dss.example/base/web-apps-backends/P/Ab12Cd34_token/", here).page).toBe("https://dss.example/base/webapps/P/Ab12Cd34"));
  it("are the page's own where the backend lies elsewhere", () =>
    expect(findAddresses("https://other.example/backend/", here)).toEqual({ page: "https://dss.example/dashboards/x", flow: null, settings: null }));
});

describe("the backend's address", () => {
  const urlOf = (path: string): string => `/b/${path}`;
  it("is on the window", () => expect(findBackendUrl({ getWebAppBackendUrl: urlOf })("log")).toBe("/b/log"));
  it("is in the library of DSS", () => expect(findBackendUrl({ dataiku: { getWebAppBackendUrl: urlOf } })("log")).toBe("/b/log"));
  it("is on the parent", () => expect(findBackendUrl({ parent: { getWebAppBackendUrl: urlOf } })("log")).toBe("/b/log"));
  it("is nowhere when the parent must not be looked into", () => {
    const foreign = new Proxy({}, { get: () => { throw new DOMException("", "SecurityError"); } });
    expect(() => findBackendUrl({ parent: foreign })).toThrow("This page is not served as a webapp");
  });
});
