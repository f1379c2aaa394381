/** An address that a server would take. */
export const isAddress = (text: string): boolean =>
  /^[^\s@,;:<>"()[\]\\]+@[^\s@,;:<>"()[\]\\]+$/.test(text) && text.length <= 255;

/**
 * An address whose part after the @ is one word only: a slip (`shop@exam`), or a machine beside this one. A server may take
 * it, the servers of the world refuse it; `localhost` is meant.
 */
export const isLocalAddress = (text: string): boolean => {
  const host = text.slice(text.lastIndexOf("@") + 1);
  return !host.includes(".") && host.toLowerCase() !== "localhost";
};

/** The addresses of a text, separated by commas or semicolons. */
export const addressesIn = (text: string): string[] =>
  text
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
