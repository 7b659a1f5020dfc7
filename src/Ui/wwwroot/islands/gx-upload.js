// Sends the form with a progress bar, takes files that are dropped on it, and follows the load until it ends. Without
// script the form inside is an ordinary multipart form.

const POLL_FIRST = 500;
const POLL_LONGEST = 4000;
const OVER = new Set(["succeeded", "failed", "cancelled"]);

class Upload extends HTMLElement {
  #key = null;

  connectedCallback() {
    this.texts = JSON.parse(this.dataset.texts);
    this.form = this.querySelector("form");
    this.file = this.form.querySelector("input[type=file]");
    this.button = this.form.querySelector("button[type=submit]");
    this.panel = this.querySelector(".gx-upload-panel");
    this.label = this.panel.querySelector(".progress-line > span:first-child");
    this.note = this.panel.querySelector(".note");
    this.bar = this.panel.querySelector("progress");
    this.said = this.panel.querySelector("[role=status]");
    this.stop = this.panel.querySelector("button");
    this.#takeDrops(this.file.closest(".field"));
    this.file.addEventListener("change", () => this.#showFile());
    this.form.addEventListener("input", () => { this.#key = null; });
    this.form.addEventListener("submit", event => {
      event.preventDefault();
      this.#send();
    });
    this.stop.addEventListener("click", () => this.request?.abort());
  }

  #takeDrops(zone) {
    zone.classList.add("gx-drop");
    for (const kind of ["dragenter", "dragover"]) {
      zone.addEventListener(kind, event => {
        event.preventDefault();
        zone.classList.add("gx-drop-over");
      });
    }

    zone.addEventListener("dragleave", () => zone.classList.remove("gx-drop-over"));
    zone.addEventListener("drop", event => {
      event.preventDefault();
      zone.classList.remove("gx-drop-over");
      if (event.dataTransfer.files.length > 0) {
        this.file.files = event.dataTransfer.files;
        this.file.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  }

  #showFile() {
    this.#key = null;
    const chosen = this.file.files[0];
    this.said.textContent = chosen ? fill(this.texts.chosen, chosen.name, size(chosen.size)) : "";
  }

  #send() {
    // One key per content of the form: sending again after a lost connection does not load twice.
    this.#key ??= randomKey();
    const request = new XMLHttpRequest();
    this.request = request;
    request.open("POST", this.dataset.api);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Idempotency-Key", this.#key);
    request.upload.addEventListener("progress", event => this.#showSent(event));
    request.upload.addEventListener("load", () => this.#work(this.texts.storing));
    request.addEventListener("load", () => this.#answered(request));
    request.addEventListener("error", () => this.#failed(this.texts.connectionLost));
    request.addEventListener("abort", () => this.#failed(this.texts.stopped));
    this.button.disabled = true;
    this.panel.hidden = false;
    this.stop.hidden = false;
    this.#work(this.texts.sending);
    request.send(new FormData(this.form));
  }

  #showSent(event) {
    if (event.lengthComputable) {
      this.bar.max = event.total;
      this.bar.value = event.loaded;
      this.label.textContent = this.texts.sending;
      this.note.textContent = `${size(event.loaded)} / ${size(event.total)}`;
    }
  }

  #work(text) {
    this.bar.removeAttribute("value");
    this.label.textContent = text;
    this.note.textContent = "";
    this.said.textContent = text;
    this.said.classList.remove("gx-error");
  }

  #answered(request) {
    this.stop.hidden = true;
    if (request.status >= 200 && request.status < 300 && request.response?.operation) {
      this.#follow(request.response.operation, POLL_FIRST);
    } else {
      this.#key = null;
      this.#failed(problem(request.response) ?? fill(this.texts.refused, request.status));
    }
  }

  #failed(text) {
    this.button.disabled = false;
    this.stop.hidden = true;
    this.bar.value = 0;
    this.label.textContent = "";
    this.note.textContent = "";
    this.said.classList.add("gx-error");
    this.said.textContent = text;
  }

  async #follow(id, wait) {
    const operation = await this.#ask(id);
    if (operation && OVER.has(operation.state)) {
      location.assign(this.dataset.page + id);
      return;
    }

    if (operation) {
      this.#showOperation(operation);
    }

    setTimeout(() => this.#follow(id, Math.min(wait * 1.3, POLL_LONGEST)), wait);
  }

  async #ask(id) {
    try {
      const answer = await fetch(this.dataset.operations + id, { cache: "no-store" });
      return answer.ok ? await answer.json() : null;
    } catch (lost) {
      if (!(lost instanceof TypeError)) {
        throw lost;
      }

      return null;
    }
  }

  #showOperation(operation) {
    const text = this.texts.steps[operation.step] ?? this.texts.working;
    if (this.label.textContent !== text) {
      this.label.textContent = text;
      this.said.textContent = text;
    }

    if (operation.total > 0) {
      this.bar.max = operation.total;
      this.bar.value = operation.done;
      this.note.textContent = `${Math.floor((operation.done / operation.total) * 100)} %`;
    } else {
      this.bar.removeAttribute("value");
      this.note.textContent = operation.done > 0 ? operation.done.toLocaleString("en-US") : "";
    }
  }
}

function problem(body) {
  return body?.title ? (body.code ? `${body.title} (${body.code})` : body.title) : null;
}

function fill(text, ...values) {
  return text.replace(/\{(\d)\}/g, (_, n) => values[n] ?? "");
}

function size(bytes) {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let unit = 0;
  while (bytes >= 999.5 && unit < units.length - 1) {
    bytes /= 1000;
    unit += 1;
  }

  return `${bytes.toFixed(unit === 0 || bytes >= 99.5 ? 0 : 1)} ${units[unit]}`;
}

// crypto.randomUUID is missing on plain http.
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, "0")).join("");
}

customElements.define("gx-upload", Upload);
