// An iCalendar file on standard input; what node-ical reads of it out, as JSON: of each event what people see.
import { readFileSync } from "node:fs";
import ical from "node-ical";

const two = (number) => String(number).padStart(2, "0");
const when = (time) =>
  time.dateOnly
    ? { date: `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}` }
    : { instant: time.getTime() / 1000 };

const seen = ({ uid, summary, description, location, status, url, geo, categories, start, end }) =>
  ({ uid, summary, description, location, status, url, categories, geo: geo && [geo.lat, geo.lon], start: when(start), end: when(end) });

const found = Object.values(ical.sync.parseICS(readFileSync(0, "utf8")));
console.log(JSON.stringify(found.filter(({ type }) => type === "VEVENT").map(seen)));
