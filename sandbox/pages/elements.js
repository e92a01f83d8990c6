// Makes elements; text goes in as text, never as markup.

/** An element with attributes and properties (`on...` are listeners, `testid` is data-testid) and children. */
export function element(tag, facts = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "testid") made.dataset.testid = value;
    else if (name.includes("-")) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

/** The same function, run once things have been quiet for so many milliseconds. */
export function later(milliseconds, run) {
  let timer = 0;
  return (...facts) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...facts), milliseconds);
  };
}
