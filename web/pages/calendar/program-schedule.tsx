import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAssets } from "../../controls/asset-icon.tsx";
import { Calendar } from "./calendar.tsx";

const route = getRouteApi("/tree/programs/$program");

/** What a program does when. */
export function ProgramSchedule(): ReactNode {
  const id = Number(route.useParams().program);
  const program = useAssets().find((one) => one.kind === "program" && one.id === id);
  return program && <Calendar key={id} program={{ id, name: program.name }} />;
}
