// Shows of a long list of choices what is typed above it, at once; without it a button does the same.
(() => {
    "use strict";
    const form = document.getElementById("finding");
    const list = form && document.getElementById(form.dataset.list);
    if (!list) {
        return;
    }
    const typed = form.elements.namedItem("find");
    const said = document.getElementById("found");
    const all = Array.from(list.children, (child) => child.cloneNode(true));
    // What the server narrowed cannot be widened here: the button asks it again.
    const isWhole = !typed.value;

    const has = (text, words) => words.every((word) => text.toLowerCase().includes(word));

    // Those with the words; the choice that was made, and the one that makes none, stay.
    function narrowed(words, chosen, keys) {
        const shown = [];
        for (const child of all) {
            const isGroup = child.tagName === "OPTGROUP";
            const kept = [];
            for (const option of isGroup ? Array.from(child.children) : [child]) {
                const isFound = option.value && has(`${child.label} ${option.text}`, words);
                if (isFound) {
                    keys.add(option.value);
                }
                if (isFound || !option.value || option.value === chosen) {
                    kept.push(option.cloneNode(true));
                }
            }
            if (isGroup && kept.length) {
                const group = child.cloneNode(false);
                group.append(...kept);
                shown.push(group);
            } else {
                shown.push(...kept);
            }
        }
        return shown;
    }

    function show() {
        const words = typed.value.toLowerCase().split(/\s+/).filter(Boolean);
        const chosen = list.value;
        const keys = new Set();
        const shown = narrowed(words, chosen, keys);
        list.textContent = "";
        list.append(...(keys.size ? shown : all.map((child) => child.cloneNode(true))));
        list.value = chosen;
        said.textContent = "";
        if (words.length) {
            said.textContent = keys.size ? `${form.dataset.found}${keys.size}` : form.dataset.none;
        }
    }

    if (isWhole) {
        typed.addEventListener("input", show);
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            show();
            list.focus();
        });
        // The browser may have kept what was typed before going back.
        if (typed.value) {
            show();
        }
    }
})();
