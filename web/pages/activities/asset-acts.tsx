import { IconArrowsMove, IconCopy, IconCursorText, IconFileSearch, IconTrash } from "@tabler/icons-react";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { call } from "../../client.ts";
import { assetPage, assetWords, kindIcon, type Asset, type AssetKind } from "../../controls/asset.tsx";
import { say, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { confirm } from "../../ui/dialog.tsx";
import type { Act } from "../../ui/menu.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { CreateEmail } from "../emails/create-email.tsx";
import { AssetLinks } from "./asset-links.tsx";
import { type Made, CreateDialog, MoveDialog, RenameAsset } from "./asset-dialogs.tsx";
import { CloneDialog, cloneWords, isCloneable, type Cloneable } from "./clone-dialog.tsx";

const words = say({
  en: {
    rename: "Rename …",
    move: "Move …",
    audit: "Audit trail",
    remove: "Delete …",
    deleteTitle: (name: string) => `Delete “${name}”?`,
    deleteText: "Nothing uses it. It cannot be brought back.",
    deleteProgram:
      "Everything in it is deleted with it, and cannot be brought back. Nothing outside uses any of it.",
    used: (name: string) => `“${name}” is in use`,
    usedText: (inside: boolean): string =>
      inside
        ? "These use something in it. It can be deleted when none of them does any more:"
        : "These use it. It can be deleted when none of them does any more:",
    deleteIt: "Delete",
    deleted: (name: string) => `“${name}” is deleted.`,
    moved: (name: string) => `“${name}” is moved.`,
  },
  fr: {
    rename: "Renommer …",
    move: "Déplacer …",
    audit: "Journal d’audit",
    remove: "Supprimer …",
    deleteTitle: (name: string) => `Supprimer « ${name} » ?`,
    deleteText: "Rien ne s’en sert. C’est définitif.",
    deleteProgram:
      "Tout ce qu’il contient est supprimé avec lui, définitivement. Rien à l’extérieur ne s’en sert.",
    used: (name: string) => `« ${name} » est utilisé`,
    usedText: (inside: boolean): string =>
      inside
        ? "Ceux-ci se servent de ce qu’il contient. La suppression sera possible quand aucun ne s’en servira plus :"
        : "Ceux-ci s’en servent. La suppression sera possible quand aucun ne s’en servira plus :",
    deleteIt: "Supprimer",
    deleted: (name: string) => `« ${name} » est supprimé.`,
    moved: (name: string) => `« ${name} » est déplacé.`,
  },
});

type Asked =
  | { readonly what: "create"; readonly kind: AssetKind; readonly place: number | null }
  | { readonly what: "clone"; readonly asset: Cloneable }
  | { readonly what: "rename" | "move"; readonly asset: Asset };

/** What can be done with things of the tree, and the dialogs that ask for more. */
export function useAssetActs(): {
  actsOf: (asset: Asset) => readonly Act[];
  /** What can be made in a folder or program; null is the top. */
  createActs: (place: number | null) => readonly Act[];
  /** Asks for the name of something new at the top. */
  create: (kind: AssetKind) => void;
  move: (assets: readonly Asset[], to: number | null) => Promise<void>;
  dialogs: ReactNode;
} {
  const says = useWords(words);
  const { ask } = useWords(cloneWords);
  const names = useWords(assetWords);
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [asked, setAsked] = useState<Asked>();
  const close = (): void => setAsked(undefined);
  const open = (made: Made): void => {
    const page = assetPage(made);
    if (made.begins) void navigate({ to: `${page}/schedule`, search: { on: made.begins } });
    else if (page) void navigate({ to: page });
  };

  /** A smart list without rules has nobody to show yet. */
  const begin = (made: Pick<Asset, "kind" | "id">): void =>
    made.kind === "smart-list" ? void navigate({ to: `${assetPage(made)}/rules` }) : open(made);

  const create = (kind: AssetKind, place: number | null = null): void =>
    setAsked({ what: "create", kind, place });
  const createActs = (place: number | null): Act[] =>
    CREATED.map((kind) => ({
      id: `create-${kind}`,
      label: `${names[kind]} …`,
      icon: kindIcon(kind),
      run: () => create(kind, place),
    }));

  const remove = async (asset: Asset): Promise<void> => {
    const { usedBy } = await call("show-users", { kind: asset.kind, asset: String(asset.id) });
    if (usedBy.length > 0) {
      const inside = asset.kind === "program" || asset.kind === "folder";
      const text = (leave: () => void): ReactNode => (
        <AssetLinks
          text={says.usedText(inside)}
          links={usedBy.map(({ kind, id, name }) =>
            kind === "campaign"
              ? { kind, name, to: `/campaigns/${id}` }
              : { kind: "smart-list", name, to: `/smart-lists/${id}` },
          )}
          onLeave={leave}
        />
      );
      await confirm({ title: says.used(asset.name), text });
      return;
    }
    const yes = await confirm({
      title: says.deleteTitle(asset.name),
      text: asset.kind === "program" ? says.deleteProgram : says.deleteText,
      action: says.deleteIt,
      danger: true,
    });
    if (!yes) return;
    await removeAsset(asset);
    changed("tree", asset.kind);
    done(says.deleted(asset.name));
    if (isBelow(path, assetPage(asset))) void navigate({ to: "/activities" });
  };

  const actsOf = (asset: Asset): Act[] => [
    ...(asset.kind === "folder" || asset.kind === "program" ? createActs(asset.id) : []),
    {
      id: "rename",
      label: says.rename,
      icon: <IconCursorText />,
      keys: "F2",
      run: () => setAsked({ what: "rename", asset }),
    },
    ...(isCloneable(asset)
      ? [
          {
            id: "clone",
            label: ask,
            icon: <IconCopy />,
            run: () => setAsked({ what: "clone", asset }),
          },
        ]
      : []),
    { id: "move", label: says.move, icon: <IconArrowsMove />, run: () => setAsked({ what: "move", asset }) },
    {
      id: "audit",
      label: says.audit,
      icon: <IconFileSearch />,
      run: () =>
        void navigate({
          to: "/settings/audit",
          search: { kind: asset.kind.replace("-", " "), of: String(asset.id) },
        }),
    },
    {
      id: "delete",
      label: says.remove,
      icon: <IconTrash />,
      keys: "Delete",
      danger: true,
      run: () => void remove(asset).catch(failed),
    },
  ];

  const move = async (assets: readonly Asset[], to: number | null): Promise<void> => {
    for (const asset of assets) {
      try {
        if (asset.parent === to) continue;
        const warnings = await moveAsset(asset, to);
        changed("tree", asset.kind);
        done([says.moved(asset.name), ...warnings].join(" "));
      } catch (error) {
        failed(error as Error);
      }
    }
  };

  const dialogs = (
    <>
      {asked?.what === "create" &&
        (asked.kind === "email" ? (
          <CreateEmail place={asked.place} onClose={close} />
        ) : (
          <CreateDialog kind={asked.kind} place={asked.place} onClose={close} onMade={begin} />
        ))}
      {asked?.what === "rename" && <RenameAsset asset={asked.asset} onClose={close} onMade={() => {}} />}
      {asked?.what === "clone" && <CloneDialog asset={asked.asset} onClose={close} onMade={open} />}
      {asked?.what === "move" && (
        <MoveDialog asset={asked.asset} onClose={close} move={(to) => move([asked.asset], to)} />
      )}
    </>
  );
  return { actsOf, createActs, create, move, dialogs };
}

const CREATED = ["program", "campaign", "email", "smart-list", "list", "folder"] as const;
const REMOVE: Record<AssetKind, (id: string) => Promise<unknown>> = {
  folder: (folder) => call("delete-folder", { folder }),
  program: (program) => call("delete-program", { program }),
  campaign: (campaign) => call("delete-campaign", { campaign }),
  list: (list) => call("delete-list", { list }),
  "smart-list": (smartList) => call("delete-smart-list", { smartList }),
  email: (email) => call("delete-email", { email }),
};

const removeAsset = ({ kind, id }: Asset): Promise<unknown> => REMOVE[kind](String(id));

const MOVE: Record<AssetKind, (id: string, to: string) => Promise<{ warnings?: string[] }>> = {
  folder: async (folder, to) => ({ ...(await call("move-folder", { folder, to })), warnings: [] }),
  program: async (program, to) => ({ ...(await call("move-program", { program, to })), warnings: [] }),
  campaign: (campaign, to) => call("move-campaign", { campaign, to }),
  list: (list, to) => call("move-list", { list, to }),
  "smart-list": (smartList, to) => call("move-smart-list", { smartList, to }),
  email: (email, to) => call("move-email", { email, to }),
};

/** Moves something; gives what still ties it to where it was, as sentences. */
const moveAsset = async ({ kind, id }: Asset, to: number | null): Promise<readonly string[]> =>
  (await MOVE[kind](String(id), to === null ? "/" : String(to))).warnings ?? [];

const isBelow = (path: string, of: string | undefined): boolean =>
  of !== undefined && (path === of || path.startsWith(`${of}/`));
