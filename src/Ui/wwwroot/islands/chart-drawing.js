// Turns figures into what ECharts draws. Colours come from the tokens; dashes, marks and patterns repeat what colour says.

import { isNumber } from "./chart-figures.js";

const HUES = 8;
const DASHES = ["solid", "dashed", "dotted", [8, 3, 2, 3], [12, 4], [2, 4], [6, 2], [10, 3, 3, 3]];
const MARKS = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond"];

export function drawing(figures, choice, columns, about) {
  const tokens = readTokens();
  const x = columns.find(c => c.name === choice.x);
  const byValue = choice.type === "scatter" && isNumber(x);
  const names = choice.series ? [...new Set(figures.points.map(p => p.series))] : [undefined];
  const categories = byValue ? [] : [...new Set(figures.points.map(p => String(p.x)))];
  const many = names.length > 1;
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    textStyle: { fontFamily: tokens.face, fontSize: tokens.size },
    color: tokens.hues,
    aria: { enabled: true, label: { enabled: false }, decal: { show: many && choice.type === "bar" } },
    title: {
      text: about.title,
      subtext: about.note,
      left: 0,
      textStyle: { color: tokens.ink, fontSize: tokens.size * 1.15, fontWeight: 600 },
      subtextStyle: { color: tokens.muted, fontSize: tokens.size },
    },
    legend: many ? { top: tokens.size * 4, left: 0, type: "scroll", textStyle: { color: tokens.ink } } : undefined,
    grid: { left: 4, right: 24, top: tokens.size * (many ? 7.5 : 5.5), bottom: 8, containLabel: true },
    // Text on the canvas: the policy of the site lets no style attributes in.
    tooltip: { trigger: choice.type === "scatter" ? "item" : "axis", renderMode: "richText", confine: true },
    xAxis: {
      type: byValue ? "value" : "category",
      data: byValue ? undefined : categories,
      name: byValue ? x.title : undefined,
      nameLocation: "middle",
      scale: true,
      axisLabel: { color: tokens.muted, hideOverlap: true, width: 120, overflow: "truncate", rotate: !byValue && categories.length > 12 && x.kind === "text" ? 40 : 0 },
      axisLine: { lineStyle: { color: tokens.edge } },
      axisTick: { alignWithLabel: true },
      splitLine: { show: false },
    },
    yAxis: {
      type: "value",
      scale: choice.type !== "bar",
      axisLabel: { color: tokens.muted },
      splitLine: { lineStyle: { color: tokens.line } },
    },
    series: names.map((name, i) => seriesOf(name, i, figures, choice, categories, byValue)),
  };
}

function seriesOf(name, i, figures, choice, categories, byValue) {
  const points = figures.points.filter(p => p.series === name);
  const plain = byValue || choice.type === "scatter" || choice.measure === "none";
  const byCategory = plain ? null : new Map(points.map(p => [String(p.x), p.y]));
  return {
    type: choice.type,
    name: name ?? undefined,
    data: plain ? points.map(p => [byValue ? Number(p.x) : String(p.x), p.y]) : categories.map(c => byCategory.get(c) ?? null),
    symbol: MARKS[i % MARKS.length],
    symbolSize: choice.type === "scatter" ? 8 : 6,
    showSymbol: points.length <= 80,
    lineStyle: { width: 2, type: DASHES[i % DASHES.length] },
    barMaxWidth: 48,
    connectNulls: false,
  };
}

function readTokens() {
  const style = getComputedStyle(document.documentElement);
  const token = name => style.getPropertyValue(name).trim();
  return {
    hues: Array.from({ length: HUES }, (_, i) => token(`--chart-${i + 1}`)),
    ink: token("--ink"),
    muted: token("--muted"),
    edge: token("--edge"),
    line: token("--line"),
    face: token("--face"),
    size: Number.parseFloat(style.fontSize) * 0.8125,
  };
}
