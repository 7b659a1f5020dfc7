// A button that saves a picture of the server as PNG: the browser draws the SVG on a canvas of twice its size. Without script the
// SVG itself can be had.

const SCALE = 2;

class Png extends HTMLElement {
  connectedCallback() {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.dataset.text;
    button.addEventListener("click", () => this.#save());
    this.replaceChildren(button);
  }

  async #save() {
    const picture = new Image();
    picture.src = this.dataset.svg;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.naturalWidth * SCALE;
    canvas.height = picture.naturalHeight * SCALE;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const link = document.createElement("a");
    link.download = this.dataset.name;
    link.href = canvas.toDataURL("image/png");
    link.click();
  }
}

customElements.define("gx-png", Png);
