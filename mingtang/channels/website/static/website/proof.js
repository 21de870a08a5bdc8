// Checks a .tlog-proof by itself: signed notes, cosignatures, the Merkle tree, salted commitments.
// The same rules as the package `tlog`; nothing is asked of a server here, and nothing of a page.
"use strict";

const tlog = (() => {
    const HEAD = "c2sp.org/tlog-proof@v1";
    const ED25519 = 1;
    const COSIGNATURE = 4;
    const LONGEST = 4000000;
    const NAME = /^[^\s+]+$/u;
    const SIGNATURE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;
    const PAIR = '"[a-z]{1,16}":"hmac-sha256:[0-9a-f]{64}"';
    const LEAF = new RegExp(
        '^\\{"act":"[a-z_]{1,32}\\.[a-z_]{1,32}"' +
            ',"at":"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"' +
            ',"basis":(?:null|"[a-z0-9-]{1,40}(?:\\.[0-9]{1,4}){0,3}")' +
            `,"c":\\{(?:${PAIR}(?:,${PAIR})*)?\\}` +
            ',"due":(?:null|"\\d{4}-\\d\\d-\\d\\d")' +
            ',"obj":"[0-9a-f]{32}","org":"(?=[^"]{6,32}")[0-9A-Z]+(?:-[0-9A-Z]+){0,3}"' +
            ',"prev":(?:null|0|[1-9]\\d{0,17}),"v":1\\}$',
    );
    const text = new TextEncoder();

    // What does not hold: a word for each way, which the page turns into a sentence.
    class Broken extends Error {
        constructor(word, about) {
            super(word);
            this.word = word;
            this.about = about || "";
        }
    }

    // Base64 in the one way to write it, so that no two texts say the same.
    function bytes(base64, word) {
        const isLike = /^[A-Za-z0-9+/]*={0,2}$/.test(base64) && base64.length % 4 === 0;
        const raw = isLike ? atob(base64) : "";
        if (btoa(raw) !== base64) {
            throw new Broken(word);
        }
        return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
    }

    function joined(...parts) {
        const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
        let at = 0;
        for (const part of parts) {
            whole.set(part, at);
            at += part.length;
        }
        return whole;
    }

    function same(one, other) {
        return one.length === other.length && one.every((value, at) => value === other[at]);
    }

    async function sha256(data) {
        return new Uint8Array(await crypto.subtle.digest("SHA-256", data));
    }

    const leafHash = (leaf) => sha256(joined(Uint8Array.of(0), leaf));
    const nodeHash = (left, right) => sha256(joined(Uint8Array.of(1), left, right));

    async function hasSigned(key, message, value) {
        if (key.bytes.length !== 32 || value.length !== 64) {
            return false;
        }
        const made = await crypto.subtle.importKey("raw", key.bytes, {name: "Ed25519"}, false, ["verify"]);
        return crypto.subtle.verify({name: "Ed25519"}, made, value, message);
    }

    // Whether this browser can do it at all, and why not: "" or a word.
    async function cannot() {
        if (!globalThis.isSecureContext || !globalThis.crypto || !crypto.subtle) {
            return globalThis.isSecureContext === false ? "insecure" : "old";
        }
        try {
            const key = bytes("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "old"); // RFC 8032, test 1
            await crypto.subtle.importKey("raw", key, {name: "Ed25519"}, false, ["verify"]);
            return "";
        } catch {
            return "old";
        }
    }

    async function readKey(written) {
        const parts = written.split("+");
        const [name, id] = parts;
        const raw = bytes(parts.slice(2).join("+"), "policy");
        const wanted = await sha256(joined(text.encode(`${name}\n`), raw));
        if (!NAME.test(name) || raw.length < 2 || hex(wanted.slice(0, 4)) !== id) {
            throw new Broken("policy");
        }
        return {name, id, kind: raw[0], bytes: raw.slice(1)};
    }

    const hex = (data) => Array.from(data, (one) => one.toString(16).padStart(2, "0")).join("");

    // tlog-policy: the keys of the log, the witnesses, and how many of them it takes.
    async function readPolicy(written) {
        const policy = {logs: [], witnesses: new Map(), groups: new Map(), quorum: null};
        for (const line of written.split("\n")) {
            const words = line.split("#")[0].trim().split(/\s+/);
            if (words[0] === "log") {
                policy.logs.push(await readKey(words[1]));
            } else if (words[0] === "witness") {
                policy.witnesses.set(words[1], await readKey(words[2]));
            } else if (words[0] === "group") {
                const members = words.slice(3);
                const needed = {any: 1, all: members.length}[words[2]] || Number(words[2]);
                policy.groups.set(words[1], {needed, members});
            } else if (words[0] === "quorum" && policy.quorum === null) {
                policy.quorum = words[1];
            } else if (words[0]) {
                throw new Broken("policy");
            }
        }
        if (!policy.logs.length || policy.quorum === null || !isWhole(policy)) {
            throw new Broken("policy");
        }
        return policy;
    }

    function isWhole(policy) {
        const known = (name) => policy.witnesses.has(name) || policy.groups.has(name);
        const groups = Array.from(policy.groups.values());
        return (
            (policy.quorum === "none" || known(policy.quorum)) &&
            groups.every(({needed, members}) => needed >= 1 && needed <= members.length && members.every(known))
        );
    }

    function isEnough(policy, name, have) {
        const group = policy.groups.get(name);
        if (!group) {
            return name === "none" || have.has(name);
        }
        const held = group.members.filter((member) => isEnough(policy, member, have));
        return held.length >= group.needed;
    }

    function readNote(written) {
        const cut = written.lastIndexOf("\n\n");
        const lines = written.slice(cut + 2);
        if (cut < 0 || !lines.endsWith("\n") || /[\u0000-\u0009\u000b-\u001f]/.test(written)) {
            throw new Broken("no-proof");
        }
        const signatures = lines.slice(0, -1).split("\n").map((line) => {
            const found = SIGNATURE.exec(line);
            const raw = found ? bytes(found[2], "no-proof") : [];
            if (raw.length <= 4) {
                throw new Broken("no-proof");
            }
            return {name: found[1], id: hex(raw.slice(0, 4)), value: raw.slice(4)};
        });
        return {text: written.slice(0, cut + 1), signatures};
    }

    function readCheckpoint(note) {
        const lines = note.text.split("\n");
        if (lines.length < 4 || lines.slice(0, -1).includes("") || !/^(?:0|[1-9]\d{0,14})$/.test(lines[1])) {
            throw new Broken("no-proof");
        }
        return {origin: lines[0], size: Number(lines[1]), root: hashIn(lines[2])};
    }

    function hashIn(line) {
        const found = bytes(line, "no-proof");
        if (found.length !== 32) {
            throw new Broken("no-proof");
        }
        return found;
    }

    function readProof(written) {
        const cut = written.indexOf("\n\n");
        const lines = written.slice(0, Math.max(cut, 0)).split("\n");
        if (written.length > LONGEST || cut < 0 || lines.shift() !== HEAD) {
            throw new Broken("no-proof");
        }
        const extra = lines.length && lines[0].startsWith("extra ") ? lines.shift().slice(6) : "";
        const index = /^index (\d{1,15})$/.exec(lines.shift() || "");
        if (!index) {
            throw new Broken("no-proof");
        }
        const note = readNote(written.slice(cut + 2));
        const proof = {index: Number(index[1]), hashes: lines.map(hashIn), note, head: readCheckpoint(note)};
        return Object.assign(proof, readExtra(extra));
    }

    // The entry itself, and what opens it. They are bound by nothing but what is checked below.
    function readExtra(base64) {
        try {
            const raw = bytes(base64, "no-leaf");
            const said = JSON.parse(new TextDecoder("utf-8", {fatal: true}).decode(raw));
            return {leaf: said.leaf, act: readLeaf(said.leaf), groups: said.c || {}};
        } catch {
            throw new Broken("no-leaf");
        }
    }

    function readLeaf(written) {
        if (typeof written !== "string" || written.length > 1024 || !LEAF.test(written)) {
            throw new Broken("no-leaf");
        }
        const said = JSON.parse(written);
        const groups = Array.from(written.matchAll(/"([a-z]{1,16})":"hmac/g), (found) => found[1]);
        if (isNaN(Date.parse(said.at)) || groups.some((group, at) => at && group <= groups[at - 1])) {
            throw new Broken("no-leaf");
        }
        return said;
    }

    // The root that leaf and hashes lead to (RFC 9162, 2.1.3.2); null for the wrong shape.
    async function rootFrom(leaf, index, size, hashes) {
        if (index >= size) {
            return null;
        }
        const half = (number) => Math.floor(number / 2); // sizes may be larger than 32 bits
        let [at, last, root] = [index, size - 1, leaf];
        for (const step of hashes) {
            if (last === 0) {
                return null;
            }
            if (at % 2 || at === last) {
                root = await nodeHash(step, root);
                while (at && at % 2 === 0) {
                    [at, last] = [half(at), half(last)];
                }
            } else {
                root = await nodeHash(root, step);
            }
            [at, last] = [half(at), half(last)];
        }
        return last === 0 ? root : null;
    }

    // What the key made under the note; undefined where it left no line.
    const lineOf = (note, key) =>
        note.signatures.find((one) => one.name === key.name && one.id === key.id);

    async function isLogged(note, policy) {
        let any = false;
        for (const key of policy.logs) {
            const line = lineOf(note, key);
            if (line) {
                any = true;
                if (key.kind !== ED25519 || !(await hasSigned(key, text.encode(note.text), line.value))) {
                    throw new Broken("false-signature", key.name);
                }
            }
        }
        if (!any) {
            throw new Broken("no-signature");
        }
    }

    // When each witness signed, in seconds. A known witness whose line is false is no oversight.
    async function witnessed(note, policy) {
        const seen = new Map();
        for (const [name, key] of policy.witnesses) {
            const line = lineOf(note, key);
            if (line) {
                const at = line.value.slice(0, 8).reduce((sum, byte) => sum * 256 + byte, 0);
                const message = text.encode(`cosignature/v1\ntime ${at}\n${note.text}`);
                if (key.kind !== COSIGNATURE || !(await hasSigned(key, message, line.value.slice(8)))) {
                    throw new Broken("false-signature", key.name);
                }
                seen.set(name, at);
            }
        }
        return seen;
    }

    async function fits(commitment, said) {
        try {
            const salt = bytes(said.salt, "content");
            const key = await crypto.subtle.importKey("raw", salt, {name: "HMAC", hash: "SHA-256"}, false, ["sign"]);
            const made = await crypto.subtle.sign("HMAC", key, text.encode(said.content));
            return commitment === `hmac-sha256:${hex(new Uint8Array(made))}`;
        } catch {
            return false;
        }
    }

    async function isInTree(proof) {
        const leaf = await leafHash(text.encode(proof.leaf));
        const root = await rootFrom(leaf, proof.index, proof.head.size, proof.hashes);
        return root !== null && same(root, proof.head.root);
    }

    const isOf = (proof, policy) => policy.logs.some((key) => key.name === proof.head.origin);
    const isQuorum = (policy, seen) => isEnough(policy, policy.quorum, new Set(seen.keys()));

    return {Broken, cannot, readPolicy, readProof, isOf, isLogged, witnessed, isQuorum, isInTree, fits};
})();

if (typeof module !== "undefined") {
    module.exports = tlog;
}
