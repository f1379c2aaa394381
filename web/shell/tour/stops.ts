import { linkOptions, type NavigateOptions } from "@tanstack/react-router";
import { call } from "../../client.ts";
import { isPhone } from "./use-places.ts";

/** A place the tour stops at: its address, and what on it is pointed at. */
export interface Stop {
  readonly id: "tree" | "smartList" | "flow" | "schedule" | "log" | "mailbox" | "calendar";
  readonly link: NavigateOptions;
  /** A selector. */
  readonly target: string;
}

/** The campaign whose story is told, of `src/demo/world/offer.yaml`; should it be gone, another one. */
export const STORY = "Clicked the anniversary offer";

/** What there is to see in the demo world as it is now. */
interface Sights {
  readonly campaign?: number | undefined;
  /** The program it belongs to. */
  readonly program?: number | undefined;
  /** Somebody who did not enter a campaign, and the line of their log that says so. */
  readonly refused?: { readonly person: number; readonly line: string } | undefined;
  /** When the last batch ran. */
  readonly month?: string | undefined;
}

/** The stops there are. What somebody has taken away is left out. @throws Problem */
export async function findStops(): Promise<readonly Stop[]> {
  return stopsOf(await findSights());
}

async function findSights(): Promise<Sights> {
  const { campaigns } = await call("list-campaigns", { limit: 500 });
  const triggered = campaigns.filter(({ mode }) => mode === "trigger");
  const told = triggered.find(({ name }) => name === STORY) ?? triggered[0];
  const { runs } = await call("list-runs", { limit: 200 });
  const batch = runs.find(({ kind }) => kind === "batch");
  return {
    campaign: told?.id,
    program: told?.program?.id,
    refused: await findRefused([...(told ? [told] : []), ...triggered].map(({ id }) => String(id))),
    month: batch?.scheduledFor.slice(0, "2027-05".length),
  };
}

async function findRefused(campaigns: readonly string[]): Promise<Sights["refused"]> {
  for (const campaign of new Set(campaigns)) {
    const { lines } = await call("show-campaign-log", { campaign, types: "did-not-enter", limit: 1 });
    const [line] = lines;
    if (line) return { person: line.person, line: line.id };
  }
  return undefined;
}

function stopsOf({ campaign, program, refused, month }: Sights): readonly Stop[] {
  const params = { campaign: String(campaign) };
  return [
    {
      id: "tree",
      // Where there is room beside it, the tree is open at what stands there.
      link:
        program === undefined || isPhone()
          ? linkOptions({ to: "/activities" })
          : linkOptions({ to: "/programs/$program", params: { program: String(program) } }),
      target: ".activities",
    },
    ...(campaign === undefined
      ? []
      : ([
          {
            id: "smartList",
            link: linkOptions({ to: "/campaigns/$campaign/smart-list", params }),
            target: ".rules-canvas",
          },
          {
            id: "flow",
            link: linkOptions({ to: "/campaigns/$campaign/flow", params }),
            target: ".flow-main",
          },
          {
            id: "schedule",
            link: linkOptions({ to: "/campaigns/$campaign/schedule", params }),
            target: ".sheet",
          },
        ] as const)),
    ...(refused
      ? ([
          {
            id: "log",
            link: linkOptions({
              to: "/people/$person/log",
              params: { person: String(refused.person) },
              search: { line: refused.line },
            }),
            target: ".aside .why",
          },
        ] as const)
      : []),
    { id: "mailbox", link: linkOptions({ to: "/mails" }), target: ".page-body" },
    {
      id: "calendar",
      link: linkOptions({ to: "/calendar", search: month ? { on: month } : {} }),
      target: ".calendar",
    },
  ];
}
