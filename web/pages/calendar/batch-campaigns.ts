import { useMemo } from "react";
import { useAssets } from "../../controls/asset-icon.tsx";
import type { Option } from "../../ui/option.ts";

/** The campaigns of a program that can be run at a time, also those in its folders. */
export function useBatchCampaigns(program: number | undefined): readonly Option[] {
  const assets = useAssets();
  return useMemo(() => {
    const parents = new Map(
      assets
        .filter(({ kind }) => kind === "folder" || kind === "program")
        .map(({ id, kind, parent }) => [id, { kind, parent }]),
    );
    const programOf = (id: number | null): number | null => {
      const place = id === null ? undefined : parents.get(id);
      return !place || place.kind === "program" ? id : programOf(place.parent);
    };
    return assets
      .filter(
        ({ kind, mode, parent }) => kind === "campaign" && mode === "batch" && programOf(parent) === program,
      )
      .map(({ id, name }) => ({ id: String(id), label: name }));
  }, [assets, program]);
}
