// Passkeys: the browser asks the device, the answer goes to the server in a hidden field.
//
//   data-passkey-add       a form that sets one up: options in the JSON element that `data-options` names
//   data-passkey-ask       a form that shows one: options likewise
//   data-passkey-sign-in   a form that signs in with one: options come from the form's own address

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const withBytes = (credentials = []) => credentials.map((each) => ({ ...each, id: toBytes(each.id) }));

function creationOptions({ publicKey }) {
  return {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: withBytes(publicKey.excludeCredentials),
    // Every key that is added shall be able to sign in by itself.
    authenticatorSelection: { ...publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" },
  };
}

function requestOptions({ publicKey }) {
  return { ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: withBytes(publicKey.allowCredentials) };
}

/** A credential as JSON, with every binary part in base64url (as WebAuthn Level 3 defines `toJSON`). */
function asJson(credential) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const response = parts.filter((part) => credential.response[part]).map((part) => [part, toText(credential.response[part])]);
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(response),
  });
}

const optionsOf = (form) => JSON.parse(document.getElementById(form.dataset.options).textContent);

async function fetchedOptions(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`no options: ${answer.status}`);
  return answer.json();
}

const add = async (form) => navigator.credentials.create({ publicKey: creationOptions(optionsOf(form).creation_options) });
const ask = async (form) => navigator.credentials.get({ publicKey: requestOptions(optionsOf(form).request_options) });
const signIn = async (form) => navigator.credentials.get({ publicKey: requestOptions((await fetchedOptions(form)).request_options) });

function connect(form, ceremony) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      form.elements.credential.value = asJson(await ceremony(form));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}

if (window.PublicKeyCredential) {
  for (const [name, ceremony] of Object.entries({ add, ask, "sign-in": signIn })) {
    for (const form of document.querySelectorAll(`form[data-passkey-${name}]`)) connect(form, ceremony);
  }
}
