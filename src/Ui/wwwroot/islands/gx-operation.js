// Keeps the progress of an operation up to date, and loads the page anew when it has ended, so that the server shows
// the result. Without script the page shows the state at the time it was opened.

const FIRST_WAIT = 700;
const LONGEST_WAIT = 5000;
const OVER = new Set(["succeeded", "failed", "cancelled"]);

class OperationProgress extends HTMLElement {
  #timer = 0;
  #wait = FIRST_WAIT;
  #lastSaid = "";

  connectedCallback() {
    this.texts = JSON.parse(this.dataset.texts);
    this.label = this.querySelector(".progress-line > span:first-child");
    this.note = this.querySelector(".progress-line > .note");
    this.bar = this.querySelector("progress");
    this.said = this.querySelector("[role=status]");
    this.#later();
    document.addEventListener("visibilitychange", this.#onVisible);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#onVisible);
  }

  #onVisible = () => {
    if (!document.hidden) {
      this.#wait = FIRST_WAIT;
      this.#later();
    }
  };

  #later() {
    clearTimeout(this.#timer);
    if (!document.hidden) {
      this.#timer = setTimeout(() => this.#ask(), this.#wait);
      this.#wait = Math.min(this.#wait * 1.3, LONGEST_WAIT);
    }
  }

  async #ask() {
    try {
      const answer = await fetch(this.dataset.api, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (answer.ok) {
        const operation = await answer.json();
        if (OVER.has(operation.state)) {
          location.reload();
          return;
        }

        this.#show(operation);
      }
    } catch (lost) {
      if (!(lost instanceof TypeError)) {
        throw lost;
      }

      this.said.textContent = this.texts.connectionLost;
    }

    this.#later();
  }

  #show(operation) {
    const step = this.texts.steps[operation.step] ?? this.texts.states[operation.state] ?? "";
    this.label.textContent = step;
    if (operation.total > 0) {
      this.bar.max = operation.total;
      this.bar.value = operation.done;
      const share = Math.floor((operation.done / operation.total) * 100);
      this.note.textContent = `${share} %`;
      this.#say(`${step} ${Math.floor(share / 10) * 10} %`);
    } else {
      this.bar.removeAttribute("value");
      this.note.textContent = operation.done > 0 ? operation.done.toLocaleString("en-US") : "";
      this.#say(step);
    }
  }

  // Screen readers hear a new step, and every ten per cent, not every tick.
  #say(text) {
    if (text !== this.#lastSaid) {
      this.#lastSaid = text;
      this.said.textContent = text;
    }
  }
}

customElements.define("gx-operation", OperationProgress);
