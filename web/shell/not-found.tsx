import { IconMapOff } from "@tabler/icons-react";
import { Link, type ErrorComponentProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { say, useWords } from "../language.ts";
import { Empty, Failed } from "../ui/states.tsx";
import { useTitle } from "../ui/title.ts";

const words = say({
  en: {
    title: "There is no page at this address",
    text: "It may have been deleted, or the address mistyped.",
    home: "To the activities",
  },
  fr: {
    title: "Il n’y a pas de page à cette adresse",
    text: "Elle a peut-être été supprimée, ou l’adresse est mal écrite.",
    home: "Aller aux activités",
  },
});

export function NotFound(): ReactNode {
  const says = useWords(words);
  useTitle(says.title);
  return (
    <Empty alone icon={<IconMapOff />} title={says.title} action={<Link to="/activities">{says.home}</Link>}>
      {says.text}
    </Empty>
  );
}

/** A page that broke: what it says, and trying again. */
export const PageFailed = ({ error, reset }: ErrorComponentProps): ReactNode => (
  <Failed error={error instanceof Error ? error : new Error(String(error))} again={reset} />
);
