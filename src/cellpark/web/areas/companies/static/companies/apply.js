// Looks for the number that the form asks for, so that nobody has to do the sum. Without it the sum stands there.
const form = document.querySelector("[data-apply]");
const bits = Number(form.dataset.bits);
const BATCH = 400;

const zeros = (digest) => {
  let found = 0;
  for (const byte of new Uint8Array(digest)) {
    if (byte) return found + Math.clz32(byte) - 24;
    found += 8;
  }
  return found;
};

const search = async () => {
  const encoder = new TextEncoder();
  for (let first = 0; ; first += BATCH) {
    const tries = Array.from({ length: BATCH }, (_, step) => first + step);
    const digests = await Promise.all(
      tries.map((each) => crypto.subtle.digest("SHA-256", encoder.encode(`${form.dataset.nonce}:${each}`))),
    );
    const hit = digests.findIndex((each) => zeros(each) >= bits);
    if (hit >= 0) return tries[hit];
  }
};

if (window.crypto && crypto.subtle) {
  const found = await search();
  form.querySelector("[data-work]").value = String(found);
  form.querySelector("[data-sum]").hidden = true;
}
