// A part of the panel that could not be computed, while the rest of the page stands.
import type { ErrorBody } from "../contract";
import { make } from "../dom/make";
import type { Actions } from "../page";
import { errorWords } from "../words/states";

export function panelError(error: ErrorBody, actions: Actions): HTMLElement {
  const { title, text } = errorWords(error);
  return make("div.panel-pad.panel-error", { role: "alert" }, make("b", {}, title), make("p", {}, text),
    make("button.button.small", { type: "button", "data-key": "again", onclick: actions.retry }, "Try again"));
}
