/** What the negative form of an activity filter is called: “Not Opened Email”, « N’a pas ouvert un e-mail ». */
export function negative(title: string, language: "en" | "fr"): string {
  if (language === "en") return `Not ${title}`;
  if (title.startsWith("A ")) return `N’a pas ${title.slice(2)}`;
  return title.startsWith("S’est ") ? `Ne s’est pas ${title.slice(6)}` : `Non : ${title}`;
}
