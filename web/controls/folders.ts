import { useMemo } from "react";
import { useAsk } from "../query.ts";
import type { Option } from "../ui/option.ts";

/** The folders and programs, each with the way to it: `Spring / Webinar May`. */
export function useFolders(): readonly Option[] {
  const { data } = useAsk("show-tree", {});
  return useMemo(() => {
    const places = (data?.nodes ?? []).filter(({ kind }) => kind === "folder" || kind === "program");
    const byId = new Map(places.map((one) => [one.id, one]));
    const wayTo = (id: number | null): string[] => {
      const place = id === null ? undefined : byId.get(id);
      return place ? [...wayTo(place.parent), place.name] : [];
    };
    return places
      .map(({ id }) => ({ id: String(id), label: wayTo(id).join(" / ") }))
      .toSorted((one, other) => one.label.localeCompare(other.label));
  }, [data]);
}

/** The programs, each with the way to it. */
export function usePrograms(): readonly Option[] {
  const { data } = useAsk("show-tree", {});
  const folders = useFolders();
  return useMemo(() => {
    const programs = new Set(
      data?.nodes.filter(({ kind }) => kind === "program").map(({ id }) => String(id)),
    );
    return folders.filter(({ id }) => programs.has(id));
  }, [data, folders]);
}
