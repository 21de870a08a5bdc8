// Makes drafting pleasant where script runs: saves by itself, cleans what is pasted.
// Without it the page works the same with its buttons.
(() => {
    "use strict";
    const form = document.getElementById("draft");
    if (!form) {
        return;
    }
    const saved = document.getElementById("saved");
    const signedOut = document.getElementById("signed-out");
    const version = form.elements.namedItem("version");
    const WAIT = 2500;
    let timer = 0;
    let busy = false;
    let again = false;
    let pressed = null;
    let sure = false;
    // Whether something typed is only on this page: not sent yet, or refused as it stands.
    let unsaved = Boolean(form.querySelector(".wrong"));
    let typed = 0;

    const fields = () => {
        const typed = new FormData(form);
        typed.delete("files");
        return typed;
    };

    const token = form.elements.namedItem("csrfmiddlewaretoken");
    const post = (address, body) => fetch(address, {
        method: "POST",
        body,
        headers: {Accept: "application/json"},
        redirect: "manual",
    });

    // Who signed in again in another window has a new token: the page, asked for anew, tells it.
    async function renewToken() {
        const answer = await fetch(form.dataset.page, {redirect: "manual"});
        if (!answer.ok) {
            return false;
        }
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const found = page.querySelector("#draft [name=csrfmiddlewaretoken]");
        token.value = found ? found.value : token.value;
        return Boolean(found);
    }

    // Tells whether what was typed reached somebody who could take it or say what is wrong with it.
    async function sent() {
        const until = typed;
        let answer = await post(form.dataset.autosave, fields());
        if (answer.status === 403 && await renewToken()) {
            answer = await post(form.dataset.autosave, fields());
        }
        signedOut.hidden = answer.status !== 401;
        const type = answer.headers.get("Content-Type") || "";
        if (!type.startsWith("application/json")) {
            saved.textContent = form.dataset.refused;
            return false;
        }
        const said = await answer.json();
        if (said.version) {
            version.value = said.version;
        }
        saved.textContent = said.said || said.problem;
        if (until === typed) {
            unsaved = !(answer.ok && said.is_whole);
        }
        return answer.status !== 401;
    }

    async function save() {
        if (busy) {
            again = true;
            return;
        }
        busy = true;
        let good = false;
        try {
            good = await sent();
        } catch {
            saved.textContent = form.dataset.offline;
            timer = setTimeout(save, 4 * WAIT);
        }
        busy = false;
        const button = pressed;
        pressed = null;
        if (button && good) {
            sure = true;
            form.requestSubmit(button);
        } else if (again) {
            again = false;
            save();
        }
    }

    form.addEventListener("input", (event) => {
        unsaved = true;
        typed += 1;
        if (event.target.type === "file") {
            return;
        }
        clearTimeout(timer);
        timer = setTimeout(save, WAIT);
    });

    form.addEventListener("paste", async (event) => {
        const box = event.target;
        const html = event.clipboardData && event.clipboardData.getData("text/html");
        if (!html || box.dataset.paste !== "clean") {
            return;
        }
        event.preventDefault();
        const plain = event.clipboardData.getData("text/plain");
        const {selectionStart: from, selectionEnd: to} = box;
        let text = plain;
        try {
            const body = new FormData();
            body.set("html", html);
            body.set("csrfmiddlewaretoken", token.value);
            const answer = await post(form.dataset.paste, body);
            const cleaned = await answer.json();
            text = cleaned.text || plain;
            if (cleaned.notes && cleaned.notes.length) {
                saved.textContent = cleaned.notes.join(" ");
            }
        } catch {
            text = plain;
        }
        box.setRangeText(text, from, to, "end");
        box.dispatchEvent(new Event("input", {bubbles: true}));
    });

    // What is sent is saved first, and carries the version which that saving gave. Where it cannot be
    // saved, without a connection or a session, the page stays where it is with all that was typed.
    form.addEventListener("submit", (event) => {
        clearTimeout(timer);
        if (sure) {
            sure = false;
            unsaved = false;
            return;
        }
        event.preventDefault();
        pressed = event.submitter;
        save();
    });

    // Who leaves is asked first. Nothing is saved here: it would arrive after the page that comes.
    addEventListener("beforeunload", (event) => {
        if (unsaved) {
            event.preventDefault();
        }
    });

    addEventListener("online", save);
    addEventListener("focus", () => {
        if (!signedOut.hidden) {
            save();
        }
    });
})();
