import { isDeepStrictEqual } from "node:util";
import { Fault, type Problem } from "#kernel/fault.ts";
import { loadCatalog } from "#engine/catalog.ts";
import type { FlowVersion } from "#engine/inside.ts";
import { pathOf } from "../asset.ts";
import type { Change } from "../change.ts";
import { operators } from "./schema.ts";
import { pathInText, type Path } from "./source.ts";
import { inItem, type Wanted } from "./read-text.ts";
import { byKey, itemKey, readState, standing, type Item, type ItemKind } from "./state.ts";

/** A set of definitions being put in the place of what there is: what was there, what is made, what is wrong. */
export class Applying {
  readonly change: Change;
  readonly wanted: readonly Wanted[];
  readonly before: ReadonlyMap<string, Item>;
  readonly problems: Problem[] = [];
  /** Numbers of what was made in this change. */
  readonly made = new Map<string, number>();
  /** Versions of campaigns that take the place of older ones. */
  readonly versions = new Map<number, FlowVersion>();
  private readonly places = new Map<string, number>();
  private readonly paths = new Map<string, number>();
  private stale = false;

  private constructor(change: Change, wanted: readonly Wanted[], before: ReadonlyMap<string, Item>) {
    this.change = change;
    this.wanted = wanted;
    this.before = before;
    this.findPlaces();
  }

  static async begin(change: Change, wanted: readonly Wanted[]): Promise<Applying> {
    return new Applying(change, wanted, byKey(await readState(change.tx, change.catalog)));
  }

  of(kind: ItemKind): Wanted[] {
    return this.wanted.filter((one) => one.kind === kind);
  }

  /** What there is in the place of something wanted. */
  old(item: Wanted): Item | undefined {
    return this.before.get(itemKey(item));
  }

  id(item: Wanted): number | undefined {
    return this.made.get(itemKey(item)) ?? this.old(item)?.id;
  }

  /** Whether something says the same of this as what there is. */
  says(item: Wanted, name: string, value: unknown): boolean {
    return isDeepStrictEqual(this.old(item)?.body[name], value);
  }

  /**
   * Does a part; what it refuses is a problem of this item, and the rest goes on, so that everything wrong is told. Where it
   * was the database that refused, nothing more can be asked of it.
   */
  async try(item: Wanted, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.refuse(item, error.problems);
      if (error.cause !== undefined) throw new Fault(this.problems, { cause: error });
    }
  }

  /** Writes something: what was read before is no longer all there is. */
  async write<T>(work: Promise<T>): Promise<T> {
    this.stale = true;
    return work;
  }

  /** Problems with paths in the JSON document of an item. */
  refuse(item: Wanted, problems: readonly Problem[]): void {
    this.problems.push(
      ...problems.map(({ path, code, args }) =>
        inItem(item, pathInText(item.body, path, operators), args ? { code, args } : { code }),
      ),
    );
  }

  refuseAt(item: Wanted, path: Path, about: Omit<Problem, "path">): void {
    this.problems.push(inItem(item, path, about));
  }

  /** What cannot be changed of something that is there already. */
  fixed(item: Wanted, what: string): void {
    this.refuseAt(item, [what], {
      code: "definition.fixed",
      args: { what, kind: item.kind, name: item.name },
    });
  }

  /** Reads the definitions as they are by now. */
  async reread(): Promise<void> {
    if (!this.stale) return;
    this.stale = false;
    this.change.catalog = await loadCatalog(this.change.tx);
    this.findPlaces();
  }

  private findPlaces(): void {
    const { catalog } = this.change;
    for (const id of catalog.folders.keys()) {
      const { program, path } = standing(catalog, id);
      this.places.set(placeKey(program, path), id);
      this.paths.set(placeKey(null, pathOf(catalog, id)), id);
    }
  }

  /** The folder an asset is to stand in: a path from its program or from the top. */
  place(item: Wanted): number | null | undefined {
    const path = (item.body["folder"] as string | undefined) ?? "";
    const found = this.placeAt(item.program, path);
    if (found === undefined) this.noFolder(item, path);
    return found;
  }

  placeAt(program: string | null, path: string): number | null | undefined {
    return program === null && path === "" ? null : this.places.get(placeKey(program, path));
  }

  /** A folder by its path from the top, through programs too. */
  fromTop(path: string): number | undefined {
    return this.paths.get(placeKey(null, path));
  }

  noFolder(item: Wanted, path: string): void {
    this.refuseAt(item, ["folder"], {
      code: "not.found",
      args: { kind: "folder", name: path.slice(0, 100) },
    });
  }
}

const placeKey = (program: string | null, path: string): string =>
  `${program ?? ""}\n${path
    .split("/")
    .map((one) => one.trim())
    .filter(Boolean)
    .join("/")}`
    .normalize("NFC")
    .toLowerCase();
