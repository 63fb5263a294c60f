// Passkeys: asks the device for the credential that a form carries to the server.
// data-passkey: "create" registers one, "get" proves with one, "login" first fetches a fresh challenge.
const known = () => "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential;

const optionsOf = async (form) => {
  if (form.dataset.passkey !== "login") return JSON.parse(document.getElementById("passkey-options").textContent);
  const answer = await fetch(form.action, {
    headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
  });
  if (!answer.ok) throw new Error(`challenge: ${answer.status}`);
  return answer.json();
};

const credentialFor = async (form) => {
  const found = await optionsOf(form);
  if (form.dataset.passkey !== "create") {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(found.request_options.publicKey);
    return navigator.credentials.get({ publicKey });
  }
  const wanted = found.creation_options.publicKey;
  const alone = form.querySelector("input[name=passwordless]");
  if (alone) {
    const need = alone.checked ? "required" : "discouraged";
    wanted.authenticatorSelection = { ...wanted.authenticatorSelection, residentKey: need, requireResidentKey: alone.checked };
    if (alone.checked) wanted.authenticatorSelection.userVerification = "required";
  }
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(wanted) });
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const failed = form.querySelector("[data-passkey-failed]");
  form.querySelector(known() ? "button[type=submit]" : "[data-passkey-missing]").hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const credential = await credentialFor(form);
      form.querySelector("[name=credential]").value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
