/** What a server said, as text that the database keeps: there is no telling what it sends. */
export const legible = (answer: string): string => answer.replaceAll("\0", "\u{fffd}").toWellFormed();
