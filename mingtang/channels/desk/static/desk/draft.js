// Makes drafting pleasant where script runs: saves by itself, cleans what is pasted.
// Without it the page works the same with its buttons.
(() => {
    "use strict";
    const form = document.getElementById("draft");
    if (!form) {
        return;
    }
    const saved = document.getElementById("saved");
    const version = form.elements.namedItem("version");
    const WAIT = 2500;
    let timer = 0;
    let busy = false;
    let again = false;
    let pressed = null;

    const fields = () => {
        const typed = new FormData(form);
        typed.delete("files");
        return typed;
    };

    async function save() {
        if (busy) {
            again = true;
            return;
        }
        busy = true;
        try {
            const answer = await fetch(form.dataset.autosave, {method: "POST", body: fields()});
            const said = await answer.json();
            if (said.version) {
                version.value = said.version;
            }
            saved.textContent = said.said || said.problem;
        } catch {
            saved.textContent = form.dataset.offline;
            timer = setTimeout(save, 4 * WAIT);
        } finally {
            busy = false;
            if (pressed) {
                form.requestSubmit(pressed);
                pressed = null;
            } else if (again) {
                again = false;
                save();
            }
        }
    }

    form.addEventListener("input", (event) => {
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
            body.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
            const answer = await fetch(form.dataset.paste, {method: "POST", body});
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

    // What is sent carries the version the last saving gave: a saving under way comes first, and
    // without a connection the page stays where it is, with all that was typed.
    form.addEventListener("submit", (event) => {
        clearTimeout(timer);
        if (!navigator.onLine) {
            event.preventDefault();
            saved.textContent = form.dataset.offline;
        } else if (busy) {
            event.preventDefault();
            pressed = event.submitter;
        }
    });

    addEventListener("online", save);
})();
