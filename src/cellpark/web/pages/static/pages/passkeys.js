// Passkeys: making one, signing in with one, showing one again. Codes and passwords remain for those without this file.

const encode = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const decode = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const known = (keys) => (keys || []).map((each) => ({ ...each, id: decode(each.id) }));
const here = () => JSON.parse(document.getElementById("passkey-options").textContent);

const make = async ({ creation_options: { publicKey } }) => {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: decode(publicKey.challenge),
      user: { ...publicKey.user, id: decode(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      // the key lives on the device and the device checks who holds it: signing in and signing records both need that
      authenticatorSelection: { ...publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" },
    },
  });
  return {
    ...common(credential),
    response: {
      clientDataJSON: encode(credential.response.clientDataJSON),
      attestationObject: encode(credential.response.attestationObject),
      transports: credential.response.getTransports(),
    },
  };
};

const show = async ({ request_options: { publicKey } }) => {
  const credential = await navigator.credentials.get({
    publicKey: { ...publicKey, challenge: decode(publicKey.challenge), allowCredentials: known(publicKey.allowCredentials) },
  });
  const { userHandle } = credential.response;
  return {
    ...common(credential),
    response: {
      clientDataJSON: encode(credential.response.clientDataJSON),
      authenticatorData: encode(credential.response.authenticatorData),
      signature: encode(credential.response.signature),
      userHandle: userHandle ? encode(userHandle) : null,
    },
  };
};

const common = (credential) => ({
  id: credential.id,
  rawId: encode(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
});

const signIn = async (form) => {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  return show(await answer.json());
};

const ways = { make: () => make(here()), show: () => show(here()), "sign-in": signIn };

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const failed = form.querySelector("[data-passkey-failed]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ways[form.dataset.passkey](form));
      form.submit();
    } catch {
      failed.hidden = false;
      failed.focus();
    }
  });
}
