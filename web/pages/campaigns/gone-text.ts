import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { wallOf } from "../../wall-clock.ts";

const words = say({
  en: { cancelled: "cancelled", movedTo: (when: string) => `moved to ${when}` },
  fr: { cancelled: "annulée", movedTo: (when: string) => `déplacée au ${when}` },
});

/** What became of a run of a series that was cancelled, or moved alone to an instant; said in the zone of the series. */
export function useGoneText(): (movedTo: string | null, zone: string) => string {
  const says = useWords(words);
  const format = useFormat();
  return (movedTo, zone) =>
    movedTo === null ? says.cancelled : says.movedTo(format.wall(wallOf(Date.parse(movedTo), zone)));
}
