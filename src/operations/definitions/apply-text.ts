import { Fault, plainArguments, type Problem } from "#kernel/fault.ts";
import { loadCatalog } from "#engine/catalog.ts";
import type { Change } from "../change.ts";
import { applyCampaigns, applyEmails, applyLists, applySmartLists, placeAssets } from "./apply-assets.ts";
import { applyFields } from "./apply-fields.ts";
import { applyChannels, applyMemberFields } from "./apply-members.ts";
import { applyFolders, removeTokens } from "./apply-folders.ts";
import { Applying } from "./applying.ts";
import { settleNames } from "../settle-names.ts";
import { differences, type Difference } from "./difference.ts";
import type { Wanted } from "./read-text.ts";
import { byKey, itemKey, readState, type ItemKind } from "./state.ts";

/** What becomes of something that a file defines. */
export interface Result {
  readonly kind: ItemKind;
  readonly program: string | null;
  readonly name: string;
  readonly outcome: "create" | "change" | "same";
  readonly changes: readonly Difference[];
}

/**
 * Puts definitions in the place of what there is; what they do not name stays. Goes through what the operations of each
 * kind go through. Something may be used before it is defined, so everything is first there, then says what it says.
 *
 * @throws Fault with everything that is wrong, each with its file, line and column
 */
export async function applyText(change: Change, wanted: readonly Wanted[]): Promise<Applying> {
  const applying = await Applying.begin(change, wanted);
  await applyFields(applying);
  await applyMemberFields(applying);
  await applyChannels(applying);
  await applyFolders(applying);
  await placeAssets(applying);
  await applyLists(applying);
  await applyEmails(applying);
  await applySmartLists(applying);
  await applyCampaigns(applying);
  await removeTokens(applying);
  await settle(applying);
  refuseAll(applying.problems);
  return applying;
}

/** What has become of what. */
export async function tell(applying: Applying): Promise<Result[]> {
  const { change, wanted } = applying;
  const after = byKey(await readState(change.tx, await loadCatalog(change.tx)));
  return wanted.map((item) => {
    const { kind, program, name } = item;
    const old = applying.old(item);
    const changes = old ? differences(old.body, after.get(itemKey(item))?.body) : [];
    return {
      kind,
      program,
      name,
      outcome: old ? (changes.length > 0 ? "change" : "same") : "create",
      changes,
    };
  });
}

/** Two things of one full name are told of where one of them is defined. */
async function settle(applying: Applying): Promise<void> {
  const { change, wanted } = applying;
  if (!change.unsettled) return;
  try {
    await settleNames(change.tx);
    change.unsettled = false;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const [{ code, args = {} } = { code: error.code }] = error.problems;
    const name = String(plainArguments(args)["name"]).toLowerCase();
    const item = wanted.find(
      (one) => (one.program ? `${one.program}.` : "").concat(one.name).toLowerCase() === name,
    );
    if (!item) throw error;
    applying.refuseAt(item, [], { code, args });
  }
}

/** @throws Fault when something is wrong; in the order of the files, each problem once */
export function refuseAll(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const seen = new Map(problems.map((one) => [JSON.stringify(one), one]));
  throw new Fault([...seen.values()].toSorted(byPlace).slice(0, MOST));
}

/** The most problems that are told at once. */
const MOST = 100;

const byPlace = (one: Problem, other: Problem): number => {
  const [a, b] = [place(one), place(other)];
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;
};

function place({ path }: Problem): { file: string; line: number; column: number } {
  const [, file = "", line = "0", column = "0"] = /^(.*):(\d+):(\d+)$/s.exec(path) ?? [];
  return { file, line: Number(line), column: Number(column) };
}
