import { useLayoutEffect, useState, useSyncExternalStore, type RefObject } from "react";

/** How high an element is, in pixels; 0 before it is known. */
export function useHeight(of: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const element = of.current;
    if (!element) return;
    setHeight(element.clientHeight);
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [of]);
  return height;
}

const print = matchMedia("print");
/** Firefox prints a copy of the page and tells of it by these alone. */
let begun = false;
addEventListener("beforeprint", () => (begun = true));
addEventListener("afterprint", () => (begun = false));

const onPrint = (then: () => void): (() => void) => {
  print.addEventListener("change", then);
  for (const event of ["beforeprint", "afterprint"]) addEventListener(event, then);
  return () => {
    print.removeEventListener("change", then);
    for (const event of ["beforeprint", "afterprint"]) removeEventListener(event, then);
  };
};

/** Whether the page is being printed. */
export const usePrinting = (): boolean => useSyncExternalStore(onPrint, () => print.matches || begun);
