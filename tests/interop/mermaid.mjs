// Diagrams of Mermaid on standard input, as a list in JSON; what its own parser reads of each out.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import("mermaid");

// As it does when it has drawn a diagram: the parser hides character references from its grammar.
const decode = (text) => {
  const markup = text.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");
  return new window.DOMParser().parseFromString(markup, "text/html").documentElement.textContent.trim();
};

const read = async (text) => {
  await mermaid.parse(text);
  const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const tasks = db.getTasks().map(({ section, task, events }) => ({ section: decode(section), task: decode(task), events: events.map(decode) }));
  return { type, title: decode(db.getCommonDb().getDiagramTitle()), sections: db.getSections().map(decode), tasks };
};
const found = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) found.push(await read(text));
process.stdout.write(JSON.stringify(found));
