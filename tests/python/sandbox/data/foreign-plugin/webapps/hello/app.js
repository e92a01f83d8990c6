// Shows what the backend and the dashboard say; "</script>" in a text must not end the script.
window.helloMessages = [];
window.addEventListener("message", (event) => {
  window.helloMessages.push(event.data);
  const item = document.createElement("li");
  item.textContent = JSON.stringify(event.data);
  document.getElementById("messages").append(item);
});
if (location.search.includes("chart")) window.parent.postMessage("sendConfig", "*");
dataiku.webappBackend.get("rows", { greeting: "hello & bye" }).then((answer) => {
  document.getElementById("hello").textContent = `${answer.greeting}, ${answer.rows} of ${dataiku.getWebAppConfig().dataset}`;
}, (error) => dataiku.webappMessages.displayFatalError(error.message));
