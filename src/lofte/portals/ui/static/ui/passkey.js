// The browser's passkey dialogue for forms marked data-passkey="create", "get" or "login".
// Options come from the server as JSON (a script element of type application/json, or fetched);
// the answer goes back in the form's own field, so the server sees an ordinary post.
(() => {
  "use strict";
  const encode = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const decode = (text) => Uint8Array.from(
    atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const known = (list) => list?.map((item) => ({ ...item, id: decode(item.id) }));

  const toCreate = (options, passwordless) => {
    const wanted = { ...options.authenticatorSelection };
    if (passwordless !== undefined) {
      wanted.residentKey = passwordless ? "required" : "discouraged";
      wanted.requireResidentKey = passwordless;
      if (passwordless) wanted.userVerification = "required";
    }
    return {
      ...options,
      challenge: decode(options.challenge),
      user: { ...options.user, id: decode(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
      authenticatorSelection: wanted,
    };
  };
  const toGet = (options) => ({
    ...options,
    challenge: decode(options.challenge),
    allowCredentials: known(options.allowCredentials),
  });

  const asJson = (credential) => {
    const from = credential.response;
    const response = { clientDataJSON: encode(from.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (from[name]) response[name] = encode(from[name]);
    }
    if (from.getTransports) response.transports = from.getTransports();
    return JSON.stringify({
      id: credential.id,
      rawId: encode(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    });
  };

  const optionsOf = async (form) => {
    if (form.dataset.passkey !== "login") {
      return JSON.parse(document.getElementById(form.dataset.options).textContent);
    }
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return answer.json();
  };

  const ask = async (form) => {
    const options = await optionsOf(form);
    if (form.dataset.passkey === "create") {
      const passwordless = form.elements.passwordless?.checked;
      return navigator.credentials.create({ publicKey: toCreate(options.creation_options.publicKey, passwordless) });
    }
    return navigator.credentials.get({ publicKey: toGet(options.request_options.publicKey) });
  };

  const says = (form, why) => {
    const place = form.querySelector("[data-passkey-says]");
    place.textContent = place.dataset[why];
    place.hidden = false;
  };

  const start = async (form, button) => {
    button.setAttribute("aria-busy", "true");
    try {
      form.elements.credential.value = asJson(await ask(form));
      form.submit();
    } catch (error) {
      button.removeAttribute("aria-busy");
      says(form, { NotAllowedError: "stopped", InvalidStateError: "already" }[error.name] ?? "failed");
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("form[data-passkey]")) {
      const able = "PublicKeyCredential" in window && window.isSecureContext;
      if (!able) { if (form.dataset.passkey !== "login") says(form, "missing"); continue; }
      for (const part of document.querySelectorAll(`[data-passkey-for="${form.id}"]`)) part.hidden = false;
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        event.stopPropagation();
        start(form, event.submitter ?? form.querySelector("button"));
      });
    }
  });
})();
