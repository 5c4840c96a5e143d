// Keeps a live page up to date. Every page works without this: it only saves the reload.
"use strict";

(() => {
  const body = document.body;
  const main = document.querySelector("main");
  const updates = document.getElementById("page.updates");
  const pause = document.querySelector("[data-pause]");

  // What is told to screen readers comes at most so often, however much happens.
  const SAY_EVERY = 5000;
  let told = 0;
  let waiting = null;
  let changes = 0;

  const clockText = () =>
    new Date().toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true })
      .replace(/\s/g, "").toLowerCase();

  function say(words) {
    if (updates && updates.textContent !== words) updates.textContent = words;
  }

  function sayChanges() {
    waiting = null;
    told = Date.now();
    if (changes > 0) {
      say(changes === 1 ? "One thing on this page has changed."
        : `${changes} things on this page have changed.`);
    }
    changes = 0;
  }

  function noteChanges(count) {
    if (count === 0) return;
    changes += count;
    if (waiting === null) {
      waiting = setTimeout(sayChanges, Math.max(0, told + SAY_EVERY - Date.now()));
    }
  }

  // Changes

  const made = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.firstElementChild;
  };

  // What somebody is typing into is not taken from under their hands.
  const isInUse = (element) => {
    if (element.contains(document.activeElement) &&
      document.activeElement.matches("input, textarea, select")) return true;
    const isChosen = (field) => field.selectedIndex !==
      Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
    return [...element.querySelectorAll("input:not([type=hidden]), textarea, select")].some(
      (field) => field.type === "checkbox" || field.type === "radio"
        ? field.checked !== field.defaultChecked
        : field.options ? isChosen(field) : field.value !== field.defaultValue);
  };

  // What stands open stays open, and what had the focus has it again; also where it moves, then
  // behind another.
  function replace(old, fresh, before) {
    const open = [...old.querySelectorAll("details")].map((item) => item.open);
    [...fresh.querySelectorAll("details")].forEach((item, index) => {
      if (open[index]) item.open = true;
    });
    const stops = (root) => [...root.querySelectorAll(
      "a[href], button, summary, select, textarea, input:not([type=hidden])")];
    const focus = stops(old).indexOf(document.activeElement);
    if (before) {
      old.remove();
      before.after(fresh);
    } else {
      old.replaceWith(fresh);
    }
    if (focus >= 0) (stops(fresh)[focus] ?? main).focus({ preventScroll: true });
    countDown(fresh);
  }

  function hold(element, html) {
    element.heldHTML = html;
    if (element.querySelector(":scope > .held")) return;
    const box = document.createElement("p");
    box.className = "held";
    box.append("This has changed while you were typing. ");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = "Show what is new";
    button.addEventListener("click", () => replace(element, made(element.heldHTML)));
    box.append(button);
    element.prepend(box);
  }

  function apply(delta) {
    const moved = new Set(delta.parts.filter((part) => part.added).map((part) => part.id));
    for (const id of delta.removed) {
      const element = document.getElementById(id);
      if (!element || moved.has(id)) continue;
      if (isInUse(element)) {
        const gone = document.createElement("p");
        gone.className = "held";
        gone.textContent = "This is no longer asked for. What you typed is still here.";
        if (!element.querySelector(":scope > .held")) element.prepend(gone);
        element.removeAttribute("id");
      } else {
        element.remove();
      }
    }
    for (const part of delta.parts) {
      const old = document.getElementById(part.id);
      const before = !part.added ? null : part.after ? document.getElementById(part.after)
        : main.querySelector(":scope > .search") ?? main.querySelector("h1");
      if (old) {
        // Where somebody types, it is not moved either.
        if (isInUse(old)) hold(old, part.html);
        else replace(old, made(part.html), before);
        continue;
      }
      const fresh = made(part.html);
      if (before) before.after(fresh);
      else main.append(fresh);
      countDown(fresh);
    }
    noteChanges(delta.removed.length + delta.parts.length);
  }

  // Clocks. The server says what time it is; between two messages nothing is made up.

  let story = null;

  function showClock(clock) {
    for (const [key, html] of Object.entries(clock.words)) {
      const place = document.querySelector(`[data-clock="${key}"]`);
      if (place && place.innerHTML !== html) place.innerHTML = html;
    }
    story = clock.story;
    body.dataset.story = story;
    // What else a facilitator is shown while the clock is held is no part of the log.
    if ("held" in body.dataset && clock.held !== (body.dataset.held === "yes")) location.reload();
    countDown(document);
  }

  // While the stream is closed or lost, nobody knows how late it is.
  function forgetClock() {
    delete body.dataset.story;
  }

  const minutes = (text) => {
    const [date, time] = text.split("T");
    const [year, month, day] = date.split("-").map(Number);
    const [hour, minute] = time.split(":").map(Number);
    return Date.UTC(year, month - 1, day, hour, minute) / 60000;
  };

  const length = (count) => {
    const [days, hours, rest] = [Math.floor(count / 1440), Math.floor(count / 60) % 24, count % 60];
    const words = (number, unit) => `${number} ${unit}${number === 1 ? "" : "s"}`;
    if (days > 0) return words(days, "day") + (hours > 0 ? ` ${words(hours, "hour")}` : "");
    if (hours > 0) return words(hours, "hour") + (rest > 0 ? ` ${words(rest, "minute")}` : "");
    return words(rest, "minute");
  };

  // Says beside each due time how long that is from now, in words.
  function countDown(root) {
    if (story === null) return;
    const now = minutes(story);
    for (const time of root.querySelectorAll(".offer time[datetime], .wall .facts time[datetime]")) {
      const label = time.closest("div")?.querySelector("dt")?.textContent ?? "";
      if (!/\bdue\b/i.test(label)) continue;
      const left = minutes(time.getAttribute("datetime")) - now;
      const words = left >= 0 ? ` (in ${length(left)})` : ` (late by ${length(-left)})`;
      let place = time.nextElementSibling;
      if (!place || !place.classList.contains("left")) {
        place = document.createElement("span");
        place.className = "left";
        time.after(place);
      }
      if (place.textContent !== words) place.textContent = words;
    }
  }

  // The stream: one a page, closed while nobody looks and nobody wants to be told.

  let wantsAlerts = "Notification" in window && Notification.permission === "granted" &&
    sessionStorage.getItem("alerts") === "yes";
  const isAway = () => document.hidden && !wantsAlerts;
  let source = null;
  let position = body.dataset.position;
  let isPaused = false;
  let last = clockText();

  function close() {
    if (source) source.close();
    source = null;
    forgetClock();
  }

  function open() {
    if (source || isPaused || isAway()) return;
    source = new EventSource(`${body.dataset.stream}?after=${position}`);
    let wasLost = false;
    source.addEventListener("open", () => {
      if (wasLost) say(`Connected again at ${clockText()}.`);
      wasLost = false;
    });
    source.addEventListener("error", () => {
      wasLost = true;
      forgetClock();
      say(`Connection lost, trying again. Last updated at ${last}.`);
      // A stream that was refused is over for the browser; it may be there again later.
      if (source && source.readyState === EventSource.CLOSED) {
        close();
        setTimeout(open, 2000);
      }
    });
    source.addEventListener("change", (event) => {
      position = event.lastEventId;
      body.dataset.position = position;
      last = clockText();
      apply(JSON.parse(event.data));
    });
    source.addEventListener("clock", (event) => showClock(JSON.parse(event.data)));
    source.addEventListener("alert", (event) => alertOf(JSON.parse(event.data)));
    source.addEventListener("leave", () => location.reload());
  }

  if (body.dataset.stream) {
    document.addEventListener("visibilitychange", () => (isAway() ? close() : open()));
    addEventListener("pagehide", close);
    addEventListener("pageshow", open);
    if (pause) {
      pause.hidden = false;
      pause.addEventListener("click", () => {
        isPaused = !isPaused;
        pause.textContent = isPaused ? "Go on with updates" : "Pause updates";
        say(isPaused ? `Updates are paused since ${clockText()}.` : "Updates go on.");
        if (isPaused) close();
        else open();
      });
    }
    open();
  }

  // Alerts: asked for only after a press.

  const alerts = document.querySelector("[data-alerts]");
  function alertOf(alert) {
    if (!wantsAlerts || !document.hidden) return;
    new Notification("Exercise only", { body: alert.words, tag: "rehearse" });
  }

  function showAlerts(words) {
    alerts.textContent = words;
    alerts.disabled = true;
  }

  if (alerts && "Notification" in window) {
    alerts.hidden = false;
    alerts.addEventListener("click", async () => {
      wantsAlerts = (await Notification.requestPermission()) === "granted";
      if (wantsAlerts) sessionStorage.setItem("alerts", "yes");
      showAlerts(wantsAlerts ? "Alerts are on" : "This browser allows no alerts");
    });
    if (wantsAlerts) showAlerts("Alerts are on");
  }

  // Files: each by itself, with its progress and its own result.

  const form = [...document.querySelectorAll("form")]
    .find((form) => form.querySelector("input[type=file][multiple]"));

  function send(file, list) {
    const item = document.createElement("li");
    const name = document.createElement("strong");
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = Math.max(1, file.size);
    bar.value = 0;
    bar.setAttribute("aria-label", `Sending ${file.name}`);
    const words = document.createElement("p");
    words.textContent = "Waiting";
    item.append(name, bar, words);
    list.append(item);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const tray = form.getAttribute("action").replace(/act$/, "tray");
      request.open("PUT", `${tray}/${encodeURIComponent(file.name)}`);
      request.setRequestHeader("X-Rehearse", form.querySelector("[name=x-token]").value);
      request.upload.addEventListener("progress", (event) => {
        bar.value = event.loaded;
        words.textContent = `Sent ${Math.round((100 * event.loaded) / bar.max)}%`;
      });
      const finish = (text, isGood) => {
        words.textContent = text;
        item.className = isGood ? "" : "error";
        done(isGood);
      };
      request.addEventListener("load", () =>
        finish(request.responseText.trim(), request.status < 300));
      request.addEventListener("error", () =>
        finish(`${file.name} was not sent. Try again.`, false));
      request.send(file);
    });
  }

  async function sendAll(files) {
    const list = document.createElement("ul");
    list.className = "sending";
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    form.after(list, status);
    const results = [];
    for (const file of files) results.push(await send(file, list));
    const good = results.filter(Boolean).length;
    status.textContent = `${good} of ${results.length} files are in the tray. `;
    const link = document.createElement("a");
    link.href = location.pathname;
    link.textContent = "Place them";
    status.append(link);
    link.focus();
  }

  if (form) {
    const input = form.querySelector("input[type=file]");
    form.classList.add("drop");
    form.addEventListener("submit", (event) => {
      if (input.files.length === 0) return;
      event.preventDefault();
      sendAll([...input.files]);
    });
    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("over");
      sendAll([...event.dataTransfer.files]);
    });
  }
})();
