// Lets the reader filter, sort and page through the rows of a table without loading the page anew. The table inside is
// the server's; its sort links and pager go on working without script. The address of the page is kept in step, with the
// parameters of the rows API, so that what is shown can be linked to.

const TYPING_PAUSE = 350;
const FIGURES = new Set(["integer", "decimal", "number"]);
const RESERVED = new Set(["select", "group", "sort", "agg", "limit", "cursor", "q", "version", "as_of"]);

class Rows extends HTMLElement {
  #filters = new Map();
  #sort = "";
  #cursors = [];
  #next = null;
  #asked = 0;
  #timer = 0;

  connectedCallback() {
    this.texts = JSON.parse(this.dataset.texts);
    this.limit = Number(this.dataset.limit);
    this.table = this.querySelector("table");
    this.body = this.table.tBodies[0];
    this.columns = [...this.table.tHead.rows[0].cells].map(readColumn);
    this.#next = this.dataset.next || null;
    this.#readAddress();
    this.#addStatus();
    this.#addFilters();
    this.#addPager();
    for (const column of this.columns) {
      column.link?.addEventListener("click", event => {
        event.preventDefault();
        this.#sortBy(column);
      });
    }

    this.#say(Number(this.dataset.total), this.body.rows.length);
  }

  #readAddress() {
    const query = new URLSearchParams(location.search);
    this.#sort = query.get("sort") ?? "";
    for (const column of this.columns) {
      const parts = [...query].filter(([name]) => {
        const plain = name.startsWith("col.") ? name.slice(4) : name;
        return (plain === column.name && !RESERVED.has(name)) || operatorOf(plain, column.name);
      });
      if (parts.length > 0) {
        this.#filters.set(column.name, { parts, text: textOf(parts, column.name) });
      }
    }

