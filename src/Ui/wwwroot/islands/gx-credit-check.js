// A check before a decision, for pages of this site and of service-hall systems: who is asked for, in which case and what for; the answer,
// and the number by which it is proved later. It lives in a shadow root, so that no style of the page around it reaches in. Loaded by a
// plain script element as well, which pages of other sites need: so it imports nothing.
//
// A key is a property and never an attribute, because attributes stand in the source of pages. Without one the page's own session asks,
// or the relay that the attribute "api" names. What is written inside the element is shown where the site cannot be reached.

{
  const LOADED_FROM = document.currentScript?.src ? new URL(document.currentScript.src).origin : location.origin;

  // Colours and sizes are those of the page around where it has them, and the system's where not.
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { display: block; color: var(--ink, CanvasText); font: inherit; line-height: 1.5; }
    form, .result { display: grid; gap: 0.75em; justify-items: start; }
    .result { margin-top: 1em; padding: 0.75em 1em; border: 1px solid var(--edge, GrayText); border-radius: 6px; }
    label { display: grid; gap: 0.25em; font-weight: 600; width: 100%; max-width: 32em; }
    input, select { box-sizing: border-box; width: 100%; min-height: 2.5em; padding: 0.25em 0.5em; font: inherit; font-weight: 400;
      color: inherit; background: var(--paper, Canvas); border: 1px solid var(--edge, GrayText); border-radius: 6px; }
    button { min-height: 2.5em; padding: 0.25em 1.25em; font: inherit; font-weight: 600; cursor: pointer; border: 1px solid transparent;
      border-radius: 6px; color: var(--on-primary, Canvas); background: var(--primary, LinkText); }
    input:focus-visible, select:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid var(--focus, Highlight); outline-offset: 2px; }
    a { color: var(--primary, LinkText); }
    p, dl, ul { margin: 0; }
    dl { display: grid; grid-template-columns: auto 1fr; gap: 0.25em 1em; }
    dt { font-weight: 600; }
    dd { margin: 0; overflow-wrap: anywhere; }
    ul { padding-left: 1.25em; }
    .verdict { font-size: 1.2em; font-weight: 700; }
    .failed { color: var(--bad-ink, CanvasText); font-weight: 600; }
  `);

  class CreditCheck extends HTMLElement {
    #key = "";
    #words = null;

    set key(value) {
      this.#key = value ?? "";
    }

    async connectedCallback() {
      if (this.shadowRoot) {
        return;
      }

      this.attachShadow({ mode: "open", delegatesFocus: true }).adoptedStyleSheets = [style];
      this.shadowRoot.append(document.createElement("slot"));

      // A key that the page has set before this script was there.
      if (Object.hasOwn(this, "key")) {
        const key = this.key;
        delete this.key;
        this.key = key;
      }

      this.#words = await this.#loadWords();
      if (this.#words) {
        this.#draw();
      }
    }

    get #site() {
      return (this.getAttribute("site") ?? LOADED_FROM).replace(/\/$/, "");
    }

    get #language() {
      return (this.lang || document.documentElement.lang || "zh").startsWith("en") ? "en" : "zh-Hans";
    }

    async #loadWords() {
      try {
        const answer = await fetch(`${this.#site}/credit/check/words.json?lang=${this.#language}`, { credentials: "omit" });
        return answer.ok ? await answer.json() : null;
      } catch (lost) {
        if (lost instanceof TypeError) {
          return null;
        }

        throw lost;
      }
    }

    #draw() {
      const words = this.#words.texts;
      const form = make("form", { noValidate: true });
      this.purpose = make("select", { name: "purpose", required: true }, [
        make("option", { value: "", textContent: words.choosePurpose }),
        ...Object.entries(this.#words.purposes).map(([value, text]) => make("option", { value, textContent: text })),
      ]);
      this.caseNumber = make("input", { name: "case", required: true, maxLength: 64, autocomplete: "off" });
      this.subject = make("input", { name: "subject", required: true, maxLength: 200, autocomplete: "off" });
      this.purpose.value = this.getAttribute("purpose") ?? "";
      this.caseNumber.value = this.getAttribute("case") ?? "";
      this.subject.value = this.getAttribute("subject") ?? "";
      this.button = make("button", { type: "submit", textContent: words.button });

      // What is asked and what failed is told as it comes, without taking the focus away.
      this.said = make("p", { id: "said" });
      this.said.setAttribute("role", "status");
      this.result = make("div", { className: "result", hidden: true });
      this.result.setAttribute("role", "group");
      this.result.setAttribute("aria-labelledby", "verdict");
      for (const field of [this.purpose, this.caseNumber, this.subject]) {
        field.setAttribute("aria-describedby", "said");
      }

      form.append(labelled(words.purpose, this.purpose), labelled(words.caseNumber, this.caseNumber), labelled(words.subject, this.subject), this.button, this.said);
      form.addEventListener("submit", event => {
        event.preventDefault();
        this.check();
      });
      this.shadowRoot.replaceChildren(form, this.result);
      this.setAttribute("lang", this.#language === "en" ? "en" : "zh-CN");
    }

    // Asks what the fields say; the answer, or null. A page may call it, too.
    async check() {
      const missing = [this.purpose, this.caseNumber, this.subject].find(field => field.value.trim() === "");
      for (const field of [this.purpose, this.caseNumber, this.subject]) {
        field.setAttribute("aria-invalid", String(field === missing));
      }

      this.result.hidden = true;
      if (missing) {
        this.#tell(this.#words.texts.missing.replace("{0}", missing.labels[0].firstChild.textContent), true);
        missing.focus();
        return null;
      }

      this.#tell(this.#words.texts.asking, false);
      const answer = await this.#ask({ purpose: this.purpose.value, caseNumber: this.caseNumber.value.trim(), subjects: [this.subject.value.trim()] });
      if (answer) {
        this.#show(answer);
        this.dispatchEvent(new CustomEvent("gx-checked", { bubbles: true, composed: true, detail: answer }));
      }

      return answer;
    }

    async #ask(question) {
      try {
        const answer = await fetch(this.getAttribute("api") ?? `${this.#site}/api/v1/credit/check`, {
          method: "POST",
          headers: { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": this.#language, ...(this.#key ? { Authorization: `Bearer ${this.#key}` } : {}) },
          credentials: this.#key ? "omit" : "same-origin",
          body: JSON.stringify(question),
        });
        if (answer.ok) {
          return (await answer.json()).items[0];
        }

        this.#tell(await this.#why(answer), true);
      } catch (lost) {
        if (!(lost instanceof TypeError)) {
          throw lost;
        }

        this.#tell(this.#words.texts.notReached, true);
      }

      return null;
    }

    async #why(answer) {
      if (answer.status === 401) {
        return this.#words.texts.notSignedIn;
      }

      const isProblem = (answer.headers.get("Content-Type") ?? "").includes("json");
      const problem = isProblem ? await answer.json() : {};
      return [problem.detail ?? problem.title ?? this.#words.texts.notReached, problem.code ?? answer.status].join(" · ");
    }

    #tell(text, isFailed) {
      this.said.textContent = text;
      this.said.classList.toggle("failed", isFailed);
    }

    #show(answer) {
      const { texts, verdicts, standings } = this.#words;
      const verdict = make("p", { className: "verdict", id: "verdict", textContent: verdicts[answer.verdict] });
      const facts = (answer.facts ?? []).map(fact =>
        fill(texts.fact, fact.name, fact.decidedBy, fact.since, fact.number) + (fact.standing ? ` (${standings[fact.standing] ?? fact.standing})` : ""));
      const measures = (answer.measures ?? []).map(measure => fill(texts.measure, measure.name, measure.fieldName, measure.department, measure.decidedBy));
      const rows = [
        [texts.subjectName, answer.name ? `${answer.name} ${answer.uscc ?? ""}` : answer.asked],
        facts.length > 0 && [texts.facts, list(facts, answer.factCount > facts.length ? fill(texts.more, answer.factCount, facts.length) : null)],
        measures.length > 0 && [texts.measures, list(measures, answer.measureCount > measures.length ? fill(texts.moreMeasures, answer.measureCount, measures.length) : null)],
        answer.greenChannel && [texts.greenChannel, texts.greenChannelYes],
        [texts.at, new Date(answer.at).toLocaleString(this.#language === "en" ? "en-GB" : "zh-CN", { timeZone: "Asia/Shanghai", hourCycle: "h23" })],
        [texts.proofNumber, this.#proof(answer)],
      ].filter(Boolean);
      const what = texts[`what.${answer.verdict}`];
      this.result.replaceChildren(verdict, ...(what ? [make("p", { textContent: what })] : []), make("dl", {}, rows.flatMap(([name, value]) => [make("dt", { textContent: name }), make("dd", {}, [value])])));
      this.result.hidden = false;
      this.#tell(`${answer.asked}: ${verdicts[answer.verdict]}`, false);
    }

    // With the page's own session the file is one click away; elsewhere whoever has the key fetches it by the number.
    #proof(answer) {
      return this.#site === location.origin && !this.#key && !this.hasAttribute("api")
        ? make("a", { href: `/api/v1/credit/check/${answer.id}`, download: "", textContent: answer.id })
        : answer.id;
    }
  }

  function make(name, properties, children = []) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  function labelled(text, field) {
    return make("label", {}, [make("span", { textContent: text }), field]);
  }

  function list(texts, more) {
    return make("ul", {}, [...texts, ...(more ? [more] : [])].map(text => make("li", { textContent: text })));
  }

  function fill(text, ...values) {
    return values.reduce((filled, value, i) => filled.replaceAll(`{${i}}`, () => value ?? ""), text);
  }

  customElements.get("gx-credit-check") ?? customElements.define("gx-credit-check", CreditCheck);
}
