import { IconCalendarPlus, IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/states.tsx";
import { useAssetActs } from "../activities/asset-acts.tsx";

const words = say({
  en: {
    title: "Nothing to plan yet",
    text: "The calendar shows day by day what your programs send, run and note. Begin with a program.",
    begin: "Create a program",
  },
  fr: {
    title: "Encore rien à planifier",
    text: "Le calendrier montre jour par jour ce que vos programmes envoient, exécutent et notent. Commencez par un programme.",
    begin: "Créer un programme",
  },
});

/** The calendar where there is nothing at all that could stand on it. */
export function CalendarStart(): ReactNode {
  const says = useWords(words);
  const { create, dialogs } = useAssetActs();
  return (
    <>
      <Empty
        icon={<IconCalendarPlus />}
        title={says.title}
        action={
          <Button kind="primary" icon={<IconPlus />} onPress={() => create("program")}>
            {says.begin}
          </Button>
        }
      >
        {says.text}
      </Empty>
      {dialogs}
    </>
  );
}
