// Keys that lead to a form from wherever somebody looks. Every form works without this.
"use strict";

(() => {
  const body = document.body;
  const keys = document.querySelector("[data-keys]");
  if (!keys) return;

  // They can be turned off, for whoever speaks to the browser or hits keys unmeant.
  const KEPT = "rehearse.keys";
  let areOn = true;
  try {
    areOn = localStorage.getItem(KEPT) !== "off";
  } catch {
    // A browser that keeps nothing has them on.
  }

  function show() {
    keys.hidden = false;
    keys.querySelector("[data-on]").hidden = !areOn;
    keys.querySelector("[data-off]").hidden = areOn;
  }

  keys.addEventListener("click", (event) => {
    if (!event.target.matches("button")) return;
    areOn = !areOn;
    try {
      localStorage.setItem(KEPT, areOn ? "on" : "off");
    } catch {
      // Then it holds for this page alone.
    }
    show();
    keys.querySelector("p:not([hidden]) button").focus();
  });

  function reach(field) {
    for (let item = field.closest("details"); item; item = item.parentElement.closest("details")) {
      item.open = true;
    }
    field.focus();
    field.scrollIntoView({ block: "center" });
  }

  // The form whose field that is, if a key leads there.
  const formOf = (field) => {
    const form = field.closest("form[data-key]");
    return form && form.dataset.field === field.id ? form : null;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const form = formOf(event.target);
    if (form) {
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (!areOn || isTyping || !/^[a-z]$/i.test(event.key)) return;
    const key = `[data-key="${event.key.toLowerCase()}"]`;
    const here = document.querySelector(`form${key}`);
    const link = document.querySelector(`.foot a${key}`);
    if (!here && !link) return;
    event.preventDefault();
    if (here) reach(document.getElementById(here.dataset.field));
    else location.assign(link.href);
  });

  // What is sent carries the time in the story at which it was begun, where that is known.
  document.addEventListener("input", (event) => {
    const form = formOf(event.target);
    if (!form) return;
    const begun = form.querySelector("[data-begun]");
    if (event.target.value.trim() === "") {
      form.hasBegun = false;
      begun.value = "";
    } else if (!form.hasBegun) {
      form.hasBegun = true;
      if (begun.value === "") begun.value = body.dataset.story ?? "";
    }
  });

  body.classList.add("keyed");
  show();
  for (const form of document.querySelectorAll("form[data-key]")) {
    if (location.hash === `#${form.dataset.field}`) {
      reach(document.getElementById(form.dataset.field));
    }
  }
})();
