// What is written in a form is kept in this tab until it is saved: a lost connection, an ended session or a closed lid
// loses nothing. It is kept under the account, given back only to it, and forgotten when it is saved or signs out.
const PREFIX = "draft:";
const WAIT = 4000;

const store = (() => {
  try {
    sessionStorage.setItem(`${PREFIX}probe`, "");
    sessionStorage.removeItem(`${PREFIX}probe`);
    return sessionStorage;
  } catch {
    return null;
  }
})();

const keyOf = (form) => `${PREFIX}${form.dataset.account}:${location.pathname}${location.search}`;
const kept = () => Object.keys(store).filter((key) => key.startsWith(PREFIX));
// The version goes with what was typed over it: who saved meanwhile is then found out, as without a draft.
const VERSION = "version";
const isKept = (control) => control.name === VERSION
  || (control.name && !["hidden", "password", "file", "submit", "button"].includes(control.type));

const read = (form) => {
  const values = {};
  for (const control of form.elements) {
    if (!isKept(control)) continue;
    if (control.type === "checkbox" || control.type === "radio") {
      values[control.name] ??= [];
      if (control.checked) values[control.name].push(control.value);
    } else if (control.type === "select-multiple") {
      values[control.name] = [...control.selectedOptions].map((option) => option.value);
    } else {
      (values[control.name] ??= []).push(control.value);
    }
  }
  return values;
};

const write = (form, values) => {
  const at = {};
  for (const control of form.elements) {
    if (!isKept(control) || !(control.name in values)) continue;
    const given = values[control.name];
    if (control.type === "checkbox" || control.type === "radio") {
      control.checked = given.includes(control.value);
    } else if (control.type === "select-multiple") {
      for (const option of control.options) option.selected = given.includes(option.value);
    } else {
      const place = at[control.name] ?? 0;
      at[control.name] = place + 1;
      if (place < given.length) control.value = given[place];
    }
  }
};

const typed = (values) => JSON.stringify({ ...values, [VERSION]: null });
const same = (one, other) => typed(one) === typed(other);

const keep = (form, sent = false) => {
  try {
    store.setItem(keyOf(form), JSON.stringify({ values: read(form), sent }));
  } catch {
    // A full store keeps what it has; the form itself is untouched.
  }
};

const part = (form, name) => form.querySelector(`[data-draft-${name}]`);

const giveBack = (form) => {
  const key = keyOf(form);
  const draft = JSON.parse(store.getItem(key) ?? "null");
  // The server holds what it answered with; a draft of before would overwrite its corrections.
  if (!draft || form.hasAttribute("data-answered")) {
    store.removeItem(key);
    return;
  }
  const fresh = read(form);
  if (same(fresh, draft.values)) {
    store.removeItem(key);
    return;
  }
  write(form, draft.values);
  const notice = part(form, "back");
  notice.hidden = false;
  part(form, "discard").addEventListener("click", () => {
    write(form, fresh);
    store.removeItem(key);
    notice.hidden = true;
    form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
  form.dispatchEvent(new Event("input", { bubbles: true }));
};

const reachable = async () => {
  try {
    const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(WAIT) });
    return answer.status < 500;
  } catch {
    return false;
  }
};

const forms = store ? [...document.querySelectorAll("form[data-guard][data-account]")] : [];

// A page of the desk that a sent form led to says that it was saved; the sign-in or a page of error says nothing of it.
const signedIn = document.querySelector("[data-signed-in]");
if (store && signedIn && document.referrer) {
  const from = new URL(document.referrer);
  const key = `${PREFIX}${signedIn.dataset.signedIn}:${from.pathname}${from.search}`;
  if (!forms.some((form) => keyOf(form) === key) && JSON.parse(store.getItem(key) ?? "null")?.sent) store.removeItem(key);
}

for (const form of forms) {
  giveBack(form);
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(form), 300);
  });
  let checked = false;
  form.addEventListener("submit", async (event) => {
    clearTimeout(waiting);
    keep(form, true);
    if (checked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    const there = await reachable();
    part(form, "lost").hidden = there;
    if (!there) {
      keep(form);
      return;
    }
    checked = true;
    form.requestSubmit(button);
    checked = false;
  }, { capture: true });
}

document.addEventListener("submit", (event) => {
  if (store && event.target.matches("[data-sign-out]")) for (const key of kept()) store.removeItem(key);
});
