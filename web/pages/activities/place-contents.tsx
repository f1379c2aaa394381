import { IconPlus, IconSitemap } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button as Pressable } from "react-aria-components/Button";
import { assetIcon, useAssets, type Asset } from "../../controls/asset-icon.tsx";
import { assetKey, assetPage, assetWords } from "../../controls/asset.tsx";
import { StatusBadge, type Status } from "../../controls/campaign-badge.tsx";
import { say, useWords } from "../../language.ts";
import { Menu } from "../../ui/menu.tsx";
import { Section, Sheet } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { ProgramOverview } from "../programs/overview.tsx";
import { useAssetActs } from "./asset-acts.tsx";
import "../campaigns/campaign.css";

const words = say({
  en: {
    contents: "Contents",
    add: "Create",
    none: "Nothing here yet",
    noneText: "Create its campaigns, e-mails and lists here, or drag them into it in the tree.",
  },
  fr: {
    contents: "Contenu",
    add: "Créer",
    none: "Encore rien ici",
    noneText: "Créez ici ses campagnes, e-mails et listes, ou faites-les glisser dedans dans l’arborescence.",
  },
});

/** What stands in a folder or program, and what it is for. */
export function PlaceContents({ place }: { place: Asset }): ReactNode {
  const says = useWords(words);
  const kinds = useWords(assetWords);
  const inside = useAssets().filter((one) => one.parent === place.id);
  const { createActs, dialogs } = useAssetActs();
  return (
    <Sheet>
      {place.kind === "program" && <ProgramOverview program={place.id} />}
      <Section
        title={says.contents}
        note={
          <Menu label={says.add} acts={createActs(place.id)}>
            <Pressable className="button">
              <IconPlus aria-hidden />
              <span>{says.add}</span>
            </Pressable>
          </Menu>
        }
      >
        {inside.length === 0 ? (
          <Empty icon={<IconSitemap />} title={says.none}>
            {says.noneText}
          </Empty>
        ) : (
          <ul className="lines">
            {inside.map((one) => (
              <li key={assetKey(one)}>
                {assetIcon(one)}
                <AssetLink asset={one} />
                <span className="faint">{kinds[one.kind]}</span>
                {one.kind === "campaign" && one.status && (
                  <span className="rest">
                    <StatusBadge status={one.status as Status} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
        {dialogs}
      </Section>
    </Sheet>
  );
}

/** Its name, as a link where it has a page. */
function AssetLink({ asset }: { asset: Asset }): ReactNode {
  const page = assetPage(asset);
  return page ? <Link to={page}>{asset.name}</Link> : <span>{asset.name}</span>;
}
