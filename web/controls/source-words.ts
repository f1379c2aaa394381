import { say } from "../language.ts";

/** Who asked for something, as people read it. */
export const actorWords = say<Record<string, string>>({
  en: { browser: "Browser", api: "API", demo: "Demo", system: "System" },
  fr: { browser: "Navigateur", api: "API", demo: "Démo", system: "Système" },
});

/** Who wrote something into the log, as people read it. */
export const sourceWords = say<Record<string, string>>({
  en: {
    "flow action": "Flow action",
    form: "Form",
    "list import": "List import",
    "web service api": "Web Service API",
    webhook: "Webhook",
    user: "User",
    system: "System",
    test: "Test",
  },
  fr: {
    "flow action": "Action de flux",
    form: "Formulaire",
    "list import": "Import de liste",
    "web service api": "API Web Service",
    webhook: "Webhook",
    user: "Utilisateur",
    system: "Système",
    test: "Test",
  },
});
