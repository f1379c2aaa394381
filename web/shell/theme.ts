import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";

const listeners = new Set<() => void>();
const current = (): Theme => (document.documentElement.dataset["theme"] as Theme | undefined) ?? "system";

export function setTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  localStorage.setItem("muster.theme", theme);
  for (const tell of listeners) tell();
}

export const useTheme = (): Theme =>
  useSyncExternalStore((then) => {
    listeners.add(then);
    return () => listeners.delete(then);
  }, current);
