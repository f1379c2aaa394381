import { useQuery } from "@tanstack/react-query";
import { upload, type Input, type Output, type Problem } from "../../client.ts";
import { useLater } from "../../controls/use-later.ts";
import { useLanguage } from "../../language.ts";

/** How many rows are tried. */
const ROWS = 200;
/** How much of a file is sent at first, and at most. */
const BEGINNING = 512 * 1024;
const MOST = 32 * 1024 * 1024;

type Asked = Omit<Input<"check-import">, "mapping" | "cut" | "rows"> & { mapping: string };
type Checked = Output<"check-import">;

/** How many files were chosen, and how much of each was enough for so many rows. */
const chosen = new WeakMap<File, { number: number; enough: number }>();
let numbers = 0;

function known(file: File): { number: number; enough: number } {
  const found = chosen.get(file) ?? { number: (numbers += 1), enough: BEGINNING };
  chosen.set(file, found);
  return found;
}

/** What an import would do with the first rows of a file; nothing of what it would have done before something was changed. */
export function useCheck(
  file: File,
  asked: Asked,
): { found: Checked | undefined; error: Problem | undefined } {
  const language = useLanguage();
  const now = JSON.stringify(asked);
  const rested = useLater(now);
  const { data, error } = useQuery<Checked, Problem>({
    queryKey: ["import-check", known(file).number, rested, language],
    queryFn: ({ signal }) => check(file, JSON.parse(rested) as Asked, signal),
    staleTime: 60_000,
  });
  return rested === now ? { found: data, error: error ?? undefined } : { found: undefined, error: undefined };
}

/** Sends the beginning of a file, and more of it when that has too few rows. */
async function check(file: File, asked: Asked, signal: AbortSignal): Promise<Checked> {
  const about = known(file);
  for (;;) {
    const cut = about.enough < file.size;
    const part = file.slice(0, about.enough);
    const found = await upload("check-import", { ...asked, rows: ROWS, cut }, part, signal);
    if (!cut || found.rows.length >= ROWS || about.enough >= MOST) return found;
    about.enough *= 8;
  }
}
