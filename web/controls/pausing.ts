import { call } from "../client.ts";
import { say, useWords } from "../language.ts";
import { changed } from "../query.ts";
import { confirm } from "../ui/dialog.tsx";
import { done, failed } from "../ui/toast.tsx";

const words = say({
  en: {
    pause: "Pause",
    resume: "Resume",
    paused: "The campaign is paused.",
    resumed: "The campaign goes on.",
    resumeTitle: (name: string) => `Let “${name}” go on?`,
    resumeText: "Whoever’s time has come does the next step at once, and runs that are due begin.",
  },
  fr: {
    pause: "Mettre en pause",
    resume: "Reprendre",
    paused: "La campagne est en pause.",
    resumed: "La campagne reprend.",
    resumeTitle: (name: string) => `Reprendre « ${name} » ?`,
    resumeText:
      "Les personnes dont le moment est venu passent aussitôt à l’étape suivante, et les exécutions dues commencent.",
  },
});

const afterwards = (): void => changed("campaign", "run", "tree", "queue", "calendar");

/** Lets a campaign stand still, which is taken back with one click, and lets it go on, which is asked first. */
export function usePausing(): {
  readonly pause: (campaign: number) => void;
  readonly resume: (campaign: number, name: string) => void;
  readonly pauseLabel: string;
  readonly resumeLabel: string;
} {
  const says = useWords(words);
  const goOn = async (campaign: number): Promise<void> => {
    await call("resume-campaign", { campaign: String(campaign) });
    afterwards();
    done(says.resumed);
  };
  const pause = async (campaign: number): Promise<void> => {
    await call("pause-campaign", { campaign: String(campaign) });
    afterwards();
    done(says.paused, { label: says.resume, run: () => void goOn(campaign).catch(failed) });
  };
  const resume = async (campaign: number, name: string): Promise<void> => {
    if (await confirm({ title: says.resumeTitle(name), text: says.resumeText, action: says.resume }))
      await goOn(campaign);
  };
  return {
    pause: (campaign) => void pause(campaign).catch(failed),
    resume: (campaign, name) => void resume(campaign, name).catch(failed),
    pauseLabel: says.pause,
    resumeLabel: says.resume,
  };
}
