import { getRouteApi, Link, Outlet, useNavigate } from "@tanstack/react-router";
import { IconArrowMerge, IconBolt, IconTrash } from "@tabler/icons-react";
import { useMemo, useState, type ReactNode } from "react";
import { shortName } from "../../controls/person-name.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { textOf } from "../../ui/text-of.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { ActDialog } from "./act-dialog.tsx";
import { MergeWithDialog } from "./merge-dialog.tsx";
import { useDeletePerson } from "./use-delete-person.tsx";
import { useCommands } from "../../ui/commands.ts";
import { MoreMenu } from "../../ui/menu.tsx";
import { Page } from "../../ui/page.tsx";
import { Failed } from "../../ui/states.tsx";

const words = say({
  en: {
    people: "People",
    loading: "Person",
    info: "Info",
    lists: "Lists",
    campaigns: "Campaigns",
    programs: "Programs",
    log: "Activity Log",
    act: "Run action …",
    merge: "Merge …",
    more: "More",
    score: "Score",
    unsubscribed: "Unsubscribed",
    blocked: "Blocklisted",
    invalid: "E-mail invalid",
    suspended: "Marketing suspended",
  },
  fr: {
    people: "Personnes",
    loading: "Personne",
    info: "Infos",
    lists: "Listes",
    campaigns: "Campagnes",
    programs: "Programmes",
    log: "Journal d’activité",
    act: "Exécuter une action …",
    merge: "Fusionner …",
    more: "Plus",
    score: "Score",
    unsubscribed: "Désabonné",
    blocked: "Sur liste de blocage",
    invalid: "E-mail non valide",
    suspended: "Marketing interrompu",
  },
});

const route = getRouteApi("/people/$person");

/** One person: who they are, where they are in, and what happened to them. */
export function PersonPage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { person } = route.useParams();
  const [acting, setActing] = useState(false);
  const [merging, setMerging] = useState(false);
  const navigate = useNavigate();
  const { data, error, refetch } = useAsk("show-person", { person });
  const fields = data?.fields ?? {};
  const name = data ? shortName({ ...fields, id: data.id }) : says.loading;
  const remove = useDeletePerson(data, name);
  useCommands(
    useMemo(
      () => [
        {
          id: "person.merge",
          label: says.merge,
          group: says.loading,
          icon: <IconArrowMerge />,
          run: () => setMerging(true),
        },
      ],
      [says],
    ),
  );
  useCrumbs({ label: says.people, href: "/people" }, name);
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  const tab = { params: { person }, activeOptions: { exact: true } } as const;
  return (
    <Page
      title={name}
      beside={
        <>
          {fields["unsubscribed"] === true && <Badge tone="warn">{says.unsubscribed}</Badge>}
          {fields["black_listed"] === true && <Badge tone="danger">{says.blocked}</Badge>}
          {fields["email_invalid"] === true && <Badge tone="danger">{says.invalid}</Badge>}
          {fields["marketing_suspended"] === true && <Badge tone="warn">{says.suspended}</Badge>}
        </>
      }
      actions={
        <>
          <Button icon={<IconArrowMerge />} isDisabled={!data} onPress={() => setMerging(true)}>
            {says.merge}
          </Button>
          <Button kind="primary" icon={<IconBolt />} isDisabled={!data} onPress={() => setActing(true)}>
            {says.act}
          </Button>
          <MoreMenu
            label={says.more}
            acts={[
              {
                id: "delete",
                label: remove.label,
                icon: <IconTrash />,
                danger: true,
                disabled: !data,
                run: remove.ask,
              },
            ]}
          />
        </>
      }
      below={
        <>
          <span>{data ? textOf(fields["email"]) || `#${data.id}` : " "}</span>
          {typeof fields["person_score"] === "number" && (
            <span className="number">
              {says.score} {format.number(fields["person_score"])}
            </span>
          )}
        </>
      }
      tabs={
        <>
          <Link to="/people/$person" {...tab}>
            {says.info}
          </Link>
          <Link to="/people/$person/lists" {...tab}>
            {says.lists}
            <Count of={data?.lists.length} />
          </Link>
          <Link to="/people/$person/campaigns" {...tab}>
            {says.campaigns}
            <Count of={data?.campaigns.length} />
          </Link>
          <Link to="/people/$person/programs" {...tab}>
            {says.programs}
            <Count of={data?.programs.length} />
          </Link>
          <Link to="/people/$person/log" params={{ person }}>
            {says.log}
          </Link>
        </>
      }
    >
      <Outlet />
      {acting && data && <ActDialog whom={{ people: [data.id] }} onClose={() => setActing(false)} />}
      {merging && data && (
        <MergeWithDialog
          person={data.id}
          onClose={(stays) => {
            setMerging(false);
            if (stays !== undefined)
              void navigate({ to: "/people/$person", params: { person: String(stays) } });
          }}
        />
      )}
    </Page>
  );
}

const Count = ({ of = 0 }: { of?: number | undefined }): ReactNode =>
  of > 0 ? <span className="faint number"> {of}</span> : null;
