import { IconChevronRight, IconMenu2, IconMoon, IconSearch, IconSun, IconSunMoon } from "@tabler/icons-react";
import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { say, speak, useLanguage, useWords } from "../language.ts";
import { IconButton } from "../ui/button.tsx";
import { keysText } from "../ui/commands.ts";
import { Menu } from "../ui/menu.tsx";
import { Toasts } from "../ui/toast.tsx";
import { Bell } from "./bell.tsx";
import { ClockNotice } from "./clock/clock-notice.tsx";
import { useShownCrumbs } from "./crumbs.ts";
import { areaOf, navWords } from "./nav.tsx";
import { setTheme, useTheme, type Theme } from "./theme.ts";

export const topWords = say({
  en: {
    search: "Search or do …",
    menu: "Menu",
    way: "Way here",
    language: "Lire en français",
    look: "Colours",
    light: "Light",
    dark: "Dark",
    system: "As the system",
  },
  fr: {
    search: "Chercher ou faire …",
    menu: "Menu",
    way: "Chemin",
    language: "Read in English",
    look: "Couleurs",
    light: "Clair",
    dark: "Sombre",
    system: "Comme le système",
  },
});

const ICONS: Record<Theme, ReactNode> = { light: <IconSun />, dark: <IconMoon />, system: <IconSunMoon /> };

/** Where one is, what can be found, what there is to tell, and how it looks. */
export function TopBar({
  openPalette,
  openMenu,
}: {
  openPalette: () => void;
  openMenu: () => void;
}): ReactNode {
  const says = useWords(topWords);
  const language = useLanguage();
  const theme = useTheme();
  return (
    <header className="top-bar">
      <div className="menu-button">
        <IconButton label={says.menu} onPress={openMenu}>
          <IconMenu2 />
        </IconButton>
      </div>
      <Crumbs />
      <Toasts />
      <ClockNotice />
      <Button className="search-button" onPress={openPalette}>
        <IconSearch aria-hidden />
        <span>{says.search}</span>
        <kbd>{keysText("mod+k")}</kbd>
      </Button>
      <Bell />
      <Button
        className="button icon letters"
        aria-label={`${language.toUpperCase()}: ${says.language}`}
        onPress={() => speak(language === "fr" ? "en" : "fr")}
      >
        {language.toUpperCase()}
      </Button>
      <Menu
        label={says.look}
        acts={(["light", "dark", "system"] as const).map((id) => ({
          id,
          label: says[id],
          icon: ICONS[id],
          run: () => setTheme(id),
        }))}
      >
        <Button className="button icon" aria-label={says.look}>
          {ICONS[theme]}
        </Button>
      </Menu>
    </header>
  );
}

function Crumbs(): ReactNode {
  const says = useWords(topWords);
  const names = useWords(navWords);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const area = areaOf(path);
  const crumbs = [...(area ? [{ label: names[area.id], href: area.to }] : []), ...useShownCrumbs()];
  return (
    <nav className="crumbs" aria-label={says.way}>
      <ol>
        {crumbs.map(({ label, href }, index) => (
          <li key={`${index}-${label}`} className="cut">
            {index > 0 && <IconChevronRight aria-hidden />}
            {href && index < crumbs.length - 1 ? (
              <Link to={href}>{label}</Link>
            ) : (
              <span className="cut">{label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
