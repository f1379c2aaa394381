import { sql } from "#kernel/sql.ts";
import type { Change } from "../change.ts";
import { editFolder, makeFolder } from "../folder/change-folder.ts";
import type { ProgramType } from "./program-shape.ts";

export interface NewProgram {
  readonly name: string;
  readonly parent: number | null;
  readonly description: string | null;
  readonly type: ProgramType;
}

/** Makes a program; gives its number, which is its folder's. */
export async function makeProgram(change: Change, { type, ...folder }: NewProgram): Promise<number> {
  const id = await makeFolder(change, { kind: "program", ...folder });
  await change.tx.rows(sql`insert into program (id, type) values (${id}, ${type})`);
  return id;
}

/** Changes a program's name, description or type. */
export async function editProgram(
  change: Change,
  id: number,
  edit: {
    name?: string | undefined;
    description?: string | null | undefined;
    type?: ProgramType | undefined;
  },
): Promise<void> {
  await editFolder(change, id, edit);
  if (edit.type !== undefined)
    await change.tx.rows(sql`update program set type = ${edit.type} where id = ${id}`);
}