    if (query.get("cursor")) {
      this.#cursors = [null, query.get("cursor")];
    }
  }

  #addStatus() {
    this.status = element("p", "gx-status");
    this.status.setAttribute("role", "status");
    this.querySelector(".table-scroll").before(this.status);
  }

  #addFilters() {
    const row = this.table.tHead.insertRow();
    row.className = "gx-filter";
    for (const column of this.columns) {
      const cell = document.createElement("td");
      if (column.name) {
        cell.append(this.#filterOf(column));
      }

      row.append(cell);
    }
  }

  #filterOf(column) {
    const input = document.createElement("input");
    input.type = "search";
    input.setAttribute("aria-label", this.texts.filterBy.replace("{0}", column.title));
    input.title = FIGURES.has(column.kind) || column.kind.startsWith("date") ? this.texts.rangeHint : this.texts.textHint;
    input.placeholder = column.kind === "text" ? "" : column.kind === "boolean" ? "true / false" : "> < =";
    input.value = this.#filters.get(column.name)?.text ?? "";
    input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#filter(column, input), TYPING_PAUSE);
    });
    column.input = input;
    return input;
  }

  #addPager() {
    const old = this.querySelector(".pager");
    this.pager = old ?? element("nav", "pager");
    this.pager.setAttribute("aria-label", this.texts.pages);
    this.back = button(this.texts.previous, () => this.#turn(-1));
    this.forth = button(this.texts.next, () => this.#turn(1));
    this.place = document.createElement("p");
    const buttons = element("div", "actions");
    buttons.append(this.back, this.forth);
    this.pager.replaceChildren(buttons, this.place);
    if (!old) {
      this.querySelector(".table-frame").after(this.pager);
    }
  }

  #filter(column, input) {
    const parts = partsOf(column, input.value.trim());
    if (parts.length > 0) {
      this.#filters.set(column.name, { parts, text: input.value.trim() });
    } else {
      this.#filters.delete(column.name);
    }

    this.#cursors = [];
    this.#load(null);
  }

  #sortBy(column) {
    const key = listName(column.name);
    this.#sort = this.#sort === key ? `-${key}` : key;
    this.#cursors = [];
    this.#load(null);
  }

  #turn(step) {
    if (step > 0) {
      this.#cursors = this.#cursors.length === 0 ? [null, this.#next] : [...this.#cursors, this.#next];
    } else {
      this.#cursors.pop();
    }

    this.#load(this.#cursors.at(-1) ?? null);
  }

  #query(cursor) {
    const query = new URLSearchParams();
    for (const { parts } of this.#filters.values()) {
      for (const [name, value] of parts) {
        query.append(name, value);
      }
    }

    if (this.#sort) {
      query.set("sort", this.#sort);
    }

    if (cursor) {
      query.set("cursor", cursor);
    }

    return query;
  }

  async #load(cursor) {
    const query = this.#query(cursor);
    this.#keepAddress(query);
    query.set("limit", this.limit);
    for (const name of ["version", "as_of", "q"]) {
      const kept = new URLSearchParams(location.search).get(name) ?? this.dataset[name === "as_of" ? "asOf" : name];
      if (kept) {
        query.set(name, kept);
      }
    }

    // Answers may overtake each other: only the last question counts.
    const asked = ++this.#asked;
    this.classList.add("gx-busy");
    this.table.setAttribute("aria-busy", "true");
    const answer = await ask(`${this.dataset.api}?${query}`);
    if (asked !== this.#asked) {
      return;
    }

    this.classList.remove("gx-busy");
    this.table.removeAttribute("aria-busy");
    if (answer.items) {
      this.#show(answer);
    } else {
      this.#complain(answer.title ?? this.texts.connectionLost);
    }
  }

  // Parameters of the page that are not about rows stay as they are.
  #keepAddress(query) {
    const kept = new URLSearchParams(location.search);
    for (const name of [...kept.keys()]) {
      const plain = name.startsWith("col.") ? name.slice(4) : name;
      if (name === "sort" || name === "cursor" || this.columns.some(c => plain === c.name || operatorOf(plain, c.name))) {
        kept.delete(name);
      }
    }

    const text = [kept.toString(), query.toString()].filter(Boolean).join("&");
    history.replaceState(null, "", location.pathname + (text ? `?${text}` : "") + location.hash);
  }

  #show(page) {
    this.#next = page.next;
    this.body.replaceChildren(...page.items.map(item => this.#row(item)));
    for (const column of this.columns) {
      this.#markSort(column);
      column.input?.removeAttribute("aria-invalid");
    }

    this.#say(Number(page.total), page.items.length);
  }

  #row(item) {
    const row = document.createElement("tr");
    const firstIsName = this.body.dataset.first === "name";
    this.columns.forEach((column, i) => {
      const cell = document.createElement(i === 0 && firstIsName ? "th" : "td");
      if (cell.tagName === "TH") {
        cell.scope = "row";
      }

      if (column.isFigure) {
        cell.className = "figure";
      }

      const value = item[column.name];
      if (value === null || value === undefined) {
        cell.append(missing(column.missing || this.texts.missing));
      } else {
        cell.textContent = shown(value, column);
      }

      row.append(cell);
    });
    return row;
  }

  #markSort(column) {
    if (!column.link) {
      return;
    }

    const key = listName(column.name);
    const state = this.#sort === key ? "ascending" : this.#sort === `-${key}` ? "descending" : null;
    const mark = column.link.querySelector(".sort-mark");
    mark.textContent = state === "ascending" ? " ▲" : state === "descending" ? " ▼" : "";
    if (state) {
      column.cell.setAttribute("aria-sort", state);
    } else {
      column.cell.removeAttribute("aria-sort");
    }
  }

  #say(total, shownCount) {
    const page = Math.max(this.#cursors.length, 1);
    this.status.classList.remove("gx-error");
    this.status.textContent = total === 0 ? this.texts.none : this.texts.found.replace("{0}", grouped(String(total)));
    this.place.textContent = this.texts.place.replace("{0}", grouped(String(page))).replace("{1}", grouped(String(shownCount)));
    this.back.disabled = page === 1;
    this.forth.disabled = !this.#next;
  }

  #complain(text) {
    this.status.classList.add("gx-error");
    this.status.textContent = text;
    for (const column of this.columns.filter(c => c.input && c.input === document.activeElement)) {
      column.input.setAttribute("aria-invalid", "true");
    }
  }
}

