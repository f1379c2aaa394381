import { IconCopy } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { assetPage } from "../../controls/asset.tsx";
import { useWords } from "../../language.ts";
import type { Act } from "../../ui/menu.tsx";
import { CloneDialog, cloneWords, type Cloneable } from "./clone-dialog.tsx";

/** What the menu of a thing's own page offers to clone it, and the dialog that asks for the name. */
export function useCloning(
  kind: Cloneable["kind"],
  asset: Pick<Cloneable, "id" | "name"> | undefined,
): { ask: () => void; act: Act; dialog: ReactNode } {
  const says = useWords(cloneWords);
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const ask = (): void => setAsked(true);
  return {
    ask,
    act: { id: "clone", label: says.ask, icon: <IconCopy />, disabled: asset === undefined, run: ask },
    dialog: asked && asset && (
      <CloneDialog
        asset={{ kind, ...asset }}
        onClose={() => setAsked(false)}
        onMade={(made) => void navigate({ to: assetPage(made) ?? "/activities" })}
      />
    ),
  };
}
