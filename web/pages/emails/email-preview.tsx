import { IconAlignLeft, IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Output } from "../../client.ts";
import { PersonChoice } from "../../controls/person-choice.tsx";
import { say, useWords } from "../../language.ts";
import { Segments } from "../../ui/segments.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";

const words = say({
  en: {
    preview: "Preview",
    as: "Read as a person …",
    desktop: "Desktop",
    phone: "Phone",
    text: "Text",
    from: "From",
    reply: "Reply to",
    noSubject: "No subject",
    noHtml: "It has no HTML: everybody reads the text.",
  },
  fr: {
    preview: "Aperçu",
    as: "Voir en tant que …",
    desktop: "Ordinateur",
    phone: "Téléphone",
    text: "Texte",
    from: "De",
    reply: "Répondre à",
    noSubject: "Sans objet",
    noHtml: "Pas de HTML : tout le monde lit la version texte.",
  },
});

const route = getRouteApi("/emails/$email");

/** What a person would read, as it is written now. */
export function EmailPreview({
  shown,
  error,
}: {
  shown: Output<"preview-email"> | undefined;
  error: Error | null;
}): ReactNode {
  const says = useWords(words);
  const navigate = useNavigate();
  const { as, view = "desktop" } = route.useSearch();
  const show = (next: { as?: string; view?: string }): void =>
    void navigate({ from: "/emails/$email", search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <section className="email-preview" aria-label={says.preview}>
      <div className="email-bar">
        <Segments
          label={says.preview}
          value={view}
          onChange={(chosen) => show({ view: chosen })}
          options={[
            { id: "desktop", label: says.desktop, icon: <IconDeviceDesktop /> },
            { id: "phone", label: says.phone, icon: <IconDeviceMobile /> },
            { id: "text", label: says.text, icon: <IconAlignLeft /> },
          ]}
        />
        <span className="grow" />
        <PersonChoice label={says.as} value={as ?? ""} onChange={(person) => show({ as: person })} quiet />
      </div>
      {error && !shown && <Failed error={error} />}
      {!shown && !error && <Skeleton lines={8} />}
      {shown && (
        <>
          <div className="email-shown-head">
            <strong>{shown.subject || <span className="faint">{says.noSubject}</span>}</strong>
            <p className="soft">
              {says.from} {shown.from || "–"}
              {shown.replyTo && ` · ${says.reply} ${shown.replyTo}`}
            </p>
          </div>
          <div className={`email-paper ${view}`}>
            {view === "text" || shown.html === null ? (
              <>
                {view !== "text" && <p className="soft">{says.noHtml}</p>}
                <pre>{shown.text}</pre>
              </>
            ) : (
              <iframe title={shown.subject || says.preview} sandbox="" srcDoc={shown.html} />
            )}
          </div>
        </>
      )}
    </section>
  );
}
