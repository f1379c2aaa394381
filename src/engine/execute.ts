import type { Version } from "./catalog.ts";
import type { Entry, Origin } from "./entry.ts";
import type { Hold } from "./shard.ts";
import type { Born } from "./step.ts";

/** The flow that executes, as far as an executable takes it over. */
export interface Executing {
  readonly serves: number;
  readonly version: Version;
  readonly origin: Origin;
  readonly depth: number;
  readonly chain: readonly number[];
  readonly trigger: Entry["trigger"];
  readonly tokens?: Version["campaign"] | undefined;
}

/** The entries of people whom a step let into an executable. They are written as over, and end in this transaction. */
export const bornEntries = (
  { definitions: { catalog } }: Hold,
  rows: readonly Born[],
  executing: (row: Born) => Executing & { readonly parent?: Entry },
): Entry[] =>
  rows.flatMap((row): Entry[] => {
    const campaign = catalog.campaigns.get(row.campaignId);
    const child = campaign?.executable;
    if (!campaign || !child) return [];
    const by = executing(row);
    return [
      {
        id: row.id,
        shard: row.shard,
        personId: row.personId,
        runId: child.runId,
        serves: by.serves,
        version: {
          id: child.versionId,
          campaign,
          qualification: child.qualification,
          rules: child.rules,
          flow: child.flow,
        },
        origin: by.origin,
        depth: by.depth + 1,
        chain: [...by.chain, by.version.campaign.id],
        cause: null,
        trigger: row.context ? by.trigger : null,
        ...(row.context ? { tokens: by.tokens ?? by.version.campaign } : {}),
        ...(by.parent ? { parent: by.parent } : {}),
        executed: true,
        step: 0,
        ending: null,
        waits: false,
      },
    ];
  });
