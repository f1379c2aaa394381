import { useState, type ReactNode } from "react";
import { call } from "../../client.ts";
import type { Asset, AssetKind } from "../../controls/asset-icon.tsx";
import { say, useWords } from "../../language.ts";
import { ExecutableSwitch, Naming, type Answer } from "./asset-dialogs.tsx";
import { AskCloneDates, type CloneDates } from "./clone-dates.tsx";

export const cloneWords = say({
  en: {
    ask: "Clone …",
    notExecutable: "The clone is a batch campaign: it is run and scheduled, and no flow can call it.",
    clone: (name: string) => `Clone “${name}”`,
    cloneIt: "Clone",
    cloneHelp: {
      campaign: "Same smart list, flow and settings; inactive, without schedule, runs and members.",
      email: "As its draft says. It is not approved.",
      list: "With who is in it; from 1,000 people on it is empty.",
      "smart-list": "With its rules.",
      program:
        "With everything in it. What refers to something in it refers to its clone; campaigns are inactive, lists of 1,000 people or more empty. It has no members, no costs and no expiration.",
    } as Record<Cloneable["kind"], string>,
    copy: (name: string) => `${name} – copy`,
  },
  fr: {
    ask: "Cloner …",
    notExecutable:
      "Le clone est une campagne par lot : elle s’exécute et se planifie, et aucun flux ne peut l’appeler.",
    clone: (name: string) => `Cloner « ${name} »`,
    cloneIt: "Cloner",
    cloneHelp: {
      campaign:
        "Même liste intelligente, mêmes flux et paramètres ; inactive, sans planning, exécutions ni membres.",
      email: "Tel que son brouillon le dit. Il n’est pas approuvé.",
      list: "Avec ses personnes ; à partir de 1 000, elle est vide.",
      "smart-list": "Avec ses règles.",
      program:
        "Avec tout ce qu’il contient. Ce qui y renvoie renvoie au clone ; les campagnes sont inactives, les listes de 1 000 personnes ou plus vides. Il n’a ni membres, ni coûts, ni expiration.",
    },
    copy: (name: string) => `${name} – copie`,
  },
});

/** What can be cloned. */
export type Cloneable = Pick<Asset, "id" | "name"> & {
  readonly kind: Exclude<AssetKind, "folder">;
  readonly mode?: Asset["mode"];
};
export const isCloneable = (asset: Asset): asset is Asset & Cloneable => asset.kind !== "folder";

/** Asks for the name of a clone; of a program’s also when it begins. */
export function CloneDialog({ asset, ...answer }: Answer & { asset: Cloneable }): ReactNode {
  const says = useWords(cloneWords);
  const wasExecutable = asset.mode === "executable";
  const [executable, setExecutable] = useState(wasExecutable);
  const [dates, setDates] = useState<CloneDates>({ begins: "", tokens: true });
  const id = String(asset.id);
  const program = asset.kind === "program";
  const clone: Record<Cloneable["kind"], (name: string) => Promise<{ id: number }>> = {
    program: (name) => call("clone-program", { program: id, name, ...(dates.begins && dates) }),
    campaign: (name) => call("clone-campaign", { campaign: id, name, executable }),
    email: (name) => call("clone-email", { email: id, name }),
    list: (name) => call("clone-list", { list: id, name }),
    "smart-list": (name) => call("clone-smart-list", { smartList: id, name }),
  };
  return (
    <Naming
      {...answer}
      title={says.clone(asset.name)}
      wide={program}
      action={says.cloneIt}
      initial={says.copy(asset.name)}
      make={async (name) => ({
        kind: asset.kind,
        begins: program && dates.begins ? dates.begins : undefined,
        id: (await clone[asset.kind](name)).id,
      })}
    >
      <p className="soft">{says.cloneHelp[asset.kind]}</p>
      {program && (
        <AskCloneDates
          program={asset.id}
          dates={dates}
          onChange={(change) => setDates({ ...dates, ...change })}
        />
      )}
      {wasExecutable && (
        <ExecutableSwitch value={executable} onChange={setExecutable} otherwise={says.notExecutable} />
      )}
    </Naming>
  );
}
