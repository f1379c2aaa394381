import type { Attribute, ReferenceKind } from "#domain/activity.ts";

/** Attributes that several kinds of activities share, so that they are called and kept the same everywhere. */
export const text = (name: string, en: string, fr: string): Attribute => ({
  name,
  label: { en, fr },
  type: "string",
});
export const flag = (name: string, en: string, fr: string): Attribute => ({
  name,
  label: { en, fr },
  type: "boolean",
});
export const reference = (
  name: string,
  kind: ReferenceKind,
  en: string,
  fr: string,
  required = false,
): Attribute => ({
  name,
  kind,
  label: { en, fr },
  type: "reference",
  required,
});

export const source: Attribute = {
  name: "source",
  label: { en: "Source", fr: "Source" },
  type: "string",
  column: "source",
};
export const oldText: Attribute = {
  name: "previous-value",
  label: { en: "Previous Value", fr: "Valeur précédente" },
  type: "string",
  column: "old_value",
};
export const newText: Attribute = {
  name: "new-value",
  label: { en: "New Value", fr: "Nouvelle valeur" },
  type: "string",
  column: "new_value",
};

export const clientIp = text("client-ip-address", "Client IP Address", "Adresse IP du client");
export const query = text("query-parameters", "Querystring", "Chaîne de requête");
export const referrer = text("referrer-url", "Referrer", "Référent");
export const userAgent = text("user-agent", "User Agent", "Agent utilisateur");
export const platform = text("platform", "Platform", "Plateforme");
export const device = text("device", "Device", "Appareil");
export const browser = text("browser", "Browser", "Navigateur");
export const webPage = text("web-page", "Web Page", "Page web");
export const testVariant = text("test-variant", "Test Variant", "Variante de test");
export const isMobile = flag("is-mobile-device", "Is Mobile Device", "Est un appareil mobile");
export const isBot = flag("is-bot-activity", "Is Bot Activity", "Est une activité de robot");
export const link = text("link", "Link", "Lien");
export const linkId = text("link-id", "Link ID", "ID du lien");
export const category = text("category", "Category", "Catégorie");
export const subcategory = text("subcategory", "Subcategory", "Sous-catégorie");
export const details = text("details", "Details", "Détails");
export const address = text("email", "Email Address", "Adresse e-mail");
export const email = reference("email", "email", "Email", "E-mail");
