import { getRouteApi, Link, Outlet, useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAssets, type Asset } from "../../controls/asset-icon.tsx";
import { assetWords, useWayTo } from "../../controls/asset.tsx";
import { programTypeWords } from "../../controls/program-words.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Badge } from "../../ui/badge.tsx";
import { Page, Sheet } from "../../ui/page.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { keepPlaceView, type PlaceView } from "../calendar/place-view.ts";
import { AssetMenu } from "./asset-menu.tsx";
import { PlaceContents } from "./place-contents.tsx";
import { MyTokens } from "./my-tokens.tsx";

const words = say({
  en: {
    contents: "Overview",
    members: "Members",
    setup: "Setup",
    view: "View",
    views: { summary: "Summary", schedule: "Schedule" },
    tokens: "My Tokens",
    expires: (day: string) => `Expires ${day}`,
    expired: (day: string) => `Expired ${day}`,
    gone: "There is no such folder or program any more.",
  },
  fr: {
    contents: "Vue d’ensemble",
    members: "Membres",
    setup: "Configuration",
    view: "Vue",
    views: { summary: "Résumé", schedule: "Planning" },
    tokens: "Mes jetons",
    expires: (day: string) => `Expire le ${day}`,
    expired: (day: string) => `Expiré le ${day}`,
    gone: "Ce dossier ou programme n’existe plus.",
  },
});

const programRoute = getRouteApi("/tree/programs/$program");
const folderRoute = getRouteApi("/tree/folders/$folder");

/** A program: what is in it, and its My Tokens. */
export const ProgramPage = (): ReactNode => (
  <PlacePage kind="program" id={Number(programRoute.useParams().program)} />
);

/** A folder: the same, for what does not belong together. */
export const FolderPage = (): ReactNode => (
  <PlacePage kind="folder" id={Number(folderRoute.useParams().folder)} />
);

function PlacePage({ kind, id }: { kind: "program" | "folder"; id: number }): ReactNode {
  const says = useWords(words);
  const kinds = useWords(assetWords);
  const types = useWords(programTypeWords);
  const { data, error, refetch } = useAsk("show-tree", {});
  const place = data?.nodes.find((one) => one.kind === kind && one.id === id);
  const { data: program } = useAsk("show-program", { program: String(id) }, { enabled: kind === "program" });
  const format = useFormat();
  const location = useRouterState({ select: (state) => state.location });
  useCrumbs(...useWayTo(kind, id), place?.name ?? kinds[kind]);
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (data && !place) return <Failed error={new Error(says.gone)} />;
  const page: string = `/${kind}s/${id}`;
  const { pathname: path } = location;
  const tokens: string = `${page}/tokens`;
  return (
    <Page
      title={place?.name ?? kinds[kind]}
      beside={
        <>
          <Badge>{kinds[kind]}</Badge>
          {program && program.type !== "default" && <Badge>{types[program.type]}</Badge>}
          {program?.expiration && (
            <Badge tone={program.expiration.expired ? "warn" : "info"}>
              {program.expiration.expired
                ? says.expired(format.date(program.expiration.at))
                : says.expires(format.date(program.expiration.at))}
            </Badge>
          )}
        </>
      }
      actions={
        <>
          {kind === "program" && (path === page || path === `${page}/schedule`) && <ViewSwitch id={id} />}
          <AssetMenu kind={kind} id={id} />
        </>
      }
      below={path === page && program?.description}
      tabs={
        <>
          <Link
            to={page}
            activeOptions={{ exact: true }}
            aria-current={path === `${page}/schedule` ? "page" : undefined}
          >
            {says.contents}
          </Link>
          {kind === "program" && (
            <>
              <Link to="/programs/$program/members" params={{ program: String(id) }} {...TAB}>
                {says.members}
              </Link>
              <Link to="/programs/$program/setup" params={{ program: String(id) }}>
                {says.setup}
              </Link>
            </>
          )}
          <Link to={tokens}>{says.tokens}</Link>
        </>
      }
    >
      {place ? (
        <Outlet />
      ) : (
        <Sheet>
          <Skeleton lines={6} />
        </Sheet>
      )}
    </Page>
  );
}

/** What is searched for on a tab does not stand in the way to it. */
const TAB = { activeOptions: { includeSearch: false } } as const;

/** What is in a program, or when. What is chosen holds for all programs (AC-156). */
function ViewSwitch({ id }: { id: number }): ReactNode {
  const says = useWords(words);
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shown = path.endsWith("/schedule") ? "schedule" : "summary";
  const choose = (view: PlaceView): void => {
    keepPlaceView(view);
    const params = { program: String(id) };
    void navigate(
      view === "schedule"
        ? { to: "/programs/$program/schedule", params, search: {} }
        : { to: "/programs/$program", params },
    );
  };
  return (
    <Segments<PlaceView>
      label={says.view}
      value={shown}
      options={(["summary", "schedule"] as const).map((view) => ({ id: view, label: says.views[view] }))}
      onChange={choose}
    />
  );
}

/** The folder or program that is open. */
function usePlace(): Asset | undefined {
  const { program, folder } = useParams({ strict: false });
  const id = Number(program ?? folder);
  return useAssets().find((one) => (one.kind === "program" || one.kind === "folder") && one.id === id);
}

export function PlaceOverview(): ReactNode {
  const place = usePlace();
  return place && <PlaceContents key={place.id} place={place} />;
}

export function PlaceTokens(): ReactNode {
  const place = usePlace();
  return place && <MyTokens key={place.id} folder={place.id} />;
}
