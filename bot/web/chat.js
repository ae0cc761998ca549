// The chat page. Text from people and from the server only ever enters the page as text, never as markup.

const STORE = "ischia";
const PATIENCE_MS = 60_000;

const URGENCY = {
  emergency: { word: "Get help now", icon: ["M8 2h8l6 6v8l-6 6H8l-6-6V8z", "M12 7v6", "M12 16.5v.5"] },
  urgent_same_day: { word: "Be seen today", icon: ["M12 3 1.8 20.5h20.4z", "M12 10v4.5", "M12 17.4v.2"] },
  see_clinician_soon: { word: "Book a visit soon", icon: ["M3 5h18v16H3z", "M3 10h18", "M8 2.5V7", "M16 2.5V7", "m9 15 2 2 4-4"] },
  self_care: { word: "Start with self-care", icon: ["M3 11.5 12 3.5l9 8", "M5.5 10v10.5h13V10", "M9 15.5l2 2 4-4.5"] },
};

const at = (id) => document.getElementById(id);
const [log, messages, typing, said, box, send] = ["log", "messages", "typing", "said", "text", "send"].map(at);

const state = { token: null, turns: [], draft: "", ...remembered() };
let about = null;
let busy = false;

// --- what survives a reload

function remembered() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORE));
    return Array.isArray(kept?.turns) ? kept : {};
  } catch {
    return {};
  }
}

function remember() {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(state));
  } catch {
    // No storage, or no room in it: the chat works, a reload starts afresh.
  }
}

// --- talking to the server

class Refused extends Error {
  constructor(status, title) {
    super(title || "Something went wrong on our side. Please try again. If it is urgent, do not wait: call for help.");
    this.status = status;
  }
}

async function call(path, options = {}) {
  const response = await fetch(path, { ...options, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body.title);
  return body;
}

const post = (path, body, token) =>
  call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });

async function learnAbout() {
  try {
    about = await call("api/about");
  } catch {
    return; // The texts of the server name the emergency number too.
  }
  at("name").textContent = document.title = about.name;
  const link = at("emergency-number");
  link.textContent = about.emergency_number;
  link.href = tel(about.emergency_number);
  at("small-print").textContent = about.unsigned_items ? "No clinician has reviewed this content yet." : "";
  at("emergency").hidden = false;
}

/** Runs one exchange with the server; returns whether it went well. */
async function exchange(work, onTrouble) {
  busy = true;
  clearTrouble();
  typing.hidden = false;
  typing.scrollIntoView({ block: "end" });
  try {
    if (!about) await learnAbout();
    await work();
    return true;
  } catch (error) {
    onTrouble(error);
    return false;
  } finally {
    typing.hidden = true;
    busy = false;
  }
}

function begin() {
  return exchange(
    async () => {
      const { token, messages: greeting } = await post("api/sessions", {});
      Object.assign(state, { token, turns: [] });
      messages.replaceChildren();
      hear(greeting);
    },
    (error) => showTrouble(reason(error), "Try again", begin),
  );
}

/** Sends a text. `typed` texts leave the box at once and come back to it when they cannot be sent. */
async function say(text, { typed = false, afresh = false, chosen = null } = {}) {
  if (busy || !text) return;
  if (!state.token) return begin();
  const answered = closeReplies(chosen);
  const bubble = showYours(text);
  if (typed) fillBox("");

  await exchange(
    async () => {
      const reply = await post("api/messages", { text }, state.token);
      if (afresh) {
        state.turns = [];
        messages.replaceChildren();
      } else {
        state.turns.push({ yours: text });
      }
      hear(reply.messages);
    },
    (error) => {
      bubble.remove();
      answered.forEach((button) => (button.disabled = false));
      chosen?.classList.remove("chosen");
      const later = box.value.trim();
      const back = typed || !(later || afresh || error.status === 401);
      if (back) fillBox([text, later].filter(Boolean).join("\n"));
      if (error.status === 401) {
        state.token = null;
        remember();
        showTrouble(error.message, "Start a new conversation", begin);
      } else {
        showTrouble(reason(error), "Retry", () => (back ? sendBox() : say(text, { afresh, chosen })));
      }
    },
  );
}

const reason = (error) =>
  error instanceof Refused
    ? error.message
    : "I can't reach the clinic's server right now. Your message is kept. Please check your connection and try again.";

// --- showing the conversation

function hear(reply) {
  state.turns.push({ theirs: reply });
  remember();
  const turn = showTheirs(reply);
  said.replaceChildren(...reply.map((message) => element("p", { text: spoken(message) })));
  bringIntoView(turn);
}

function showYours(text) {
  const turn = element("div", { class: "turn yours" }, [
    element("div", { class: "bubble" }, [element("span", { class: "unseen", text: "You: " }), text]),
  ]);
  messages.append(turn);
  turn.scrollIntoView({ block: "end" });
  return turn;
}

function showTheirs(reply) {
  const turn = element("div", { class: "turn" });
  const first = reply.findIndex((message) => message.data?.type === "result");
  const plain = first < 0 ? reply : reply.slice(0, first);
  plain.forEach((message) => turn.append(...bubble(message)));
  if (first >= 0) turn.append(card(reply.slice(first)));
  messages.append(turn);
  const open = reply.at(-1)?.data;
  box.inputMode = open?.kind === "age" ? "numeric" : "text";
  return turn;
}

