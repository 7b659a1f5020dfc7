// Draws a chart that the reader can change, beside a table that is already there. Figures come from the rows API when
// there is one (grouped and summed there, whatever the size of the dataset), otherwise from the table.

import { choices, figuresFromApi, figuresFromTable } from "./chart-figures.js";
import { drawing } from "./chart-drawing.js";

let library = null;

class Chart extends HTMLElement {
  #chart = null;
  #asked = 0;

  connectedCallback() {
    this.texts = JSON.parse(this.dataset.texts);
    this.columns = JSON.parse(this.dataset.columns);
    this.form = this.querySelector("form");
    this.canvas = this.querySelector(".gx-chart-canvas");
    this.status = this.querySelector("[role=status]");
    this.numbers = this.querySelector(".gx-chart-numbers");
    // Before there is a table of the chart's own figures.
    this.table ??= this.querySelector("table");
    this.#fillForm();
    this.form.addEventListener("change", () => this.#changed());
    this.form.addEventListener("submit", event => event.preventDefault());
    this.querySelector(".gx-chart-save").addEventListener("click", () => this.#save());
    this.size = new ResizeObserver(() => this.#chart?.resize());
    this.size.observe(this.canvas);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.#redraw);
    // The library is large: it is fetched when the chart comes near the window.
    this.near = new IntersectionObserver(entries => {
      if (entries.some(e => e.isIntersecting)) {
        this.near.disconnect();
        this.#load();
      }
    }, { rootMargin: "300px" });
    this.near.observe(this);
    this.querySelector("[data-island]").hidden = false;
  }

  disconnectedCallback() {
    this.size.disconnect();
    this.near.disconnect();
    this.scheme.removeEventListener("change", this.#redraw);
    this.#chart?.dispose();
    this.#chart = null;
  }

  #redraw = () => {
    this.#chart?.dispose();
    this.#chart = null;
    this.#draw();
  };

  get #choice() {
    const data = new FormData(this.form);
    return Object.fromEntries(["type", "x", "measure", "y", "series"].map(name => [name, data.get(name) ?? ""]));
  }

  #fillForm() {
    const start = { ...choices(this.columns), ...this.#linked() };
    for (const [name, options] of [
      ["x", this.columns],
      ["y", this.columns.filter(c => c.isFigure)],
      ["series", [{ name: "", title: this.texts.noSeries }, ...this.columns.filter(c => !c.isFigure)]],
    ]) {
      this.form.elements[name].replaceChildren(...options.map(c => new Option(c.title, c.name)));
    }

    for (const [name, value] of Object.entries(start)) {
      this.form.elements[name].value = value;
    }

    this.#enable();
  }

  // "#chart=bar&x=..." in the address: a chart can be linked to.
  #linked() {
    const linked = new URLSearchParams(location.hash.slice(1));
    const type = linked.get("chart");
    if (!type) {
      return {};
    }

    linked.delete("chart");
    const known = new Set(["x", "y", "measure", "series"]);
    return { type, ...Object.fromEntries([...linked].filter(([name]) => known.has(name))) };
  }

  #enable() {
    const { measure } = this.#choice;
    this.form.elements.y.disabled = measure === "count" || this.form.elements.y.options.length === 0;
    for (const option of this.form.elements.measure.options) {
      option.disabled = option.value !== "count" && this.form.elements.y.options.length === 0;
    }
  }

  #changed() {
    this.#enable();
    const { type, ...rest } = this.#choice;
    const link = new URLSearchParams({ chart: type });
    for (const [name, value] of Object.entries(rest)) {
      if (value) {
        link.set(name, value);
      }
    }

    history.replaceState(null, "", `${location.pathname}${location.search}#${link}`);
    this.#load();
  }

  async #load() {
    const choice = this.#choice;
    const asked = ++this.#asked;
    this.#say(this.texts.loading);
    const [figures] = await Promise.all([
      this.dataset.api ? figuresFromApi(this.dataset.api, this.dataset.version, choice, this.columns) : figuresFromTable(this.table, choice),
      fetchLibrary(this.dataset.lib),
    ]);
    if (asked !== this.#asked) {
      return;
    }

    if (figures.problem !== undefined) {
      this.#say(figures.problem || this.texts.connectionLost, true);
      return;
    }

    this.choice = choice;
    this.figures = figures;
    this.#draw();
    this.#tell();
  }

  #draw() {
    if (!this.figures) {
      return;
    }

    this.#chart ??= globalThis.echarts.init(this.canvas, null, { renderer: "canvas" });
    const about = { title: this.#title(), note: this.#note(), texts: this.texts };
    this.#chart.setOption(drawing(this.figures, this.choice, this.columns, about), { notMerge: true });
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", `${about.title}. ${about.note}`);
  }

  #column(name) {
    return this.columns.find(c => c.name === name);
  }

  #title() {
    const { measure, x, y, series } = this.choice;
    const what = measure === "count" ? this.texts.measures.count : this.texts.measureOf[measure].replace("{0}", this.#column(y).title);
    const by = [x, series].filter(Boolean).map(name => this.#column(name).title).join(" × ");
    return this.texts.title.replace("{0}", what).replace("{1}", by);
  }

  #note() {
    const unit = this.choice.measure === "count" ? this.texts.rowsUnit : this.#column(this.choice.y).unit;
    return [
      unit ? this.texts.unit.replace("{0}", unit) : null,
      this.dataset.source ? this.texts.source.replace("{0}", this.dataset.source) : null,
      this.dataset.time ? this.texts.time.replace("{0}", this.dataset.time) : null,
    ].filter(Boolean).join(this.texts.separator);
  }

  // What is not in the chart is said, and every figure stands in a table.
  #tell() {
    const { points, total } = this.figures;
    const said = [this.texts.shown.replace("{0}", points.length.toLocaleString("en-US"))];
    if (total > points.length) {
      said.push(this.texts.leftOut.replace("{0}", (total - points.length).toLocaleString("en-US")));
    }

    this.#say(said.join(this.texts.separator));
    const rows = points.map(p => [p.x, p.series, p.y].filter(v => v !== undefined));
    const heads = [this.#column(this.choice.x).title, ...(this.choice.series ? [this.#column(this.choice.series).title] : []), this.#title()];
    this.numbers.replaceChildren(table(this.#title(), heads, rows));
  }

  #say(text, isError = false) {
    this.status.textContent = text;
    this.status.classList.toggle("gx-error", isError);
  }

  #save() {
    if (this.#chart) {
      const link = document.createElement("a");
      link.download = `${this.#title()}.png`;
      const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
      link.href = this.#chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: paper });
      link.click();
    }
  }
}

function fetchLibrary(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${address} did not load`)));
    document.head.append(script);
  });
  return library;
}

function table(caption, heads, rows) {
  const made = document.createElement("table");
  made.createCaption().textContent = caption;
  const head = made.createTHead().insertRow();
  heads.forEach((text, i) => {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = text;
    cell.className = i === heads.length - 1 ? "figure" : "";
    head.append(cell);
  });
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((value, i) => {
      const cell = line.insertCell();
      cell.textContent = value === null ? "—" : i === row.length - 1 ? Number(value).toLocaleString("en-US", { maximumFractionDigits: 6 }) : value;
      cell.className = i === row.length - 1 ? "figure" : "";
    });
  }

  return made;
}

customElements.define("gx-chart", Chart);
