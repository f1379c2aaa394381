import { IconClockPlay } from "@tabler/icons-react";
import { lazy, Suspense, useMemo, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { useNow } from "../../clock.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { useCommands } from "../../ui/commands.ts";
import { clockWords, showClockDialog, useClockDialog } from "./moving.ts";
import "./clock-notice.css";

const words = say({
  en: {
    group: "General",
    ahead: "The clock is ahead:",
    stands: "The clock stands at",
    moving: "The clock is moving:",
  },
  fr: {
    group: "Général",
    ahead: "L’horloge est en avance :",
    stands: "L’horloge est arrêtée :",
    moving: "L’horloge avance :",
  },
});

const ClockDialog = lazy(() => import("./clock-dialog.tsx").then((one) => ({ default: one.ClockDialog })));

/** Says that the clock is not the machine's, and leads to where it is moved, or to why it may not be. */
export function ClockNotice(): ReactNode {
  const says = useWords(words);
  const { move } = useWords(clockWords);
  const format = useFormat();
  const now = useNow();
  const open = useClockDialog();
  const { data } = useAsk("show-clock", {});
  useCommands(
    useMemo(
      () => [
        {
          id: "move-clock",
          label: move,
          group: says.group,
          icon: <IconClockPlay />,
          run: () => showClockDialog(true),
        },
      ],
      [move, says],
    ),
  );
  if (!data) return null;
  const text = data.moving ? says.moving : data.stands ? says.stands : says.ahead;
  return (
    <>
      {data.moved && (
        <Button
          className="clock-notice"
          aria-label={`${text} ${format.dateTime(new Date(now).toISOString())}`}
          onPress={() => showClockDialog(true)}
        >
          <IconClockPlay aria-hidden />
          <span>
            {text} <strong className="number">{format.dateTime(new Date(now).toISOString())}</strong>
          </span>
        </Button>
      )}
      {open && (
        <Suspense>
          <ClockDialog />
        </Suspense>
      )}
    </>
  );
}
