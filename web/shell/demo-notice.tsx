import type { ReactNode } from "react";
import { useFormat } from "../format.ts";
import { say, useWords } from "../language.ts";
import { useAsk } from "../query.ts";
import "./demo-notice.css";

const words = say({
  en: {
    making: (percent: string) =>
      `The demo world is being made: ${percent}. What you change is done when it is there.`,
    made: (people: string) => `A demo world: ${people} made-up people`,
    remove: "Remove it with",
    removing: "The demo world is being removed. To go on with it:",
  },
  fr: {
    making: (percent: string) =>
      `Le monde de démonstration se prépare : ${percent}. Vos changements se feront quand il sera là.`,
    made: (people: string) => `Un monde de démonstration : ${people} personnes fictives`,
    remove: "À supprimer avec",
    removing: "Le monde de démonstration est en cours de suppression. Pour continuer :",
  },
});

/** Says quietly that all this is made up, and how it goes away. */
export function DemoNotice(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data } = useAsk("show-demo", {});
  if (!data || data.state === "none" || data.state === "removed") return null;
  const { state, done, people } = data;
  return (
    <div className="demo-notice" role="note">
      {state === "making" ? (
        <p>{says.making(format.percent(done))}</p>
      ) : (
        <p>
          {state === "made" ? `${says.made(format.number(people))}. ${says.remove} ` : `${says.removing} `}
          <code>npx muster demo remove</code>
        </p>
      )}
    </div>
  );
}
