// Suggestions under a search field: a combobox with a list (WAI-ARIA authoring practices). The arrow keys walk, Enter opens what is
// chosen or sends the form, Escape closes the list and keeps the words. Where the answer fails, the field stays a field.

const WAIT = 150;

class Suggest extends HTMLElement {
  #timer = 0;
  #asked = null;
  #at = -1;
  #isComposing = false;

  connectedCallback() {
    this.texts = JSON.parse(this.dataset.texts);
    this.input = this.querySelector("input[type=search]");
    this.list = this.querySelector("[role=listbox]");
    this.said = this.querySelector("[role=status]");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id], ["autocomplete", "off"]]) {
      this.input.setAttribute(name, value);
    }

    // While an input method composes, its letters are not yet words.
    this.input.addEventListener("compositionstart", () => { this.#isComposing = true; });
    this.input.addEventListener("compositionend", () => { this.#isComposing = false; this.#later(); });
    this.input.addEventListener("input", () => this.#later());
    this.input.addEventListener("keydown", (key) => this.#onKey(key));
    this.input.addEventListener("blur", () => this.#close());
    this.list.addEventListener("mousedown", (press) => press.preventDefault());
    this.list.addEventListener("click", (click) => this.#open(click.target.closest("[role=option]")));
  }

  #later() {
    clearTimeout(this.#timer);
    if (!this.#isComposing) {
      this.#timer = setTimeout(() => this.#ask(), WAIT);
    }
  }

  async #ask() {
    const words = this.input.value.trim();
    this.#asked?.abort();
    if (words.length === 0) {
      this.#close();
      return;
    }

    const asked = this.#asked = new AbortController();
    try {
      const answer = await fetch(`${this.dataset.api}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" }, signal: asked.signal });
      if (answer.ok) {
        this.#show((await answer.json()).items);
      }
    } catch (lost) {
      if (lost.name !== "AbortError" && !(lost instanceof TypeError)) {
        throw lost;
      }
    }
  }

  #show(items) {
    if (document.activeElement !== this.input) {
      return;
    }

    this.#at = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...items.map((item, i) => this.#option(item, i)));
    this.list.hidden = items.length === 0;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    this.said.textContent = items.length === 0 ? this.texts.none : this.texts.count.replace("{0}", items.length);
  }

  #option(item, i) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${i}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.href = item.href;
    const text = document.createElement("span");
    text.textContent = item.text;
    const kind = document.createElement("span");
    kind.className = "muted small";
    kind.textContent = this.texts[item.kind] + (item.count == null ? "" : ` · ${this.texts.datasets.replace("{0}", item.count)}`);
    option.append(text, " ", kind);
    return option;
  }

  #onKey(key) {
    const options = this.list.children;
    if (key.isComposing || this.list.hidden) {
      if (key.key === "ArrowDown" && !key.isComposing) {
        key.preventDefault();
        this.#ask();
      }

      return;
    }

    if (key.key === "ArrowDown" || key.key === "ArrowUp") {
      key.preventDefault();
      // Who walks chooses from what is seen: an answer still under way would take the place away.
      this.#leaveAsked();
      // One place more than there are options: on it the field itself is chosen.
      const places = options.length + 1;
      this.#choose(((this.#at + 1 + (key.key === "ArrowDown" ? 1 : -1) + places) % places) - 1);
    } else if (key.key === "Enter" && this.#at >= 0) {
      key.preventDefault();
      this.#open(options[this.#at]);
    } else if (key.key === "Escape") {
      key.preventDefault();
      this.#close();
    }
  }

  #choose(at) {
    this.list.children[this.#at]?.setAttribute("aria-selected", "false");
    this.#at = at;
    const chosen = this.list.children[at];
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) {
      this.input.setAttribute("aria-activedescendant", chosen.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  #open(option) {
    if (option) {
      location.href = option.dataset.href;
    }
  }

  #leaveAsked() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
  }

  #close() {
    this.#leaveAsked();
    this.#at = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

customElements.define("gx-suggest", Suggest);
