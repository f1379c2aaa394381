import { IconCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Output } from "../../client.ts";
import { MemberStatus } from "../../controls/member-status.tsx";
import { useMemberFields } from "../../controls/program-words.ts";
import { sourceWords } from "../../controls/source-words.ts";
import { Value } from "../../controls/value.tsx";
import { Who } from "../../controls/who.tsx";
import { say, useWords } from "../../language.ts";
import type { Column } from "../../ui/data-table.tsx";
import { Time } from "../../ui/time.tsx";

export type Member = Output<"list-program-members">["members"][number];

const words = say({
  en: {
    person: "Person",
    status: "Status",
    success: "Success",
    byHand: "by hand",
    acquired: "Acquired",
    acquiredHere: "Acquired by this program",
    since: "Member since",
    statusSince: "Status since",
    by: "Came in by",
    number: "Number",
  },
  fr: {
    person: "Personne",
    status: "Statut",
    success: "Succès",
    byHand: "à la main",
    acquired: "Acquise",
    acquiredHere: "Acquise par ce programme",
    since: "Membre depuis",
    statusSince: "Statut depuis",
    by: "Arrivée par",
    number: "Numéro",
  },
});

const nameOf = ({ firstName, lastName }: Member): string => [firstName, lastName].filter(Boolean).join(" ");

const calledBy = (one: Member): string => nameOf(one) || one.email || `#${one.person}`;

/** More member fields than these are shown when they are chosen. */
const FIELDS_SHOWN = 2;

/** What there is to know of a membership, and of the person as much as tells who it is. */
export function useMemberColumns(): readonly Column<Member>[] {
  const says = useWords(words);
  const sources = useWords(sourceWords);
  const fields = useMemberFields();
  return useMemo(
    () => [
      {
        id: "person",
        label: says.person,
        width: 164,
        grow: true,
        narrow: true,
        cell: (one) => (
          <>
            <Link to="/people/$person" params={{ person: String(one.person) }} tabIndex={-1}>
              {calledBy(one)}
            </Link>
            {nameOf(one) && one.email && <span className="soft"> {one.email}</span>}
          </>
        ),
        narrowCell: (one) => <Who person={one.person} name={calledBy(one)} email={one.email ?? ""} />,
      },
      {
        id: "status",
        label: says.status,
        width: 120,
        narrow: true,
        cell: (one) => <MemberStatus {...one} />,
      },
      {
        id: "success",
        label: says.success,
        width: 112,
        cell: (one) => <Value field={{ type: "date" }} value={one.successDate} />,
      },
      {
        id: "acquired",
        label: says.acquired,
        width: 76,
        cell: (one) =>
          one.acquired ? (
            <IconCheck size={16} aria-label={says.acquiredHere} />
          ) : (
            <span className="faint">–</span>
          ),
      },
      {
        id: "since",
        label: says.since,
        width: 122,
        sorts: true,
        cell: (one) => <Time at={one.since} />,
      },
      {
        id: "status-since",
        label: says.statusSince,
        width: 122,
        sorts: true,
        optional: true,
        cell: (one) => <Time at={one.statusSince} />,
      },
      {
        id: "by",
        label: says.by,
        width: 125,
        cell: ({ campaign, source }) =>
          campaign ? (
            <Link to="/campaigns/$campaign" params={{ campaign: String(campaign.id) }} tabIndex={-1}>
              {campaign.name}
            </Link>
          ) : (
            (source === "user" && says.byHand) || sources[source]
          ),
      },
      ...fields.map(({ id, label, type }, index): Column<Member> => ({
        id: `field-${id}`,
        label,
        width: 130,
        optional: index >= FIELDS_SHOWN,
        cell: ({ data }) => (
          <Value field={{ type }} value={type === "boolean" ? data[id] === "true" : data[id]} />
        ),
      })),
      {
        id: "id",
        label: says.number,
        width: 84,
        end: true,
        optional: true,
        sorts: true,
        cell: (one) => <span className="faint">{one.person}</span>,
      },
    ],
    [says, sources, fields],
  );
}
