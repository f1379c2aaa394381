import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { RouterProvider as AriaRouter } from "react-aria-components";
import { listen } from "./events.ts";
import { useLanguage } from "./language.ts";
import { queries } from "./query.ts";
import { router } from "./routes.tsx";
import "./style/tokens.css";
import "./style/base.css";

function App(): ReactNode {
  return (
    <I18nProvider locale={useLanguage() === "fr" ? "fr-FR" : "en-GB"}>
      <AriaRouter navigate={(to) => void router.navigate({ href: to })}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AriaRouter>
    </I18nProvider>
  );
}

listen();
createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
