import { call, type Input } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { confirm } from "../../ui/dialog.tsx";
import { done } from "../../ui/toast.tsx";

const words = say({
  en: {
    release: "Release …",
    releaseTitle: (count: string) =>
      count === "1" ? "Let 1 held event through?" : `Let ${count} held events through?`,
    releaseText:
      "Each person enters now, if the qualification rule allows. The loop that held them may begin again.",
    releaseIt: "Release",
    released: (count: string) => (count === "1" ? "1 person entered." : `${count} people entered.`),
    drop: "Drop …",
    dropTitle: (count: string) => (count === "1" ? "Forget 1 held event?" : `Forget ${count} held events?`),
    dropText: "They start nothing any more. What happened stays in the log.",
    dropIt: "Drop",
    dropped: (count: string) =>
      count === "1" ? "1 held event is forgotten." : `${count} held events are forgotten.`,
  },
  fr: {
    release: "Laisser passer …",
    releaseTitle: (count: string) =>
      count === "1" ? "Laisser passer 1 événement retenu ?" : `Laisser passer ${count} événements retenus ?`,
    releaseText:
      "Chaque personne entre maintenant, si la règle de qualification le permet. La boucle qui les a retenus peut recommencer.",
    releaseIt: "Laisser passer",
    released: (count: string) =>
      count === "1" ? "1 personne est entrée." : `${count} personnes sont entrées.`,
    drop: "Oublier …",
    dropTitle: (count: string) =>
      count === "1" ? "Oublier 1 événement retenu ?" : `Oublier ${count} événements retenus ?`,
    dropText: "Ils ne déclenchent plus rien. Ce qui s’est passé reste dans le journal.",
    dropIt: "Oublier",
    dropped: (count: string) =>
      count === "1" ? "1 événement retenu est oublié." : `${count} événements retenus sont oubliés.`,
  },
});

type Which = Input<"drop-held-events">;

/** Letting held events through, or forgetting them, each asked first. */
export function useHeldActs(): {
  readonly release: (which: Which, count: number) => Promise<void>;
  readonly drop: (which: Which, count: number) => Promise<void>;
  readonly releaseLabel: string;
  readonly dropLabel: string;
} {
  const says = useWords(words);
  const format = useFormat();
  const afterwards = (told: string): void => {
    changed("queue", "held-event", "campaign", "person");
    done(told);
  };
  return {
    releaseLabel: says.release,
    dropLabel: says.drop,
    release: async (which, count) => {
      const title = says.releaseTitle(format.number(count));
      if (!(await confirm({ title, text: says.releaseText, action: says.releaseIt }))) return;
      afterwards(says.released(format.number((await call("release-held-events", which)).entered)));
    },
    drop: async (which, count) => {
      const title = says.dropTitle(format.number(count));
      if (!(await confirm({ title, text: says.dropText, action: says.dropIt, danger: true }))) return;
      afterwards(says.dropped(format.number((await call("drop-held-events", which)).dropped)));
    },
  };
}
