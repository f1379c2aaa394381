import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { temporaryHome } from "#test/harness/home.ts";
import { MusterProcess, PROJECT } from "#test/harness/muster-process.ts";

/** The commands of the README's two stories, as they stand there. */
async function commands(): Promise<string[]> {
  const readme = await readFile(join(PROJECT, "README.md"), "utf8");
  const [, stories = ""] = /\n## Two stories\n([\s\S]*?)\n## /.exec(readme) ?? [];
  return [...stories.matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block = ""]) => block.trim().split("\n"))
    .map((line) => line.replace(/ +# .*/, ""))
    .filter((line) => !line.startsWith("npm "));
}

/** Types a command, with what an earlier answer said in the place of the README's number or link. */
async function type(command: string, said: string, env: NodeJS.ProcessEnv): Promise<string> {
  const of = (pattern: RegExp): string => pattern.exec(said)?.[1] ?? "nothing";
  const typed = command
    .replace(/--confirm \d+/, () => `--confirm ${of(/the number (\d+)/)}`)
    .replace("mail show …", () => `mail show ${of(/(?:^|\n)\D*(\d+)/)}`)
    .replace(/http:\S+…/, () => of(/(http:\S*?\/m\/c\/[\w.~-]+)/))
    .replace(/^npx muster/, `"${process.execPath}" bin/muster.mjs`);
  const options = { cwd: PROJECT, env };
  return promisify(execFile)("sh", ["-c", typed], options).then(
    ({ stdout }) => stdout,
    (error: { stdout: string; stderr: string }) => `refused: ${error.stdout}${error.stderr}`,
  );
}

test("the two stories of the README, command by command", { timeout: 240_000 }, async () => {
  const home = await temporaryHome({ used: true });
  const muster = new MusterProcess({ env: { MUSTER_HOME: home.path } });
  const env = { ...process.env, MUSTER_URL: await muster.ready() };
  const answers: string[] = [];
  let mails = "";
  for (const command of await commands()) {
    const said = command.includes("mail show") ? mails : (answers.at(-1) ?? "");
    const answer = await type(command, said, env);
    if (command.includes("mail list")) mails = answer;
    answers.push(answer);
  }
  const [, applied, asked, ran, , , read, clicked, log, inside, released, last] = answers;
  expect(applied).toContain("2 created");
  expect(asked).toContain("refused: --confirm: This takes 1 person through the flow");
  expect(ran).toMatch(/State +done/i);
  expect(read).toMatch(/Subject +Something for California, Ann/);
  expect(read).toContain("https://shop.example/offer");
  expect(clicked).toMatch(/^HTTP\/1.1 302 [^]*location: https:\/\/shop.example\/offer/);
  const told = [
    "New Person",
    "Send Email",
    "Email Delivered",
    "Click Email",
    "Entered Campaign",
    "Change Score",
  ];
  const places = [...told, "Interesting Moment", "Wait"].map((one) => (log ?? "").indexOf(one));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => b - a)); // the newest stands first
  expect(inside).toContain("ann@example.com");
  expect(released).toMatch(/Released +1/);
  expect(last).toMatch(/Shall we talk[\s\S]*California offer/);
});
