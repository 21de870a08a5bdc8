// Verifies a checkpoint and a proof with nothing of ours: Node and its WebCrypto.
// verify.mjs PROOF LEAF VKEY...    LEAF in hexadecimal. Prints what holds, one word each; 3: no Ed25519.
import { readFileSync } from "node:fs";
import { webcrypto } from "node:crypto";

const { subtle } = webcrypto;
const [, , file, leaf, ...vkeys] = process.argv;
const bytes = (text) => new TextEncoder().encode(text);
const base64 = (text) => new Uint8Array(Buffer.from(text, "base64"));
const join = (...parts) => new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
const same = (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)) === 0;
const sha256 = async (content) => new Uint8Array(await subtle.digest("SHA-256", content));
const node = (left, right) => sha256(join([1], left, right));

async function publicKey(raw) {
  try {
    return await subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
  } catch (problem) {
    if (problem.name === "NotSupportedError") process.exit(3);
    throw problem;
  }
}

const written = readFileSync(file, "utf8");
const gap = written.indexOf("\n\n");
const [first, ...lines] = written.slice(0, gap).split("\n");
const note = written.slice(gap + 2);
const end = note.lastIndexOf("\n\n");
const text = note.slice(0, end + 1);
const signatures = note.slice(end + 2).trimEnd().split("\n");
if (first !== "c2sp.org/tlog-proof@v1") throw new Error("not a proof");

for (const vkey of vkeys) {
  const [name, id, ...rest] = vkey.split("+");
  const key = base64(rest.join("+"));
  const own = (await sha256(join(bytes(name), [10], key))).slice(0, 4);
  if (Buffer.from(own).toString("hex") !== id) throw new Error("the id is not that of the key");
  const line = signatures.find((one) => {
    const [, by, value] = one.split(" ");
    return by === name && same(base64(value).slice(0, 4), own);
  });
  const value = base64(line.split(" ")[2]).slice(4);
  let [message, signature] = [bytes(text), value];
  if (key[0] === 4) {
    const at = Buffer.from(value.slice(0, 8)).readBigUInt64BE();
    [message, signature] = [bytes(`cosignature/v1\ntime ${at}\n${text}`), value.slice(8)];
  }
  const verifying = await publicKey(key.slice(1));
  const good = await subtle.verify({ name: "Ed25519" }, verifying, signature, message);
  console.log(good ? "signed" : "false");
}

// RFC 9162, 2.1.3.2.
const index = Number(lines.find((one) => one.startsWith("index ")).slice(6));
const proof = lines.slice(lines.findIndex((one) => one.startsWith("index ")) + 1).map(base64);
const [, size, root] = text.split("\n");
let [position, last] = [index, Number(size) - 1];
let hash = await sha256(join([0], Buffer.from(leaf, "hex")));
for (const step of proof) {
  if (position % 2 === 1 || position === last) {
    hash = await node(step, hash);
    while (position % 2 === 0 && position !== 0) [position, last] = [position >> 1, last >> 1];
  } else {
    hash = await node(hash, step);
  }
  [position, last] = [position >> 1, last >> 1];
}
console.log(last === 0 && same(hash, base64(root)) ? "included" : "elsewhere");
