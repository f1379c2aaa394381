import { useSearch } from "@tanstack/react-router";

/** Whether the address asks for the series to be edited: its dialog is open at first. */
export const useIsEdited = (): boolean =>
  useSearch({ strict: false, select: ({ edit }) => edit === "series" });
