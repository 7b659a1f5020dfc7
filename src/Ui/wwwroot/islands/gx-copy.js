// Puts a button beside a code block that copies its text. Without script there is no button, and the text can be selected.

class Copy extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) {
      return;
    }

    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.dataset.text;
    const said = document.createElement("span");
    said.className = "hidden-text";
    said.setAttribute("role", "status");
    button.addEventListener("click", () => this.copy(button, said));
    this.append(button, said);
  }

  async copy(button, said) {
    const done = await put(this.parentElement.querySelector("pre"));
    button.textContent = done ? this.dataset.done : this.dataset.failed;
    said.textContent = button.textContent;
    setTimeout(() => {
      button.textContent = this.dataset.text;
      said.textContent = "";
    }, 2500);
  }
}

// The clipboard exists only in secure contexts; an intranet over plain http has the older way.
async function put(source) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(source.textContent);
      return true;
    } catch (refused) {
      if (!(refused instanceof DOMException)) {
        throw refused;
      }
    }
  }

  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  return document.execCommand("copy");
}

customElements.define("gx-copy", Copy);
