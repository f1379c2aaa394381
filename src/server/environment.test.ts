import { expect, test } from "vitest";
import { environment } from "./environment.ts";

test.each([
  ...["0.0.0.0", "::", "192.0.2.1", "muster.example"].map((host) => ["MUSTER_HOST", host]),
  ...["http", "70000", "-1"].map((port) => ["PORT", port]),
  ...["perhaps", "0", "20001"].map((demo) => ["MUSTER_DEMO", demo]),
])("%s=%s is refused by name", (name, value) => {
  expect(() => environment({ [name]: value })).toThrow(`${name} is “${value}”`);
});