function bubble(message) {
  const { type, place, total } = message.data ?? {};
  const parts = [element("span", { class: "unseen", text: `${at("name").textContent}: ` })];
  if (type === "question") {
    const meter = total ? [element("progress", { "aria-hidden": "true", value: place - 1, max: total })] : [];
    parts.push(element("p", { class: "progress" }, [progress(message.data), ...meter]));
  }
  parts.push(element("div", { class: type === "question" ? "text question" : "text" }, blocks(message.text)));
  const shown = [element("div", { class: "bubble" }, parts)];
  if (message.replies?.length) shown.push(replies(message));
  return shown;
}

const progress = ({ place, total }) => (total ? `Question ${place} of about ${total}` : `Question ${place}`);

function replies(message) {
  const several = message.data?.kind === "checklist";
  const options = several ? message.data.options.map((option) => option.label) : [];
  const group = element("div", { role: "group", "aria-label": several ? "Answers, pick all that fit" : "Answers" });

  const immediate = message.replies
    .filter((label) => !options.includes(label))
    .map((label) => {
      const button = element("button", { type: "button", class: "outlined reply", text: label });
      button.addEventListener("click", (event) => answer(event, label, button));
      return button;
    });
  if (!several) {
    group.append(element("div", { class: "choices" }, immediate));
    return group;
  }

  const toggles = options.map((label) => {
    const toggle = element("button", { type: "button", class: "outlined reply", "aria-pressed": "false", text: label });
    toggle.addEventListener("click", () => {
      toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") === "false"));
      done.disabled = picked().length === 0;
    });
    return toggle;
  });
  const picked = () => toggles.filter((t) => t.getAttribute("aria-pressed") === "true").map((t) => t.textContent);
  const done = element("button", { type: "button", class: "primary reply", disabled: "", text: "Send answer" });
  done.addEventListener("click", (event) => answer(event, picked().join(", "), null));
  group.append(element("div", { class: "choices" }, toggles), element("div", { class: "choices" }, [done, ...immediate]));
  return group;
}

function answer(event, text, chosen) {
  if (busy) return;
  const tapped = event.detail > 0 && matchMedia("(pointer: coarse)").matches;
  (tapped ? log : box).focus({ preventScroll: true }); // On a phone the box would bring the keyboard up.
  say(text, { chosen });
}

/** Quick replies hold until the next message; returns those that were still open. */
function closeReplies(chosen = null) {
  const open = [...messages.querySelectorAll(".reply:enabled")];
  open.forEach((button) => (button.disabled = true));
  chosen?.classList.add("chosen");
  return open;
}

function card(parts) {
  const urgency = parts[0].data.urgency in URGENCY ? parts[0].data.urgency : "see_clinician_soon";
  const { word, icon } = URGENCY[urgency];
  const [headline, ...rest] = parts;
  const lead = element("div", { class: "part" }, [
    element("div", { class: "text headline" }, blocks(headline.text.replace(/^\p{Extended_Pictographic}\uFE0F?\s*/u, ""))),
  ]);
  if (about && (urgency === "emergency" || urgency === "urgent_same_day")) {
    const words = urgency === "emergency" ? `Call ${about.emergency_number}` : `In an emergency call ${about.emergency_number}`;
    lead.append(element("a", { class: "call", href: tel(about.emergency_number), text: words }));
  }
  const sections = rest.flatMap((message) => [
    section(message.text),
    ...(message.replies?.length ? [element("div", { class: "part" }, [replies(message)])] : []),
  ]);
  return element("section", { class: `result ${urgency}`, "aria-label": `Result: ${word}` }, [
    element("h2", {}, [drawing(icon), word]),
    lead,
    ...sections,
  ]);
}

function section(text) {
  const [first, ...others] = text.split("\n");
  if (/^where this comes from/i.test(first)) {
    const [names, ...notes] = others.join("\n").split(/\n{2,}/); // Notes, such as on clinical review, stay in sight.
    const body = element("div", { class: "text" }, blocks(names));
    const folded = element("details", {}, [element("summary", { text: first.replace(/:$/, "") }), body]);
    return element("div", { class: "part sources" }, [folded, element("div", { class: "text" }, blocks(notes.join("\n\n")))]);
  }
  return element("div", { class: "part text" }, blocks(text, true));
}

// --- text into elements

/** Paragraphs, bullet lists and lists of what speaks for and against; with `titled`, lead-ins become headings. */
function blocks(text, titled = false) {
  const built = [];
  for (const block of text.split(/\n{2,}/)) {
    const lines = block.split("\n").filter((line) => line.trim());
    let list = null;
    lines.forEach((line, index) => {
      const [, mark, item] = line.match(/^([•＋－])\s*(.*)$/) ?? [];
      if (!mark) {
        list = null;
        const before = lines[index + 1] ?? "";
        built.push(...lead(line, { titled, listed: before.startsWith("•"), weighed: /^[＋－]/.test(before), first: !built.length }));
        return;
      }
      if (!list) built.push((list = element("ul", mark === "•" ? {} : { class: "evidence" })));
      list.append(mark === "•" ? element("li", {}, linked(item)) : weighed(mark, item));
    });
  }
  return built;
}

