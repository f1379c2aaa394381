import type { ReactNode } from "react";
import { call, type Output } from "../../client.ts";
import type { Asset, AssetKind } from "../../controls/asset-icon.tsx";
import { language, say } from "../../language.ts";
import { changed } from "../../query.ts";
import { confirm } from "../../ui/dialog.tsx";
import { done } from "../../ui/toast.tsx";
import { AssetLinks } from "./asset-links.tsx";

type Found = Output<"show-users">;
type Counted = keyof Found["contents"] | keyof Found["planned"];

const words = say({
  en: {
    title: (name: string) => `Delete “${name}”?`,
    alone: "Nothing uses it. It cannot be brought back.",
    empty: "Nothing is in it, and nothing uses it. It cannot be brought back.",
    contents: (list: string) =>
      `Nothing outside uses any of it. With it goes, and cannot be brought back: ${list}.`,
    planned: (list: string) => `What is planned will not run: ${list}.`,
    counted: {
      folders: (count: number) => (count === 1 ? "1 folder" : `${count} folders`),
      campaigns: (count: number) => (count === 1 ? "1 campaign" : `${count} campaigns`),
      emails: (count: number) => (count === 1 ? "1 e-mail" : `${count} e-mails`),
      smartLists: (count: number) => (count === 1 ? "1 smart list" : `${count} smart lists`),
      lists: (count: number) => (count === 1 ? "1 list" : `${count} lists`),
      notes: (count: number) => (count === 1 ? "1 note" : `${count} notes`),
      members: (count: number) => (count === 1 ? "1 membership" : `${count} memberships`),
      runs: (count: number) => (count === 1 ? "1 planned run" : `${count} planned runs`),
      series: (count: number) => `${count} series`,
    },
    used: (name: string) => `“${name}” is in use`,
    usedText: "These use it. It can be deleted when none of them does any more:",
    usedInside: "These use something in it. It can be deleted when none of them does any more:",
    going: (name: string) => `“${name}” is at work`,
    goingText:
      "These are active, have a run going on, or people inside. Deactivate or abort them first, or wait until they are done:",
    remove: "Delete",
    removePlanned: (count: number) => `Stop what is planned (${count}) and delete`,
    removed: (name: string) => `“${name}” is deleted.`,
  },
  fr: {
    title: (name) => `Supprimer « ${name} » ?`,
    alone: "Rien ne s’en sert. C’est définitif.",
    empty: "Rien ne s’y trouve et rien ne s’en sert. C’est définitif.",
    contents: (list) => `Rien à l’extérieur ne s’en sert. Disparaissent avec lui, définitivement : ${list}.`,
    planned: (list) => `Ce qui est planifié ne sera pas exécuté : ${list}.`,
    counted: {
      folders: (count) => (count === 1 ? "1 dossier" : `${count} dossiers`),
      campaigns: (count) => (count === 1 ? "1 campagne" : `${count} campagnes`),
      emails: (count) => (count === 1 ? "1 e-mail" : `${count} e-mails`),
      smartLists: (count) => (count === 1 ? "1 liste intelligente" : `${count} listes intelligentes`),
      lists: (count) => (count === 1 ? "1 liste" : `${count} listes`),
      notes: (count) => (count === 1 ? "1 note" : `${count} notes`),
      members: (count) => (count === 1 ? "1 adhésion" : `${count} adhésions`),
      runs: (count) => (count === 1 ? "1 exécution planifiée" : `${count} exécutions planifiées`),
      series: (count) => (count === 1 ? "1 série" : `${count} séries`),
    },
    used: (name) => `« ${name} » est utilisé`,
    usedText: "Ceux-ci s’en servent. La suppression sera possible quand aucun ne s’en servira plus :",
    usedInside:
      "Ceux-ci se servent de ce qu’il contient. La suppression sera possible quand aucun ne s’en servira plus :",
    going: (name) => `« ${name} » est à l’œuvre`,
    goingText:
      "Celles-ci sont actives, ont une exécution en cours ou des personnes à l’intérieur. Désactivez-les ou abandonnez-les d’abord, ou attendez qu’elles aient fini :",
    remove: "Supprimer",
    removePlanned: (count) => `Arrêter ce qui est planifié (${count}) et supprimer`,
    removed: (name) => `« ${name} » est supprimé.`,
  },
});

/** Deletes something of the tree once somebody has read what goes with it; `leave` its pages before: they would ask for what is gone. */
export async function removeAsset(asset: Asset, leave: () => Promise<void>): Promise<void> {
  const says = words[language()];
  const found = await call("show-users", { kind: asset.kind, asset: String(asset.id) });
  const planned = sumOf(found.planned);
  if (!(await (refusal(asset, found) ?? confirmed(asset, found)))) return;
  await leave();
  await REMOVE[asset.kind](String(asset.id), planned > 0);
  changed("tree", asset.kind, ...(planned > 0 ? (["run", "schedule", "calendar"] as const) : []));
  done(says.removed(asset.name));
}

/** Says why something cannot be deleted, and leads to what is in the way; nothing when it can. */
function refusal({ kind, name }: Asset, { usedBy, going }: Found): Promise<boolean> | undefined {
  const says = words[language()];
  const why = (title: string, text: string, users: Found["usedBy"]): Promise<boolean> =>
    confirm({
      title,
      text: (leave) => <AssetLinks text={text} links={users.map(linkTo)} onLeave={leave} />,
    });
  if (usedBy.length > 0) return why(says.used(name), isPlace(kind) ? says.usedInside : says.usedText, usedBy);
  return going.length > 0 ? why(says.going(name), says.goingText, going) : undefined;
}

/** Asks; where more goes than the thing itself, the number of what goes has to be typed. */
function confirmed(asset: Asset, { contents, planned }: Found): Promise<boolean> {
  const says = words[language()];
  const inside = sumOf(contents);
  const stopped = sumOf(planned);
  const what = inside > 0 ? says.contents(listed(contents)) : isPlace(asset.kind) ? says.empty : says.alone;
  const text: ReactNode = (
    <>
      <p>{what}</p>
      {stopped > 0 && <p>{says.planned(listed(planned))}</p>}
    </>
  );
  return confirm({
    title: says.title(asset.name),
    text,
    action: stopped > 0 ? says.removePlanned(stopped) : says.remove,
    danger: true,
    ...(inside > 0 ? { number: inside } : {}),
  });
}

const isPlace = (kind: AssetKind): boolean => kind === "program" || kind === "folder";

const linkTo = ({ kind, id, name }: Found["usedBy"][number]) =>
  kind === "campaign"
    ? ({ kind, id, name, to: `/campaigns/${id}` } as const)
    : ({ kind: "smart-list", id, name, to: `/smart-lists/${id}` } as const);

const sumOf = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** “3 campaigns, 1 list”: of what there is some. */
const listed = (counts: Partial<Record<Counted, number>>): string =>
  (Object.entries(counts) as [Counted, number][])
    .flatMap(([what, count]) => (count > 0 ? [words[language()].counted[what](count)] : []))
    .join(", ");

const REMOVE: Record<AssetKind, (id: string, cancelPlanned: boolean) => Promise<unknown>> = {
  folder: (folder) => call("delete-folder", { folder }),
  program: (program, cancelPlanned) => call("delete-program", { program, cancelPlanned }),
  campaign: (campaign, cancelPlanned) => call("delete-campaign", { campaign, cancelPlanned }),
  list: (list) => call("delete-list", { list }),
  "smart-list": (smartList) => call("delete-smart-list", { smartList }),
  email: (email) => call("delete-email", { email }),
};
