import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { Page } from "../../ui/page.tsx";
import { Calendar } from "./calendar.tsx";

const words = say({ en: { title: "Calendar" }, fr: { title: "Calendrier" } });

/** One calendar over all programs. */
export function CalendarPage(): ReactNode {
  return (
    <Page title={useWords(words).title}>
      <Calendar />
    </Page>
  );
}
