// Signs with a passkey: the challenge is the digest of the statement on this page, so the device vouches for exactly it.
// Without this file, or without a passkey, password and one-time code remain.

const place = document.querySelector("[data-passkey]");

const encode = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const decode = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const ask = async () => {
  const options = JSON.parse(document.getElementById("passkey-options").textContent);
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      allowCredentials: options.allowCredentials.map((each) => ({ ...each, id: decode(each.id) })),
    },
  });
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    response: {
      clientDataJSON: encode(credential.response.clientDataJSON),
      authenticatorData: encode(credential.response.authenticatorData),
      signature: encode(credential.response.signature),
    },
  };
};

if (place && window.PublicKeyCredential) {
  place.hidden = false;
  const form = place.closest("form");
  const button = place.querySelector("button");
  const failed = place.querySelector("[data-failed]");
  button.addEventListener("click", async () => {
    button.disabled = true;
    failed.hidden = true;
    try {
      form.elements.assertion.value = JSON.stringify(await ask());
      // the fields of the other way stay out of it, and so does their being required
      form.noValidate = true;
      form.requestSubmit();
    } catch {
      failed.hidden = false;
      failed.focus();
      button.disabled = false;
    }
  });
}
