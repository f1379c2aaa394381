import type { Source } from "#domain/source.ts";

/** Who asks: somebody in the pages of Muster; a program through its interface. */
export const BROWSER = "browser";
export const API = "api";

/** Who wrote what somebody asked for, as the log of people says it. */
export const sourceOf = (actor: string): Source => (actor === BROWSER ? "user" : "web service api");
