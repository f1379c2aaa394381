import { changedElsewhere, queries } from "./query.ts";

/**
 * Listens to what Muster says has changed, and lets it be asked again where it is looked at. A connection that breaks
 * comes back by itself; what happened meanwhile is not known, so then everything in sight is asked again.
 */
export function listen(): void {
  const source = new EventSource("/api/events");
  let broken = false;
  source.addEventListener("error", () => (broken = true));
  source.addEventListener("open", () => {
    if (broken) void queries.invalidateQueries();
    broken = false;
  });
  source.addEventListener("changed", ({ data }: MessageEvent<string>) =>
    changedElsewhere((JSON.parse(data) as { nouns: string[] }).nouns),
  );
}
