// Live exchange: an element with data-live-url opens an event stream. Events carry a kind and ids only;
// the page then asks again through its own scoped view (hx-trigger="live:refresh from:body" or "live:<kind> from:body").
const source = document.querySelector("[data-live-url]");
// A broadcast must not send every open page back at the same instant.
const WAIT = 400;
const SPREAD = 1200;
const waiting = new Map();

const kindOf = (text) => {
  try {
    return JSON.parse(text).kind ?? "refresh";
  } catch {
    return "refresh";
  }
};

const announce = (name) => {
  if (waiting.has(name)) return;
  waiting.set(name, setTimeout(() => {
    waiting.delete(name);
    window.htmx?.trigger(document.body, name);
  }, WAIT + Math.random() * SPREAD));
};

// What a page asks by itself, in answer to an event or by the clock, says that nobody is at work: it keeps no session alive.
document.addEventListener("htmx:configRequest", (event) => {
  const cause = event.detail.triggeringEvent;
  if (!cause || cause.type.startsWith("live:")) event.detail.headers["X-Background"] = "1";
});

if (source && window.EventSource) {
  const stream = new EventSource(source.dataset.liveUrl);
  stream.addEventListener("message", (event) => {
    announce("live:refresh");
    announce(`live:${kindOf(event.data)}`);
  });
  window.addEventListener("pagehide", () => stream.close());
}
