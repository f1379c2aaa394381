import { expect, test } from "vitest";
import { zoneSchema } from "./zone.ts";

const isZone = (name: string): boolean => zoneSchema.safeParse(name).success;

test("a zone is one that all who compute with it know", () => {
  for (const name of ["UTC", "Europe/Paris", "asia/calcutta", "EST5EDT", "Etc/GMT+5", "GMT"])
    expect(isZone(name), name).toBe(true);
  for (const name of ["", "+02:00", "Mars/Olympus", "2026-05-31T09:00[Europe/Paris]", "__proto__"])
    expect(isZone(name), name).toBe(false);
});

test("a name that means one zone to one of them and another, or none, to another is none", () => {
  for (const name of ["IST", "BST", "AET", "PST", "Etc/Unknown", "US/Pacific-New", "SystemV/EST5"])
    expect(isZone(name), name).toBe(false);
});
