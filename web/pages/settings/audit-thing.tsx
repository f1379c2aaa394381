import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { auditWord } from "#domain/audit-words.ts";
import type { AssetKind } from "../../controls/asset-icon.tsx";
import { assetPage } from "../../controls/asset.tsx";
import { useLanguage } from "../../language.ts";
import { useDetailWords } from "./audit-detail-words.ts";
import type { AuditEvent } from "./audit-page.tsx";

/** What a line of the audit trail is about, as it was called then: a link while it is there. */
export function AuditThing({ event }: { event: AuditEvent }): ReactNode {
  const language = useLanguage();
  const page = pageOf(event);
  const { labelOf } = useDetailWords();
  const name =
    event.object === "setting"
      ? event.objectId?.split(",").map(labelOf).join(", ")
      : (event.name ?? (event.objectId || auditWord(event.object, language)));
  return page ? (
    <Link to={page} className="cut" tabIndex={-1}>
      {name}
    </Link>
  ) : (
    <span className="cut soft">{name}</span>
  );
}

const ASSETS: Readonly<Record<string, AssetKind>> = {
  campaign: "campaign",
  program: "program",
  folder: "folder",
  email: "email",
  "smart list": "smart-list",
  list: "list",
};
/** Where things stand that have no page of their own. */
const TOGETHER: Readonly<Record<string, string>> = {
  field: "/fields",
  "member field": "/fields?of=members",
  setting: "/settings",
  "entry type": "/settings",
  "notification mail": "/settings/notifications",
};

function pageOf({ object, objectId, exists }: AuditEvent): string | undefined {
  const kind = ASSETS[object];
  if (kind && exists) return assetPage({ kind, id: Number(objectId) });
  if (object === "import" && exists) return `/imports/${objectId}`;
  if (object === "channel" && exists) return `/channels/${objectId}`;
  if (object === "person" && objectId) return `/people/${objectId}`;
  return TOGETHER[object];
}
