// A form of many cells like a sheet: arrow keys and Enter move, a block from a spreadsheet is pasted into the cells below and to the
// right, and what is written is kept as a draft a moment later. While the connection is gone it stays in this browser. Without script
// the form inside is an ordinary form. Cells are named v.SHEET.ROW.COLUMN, findings k.N and their explanations e.N.

const WAIT = 1500;
const RETRY = 5000;
const STEPS = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

class Form extends HTMLElement {
  #timer = null;
  #changed = false;
  #saving = null;

  connectedCallback() {
    this.texts = JSON.parse(this.dataset.texts);
    this.sheets = JSON.parse(this.dataset.sheets);
    this.form = this.querySelector("form");
    this.version = this.form.elements.namedItem("version");
    this.status = this.querySelector("[role=status]");
    this.kept = `gx-form:${this.dataset.draft}`;
    this.addEventListener("keydown", event => this.#move(event));
    this.addEventListener("paste", event => this.#paste(event));
    this.addEventListener("input", () => this.#change());
    this.form.addEventListener("submit", event => this.#submit(event));
    this.#restore();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  #place(input) {
    const match = /^v\.(\d+)\.(\d+)\.(\d+)$/.exec(input.name ?? "");
    return match ? match.slice(1).map(Number) : null;
  }

  #cell(sheet, row, column) {
    return this.form.elements.namedItem(`v.${sheet}.${row}.${column}`);
  }

  #move(event) {
    const at = this.#place(event.target);
    const step = STEPS[event.key];
    if (!at || !step || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) {
      return;
    }

    // Enter in a cell moves like in a spreadsheet, also from the last row, and never hands in.
    event.preventDefault();
    const next = this.#cell(at[0], at[1] + step, at[2]);
    next?.focus();
    next?.select();
  }

  #paste(event) {
    const at = this.#place(event.target);
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!at || !/[\t\n]/.test(text)) {
      return;
    }

    event.preventDefault();
    let outside = 0;
    text.split("\n").forEach((line, r) => line.split("\t").forEach((value, c) => {
      const input = this.#cell(at[0], at[1] + r, at[2] + c);
      if (input) {
        input.value = value.trim();
      } else if (value.trim() !== "") {
        outside++;
      }
    }));
    this.#change();
    if (outside > 0) {
      this.#say(this.texts.outside.replace("{0}", outside));
    }
  }

  #change() {
    this.#changed = true;
    this.#keep(JSON.stringify([...this.#inputs()].map(input => [input.name, input.value])));
    this.#later(WAIT);
  }

  #later(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), wait);
  }

  #save() {
    if (this.#changed && !this.#saving) {
      this.#saving = this.#send().finally(() => { this.#saving = null; });
    }
  }

  async #send() {
    this.#changed = false;
    try {
      const answer = await fetch(this.dataset.draft, {
        method: "PUT",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ version: Number(this.version.value), values: this.#values(), explanations: this.#explanations() }),
      });
      if (!answer.ok) {
        const problem = await answer.json().catch(() => ({}));
        this.#say(`${this.texts.notKept} ${problem.title ?? answer.status}`);
        return;
      }

      this.version.value = (await answer.json()).version;
      if (this.#changed) {
        this.#later(WAIT);
      } else {
        this.#keep(null);
      }

      this.#say(this.texts.saved);
    } catch (fault) {
      if (!(fault instanceof TypeError)) {
        throw fault;
      }

      this.#changed = true;
      this.#say(this.texts.offline);
      this.#later(RETRY);
    }
  }

  // A draft under way has the version that the form is sent with: the form waits for it.
  #submit(event) {
    clearTimeout(this.#timer);
    if (!this.#saving) {
      this.#keep(null);
      return;
    }

    event.preventDefault();
    const button = event.submitter;
    this.#saving.finally(() => this.form.requestSubmit(button));
  }

  *#inputs() {
    for (const input of this.form.elements) {
      if (/^[ve]\./.test(input.name ?? "")) {
        yield input;
      }
    }
  }

  #values() {
    return [...this.#inputs()].filter(input => input.name.startsWith("v.") && input.value.trim() !== "").map(input => {
      const [sheet, row, column] = this.#place(input);
      const { name, rows, columns } = this.sheets[sheet];
      return { sheet: name, row: rows.length > 0 ? rows[row] : null, listRow: rows.length > 0 ? null : row, column: columns[column], value: input.value };
    });
  }

  #explanations() {
    return [...this.#inputs()].filter(input => input.name.startsWith("e.") && input.value.trim() !== "")
      .map(input => ({ finding: this.form.elements.namedItem(`k.${input.name.slice(2)}`).value, text: input.value.trim() }));
  }

  #say(text) {
    this.status.textContent = text;
  }

  #keep(text) {
    try {
      if (text === null) {
        localStorage.removeItem(this.kept);
      } else {
        localStorage.setItem(this.kept, text);
      }
    } catch (full) {
      if (!(full instanceof DOMException)) {
        throw full;
      }
    }
  }

  // What was written when the connection or the browser went away.
  #restore() {
    const kept = localStorage.getItem(this.kept);
    if (!kept) {
      return;
    }

    for (const [name, value] of JSON.parse(kept)) {
      const input = this.form.elements.namedItem(name);
      if (input) {
        input.value = value;
      }
    }

    this.#change();
    this.#say(this.texts.kept);
  }
}

customElements.define("gx-form", Form);
