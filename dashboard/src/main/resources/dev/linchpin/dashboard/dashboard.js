"use strict";

const REFRESH_MILLISECONDS = 2000;
const STORED_KEY = "linchpin-key";

const byId = (id) => document.getElementById(id);
const numbers = new Intl.NumberFormat("en");

let timer;

/** The demo's link carries the key behind the #, which never reaches a server; it is taken out of the address bar. */
function takeKeyFromLink() {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (key) {
    sessionStorage.setItem(STORED_KEY, key);
    history.replaceState(null, "", location.pathname);
  }
}

function askForKey(message) {
  clearTimeout(timer);
  sessionStorage.removeItem(STORED_KEY);
  if (message) {
    byId("key-message").textContent = message;
  }
  byId("overview").hidden = true;
  byId("notice").hidden = true;
  byId("forget").hidden = true;
  byId("key-form").hidden = false;
  showState("Key needed", "busy");
  byId("key").focus();
}

function showState(text, kind) {
  const state = byId("state");
  if (state.textContent !== text) {
    state.textContent = text;
  }
  state.className = `state ${kind}`;
}

function showNotice(text) {
  const notice = byId("notice");
  notice.hidden = !text;
  notice.textContent = text ?? "";
}

async function refresh() {
  clearTimeout(timer);
  const key = sessionStorage.getItem(STORED_KEY);
  if (!key) {
    askForKey();
    return;
  }
  try {
    const response = await fetch("api/status", {
      headers: { Authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(10000),
    });
    if (response.status === 401) {
      askForKey("This key is not valid (any more). Linchpin prints the key when it first starts.");
      return;
    }
    const body = await response.json();
    if (!response.ok) {
      throw new Error(body.detail ?? response.statusText);
    }
    show(body);
  } catch (failure) {
    showState("No connection", "bad");
    showNotice(`Linchpin does not answer: ${failure.message}. Trying again.`);
  }
  timer = setTimeout(refresh, REFRESH_MILLISECONDS);
}

function show(status) {
  byId("key-form").hidden = true;
  byId("overview").hidden = false;
  byId("forget").hidden = false;
  showNotice(status.problems.join(" "));
  byId("version").textContent = `Linchpin ${status.version}, running since ${time(status.started_at)}`;
  byId("types").replaceChildren(...status.types.map(typeCard));
  byId("loops").replaceChildren(...status.loops.map(loopRow));

  const failing = status.problems.length > 0 || status.loops.some((loop) => loop.failure);
  const open = status.types.reduce((sum, type) => sum + type.conflicts + type.dead_letters, 0);
  if (failing) {
    showState("Something fails", "bad");
  } else if (open > 0) {
    showState(`${numbers.format(open)} for you to decide`, "busy");
  } else {
    showState(status.idle ? "In step" : "Working", status.idle ? "good" : "busy");
  }
}

function element(name, className, text) {
  const created = document.createElement(name);
  if (className) {
    created.className = className;
  }
  if (text !== undefined) {
    created.textContent = text;
  }
  return created;
}

function typeCard(type) {
  const card = element("article", "type");
  const figures = element("dl", "figures");
  figures.append(
    figure("Linked", type.links),
    figure("Queued", type.queued + type.captured_unread, "waiting"),
    figure("Conflicts", type.conflicts, "wrong"),
    figure("Dead letters", type.dead_letters, "wrong"),
  );
  card.append(element("h2", "", type.object_type), figures, element("p", "since", lastWork(type)));
  return card;
}

function figure(label, count, emphasis) {
  const pair = element("div", count > 0 ? emphasis : "");
  pair.append(element("dt", "", label), element("dd", "", numbers.format(count)));
  return pair;
}

function lastWork(type) {
  const parts = [];
  if (type.loaded !== null && !type.load_finished) {
    parts.push(`Initial load: ${numbers.format(type.loaded)} so far`);
  }
  parts.push(type.last_cycle_at ? `Last change handled ${ago(type.last_cycle_at)}` : "No change handled yet");
  if (type.lag_seconds > 5) {
    parts.push(`longest wait ${span(type.lag_seconds)}`);
  }
  return parts.join(" · ");
}

function loopRow(loop) {
  const row = element("tr");
  row.append(
    element("td", "", loop.name),
    element("td", "number", numbers.format(loop.steps)),
    element("td", "", loop.last_step_at ? ago(loop.last_step_at) : "not yet"),
    element("td", loop.failure ? "failure" : "", loop.failure ?? "fine"),
  );
  return row;
}

function ago(instant) {
  const seconds = Math.max(0, (Date.now() - new Date(instant).getTime()) / 1000);
  return seconds < 2 ? "just now" : `${span(seconds)} ago`;
}

function span(seconds) {
  if (seconds < 90) {
    return `${Math.round(seconds)} s`;
  }
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

function time(instant) {
  return new Date(instant).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
}

byId("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem(STORED_KEY, byId("key").value.trim());
  byId("key").value = "";
  refresh();
});
byId("forget").addEventListener("click", () => askForKey("Forgotten. Enter a key to go on."));
window.addEventListener("hashchange", () => {
  takeKeyFromLink();
  refresh();
});

takeKeyFromLink();
refresh();
