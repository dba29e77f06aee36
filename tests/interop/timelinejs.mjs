// Texts for TimelineJS on standard input, as a list in JSON; what its own TimelineConfig takes of each out.
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { JSDOM } from "jsdom";

// Its sources are modules for a bundler: their imports have no suffixes, and no package.json calls them modules.
const hooks = `
export const resolve = (name, context, next) =>
  name.startsWith(".") && !/\\.m?js$/.test(name) ? next(name + ".js", context) : next(name, context);
export const load = (url, context, next) =>
  next(url, url.includes("/timelinejs/src/") ? { ...context, format: "module" } : context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
const { window } = new JSDOM("");
const { document, DOMParser, getComputedStyle, location } = window;
Object.assign(globalThis, { window, document, DOMParser, getComputedStyle, location });
console.log = () => {}; // it tells of slides without a date
const { TimelineConfig } = await import("@knight-lab/timelinejs/src/js/core/TimelineConfig.js");

// What a text of HTML shows, and the elements that are in it.
const shown = (html = "") => {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return { text: body.textContent, elements: [...body.querySelectorAll("*")].map(({ tagName }) => tagName) };
};
const parts = ({ data: { year, month, day, hour, minute } } = { data: {} }) => ({ year, month, day, hour, minute });
const slide = ({ unique_id, start_date, end_date, display_date, group, text, location }) =>
  ({ unique_id, start: parts(start_date), end: parts(end_date), display_date: shown(display_date), group: shown(group),
    headline: shown(text.headline), text: shown(text.text), location });
const era = ({ start_date, end_date, headline }) => ({ start: parts(start_date), end: parts(end_date), headline: shown(headline) });

const read = (text) => {
  const config = new TimelineConfig(JSON.parse(text));
  config.validate();
  const { title, events, eras } = config;
  return { errors: config.getErrors(), title: slide(title), events: events.map(slide), eras: eras.map(era) };
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(read)));
