// What script adds to pages that work without it. No dependency, nothing inline.
(() => {
  "use strict";
  const $ = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // --- Read out what changed, through the one live region ---
  const announce = (text) => {
    const live = $("#live");
    if (!live || !text) return;
    live.textContent = "";
    setTimeout(() => { live.textContent = text; }, 50);
  };

  // --- Shortcuts of one key: never in fields, and they can be turned off (WCAG 2.1.4) ---
  const KEYS_OFF = "lofte-keys-off";
  const keysOn = () => localStorage.getItem(KEYS_OFF) === null;
  const typing = (el) => el.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(el.tagName);
  const rows = () => all("[data-row]");

  const step = (by) => {
    const list = rows();
    if (!list.length) return;
    const at = list.indexOf(document.activeElement);
    list[Math.min(Math.max(at + by, 0), list.length - 1)].focus();
  };

  const press = (key) => {
    if (key === "j" || key === "k") return step(key === "j" ? 1 : -1), rows().length > 0;
    const near = document.activeElement.closest("[data-keys-here]") || document;
    const target = $(`[data-key="${CSS.escape(key)}"]`, near) || $(`[data-key="${CSS.escape(key)}"]`);
    if (!target || target.disabled) return false;
    typing(target) ? target.focus() : target.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return closeMenus(null);
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!keysOn() || typing(event.target)) return;
    if (press(event.key.toLowerCase())) event.preventDefault();
  });

  const showKeys = () => {
    document.documentElement.dataset.keys = keysOn() ? "on" : "off";
    all("[data-keys-toggle]").forEach((button) => {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(keysOn()));
    });
  };

  // --- Menus close on Escape and on a click elsewhere ---
  const closeMenus = (except) => all("details.menu[open]").forEach((menu) => {
    if (menu === except) return;
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) $("summary", menu).focus();
  });

  // --- Clicks ---
  const copy = async (button) => {
    const from = $(button.dataset.copy);
    await navigator.clipboard.writeText((from.value ?? from.textContent).trim());
    announce(button.dataset.done);
    $("span", button).textContent = button.dataset.done;
  };

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.menu"));
    const button = event.target.closest("button");
    if (button?.dataset.copy) copy(button);
    if (button && "print" in button.dataset) window.print();
    if (button && "keysToggle" in button.dataset) {
      keysOn() ? localStorage.setItem(KEYS_OFF, "1") : localStorage.removeItem(KEYS_OFF);
      showKeys();
    }
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const link = event.target.closest("a[data-proof], a[data-proof-close]");
    if (link && plain && $("[data-proofs]")) {
      event.preventDefault();
      openProof(link.href, "proofClose" in link.dataset ? $(".s.is-selected")?.id : null);
    }
  });

  // --- Filters send themselves; the pressed button says that it works ---
  document.addEventListener("change", (event) => {
    if (event.target.matches("form[data-auto] select")) event.target.form.requestSubmit();
  });

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || event.defaultPrevented || event.target.method === "get") return;
    // A download leaves the page as it is: nothing would ever free the button.
    if ("download" in event.target.dataset) return;
    if (button.getAttribute("aria-busy") === "true") return event.preventDefault();
    button.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) all("button[aria-busy=true]").forEach((b) => b.removeAttribute("aria-busy"));
  });

  // --- A proof opens in the margin: the same page from the server, only its text is changed ---
  const openProof = async (href, back, push = true) => {
    const text = $("[data-proofs]");
    let page;
    try {
      const answer = await fetch(href, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return location.assign(href);
    }
    const fresh = $("[data-proofs]", page);
    if (!fresh) return location.assign(href);
    text.replaceWith(fresh);
    document.title = page.title;
    if (push) history.pushState({ proof: true }, "", href);
    const note = $(".proof", fresh);
    (note || (back && document.getElementById(back)))?.focus({ preventScroll: true });
    note?.scrollIntoView({ block: "nearest" });
    announce($(".proof__say", fresh)?.textContent);
  };
  window.addEventListener("popstate", () => { if ($("[data-proofs]")) openProof(location.href, null, false); });

  // --- After htmx has changed a part: keep the reader's place, say what happened ---
  document.addEventListener("htmx:afterSettle", (event) => {
    const part = event.detail.elt;
    const to = part.matches?.("[data-focus]") ? part : $("[data-focus]", part);
    to?.focus();
    announce(part.dataset?.announce ?? $("[data-announce]", part)?.dataset.announce);
    reveal();
  });
  document.addEventListener("announce", (event) => announce(event.detail?.value));

  // --- Buttons that need script show themselves; an error summary takes focus ---
  const reveal = () => all("[data-copy][hidden], [data-print][hidden]").forEach((el) => { el.hidden = false; });
  document.addEventListener("DOMContentLoaded", () => {
    showKeys();
    reveal();
    $("#errors")?.focus();
  });
})();
