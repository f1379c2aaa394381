import { IconPencil, IconSend, IconTrash, IconX } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { call, Problem, type Output } from "../../client.ts";
import { useWayTo } from "../../controls/asset.tsx";
import { useLater } from "../../controls/use-later.ts";
import { CodeEditor, type CodeHandle } from "../../editors/code/code-editor.tsx";
import { SaveBar } from "../../editors/save-bar.tsx";
import { useEditing } from "../../editors/use-editing.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Button } from "../../ui/button.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { MoreMenu } from "../../ui/menu.tsx";
import { Page } from "../../ui/page.tsx";
import { RenameDialog } from "../../ui/rename-dialog.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { useCloning } from "../activities/use-cloning.tsx";
import { unwrittenIn } from "../../controls/email-beginnings.ts";
import { EmailHead, lineWords } from "./email-head.tsx";
import { EmailPreview } from "./email-preview.tsx";
import { EmailState } from "./email-state.tsx";
import { InsertTools } from "./insert-tools.tsx";
import { TestSend } from "./test-send.tsx";
import { useShownProblems, type EmailProblem } from "./shown-problems.ts";
import { useTokens } from "./use-tokens.ts";
import "./email-page.css";

const words = say({
  en: {
    loading: "E-mail",
    part: "Part",
    html: "HTML",
    text: "Text",
    made: "Empty: the text is made out of the HTML.",
    saved: "Saved.",
    approve: "Approve",
    approved: "Approved. From now on this is sent.",
    unwritten: "Approve it as it is?",
    unwrittenText: "It still has placeholder text of the template:",
    unapprove: "Withdraw approval",
    unapproved: "It is no longer sent.",
    test: "Send test …",
    more: "More",
    rename: "Rename …",
    remove: "Delete …",
    removeTitle: (name: string) => `Delete “${name}”?`,
    removeText: "What was sent stays in the log.",
    removeIt: "Delete",
    removed: "Deleted.",
    usedBy: "Used by",
    unused: "Not used by any campaign yet.",
    problems: "What keeps it from being approved",
  },
  fr: {
    loading: "E-mail",
    part: "Partie",
    html: "HTML",
    text: "Texte",
    made: "Vide : le texte est généré à partir du HTML.",
    saved: "Enregistré.",
    approve: "Approuver",
    unwritten: "L’approuver tel quel ?",
    unwrittenText: "Il contient encore du texte d’exemple du modèle :",
    approved: "Approuvé. C’est désormais cette version qui est envoyée.",
    unapprove: "Retirer l’approbation",
    unapproved: "Cet e-mail n’est plus envoyé.",
    test: "Envoyer un test …",
    more: "Plus",
    rename: "Renommer …",
    remove: "Supprimer …",
    removeTitle: (name: string) => `Supprimer « ${name} » ?`,
    removeText: "Ce qui a été envoyé reste dans le journal.",
    removeIt: "Supprimer",
    removed: "Supprimé.",
    usedBy: "Utilisé par",
    unused: "Aucune campagne ne l’utilise encore.",
    problems: "Ce qui empêche de l’approuver",
  },
});

type Email = Output<"show-email">;
type Content = Email["content"];
const route = getRouteApi("/emails/$email");

/** One e-mail: written on the left, read on the right. */
export function EmailPage(): ReactNode {
  const says = useWords(words);
  const { email } = route.useParams();
  const { data, error, refetch } = useAsk("show-email", { email });
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data)
    return (
      <Page title={says.loading}>
        <Skeleton lines={12} />
      </Page>
    );
  return <EmailEditor key={data.id} email={data} />;
}

const asSaved = ({ version, content }: Pick<Email, "version" | "content">) => ({ version, content });
const asIs = (content: Content): Content => content;
const changesBetween = (before: Content, now: Content): number =>
  (Object.keys(now) as (keyof Content)[]).filter((name) => now[name] !== before[name]).length;

