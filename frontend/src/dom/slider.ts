// A native range input with its name and its value in words.
import { make, set, type Child } from "./make";

export interface Slider {
  element: HTMLElement;
  show(value: number, most: number, words: { shown: Child[]; spoken: string }): void;
}

/** `moved` hears every move; `reset` the Home key and a double click, which bring the default back. */
export function createSlider(label: string, moved: (value: number) => void, reset: () => void): Slider {
  const input = make("input", { type: "range", min: 1, step: 1, "aria-label": label });
  const words = make("span.slider-words");
  const element = make("div.slider", {}, make("span.slider-label", { "aria-hidden": "true" }, label), input, words);
  input.addEventListener("input", () => {
    paint(input);
    moved(input.valueAsNumber);
  });
  input.addEventListener("dblclick", reset);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Home") return;
    event.preventDefault();
    reset();
  });
  return {
    element,
    show(value, most, { shown, spoken }) {
      input.disabled = most <= 1;
      // What cannot move is all there is: it stands at the end.
      set(input, { min: input.disabled ? most - 1 : 1, max: most, "aria-valuetext": spoken });
      if (input.valueAsNumber !== value) input.value = String(value);
      words.replaceChildren(...shown.filter((child) => child !== null && child !== false && child !== undefined) as (Node | string)[]);
      paint(input);
    },
  };
}

// The track's filled part; the browsers' own names for it differ.
function paint(input: HTMLInputElement): void {
  const span = Number(input.max) - Number(input.min);
  const part = span > 0 ? (input.valueAsNumber - Number(input.min)) / span : 1;
  input.style.setProperty("--part", `${(part * 100).toFixed(1)}%`);
}
