// An iCalendar file on standard input; what ical.js reads of it out, as JSON: of each event what people see.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));

const when = (time) =>
  time.isDate ? { date: time.toString() } : { instant: time.toUnixTime(), wall: time.toString().slice(0, 19), zone: time.zone.tzid };

const seen = (component) => {
  const event = new ICAL.Event(component);
  const { uid, summary, description, location } = event;
  const [status, url, geo] = ["status", "url", "geo"].map((name) => component.getFirstPropertyValue(name));
  const categories = component.getFirstProperty("categories").getValues();
  return { uid, summary, description, location, status, url, geo, categories, start: when(event.startDate), end: when(event.endDate) };
};

console.log(JSON.stringify(calendar.getAllSubcomponents("vevent").map(seen)));
