// Where a chart's figures come from: grouped by the rows API, or counted from a table on the page. Either way the answer
// is { points: [{ x, y, series }], total } or { problem }.

const POINTS_MAX = 1000;
const NAMES_MAX = 40;
const SERIES_MAX = 8;

// Name of the figure in the answer: no column of a dataset is called so.
const VALUE = "gx~value";
const NUMBERS = new Set(["integer", "decimal", "number"]);

// A first chart that says something: the sums of a figure over time or, without time or figures, how many rows there are
// of each of a few kinds.
export function choices(columns) {
  const y = columns.find(c => c.isFigure);
  const time = y && columns.find(c => /^(date|year)/.test(c.kind));
  const kinds = columns.filter(c => !c.isFigure).toSorted((a, b) => strangeness(a) - strangeness(b));
  const x = time ?? kinds[0] ?? columns[0];
  return { type: time ? "line" : "bar", x: x.name, y: y?.name ?? "", measure: y ? "sum" : "count", series: "" };
}

// Two to forty kinds make a good axis; one says nothing, and thousands cannot be read.
function strangeness(column) {
  const count = column.distinct ?? NAMES_MAX;
  return count < 2 ? Number.MAX_VALUE : Math.max(count - NAMES_MAX, 0);
}

export async function figuresFromApi(api, version, choice, columns) {
  const named = isKind(columns.find(c => c.name === choice.x));
  const query = choice.measure === "none" ? rowsQuery(choice) : groupQuery(choice, named);
  if (version) {
    query.set("version", version);
  }

  const answer = await ask(`${api}?${query}`);
  if (!answer.items) {
    return { problem: answer.title ?? "" };
  }

  const value = choice.measure === "none" ? choice.y : VALUE;
  const points = answer.items.map(item => point(item[choice.x], item[value], choice.series ? item[choice.series] : undefined));
  return limited({ points, total: Number(answer.total) }, choice);
}

// Texts and codes have no order that says anything: the largest come first.
function isKind(column) {
  return column.kind === "text" || (column.isName && (column.distinct ?? 0) > NAMES_MAX);
}

export function figuresFromTable(table, choice) {
  const names = [...table.tHead.rows[0].cells].map(cell => cell.dataset.name);
  const at = name => names.indexOf(name);
  const rows = [...table.tBodies[0].rows].map(row => [...row.cells].map(textOf));
  const read = rows.map(cells => ({
    x: cells[at(choice.x)],
    series: choice.series ? cells[at(choice.series)] : undefined,
    y: choice.measure === "count" ? 1 : numberOf(cells[at(choice.y)]),
  }));
  const points = choice.measure === "none" ? read : grouped(read, choice.measure);
  return limited({ points, total: points.length }, choice);
}

function rowsQuery(choice) {
  const names = [...new Set([choice.x, choice.y, choice.series].filter(Boolean))];
  return new URLSearchParams({ select: names.map(quoted).join(","), sort: quoted(choice.x), limit: POINTS_MAX });
}

// Names are shown from the largest down; time and numbers in their own order.
function groupQuery(choice, named) {
  const measure = choice.measure === "count" ? `${VALUE}:count` : `${VALUE}:${choice.measure}(${quoted(choice.y)})`;
  const groups = [choice.x, choice.series].filter(Boolean).map(quoted).join(",");
  const onlyLargest = named && !choice.series;
  return new URLSearchParams({
    group: groups,
    agg: measure,
    sort: onlyLargest ? `-${VALUE}` : quoted(choice.x),
    limit: onlyLargest ? NAMES_MAX : POINTS_MAX,
  });
}

function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return await answer.json();
  } catch (broken) {
    if (broken instanceof TypeError || broken instanceof SyntaxError) {
      return {};
    }

    throw broken;
  }
}

function point(x, y, series) {
  return { x: x ?? "—", y: y === null || y === undefined ? null : Number(y), series: series === undefined ? undefined : String(series ?? "—") };
}

// Eight hues can be told apart, not more: the largest series stay. What is left out is the difference to the total.
function limited(figures, choice) {
  if (!choice.series) {
    return figures;
  }

  const sums = new Map();
  for (const { series, y } of figures.points) {
    sums.set(series, (sums.get(series) ?? 0) + Math.abs(y ?? 0));
  }

  const kept = new Set([...sums].sort((a, b) => b[1] - a[1]).slice(0, SERIES_MAX).map(([name]) => name));
  const points = figures.points.filter(p => kept.has(p.series));
  return { points, total: figures.total };
}

function grouped(read, measure) {
  const groups = new Map();
  for (const { x, series, y } of read) {
    const key = JSON.stringify([x, series]);
    const group = groups.get(key) ?? { x, series, values: [] };
    if (y !== null) {
      group.values.push(y);
    }

    groups.set(key, group);
  }

  return [...groups.values()].map(({ x, series, values }) => ({ x, series, y: values.length === 0 ? null : combine(values, measure) }));
}

function combine(values, measure) {
  const sum = values.reduce((a, b) => a + b, 0);
  return { count: values.length, sum, avg: sum / values.length, min: Math.min(...values), max: Math.max(...values) }[measure];
}

function textOf(cell) {
  return cell.querySelector(".missing") ? "—" : cell.textContent.trim();
}

function numberOf(text) {
  const value = Number(text.replaceAll(",", "").replace(/\s*%$/, ""));
  return text === "" || text === "—" || Number.isNaN(value) ? null : value;
}

export function isNumber(column) {
  return NUMBERS.has(column.kind);
}