function EmailEditor({ email }: { email: Email }): ReactNode {
  const says = useWords(words);
  const navigate = useNavigate();
  const { part = "html", as = "" } = route.useSearch();
  const { editing, change, save, busy, doing } = useDraft(email);
  const draft = editing.now;
  const unsaved = editing.changes > 0;
  const blocked = busy || editing.theirs !== undefined;
  const [open, setOpen] = useState<"rename" | "test">();
  const cloning = useCloning("email", email);
  const key = String(email.id);
  const later = useLater(draft);
  const preview = useAsk(
    "preview-email",
    { email: key, content: later, ...(as ? { person: as } : {}) },
    { keep: true },
  );
  const problems = useMemo(() => preview.data?.problems ?? [], [preview.data]);
  const { shown, touch, ask } = useShownProblems(email.id, problems);
  const code = useRef<CodeHandle>(null);
  const tokens = useTokens(email.folder?.id);
  const inPart = useMemo(() => shown.filter(({ path }) => path === `content.${part}`), [shown, part]);
  useCrumbs(...useWayTo("email", email.id), email.name);
  const unwritten = unwrittenIn(draft.html);
  const question = {
    title: says.unwritten,
    text: (
      <>
        <p>{says.unwrittenText}</p>
        <ul className="email-unwritten">
          {unwritten.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </>
    ),
    action: says.approve,
  };
  // Problems of an older draft say nothing about this one.
  const known = later === draft && !preview.isFetching;
  const approve = async (): Promise<void> => {
    if (unwritten.length > 0 && !(await confirm(question))) return;
    await doing(async () => {
      const version = await save();
      await call("approve-email", { email: key, version }).catch((refused: unknown) => {
        ask();
        throw refused;
      });
      done(says.approved);
    });
  };
  const unapprove = (): Promise<void> =>
    doing(async () => {
      await call("unapprove-email", { email: key });
      done(says.unapproved);
    });
  const test = (): Promise<void> =>
    doing(async () => {
      await save();
      setOpen("test");
    });
  const clone = (): Promise<void> =>
    doing(async () => {
      await save();
      cloning.ask();
    });
  const remove = async (): Promise<void> => {
    const yes = await confirm({
      title: says.removeTitle(email.name),
      text: says.removeText,
      action: says.removeIt,
      danger: true,
    });
    if (!yes) return;
    await doing(async () => {
      await call("delete-email", { email: key });
      done(says.removed);
      await navigate({ to: "/emails", ignoreBlocker: true });
    });
  };
  return (
    <Page
      title={email.name}
      beside={<EmailState of={{ ...email, changed: email.changed || unsaved }} />}
      actions={
        <>
          <Button icon={<IconSend />} isDisabled={blocked} onPress={() => void test()}>
            {says.test}
          </Button>
          <Button
            kind="primary"
            isDisabled={blocked || (email.approved && !email.changed && !unsaved)}
            onPress={() => (known && problems.length > 0 ? ask() : void approve())}
          >
            {says.approve}
          </Button>
          <MoreMenu
            label={says.more}
            acts={[
              { id: "rename", label: says.rename, icon: <IconPencil />, run: () => setOpen("rename") },
              { ...cloning.act, run: () => void clone() },
              ...(email.approved
                ? [
                    {
                      id: "unapprove",
                      label: says.unapprove,
                      icon: <IconX />,
                      run: () => void unapprove(),
                    },
                  ]
                : []),
              {
                id: "delete",
                label: says.remove,
                icon: <IconTrash />,
                danger: true,
                run: () => void remove(),
              },
            ]}
          />
        </>
      }
      below={<UsedBy users={email.usedBy} />}
    >
      <div className="editing">
        <div className="email">
          <div className="email-write">
            <EmailHead
              draft={draft}
              onChange={change}
              onLeave={touch}
              problems={shown}
              warnings={preview.data?.warnings ?? []}
              tokens={{ email: key, tokens, person: as }}
            />
            <div className="email-bar">
              <Segments
                label={says.part}
                value={part}
                onChange={(chosen) =>
                  void navigate({
                    from: "/emails/$email",
                    search: (old) => ({ ...old, part: chosen }),
                    replace: true,
                  })
                }
                options={[
                  { id: "html", label: says.html },
                  { id: "text", label: says.text },
                ]}
              />
              {part === "text" && !draft.text && <span className="faint">{says.made}</span>}
              <span className="grow" />
              <InsertTools part={part} code={code} tokens={{ email: key, tokens, person: as }} />
              <Problems of={shown} />
            </div>
            <CodeEditor
              key={part}
              handle={code}
              label={says[part]}
              language={part}
              value={draft[part]}
              onChange={(text) => {
                touch(part);
                change({ [part]: text });
              }}
              tokens={tokens}
              problems={inPart}
            />
          </div>
          <EmailPreview shown={preview.data} error={preview.error} />
        </div>
        <SaveBar group={says.loading} editing={editing} saving={busy} onSave={() => void doing(save)} />
      </div>
      {open === "test" && <TestSend email={key} person={as} onClose={() => setOpen(undefined)} />}
      {cloning.dialog}
      {open === "rename" && (
        <RenameDialog
          name={email.name}
          onClose={() => setOpen(undefined)}
          rename={async (name) => {
            await call("save-email", { email: key, name });
            changed("email", "tree", "campaign");
          }}
        />
      )}
    </Page>
  );
}

/** All that is wrong and does not stand at its field, each with where. */
function Problems({ of }: { of: readonly EmailProblem[] }): ReactNode {
  const says = useWords(words);
  const lines = useWords(lineWords);
  const places: Record<string, string> = { html: says.html, text: says.text };
  const rest = of.filter(({ path }) => !(placeIn(path) in lines));
  if (rest.length === 0) return null;
  return (
    <ul className="problem-list" aria-label={says.problems}>
      {rest.map(({ path, message }) => {
        const place = places[placeIn(path)];
        return (
          <li key={`${path} ${message}`}>
            {place && <b>{place}</b>} {message}
          </li>
        );
      })}
    </ul>
  );
}

const placeIn = (path: string): string => path.slice("content.".length);

/** What is written and not saved yet, beside what is saved. */
function useDraft(email: Email) {
  const says = useWords(words);
  const [busy, setBusy] = useState(false);
  const editing = useEditing(asSaved(email), { show: asIs, read: asIs, changes: changesBetween });
  const change = (next: Partial<Content>): void =>
    editing.history.set({ ...editing.now, ...next }, Object.keys(next).join());
  /** Gives the number of the draft that is saved now. */
  const save = async (): Promise<number> => {
    const { now, base, changes } = editing;
    if (changes === 0) return base.version ?? email.version;
    const version = base.version ?? email.version;
    const answer = await call("save-email", { email: String(email.id), content: now, version });
    editing.saved(asSaved(answer), now);
    done(says.saved);
    return answer.version;
  };
  const doing = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    await work().catch((error: Error) => isOthers(error) || failed(error));
    changed("email", "tree", "campaign");
    setBusy(false);
  };
  return { editing, change, save, busy, doing };
}

/** That somebody else has saved it, which shows by itself. */
const isOthers = (error: Error): boolean =>
  error instanceof Problem && error.problems.some((one) => one.code === "email.changed");

function UsedBy({ users }: { users: Email["usedBy"] }): ReactNode {
  const says = useWords(words);
  if (users.length === 0) return <span>{says.unused}</span>;
  return (
    <span>
      {says.usedBy}{" "}
      {users.map(({ kind, id, name }, index) => (
        <span key={`${kind}-${id}`}>
          {index > 0 && ", "}
          {kind === "campaign" ? (
            <Link to="/campaigns/$campaign" params={{ campaign: String(id) }}>
              {name}
            </Link>
          ) : (
            name
          )}
        </span>
      ))}
    </span>
  );
}
