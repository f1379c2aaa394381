import { IconRoute } from "@tabler/icons-react";
import { lazy, Suspense, useMemo, type ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { useCommands } from "../../ui/commands.ts";
import { endTour, startTour, tourWords, useTouring } from "./touring.ts";
import "./tour.css";

const words = say({
  en: {
    general: "General",
    title: "Have a look around",
    text: "The demo world is there. A few stops show how Muster works; you can leave at any time.",
    no: "No, thanks",
  },
  fr: {
    general: "Général",
    title: "Un tour d’horizon ?",
    text: "Le monde de démonstration est là. Quelques étapes montrent comment Muster fonctionne ; vous pouvez partir à tout moment.",
    no: "Non, merci",
  },
});

/** Read when somebody takes it. */
const Going = lazy(() => import("./going.tsx").then((one) => ({ default: one.Going })));

/** The tour through the demo world: offered once to each browser, and to be had at any time; only where there is one. */
export function Tour(): ReactNode {
  const { data } = useAsk("show-demo", {});
  return data?.state === "made" ? <There /> : null;
}

function There(): ReactNode {
  const says = useWords(words);
  const take = useWords(tourWords).take;
  const touring = useTouring();
  useCommands(
    useMemo(
      () => [
        { id: "tour", label: take, group: says.general, icon: <IconRoute />, keys: "g t", run: startTour },
      ],
      [take, says],
    ),
  );
  return (
    <>
      <div className="tour-live" aria-live="polite">
        {touring === "offered" && (
          <section
            className="tour-offer"
            aria-label={says.title}
            onKeyDown={({ key }) => key === "Escape" && endTour()}
          >
            <h2>{says.title}</h2>
            <p>{says.text}</p>
            <div className="tour-acts">
              <Button kind="quiet" onPress={endTour}>
                {says.no}
              </Button>
              <Button kind="primary" onPress={startTour}>
                {take}
              </Button>
            </div>
          </section>
        )}
      </div>
      {touring === "going" && (
        <Suspense>
          <Going />
        </Suspense>
      )}
    </>
  );
}
