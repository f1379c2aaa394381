import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

/** The colours of code, out of the tokens of the product: light and dark follow by themselves. */
export const codeColours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.tagName, tags.angleBracket], color: "var(--action)" },
    { tag: tags.attributeName, color: "var(--filter)" },
    { tag: [tags.attributeValue, tags.string], color: "var(--trigger)" },
    { tag: [tags.comment, tags.documentMeta, tags.processingInstruction], color: "var(--text-faint)" },
    { tag: [tags.keyword, tags.propertyName], color: "var(--action)" },
    { tag: [tags.number, tags.unit, tags.color], color: "var(--trigger)" },
  ]),
);
