import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAssetIcon, type AssetKind } from "../../controls/asset-icon.tsx";
import "./asset-links.css";

/** A sentence about some assets, with the way to each. */
export function AssetLinks({
  text,
  links,
  onLeave,
}: {
  text: string;
  links: readonly {
    readonly kind: AssetKind;
    readonly id: number;
    readonly name: string;
    readonly to: string;
  }[];
  onLeave: () => void;
}): ReactNode {
  const iconOf = useAssetIcon();
  return (
    <>
      <p>{text}</p>
      <ul className="asset-links">
        {links.map(({ kind, id, name, to }) => (
          <li key={to}>
            {iconOf({ kind, id })}
            <Link to={to} className="link" onClick={onLeave}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
