import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";

const words = say({
  en: { general: "General", channels: "Channels", notifications: "Notifications", audit: "Audit trail" },
  fr: { general: "Général", channels: "Canaux", notifications: "Notifications", audit: "Journal d’audit" },
});

/** The parts of the settings. */
export function SettingsTabs(): ReactNode {
  const says = useWords(words);
  return (
    <>
      <Link to="/settings" activeOptions={{ exact: true }}>
        {says.general}
      </Link>
      <Link to="/channels">{says.channels}</Link>
      <Link to="/settings/notifications">{says.notifications}</Link>
      <Link to="/settings/audit">{says.audit}</Link>
    </>
  );
}
