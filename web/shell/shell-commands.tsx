import { IconKeyboard, IconLanguage, IconMoon, IconSun } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { language, say, speak, useLanguage, useWords } from "../language.ts";
import { useCommands } from "../ui/commands.ts";
import { areas, navWords } from "./nav.tsx";
import { places, placeWords, synonyms } from "./places.tsx";
import { setTheme } from "./theme.ts";
import { topWords } from "./top-bar.tsx";

const words = say({
  en: { go: "Go to", general: "General", palette: "Command palette", keys: "Keyboard shortcuts" },
  fr: { go: "Aller à", general: "Général", palette: "Palette de commandes", keys: "Raccourcis clavier" },
});

/** What can be done everywhere; gives the headings under which it stands. */
export function useShellCommands(open: (what: "palette" | "keys") => void): readonly string[] {
  const navigate = useNavigate();
  const says = useWords(words);
  const names = useWords(navWords);
  const inside = useWords(placeWords);
  const top = useWords(topWords);
  const spoken = useLanguage();
  useCommands(
    useMemo(
      () => [
        ...areas.map(({ id, to, key, icon }) => ({
          id: `go-${id}`,
          label: names[id],
          also: `${navWords.en[id]} ${navWords.fr[id]} ${synonyms[id]}`,
          group: says.go,
          icon,
          keys: `g ${key}`,
          run: () => void navigate({ to }),
        })),
        ...places.map(({ id, to, icon }) => ({
          id: `go-${id}`,
          label: inside[id],
          also: `${placeWords.en[id]} ${placeWords.fr[id]} ${synonyms[id]}`,
          group: says.go,
          icon,
          run: () => void navigate({ to }),
        })),
        {
          id: "palette",
          label: says.palette,
          group: says.general,
          keys: "mod+k",
          unlisted: true,
          run: () => open("palette"),
        },
        {
          id: "keys",
          label: says.keys,
          group: says.general,
          keys: "?",
          icon: <IconKeyboard />,
          run: () => open("keys"),
        },
        {
          id: "language",
          label: top.language,
          group: says.general,
          icon: <IconLanguage />,
          run: () => speak(language() === "fr" ? "en" : "fr"),
        },
        {
          id: "light",
          label: `${top.look}: ${top.light}`,
          group: says.general,
          icon: <IconSun />,
          run: () => setTheme("light"),
        },
        {
          id: "dark",
          label: `${top.look}: ${top.dark}`,
          group: says.general,
          icon: <IconMoon />,
          run: () => setTheme("dark"),
        },
      ],
      // oxlint-disable-next-line react/exhaustive-deps -- the words change with the language alone
      [spoken],
    ),
  );
  return [says.go, says.general];
}
