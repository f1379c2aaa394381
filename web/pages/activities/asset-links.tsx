import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { kindIcon, type AssetKind } from "../../controls/asset.tsx";
import "./asset-links.css";

/** A sentence about some assets, with the way to each. */
export const AssetLinks = ({
  text,
  links,
  onLeave,
}: {
  text: string;
  links: readonly { readonly kind: AssetKind; readonly name: string; readonly to: string }[];
  onLeave: () => void;
}): ReactNode => (
  <>
    <p>{text}</p>
    <ul className="asset-links">
      {links.map(({ kind, name, to }) => (
        <li key={to}>
          {kindIcon(kind)}
          <Link to={to} className="link" onClick={onLeave}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  </>
);
