import { useEffect, useState, type RefObject } from "react";
import "./sideways.css";

/** Lets what scrolls sideways fade where more of it follows: the classes that it needs now. */
export function useSideways(frame: RefObject<HTMLElement | null>): string {
  const [more, setMore] = useState("");
  useEffect(() => {
    const it = frame.current;
    if (!it) return;
    const look = (): void => {
      const { scrollLeft, clientWidth, scrollWidth } = it;
      const before = scrollLeft > 1 ? " fades-before" : "";
      setMore(before + (scrollLeft + clientWidth < scrollWidth - 1 ? " fades-after" : ""));
    };
    const size = new ResizeObserver(look);
    size.observe(it);
    for (const part of it.children) size.observe(part); // they grow when their letters have come
    it.addEventListener("scroll", look, { passive: true });
    return () => {
      size.disconnect();
      it.removeEventListener("scroll", look);
    };
  }, [frame]);
  return more;
}
