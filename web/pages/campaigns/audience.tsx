import { IconRefresh } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useReasons } from "../../controls/reason.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { IconButton } from "../../ui/button.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { AudiencePeople } from "./audience-people.tsx";
import { useAudience } from "./use-audience.ts";
import { useCampaign } from "./use-campaign.ts";
import { useOverLimit } from "./use-limit.ts";

const words = say({
  en: {
    matched: "match the smart list",
    entered: "have entered already, and may not again",
    qualified: "qualified",
    mailed: "can be mailed",
    asOf: "Updated",
    again: "Count again",
  },
  fr: {
    matched: "correspondent à la liste intelligente",
    entered: "sont déjà entrées et ne peuvent pas entrer à nouveau",
    qualified: "qualifiées",
    mailed: "peuvent recevoir un e-mail",
    asOf: "Mis à jour",
    again: "Compter à nouveau",
  },
});

/** From all who match to those a mail would reach, step by step. */
export function Audience(): ReactNode {
  const says = useWords(words);
  const reason = useReasons();
  const [open, setOpen] = useState<{ readonly reason?: string }>();
  const campaign = useCampaign();
  const { flow, version } = campaign;
  const { data, error, refetch, isFetching } = useAudience();
  const overLimit = useOverLimit(campaign);
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  const mails = flow.steps.some((step) => step.action === "send-email");
  const blocked = data.blocked.reduce((sum, one) => sum + one.people, 0);
  const over = overLimit(data.qualified);
  return (
    <div key={version}>
      <dl className="funnel">
        <Line label={says.matched} people={data.matched} />
        <Line label={says.entered} people={-data.alreadyEntered} />
        <Line label={says.qualified} people={data.qualified} sum onOpen={() => setOpen({})} />
        {mails &&
          data.blocked.map((one) => (
            <Line
              key={one.reason}
              label={reason(one.reason)}
              people={-one.people}
              onOpen={() => setOpen({ reason: one.reason })}
            />
          ))}
        {mails && <Line label={says.mailed} people={data.qualified - blocked} sum />}
      </dl>
      {over && <p className="problem">{over}</p>}
      <p className="faint buttons">
        <span>
          {says.asOf} <Time at={data.asOf} />
        </span>
        <IconButton label={says.again} isDisabled={isFetching} onPress={() => void refetch()}>
          <IconRefresh />
        </IconButton>
      </p>
      {open && <AudiencePeople {...open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

/** How many there are; fewer than nothing are taken off. */
function Line({
  label,
  people,
  sum = false,
  onOpen,
}: {
  label: string;
  people: number;
  sum?: boolean;
  /** Shows who they are. */
  onOpen?: () => void;
}): ReactNode {
  const format = useFormat();
  const minus = Object.is(people, -0) || people < 0;
  const said = minus ? `− ${format.number(-people)}` : format.number(people);
  return (
    <div className={sum ? "sum" : minus ? "minus" : ""}>
      <dt>{label}</dt>
      <dd>
        {onOpen && people !== 0 ? (
          <button type="button" className="link" aria-label={`${said} ${label}`} onClick={onOpen}>
            {said}
          </button>
        ) : (
          said
        )}
      </dd>
    </div>
  );
}