function readColumn(cell) {
  return {
    cell,
    name: cell.dataset.name ?? "",
    title: cell.dataset.title ?? cell.textContent.trim(),
    kind: cell.dataset.kind ?? "text",
    missing: cell.dataset.missing ?? "",
    isGrouped: cell.dataset.grouped !== "false",
    isFigure: cell.classList.contains("figure"),
    link: cell.querySelector("a"),
  };
}

// Numbers keep all their digits where the browser shows how they were written: 2^53 is not the end of a column.
async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return JSON.parse(await answer.text(), (_, value, context) =>
      typeof value === "number" && context?.source ? context.source : value);
  } catch (broken) {
    if (broken instanceof TypeError || broken instanceof SyntaxError) {
      return {};
    }

    throw broken;
  }
}

function shown(value, column) {
  const text = String(value);
  if (column.kind === "datetime") {
    return text.replace("T", " ");
  }

  return FIGURES.has(column.kind) && column.isGrouped ? grouped(text) : text;
}

function grouped(text) {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  return match ? match[1] + match[2].replace(/\B(?=(\d{3})+$)/g, ",") + (match[3] ?? "") : text;
}

// What people type into a filter, as parameters of the rows API: "> 5", "<= 3", "= abc", "3 .. 9", "abc" (contains).
function partsOf(column, text) {
  if (text === "") {
    return [];
  }

  const range = /^(\S+)\s*\.\.\s*(\S+)$/.exec(text);
  if (range && column.kind !== "text") {
    return [[parameter(column.name, "ge"), plain(range[1])], [parameter(column.name, "le"), plain(range[2])]];
  }

  const compared = /^(>=|<=|!=|<>|>|<|=|≥|≤|≠)\s*(.+)$/.exec(text);
  if (compared) {
    return [[parameter(column.name, OPERATORS[compared[1]]), column.kind === "text" ? compared[2] : plain(compared[2])]];
  }

  return column.kind === "text"
    ? [[parameter(column.name, "like"), `*${text.replace(/[\\*?]/g, "\\$&")}*`]]
    : [[parameter(column.name, "eq"), plain(text)]];
}

const OPERATORS = { ">": "gt", ">=": "ge", "≥": "ge", "<": "lt", "<=": "le", "≤": "le", "=": "eq", "!=": "ne", "<>": "ne", "≠": "ne" };
const SIGNS = { gt: "> ", ge: ">= ", lt: "< ", le: "<= ", eq: "= ", ne: "!= " };

// A number may be typed with thousands marks.
function plain(text) {
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
}

function parameter(name, operator) {
  return `${name}__${operator}`;
}

function operatorOf(name, column) {
  return name.startsWith(`${column}__`) ? name.slice(column.length + 2) : null;
}

// The filter's text when the page was opened with parameters in its address.
function textOf(parts, column) {
  const found = new Map(parts.map(([name, value]) => [operatorOf(name, column) ?? "eq", value]));
  if (found.has("ge") && found.has("le") && found.size === 2) {
    return `${found.get("ge")} .. ${found.get("le")}`;
  }

  const [operator, value] = [...found][0];
  if (operator === "like") {
    return value.replace(/^\*|\*$/g, "").replace(/\\([\\*?])/g, "$1");
  }

  return (SIGNS[operator] ?? "") + value;
}

// In lists of names, a name with a comma, a quote or a leading minus stands in quotes.
function listName(name) {
  return /[",]|^-/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

function missing(reason) {
  const mark = element("span", "missing");
  mark.title = reason;
  const dash = document.createElement("span");
  dash.setAttribute("aria-hidden", "true");
  dash.textContent = "—";
  const said = element("span", "hidden-text");
  said.textContent = reason;
  mark.append(dash, said);
  return mark;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

customElements.define("gx-rows", Rows);
