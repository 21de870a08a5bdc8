// The page /verify/: one proof, chosen, dropped or pasted, checked here in the browser. What to say
// stands in the page, in its language; what holds is found in proof.js.
(() => {
    "use strict";
    const form = document.getElementById("check");
    const place = document.getElementById("result");
    const off = document.getElementById("without");
    if (!form || typeof tlog === "undefined") {
        return;
    }
    const words = JSON.parse(form.dataset.words);
    const acts = JSON.parse(form.dataset.acts);
    const organs = JSON.parse(form.dataset.organs);
    const file = form.elements.namedItem("file");
    const pasted = form.elements.namedItem("pasted");
    const EIGHT_HOURS = 8 * 3600 * 1000;

    function say(word, about) {
        return words[word].replace(/%\((\w+)\)s/g, (_all, name) => about[name]);
    }

    function made(tag, css, said) {
        const element = document.createElement(tag);
        element.className = css;
        element.textContent = said || "";
        return element;
    }

    const inChina = (at) =>
        new Date(at + EIGHT_HOURS).toISOString().slice(0, 19).replace("T", " ");

    // Steps as they went: a sentence, and whether it held; null is a thing worth knowing.
    class Course {
        constructor() {
            this.steps = [];
            this.facts = [];
        }
        step(held, word, about) {
            this.steps.push([held, say(word, about || {})]);
            return held;
        }
        fact(word, value) {
            this.facts.push([words[word], value]);
        }
        get held() {
            return this.steps.every(([held]) => held !== false);
        }
    }

    async function policyOfSite() {
        try {
            const answer = await fetch(form.dataset.policy, {credentials: "omit"});
            return await tlog.readPolicy(answer.ok ? await answer.text() : "");
        } catch (_problem) {
            throw new tlog.Broken("policy");
        }
    }

    async function check(written) {
        const course = new Course();
        const proof = tlog.readProof(written);
        course.step(true, "read", {index: proof.index});
        const policy = await policyOfSite();
        const isSigned = await signed(course, proof, policy);
        const isThere = await tlog.isInTree(proof);
        course.step(isThere, isThere ? "in" : "not-in", {index: proof.index, size: proof.head.size});
        const isOpened = await opened(course, proof);
        if (isSigned && isThere) {
            told(course, proof, isOpened);
        }
        return course;
    }

    async function signed(course, proof, policy) {
        const about = {origin: proof.head.origin};
        if (!tlog.isOf(proof, policy)) {
            return course.step(false, "other-log", about);
        }
        try {
            await tlog.isLogged(proof.note, policy);
            course.step(true, "signed", about);
            const seen = await tlog.witnessed(proof.note, policy);
            for (const [name, at] of seen) {
                course.step(true, "witnessed", {name, at: inChina(at * 1000)});
            }
            if (!tlog.isQuorum(policy, seen)) {
                return course.step(false, "too-few", about);
            }
            if (!seen.size) {
                course.step(null, "no-witness");
            }
            return true;
        } catch (problem) {
            if (!(problem instanceof tlog.Broken)) {
                throw problem;
            }
            return course.step(false, problem.word, {name: problem.about, ...about});
        }
    }

    async function opened(course, proof) {
        let all = true;
        for (const group of Object.keys(proof.groups).sort()) {
            const about = {group: words[`group-${group}`] || group};
            const held = await tlog.fits(proof.act.c[group], proof.groups[group]);
            all = course.step(held, held ? "fits" : "differs", about) && all;
        }
        const closed = Object.keys(proof.act.c).filter((one) => !(one in proof.groups) && one !== "person" && one !== "by");
        if (closed.length) {
            const named = closed.map((one) => words[`group-${one}`] || one).join(words.and);
            course.step(null, "closed", {groups: named});
        }
        return all;
    }

    // Only what the proof bears out is told as a fact.
    function told(course, proof, isOpened) {
        const act = proof.act;
        course.fact("act", acts[act.act] || act.act);
        course.fact("organ", organs[act.org] ? `${organs[act.org]} ${act.org}` : act.org);
        course.fact("time", `${inChina(Date.parse(act.at))} ${words.zone}`);
        if (act.due) {
            course.fact("due", act.due);
        }
        if (isOpened && proof.groups.text) {
            course.fact("title", title(proof.groups.text.content));
        }
        course.fact("object", act.obj);
    }

    function title(content) {
        try {
            return JSON.parse(content).title || "";
        } catch (_problem) {
            return "";
        }
    }

    function show(course) {
        const held = course.held;
        const box = made("div", held ? "notice notice--kept" : "notice notice--late");
        const head = made("h3", "", words[held ? "good" : "bad"]);
        head.tabIndex = -1;
        box.append(head, made("p", "", words[held ? "good-means" : "bad-means"]));
        if (course.facts.length) {
            const list = made("dl", "facts");
            for (const [name, value] of course.facts.filter(([, one]) => one)) {
                list.append(made("dt", "", name), made("dd", "", value));
            }
            box.append(list);
        }
        const steps = made("ul", "gate");
        for (const [holds, said] of course.steps) {
            const line = made("li", {true: "", false: "bad", null: "shut"}[holds]);
            line.append(made("span", "sr", words[{true: "yes", false: "no", null: "mind"}[holds]]));
            line.append(made("span", "", said));
            steps.append(line);
        }
        place.replaceChildren(box, steps);
        head.focus();
    }

    function refuse(word) {
        const box = made("div", "notice notice--late");
        const head = made("h3", "", words["no-check"]);
        head.tabIndex = -1;
        box.append(head, made("p", "", words[word]));
        place.replaceChildren(box);
        head.focus();
    }

    async function run(written) {
        try {
            show(await check(written));
        } catch (problem) {
            refuse(problem instanceof tlog.Broken ? problem.word : "no-proof");
        }
    }

    async function runFile(chosen) {
        pasted.value = "";
        await run(await chosen.text());
    }

    file.addEventListener("change", () => file.files.length && runFile(file.files[0]));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const written = pasted.value.trim();
        if (written) {
            run(`${written}\n`);
        } else if (file.files.length) {
            runFile(file.files[0]);
        } else {
            refuse("nothing");
        }
    });
    form.addEventListener("dragover", (event) => event.preventDefault());
    form.addEventListener("drop", (event) => {
        event.preventDefault();
        if (event.dataTransfer.files.length) {
            runFile(event.dataTransfer.files[0]);
        }
    });
    tlog.cannot().then((why) => {
        form.hidden = Boolean(why);
        off.hidden = !why;
        if (why) {
            off.textContent = words[why];
        }
    });
})();