function lead(line, { titled, listed, weighed, first }) {
  const paragraph = (text) => element("p", {}, linked(text));
  if (titled && listed && line.endsWith(":")) return [element("h3", {}, linked(line.slice(0, -1)))];
  const [, name, rest] = line.match(weighed ? /^([^:]+): (.*)$/ : /^(Why): (.*)$/) ?? [];
  if (name && weighed) return [element("p", {}, [element("strong", { text: `${name}. ` }), ...linked(rest)])];
  const [, title, more] = line.match(/^(What your pattern may fit)\. (.*)$/) ?? [];
  if (titled && first && (name || title)) return [element("h3", { text: name ?? title }), paragraph(rest ?? more)];
  return [paragraph(line)];
}

function weighed(mark, item) {
  const pro = mark === "＋";
  return element("li", { class: pro ? "for" : "against" }, [
    element("span", { class: "sign", "aria-hidden": "true", text: pro ? "+" : "−" }),
    element("span", { class: "unseen", text: pro ? "Speaks for it: " : "Speaks against it: " }),
    item,
  ]);
}

/** Telephone numbers become links: "call 999", "116 123", "0808 2000 247". */
function linked(wording) {
  const text = wording.replaceAll("＋", "+").replaceAll("－", "−"); // The wide signs are missing in many fonts.
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(/\bcall (\d{3})\b|\b(\d{2,5}(?: \d{2,5}){1,3})\b/gi)) {
    const number = match[1] ?? match[2];
    if (!match[1] && number.replace(/ /g, "").length < 6) continue;
    const start = match.index + match[0].length - number.length;
    pieces.push(text.slice(end, start), element("a", { href: tel(number), text: number }));
    end = start + number.length;
  }
  return [...pieces, text.slice(end)].filter((piece) => piece !== "");
}

const tel = (number) => `tel:${number.replace(/[^\d+]/g, "")}`;

/** What a screen reader says of a message. */
function spoken(message) {
  const { type, urgency } = message.data ?? {};
  const before = type === "question" ? `${progress(message.data)}. ` : type === "result" ? `${URGENCY[urgency]?.word ?? ""}. ` : "";
  const after = message.replies?.length ? ` Answers: ${message.replies.join(", ")}.` : "";
  return `${before}${message.text.replace(/[•\p{Extended_Pictographic}\uFE0F]/gu, "")}${after}`;
}

function element(name, attributes = {}, children = []) {
  const { text, ...others } = attributes;
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(others)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

function drawing(paths) {
  const make = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const svg = make("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
  svg.append(...paths.map((d) => make("path", { d })));
  return svg;
}

/** A short reply is shown whole, a long one from its beginning. */
function bringIntoView(turn) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const block = turn.offsetHeight > log.clientHeight - 40 ? "start" : "end";
  typing.hidden = true;
  turn.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
}

// --- trouble

let onRetry = null;

function showTrouble(text, label, retry) {
  at("trouble-text").textContent = text;
  at("trouble-button").textContent = label;
  at("trouble").hidden = false;
  onRetry = retry;
}

function clearTrouble() {
  if (at("trouble").contains(document.activeElement)) box.focus();
  at("trouble").hidden = true;
  onRetry = null;
}

at("trouble-button").addEventListener("click", () => {
  const retry = onRetry;
  if (!busy && retry) retry();
});

// --- writing

function fillBox(text) {
  box.value = text;
  keepDraft();
}

function keepDraft() {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 3}px`;
  state.draft = box.value;
  remember();
}

function sendBox() {
  box.focus();
  say(box.value.trim(), { typed: true });
}

box.addEventListener("input", keepDraft);
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sendBox();
});
send.addEventListener("pointerdown", (event) => event.preventDefault()); // The box keeps the focus, and the phone its keyboard.
at("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  sendBox();
});

const sure = at("sure");
at("start-over").addEventListener("click", () => {
  if (!busy) sure.showModal();
});
sure.addEventListener("close", () => {
  const yes = sure.returnValue === "yes";
  sure.returnValue = "";
  if (!yes) return;
  box.focus();
  say("start over", { afresh: true });
});

// --- begin, or carry on

function carryOn() {
  for (const turn of state.turns) {
    if (turn.yours === undefined) showTheirs(turn.theirs);
    else {
      const open = [...messages.querySelectorAll(".reply:enabled")];
      closeReplies(open.find((button) => button.textContent === turn.yours));
      showYours(turn.yours);
    }
  }
  const last = messages.lastElementChild;
  if (last) bringIntoView(last);
}

await learnAbout();
fillBox(state.draft);
if (matchMedia("(pointer: fine)").matches) box.focus();
if (state.turns.length) carryOn();
else if (!busy) await begin();
if (state.turns.length && !state.token) {
  showTrouble("This conversation has ended. Please start a new one.", "Start a new conversation", begin);
}
