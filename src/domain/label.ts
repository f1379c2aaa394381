/** What something is called, in both languages of the product. */
export interface Label {
  readonly en: string;
  readonly fr: string;
}
