import { IconBell } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { Notice } from "../controls/notice.tsx";
import { say, useWords } from "../language.ts";
import { useAsk } from "../query.ts";
import { Time } from "../ui/time.tsx";

const words = say({
  en: {
    title: "Notifications",
    news: (count: number) => `Notifications, ${count} new`,
    none: "Nothing to tell. Failed, blocked and aborted runs will appear here.",
    all: "All notifications",
  },
  fr: {
    title: "Notifications",
    news: (count: number) => `Notifications, ${count} ${count === 1 ? "nouvelle" : "nouvelles"}`,
    none: "Rien à signaler. Les exécutions échouées, bloquées ou abandonnées apparaîtront ici.",
    all: "Toutes les notifications",
  },
});

const SEEN = "muster.notifications.seen";

/** What Muster has to tell, with how much of it is new to this browser. */
export function Bell(): ReactNode {
  const says = useWords(words);
  const { data } = useAsk("list-notifications", { limit: 12 });
  const [seen, setSeen] = useState(() => Number(localStorage.getItem(SEEN)));
  const list = data?.notifications ?? [];
  const news = list.filter((one) => one.id > seen).length;
  const open = (): void => {
    const newest = list[0]?.id ?? seen;
    localStorage.setItem(SEEN, String(newest));
    setSeen(newest);
  };
  return (
    <DialogTrigger onOpenChange={(opens) => opens || open()}>
      <Button className="button icon bell" aria-label={news > 0 ? says.news(news) : says.title}>
        <IconBell />
        {news > 0 && <i aria-hidden />}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog aria-label={says.title} className="bell-list">
          {({ close }) => (
            <>
              <h2>{says.title}</h2>
              {list.length === 0 && <p className="soft">{says.none}</p>}
              <ul>
                {list.map((one) => (
                  <li key={one.id} className={one.id > seen ? "new" : undefined}>
                    <p>
                      <Notice of={one} onPress={close} />
                    </p>
                    <span className="faint">
                      <Time at={one.notedOn} />
                    </span>
                  </li>
                ))}
              </ul>
              {list.length > 0 && (
                <Link to="/notifications" onClick={close}>
                  {says.all}
                </Link>
              )}
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
