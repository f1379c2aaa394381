import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { listenForKeys } from "../ui/commands.ts";
import { Confirmations } from "../ui/dialog.tsx";
import { KeysHelp } from "../ui/keys-help.tsx";
import { Palette } from "../ui/palette.tsx";
import { Sidebar } from "./sidebar.tsx";
import { TopBar } from "./top-bar.tsx";
import { useFound } from "./find.tsx";
import { Setup } from "./setup.tsx";
import { useShellCommands } from "./shell-commands.tsx";
import { Tour } from "./tour/tour.tsx";
import { useTouring } from "./tour/touring.ts";
import "./shell.css";

/** What stands around every page. */
export function Shell(): ReactNode {
  const [over, setOver] = useState<"palette" | "keys">();
  const [menu, setMenu] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(listenForKeys, []);
  const touring = useTouring();
  useEffect(() => setMenu(false), [path, touring]);
  const everywhere = useShellCommands(setOver);
  return (
    <div className={menu ? "shell menu" : "shell"}>
      <Sidebar />
      <button type="button" className="shell-veil" aria-hidden tabIndex={-1} onClick={() => setMenu(false)} />
      <div className="shell-main">
        <TopBar openPalette={() => setOver("palette")} openMenu={() => setMenu(!menu)} />
        <main className="shell-page" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {over === "palette" && (
        <Palette useFound={useFound} last={everywhere} onClose={() => setOver(undefined)} />
      )}
      {over === "keys" && <KeysHelp onClose={() => setOver(undefined)} />}
      <Setup>
        <Tour />
      </Setup>
      <Confirmations />
    </div>
  );
}
