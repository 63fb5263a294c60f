// Checks an event's proof in the browser: hash, content, chain, tree, signature. Nothing is sent anywhere.
// The page holds the proof (JSON) and, for each step, the words of each answer. Without this file the server checks.

const place = document.querySelector("[data-check]");

const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const fromHex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const join = (...parts) => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
};
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const leafHash = (bytes) => sha256(join(Uint8Array.of(0), bytes));
const nodeHash = (left, right) => sha256(join(Uint8Array.of(1), left, right));
const parsed = (text) => JSON.parse(new TextDecoder().decode(bytesOf(text)));
const verdict = (holds) => (holds ? "right" : "wrong");

// RFC 9162, 2.1.3.2; sizes stay below 2^53, so halves are taken without bit operators, which would cut at 2^32
const rootOf = async (leaf, index, size, path) => {
  if (index >= size) return null;
  let [place, last, node] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return null;
    if (place % 2 || place === last) {
      node = await nodeHash(sibling, node);
      while (place % 2 === 0 && place) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      node = await nodeHash(node, sibling);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? node : null;
};

const noteOf = (text) => {
  const cut = text.lastIndexOf("\n\n");
  const [origin, size, root] = text.slice(0, cut).split("\n");
  const lines = text.slice(cut + 2).trimEnd().split("\n").map((line) => line.split(" "));
  return { text: text.slice(0, cut + 1), origin, size: Number(size), root, lines };
};

// a key's line in the note: name, then base64 of four bytes of key id and the signature
const keyOf = (vkey) => {
  const [name, id, ...rest] = vkey.split("+");
  const material = bytesOf(rest.join("+"));
  return { name, id, algorithm: material[0], bytes: material.slice(1) };
};

const checks = {
  bytes: async ({ event }) => verdict(hex(await leafHash(bytesOf(event.bytes))) === event.hash),
  content: async ({ event }) => {
    const said = parsed(event.bytes);
    return verdict(["id", "stream", "version"].every((key) => said[key] === event[key]));
  },
  chain: async ({ event, previous }) => {
    const said = parsed(event.bytes).prev;
    if (event.version === 1) return verdict(said === "");
    if (!previous) return "open";
    return verdict(hex(await leafHash(bytesOf(previous.bytes))) === said);
  },
  tree: async ({ event, inclusion, checkpoint }) => {
    if (!inclusion) return "open";
    const note = noteOf(checkpoint);
    const leaf = await leafHash(bytesOf(event.bytes));
    const root = await rootOf(leaf, inclusion.index, inclusion.size, inclusion.path.map(fromHex));
    return verdict(root && inclusion.size === note.size && hex(root) === hex(bytesOf(note.root)));
  },
  signature: async ({ checkpoint, keys }) => {
    if (!checkpoint) return "open";
    const note = noteOf(checkpoint);
    for (const key of keys.map(keyOf).filter((each) => each.algorithm === 1)) {
      for (const [, name, blob] of note.lines) {
        const line = bytesOf(blob);
        if (name !== key.name || hex(line.slice(0, 4)) !== key.id) continue;
        try {
          const usable = await crypto.subtle.importKey("raw", key.bytes, "Ed25519", false, ["verify"]);
          const data = new TextEncoder().encode(note.text);
          return verdict(await crypto.subtle.verify("Ed25519", usable, line.slice(4), data));
        } catch {
          return "open";
        }
      }
    }
    return "wrong";
  },
};

const COLOURS = { right: "done", wrong: "stopped", open: "waiting" };
const show = (step, answer) => {
  step.className = `check-step state-${COLOURS[answer]}`;
  step.dataset.answer = answer;
  for (const mark of step.querySelectorAll("[data-mark]")) mark.hidden = mark.dataset.mark !== COLOURS[answer];
  step.querySelector("[data-words]").textContent = step.dataset[answer];
};

const run = async () => {
  const proof = JSON.parse(document.getElementById("event-proof").textContent);
  for (const step of place.querySelectorAll("[data-step]")) {
    let answer = "open";
    try {
      answer = await checks[step.dataset.step](proof);
    } catch {
      answer = "wrong"; // what cannot be read is not what was recorded
    }
    show(step, answer);
  }
  const status = place.querySelector("[data-checked-here]");
  status.hidden = false;
  status.focus();
};

// Web Crypto exists only where the page came over https or from this machine
const button = place?.querySelector("[data-run]");
if (button && window.crypto?.subtle) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    run();
  });
}
