// Texts of Markwhen on standard input, as a list in JSON; what its own parser reads of each out.
import { readFileSync } from "node:fs";
import { parse } from "@markwhen/parser";

const seen = (node) =>
  node.children
    ? { title: node.title, children: node.children.map(seen) }
    : { title: node.firstLine.restTrimmed, id: node.id, tags: node.tags, isChecked: node.completed ?? null,
        start: node.dateRangeIso.fromDateTimeIso, end: node.dateRangeIso.toDateTimeIso,
        lines: node.supplemental.map(({ raw }) => raw).filter(Boolean) };

const read = (text) => {
  const { header, parseMessages, events } = parse(text);
  return { ...seen(events), title: header.title, messages: parseMessages };
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(read)));
