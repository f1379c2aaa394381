/** A French text in which no line ends before what has a space before it: « », and the signs of two parts. */
export const unbroken = (text: string): string =>
  text.replaceAll(/ (?=[;:?!»])/g, "\u00a0").replaceAll("« ", "«\u00a0");
