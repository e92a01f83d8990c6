// What a DSS offers to the scripts of a webapp's page.
(function () {
  const facts = /* facts */ {};

  function backendUrl(path) {
    return facts.backendPath + "/" + String(path).replace(/^\/+/, "");
  }

  async function answerOf(response) {
    if (!response.ok) throw new Error(`The backend answered ${response.status}.`);
    return response.json();
  }

  window.getWebAppBackendUrl = backendUrl;
  if (!facts.hasDataiku) return;
  window.dataiku = {
    getWebAppBackendUrl: backendUrl,
    getWebAppConfig: () => structuredClone(facts.config),
    getWebAppDesc: () => structuredClone(facts.descriptor),
  };
  if (!facts.hasBackendHelpers) return;
  window.dataiku.webappBackend = {
    get: async (path, args) => {
      const query = new URLSearchParams(args ?? {}).toString();
      return answerOf(await fetch(backendUrl(path) + (query && "?" + query)));
    },
    post: async (path, args) => {
      const headers = { "Content-Type": "application/json" };
      return answerOf(await fetch(backendUrl(path), { method: "POST", headers, body: JSON.stringify(args ?? {}) }));
    },
  };
  window.dataiku.webappMessages = {
    displayFatalError: (text) => {
      const message = document.createElement("div");
      message.setAttribute("role", "alert");
      message.style.cssText = "padding:16px;color:#b3261e;font:14px system-ui,sans-serif";
      message.textContent = String(text);
      document.body.replaceChildren(message);
    },
  };
})();
