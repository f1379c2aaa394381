import { z } from "zod";
import { sql } from "#kernel/sql.ts";
import { currentDefinitions, type Engine } from "#engine/engine.ts";
import type { Runner } from "#store/db.ts";
import { readCampaigns } from "../campaign/campaign-shape.ts";
import { defineOperation } from "../define.ts";
import type { programTypes } from "#domain/program.ts";
import { readSmartLists } from "../smart-list/smart-list-shape.ts";

const node = z.object({
  kind: z.enum(["folder", "program", "campaign", "list", "smart-list", "email"]),
  id: z.int(),
  name: z.string(),
  parent: z.int().nullable().meta({ description: "The number of the folder or program it stands in" }),
  icon: z.string().meta({
    description:
      "What it is and how it stands: `folder`, `program-event`, `campaign-trigger-active`, `campaign-invalid`, `email-draft` …",
  }),
  mode: z.enum(["empty", "batch", "trigger", "executable"]).nullable().meta({ description: "Of a campaign" }),
  status: z
    .string()
    .nullable()
    .meta({ description: "Of a campaign or an e-mail; of a program `Expires` or `Expired`" }),
  problems: z.int().meta({ description: "How many problems it has" }),
});
type Node = z.infer<typeof node>;

/** All that stands in the tree, for who draws it whole. */
export const showTree = defineOperation({
  id: "show-tree",
  noun: "tree",
  verb: "show",
  method: "GET",
  path: "/api/tree",
  summary:
    "Show the whole tree: every folder, program, campaign, list, smart list and e-mail with how it stands",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ nodes: z.array(node).meta({ description: "By name; folders and programs first" }) }),
  async run({ engine }) {
    await currentDefinitions(engine);
    return {
      nodes: [
        ...(await folderNodes(engine.db)),
        ...(await campaignNodes(engine)),
        ...(await emailNodes(engine.db)),
        ...(await smartListNodes(engine)),
        ...(await listNodes(engine.db)),
      ],
    };
  },
});

/** More than there can be. */
const ALL = 1_000_000;

async function folderNodes(runner: Runner): Promise<Node[]> {
  const rows = await runner.rows<{
    kind: "folder" | "program";
    id: number;
    name: string;
    parent: number | null;
    type: (typeof programTypes)[number] | null;
    status: "Expires" | "Expired" | null;
  }>(sql`select f.kind, f.id, f.name, f.parent_id as parent, p.type, case when p.expired_on is not null then 'Expired' when p.expires_on is not null then 'Expires' end as status from folder f left join program p on p.id = f.id
    where f.deleted_on is null order by fold(f.name), f.id`);
  return rows.map(({ type, status, ...row }) => ({
    ...row,
    ...plain(type ? `program-${type}` : row.kind),
    status,
  }));
}

const plain = (icon: string): Pick<Node, "icon" | "mode" | "status" | "problems"> => ({
  icon,
  mode: null,
  status: null,
  problems: 0,
});

async function campaignNodes(engine: Engine): Promise<Node[]> {
  const campaigns = await readCampaigns(engine, engine.db, { limit: ALL });
  return campaigns.toSorted(named).map(({ id, name, folder, mode, status, active, problems }) => ({
    kind: "campaign",
    id,
    name,
    parent: folder?.id ?? null,
    icon: status === "Invalid" ? "campaign-invalid" : `campaign-${mode}${active ? "-active" : ""}`,
    mode,
    status,
    problems: mode === "empty" ? 0 : problems.length,
  }));
}

const named = (one: { name: string; id: number }, other: { name: string; id: number }): number =>
  one.name.localeCompare(other.name) || one.id - other.id;

async function emailNodes(runner: Runner): Promise<Node[]> {
  const rows = await runner.rows<{ id: number; name: string; parent: number | null; state: number }>(sql`
    select e.id, e.name, e.folder_id as parent, case when v.id is null then 0 when v.content = e.draft then 2 else 1 end as state
    from email e left join email_version v on v.id = e.version_id where e.deleted_on is null ${byNameOf("e")}`);
  const states = [
    ["email-draft", "Draft"],
    ["email-changed", "Approved with draft"],
    ["email-approved", "Approved"],
  ] as const;
  return rows.map(({ state, ...row }) => {
    const [icon, status] = states[state] ?? states[0];
    return { kind: "email", ...row, ...plain(icon), status };
  });
}

const byNameOf = (alias: string): ReturnType<typeof sql> =>
  sql([`order by fold(${alias}.name), ${alias}.id`]);

async function smartListNodes(engine: Engine): Promise<Node[]> {
  const lists = await readSmartLists({ engine }, { limit: ALL });
  return lists.toSorted(named).map(({ id, name, folder, problems }) => ({
    kind: "smart-list",
    id,
    name,
    parent: folder?.id ?? null,
    ...plain(problems.length > 0 ? "smart-list-invalid" : "smart-list"),
    problems: problems.length,
  }));
}

async function listNodes(runner: Runner): Promise<Node[]> {
  const rows = await runner.rows<{ id: number; name: string; parent: number | null }>(
    sql`select id, name, folder_id as parent from static_list where deleted_on is null ${byNameOf("static_list")}`,
  );
  return rows.map((row) => ({ kind: "list", ...row, ...plain("list") }));
}
