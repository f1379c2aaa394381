import { useNavigate } from "@tanstack/react-router";
import { call } from "../../client.ts";
import { useClock } from "../../clock.ts";
import { say, useWords } from "../../language.ts";
import { mind } from "../../ui/toast.tsx";
import { useSteady } from "../../ui/use-steady.ts";
import { instantOf, wallOf } from "../../wall-clock.ts";
import { addDays } from "./days.ts";
import { isTooMuch, useOver } from "./forecast.tsx";

const words = say({ en: { see: "See the forecast" }, fr: { see: "Voir la prévision" } });

interface Planned {
  readonly campaign: number;
  readonly at: string;
}

/**
 * Says when people would get too many mails on the day of a run that was just planned or moved and sends some itself. Nothing waits
 * for it: counting takes its time where there are many people, and who wants to know more looks at the forecast.
 */
export function useMailWarning(): (run: Planned) => void {
  const says = useWords(words);
  const over = useOver();
  const { zone } = useClock();
  const navigate = useNavigate();
  const warn = async ({ campaign, at }: Planned): Promise<void> => {
    const on = wallOf(Date.parse(at), zone).slice(0, "2027-05-31".length);
    const span = { from: instantOf(`${on}T00:00`, zone), until: instantOf(`${addDays(on, 1)}T00:00`, zone) };
    const { entries } = await call("show-calendar", span);
    const sends = entries.some(
      (one) => one.campaign?.id === campaign && one.type === "smart campaign with email",
    );
    if (!sends) return;
    const { days, limits } = await call("forecast", { ...span, tentative: "false" });
    const [day] = days;
    if (!day || !isTooMuch(day)) return;
    mind(`${over(day, limits)}.`, {
      label: says.see,
      run: () => void navigate({ to: "/calendar", search: { on, forecast: "confirmed" } }),
    });
  };
  return useSteady({ warn: (run: Planned) => void warn(run).catch(() => {}) }).warn;
}
