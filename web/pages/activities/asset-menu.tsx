import { IconDots } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { useAssets, type AssetKind } from "../../controls/asset-icon.tsx";
import { say, useWords } from "../../language.ts";
import { Menu } from "../../ui/menu.tsx";
import { useAssetActs } from "./asset-acts.tsx";

const words = say({ en: { more: "More" }, fr: { more: "Plus" } });

/** What can be done with the thing whose page this is: what its line in the tree offers. */
export function AssetMenu({ kind, id }: { kind: AssetKind; id: number }): ReactNode {
  const says = useWords(words);
  const { actsOf, dialogs } = useAssetActs();
  const asset = useAssets().find((one) => one.kind === kind && one.id === id);
  if (!asset) return null;
  return (
    <>
      <Menu label={says.more} acts={actsOf(asset)}>
        <Button className="button icon" aria-label={says.more}>
          <IconDots />
        </Button>
      </Menu>
      {dialogs}
    </>
  );
}
