import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Fault } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { checkImport } from "#operations/import/check-import.ts";
import { exportRejects } from "#operations/import/export-rejects.ts";
import { importPeople } from "#operations/import/import-people.ts";
import { listRejects } from "#operations/import/list-rejects.ts";
import { previewImport } from "#operations/import/preview-import.ts";
import { showImport } from "#operations/import/show-import.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { World } from "#test/harness/world.ts";

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.ask(createList, { name: "List" });
});
afterAll(() => world.close());
beforeEach(() => world.db.rows(sql`truncate person, person_key, activity, list_member`));

const check = (csv: string | Buffer, options: Parameters<typeof world.ask<typeof checkImport>>[1] = {}) =>
  world.ask(checkImport, options, csv);

const FILE = `Email Address,State,Person Score,Date of Birth
ann@x.test,CA,5,2000-01-31
old@x.test,NV,,
same@x.test,CA,,
bad,CA,many,31/1/2000
z@x.test,CA
ann@x.test,NY,7,
`;

describe("checking an import", () => {
  beforeEach(() => world.people({ email: "old@x.test", state: "CA" }, { email: "same@x.test", state: "CA" }));

  test("says of each row what the import then does, and writes nothing", async () => {
    const before = await everything();
    const found = await check(FILE, { list: "List" });
    expect(await everything()).toEqual(before);
    expect(found.rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, "created"],
      [3, "updated"],
      [4, "unchanged"],
      [5, "rejected"],
      [6, "rejected"],
      [7, "updated"],
    ]);
    expect(found.all).toBe(true);

    const { id } = await world.ask(importPeople, { list: "List" }, FILE);
    await world.context.scheduler.quiet();
    const { created, updated, unchanged, skipped, rejected } = found;
    expect(await world.ask(showImport, { import: id })).toMatchObject({
      created,
      updated,
      unchanged,
      skipped,
      rejected,
    });
    const { rejects } = await world.ask(listRejects, { import: id });
    expect(
      found.rows.flatMap(({ reasons, cells }) => [...cells.flatMap(({ wrong }) => wrong ?? []), ...reasons]),
    ).toEqual([
      ...rejects.flatMap(({ faults }) => faults.map(({ reason }) => reason)),
      "The same person as line 2.", // which is for the check to say: it is imported all the same
    ]);
  });

  test("tells for each cell what is stored, or in the reader's language why not", async () => {
    const { rows } = await checkImport.run(
      {
        ...world.context,
        language: "fr",
        upload: Readable.from([Buffer.from(FILE)]),
      },
      checkImport.input.parse({}),
    );
    expect(rows[1]?.cells.map(({ stored }) => stored)).toEqual(["old@x.test", "NV", null, null]);
    expect(rows[3]?.cells.map(({ text, stored, wrong }) => [text, stored, wrong])).toEqual([
      ["bad", null, "« bad » n’est pas une adresse e-mail comme ann@example.com."],
      ["CA", null, null],
      ["many", null, "« many » n’est pas un nombre entier comme 12."],
      ["31/1/2000", null, "« 31/1/2000 » n’est pas une date comme 2026-05-31."],
    ]);
  });

  test("follows the mapping and the options", async () => {
    const csv = "Mail,Born\nnew@x.test,31/1/2000\nold@x.test,1/31/2000\n";
    const mapping = { Mail: "email", Born: "date_of_birth" };
    const found = await check(csv, { mapping, dateFormat: "dmy", mode: "update only" });
    expect([found.ignored, (await check(csv, { mapping: { Mail: "email" } })).ignored]).toEqual([
      [],
      ["Born"],
    ]);
    expect(found.rows.map(({ outcome, cells }) => [outcome, cells[1]?.stored, cells[1]?.wrong])).toEqual([
      ["skipped", null, null],
      ["rejected", null, "“1/31/2000” is not a date such as 31/5/2026."],
    ]);
    const other = await check(csv, { mapping: { ...mapping, Born: "" }, mode: "update only" });
    expect(other.rows.map(({ outcome }) => outcome)).toEqual(["skipped", "unchanged"]);
  });

  test("says what would be left out of rows that are taken without it", async () => {
    const found = await check(FILE.replace("bad,", "bob@x.test,"), { badValues: "leave out" });
    expect(found).toMatchObject({ created: 2, rejected: 1, leftOut: 2 });
    expect(found.rows[3]).toMatchObject({
      outcome: "created",
      reasons: [],
      cells: [
        { stored: "bob@x.test" },
        { stored: "CA" },
        { text: "many", stored: null, wrong: "“many” is not a whole number such as 12." },
        { text: "31/1/2000", stored: null },
      ],
    });
  });

  test("tries the first rows, and of a file that is cut only those that are whole", async () => {
    const csv = `Email\n${Array.from({ length: 50 }, (_, at) => `p${at}@x.test`).join("\n")}\n"q@x`;
    expect(await check(csv, { rows: 3 })).toMatchObject({ created: 3, all: false });
    expect(await check(csv, { cut: true, mapping: { Email: "email" } })).toMatchObject({
      created: 50,
      rejected: 0,
      all: false,
    });
    expect(await check(csv, { mapping: { Email: "email" } })).toMatchObject({ created: 50, rejected: 1 });
  });
});

describe("rejected rows as a file", () => {
  const rejectsOf = async (csv: string | Buffer, language: "en" | "fr" = "en"): Promise<string> => {
    const { id } = await world.ask(importPeople, {}, csv);
    await world.context.scheduler.quiet();
    const text = await world.ask(exportRejects, { import: id, language });
    return (await Array.fromAsync(text)).join("");
  };

  test("are mended in it and imported, as often as it takes", async () => {
    const first = await rejectsOf(
      'Email Address;State;Notes;Person Score\r\nann@x.test;CA;;1\r\nbad;CA;"says ""a, b"";\nand more";many\r\n',
    );
    expect(first).toBe(
      "\u{FEFF}Email Address,State,Notes,Person Score,Line,Reason\r\n" +
        'bad,CA,"says ""a, b"";\nand more",many,3,Email Address: “bad” is not an e-mail address such as ann@example.com. Person Score: “many” is not a whole number such as 12.\r\n',
    );
    const second = await rejectsOf(first.replace("bad,", "bob@x.test,"), "fr");
    expect(second.split("\r\n")[0]).toBe("\u{FEFF}Email Address,State,Notes,Person Score,Ligne,Raison");
    expect(second).toContain("Score de la personne : « many » n’est pas");
    expect(second).not.toContain("is not");
    expect(await rejectsOf(second.replace("many,", "7,"))).toBe(
      "\u{FEFF}Email Address,State,Notes,Person Score,Line,Reason\r\n",
    );
    const people = await world.db.rows(sql`select email, notes, person_score from person order by email`);
    expect(people).toMatchObject([
      { email: "ann@x.test" },
      { email: "bob@x.test", notes: 'says "a, b";\nand more', person_score: 7 },
    ]);
  });

  test("of too few cells, too many, none at all, or very long ones lose nothing and move nothing", async () => {
    const text = await rejectsOf(
      `Email Address,State,State\nfew@x.test\nmany@x.test,CA,b,more,"and, more"\n"open@x.test,CA,b\nlong,${"x".repeat(20_000)},b\n`,
    );
    const [head, ...rows] = text.trimEnd().split("\r\n");
    expect(head).toBe("\u{FEFF}Email Address,State,State,Line,Reason");
    expect(
      rows.map((row) => row.replace(/x{9,}/, "x…").replace(/,(\d),("(?:[^"]|"")*"|[^,]*)/, ",$1,…")),
    ).toEqual([
      "few@x.test,,,2,…",
      'many@x.test,CA,b,3,…,more,"and, more"',
      '"""open@x.test,CA,b",,,4,…',
      '"long,x…",,,5,…',
    ]);
    expect(await rejectsOf(text)).toContain("many@x.test,CA,b,3,");
  });

  test("of an import whose file is gone, or that is not there, are told so", async () => {
    const { id } = await world.ask(importPeople, {}, "Email Address\nbad\n");
    await world.context.scheduler.quiet();
    await world.db.rows(sql`update import set file = file || '.gone' where id = ${id}`);
    expect(await world.refusal(exportRejects, { import: id })).toEqual(["import.gone import"]);
    expect(await world.refusal(exportRejects, { import: 999 })).toEqual(["not.found import"]);
  });
});

describe("a list that is named with the import", () => {
  const csv = "Email Address\nann@x.test\n";
  const members = (name: string) =>
    world.db.rows(
      sql`select email from list_member join static_list l on l.id = list_id join person p on p.id = person_id where name = ${name}`,
    );

  test("is made as it starts, once for two that start together, and checked for without being made", async () => {
    expect(await check(csv, { newList: " Newbies " })).toMatchObject({ created: 1, rejected: 0 });
    expect(world.engine.definitions.catalog.lists.size).toBe(1);
    const other = csv.replace("ann", "bob");
    const two = await Promise.all([
      world.ask(importPeople, { newList: "Newbies" }, csv),
      world.ask(importPeople, { newList: "newbies" }, other),
    ]);
    await world.context.scheduler.quiet();
    for (const { id } of two)
      expect(await world.ask(showImport, { import: id })).toMatchObject({ state: "done", created: 1 });
    expect((await members("Newbies")).concat(await members("newbies"))).toHaveLength(2);
    expect(world.engine.definitions.catalog.lists.size).toBe(2);
    expect(await check(csv, { newList: "NEWBIES" })).toMatchObject({ unchanged: 1 });
  });

  test("is not made for a file that is refused, nor beside another list", async () => {
    for (const [file, options] of [
      ["State\nCA\n", { newList: "Never" }],
      [csv, { newList: "Never", list: "List" }],
    ] as const)
      await expect(world.ask(importPeople, options, file)).rejects.toBeInstanceOf(Fault);
    expect([...world.engine.definitions.catalog.lists.values()].map(({ name }) => name)).not.toContain(
      "Never",
    );
    await expect(check(csv, { newList: "Never", list: "List" })).rejects.toMatchObject({
      problems: [{ code: "import.twoLists" }],
    });
  });
});

const everything = () =>
  world.db.rows(
    sql`select (select count(*) from person) as people, (select max(updated_at) from person) as at, (select count(*) from activity) as lines,
      (select count(*) from list_member) as members, (select count(*) from person_key) as keys`,
  );

describe("a hostile file costs clear words", () => {
  const big = "x".repeat(10_000_000);
  test.each([
    ["empty", "", "import.empty"],
    ["blank lines", "\n\n", "import.empty"],
    ["a header whose quote is never closed", '"Email,State\na@x.test,CA\n', "import.header"],
    ["a header of one letter ten million times", `${big}\na@x.test\n`, "import.headerLong"],
    [
      "a workbook",
      Buffer.from("PK\u0003\u0004\u0014\u0000\u0006\u0000xl/workbook.xml", "latin1"),
      "import.workbook",
    ],
    ["another encoding in its header", Buffer.from("Pr\u00e9nom,Email\n", "latin1"), "import.encoding"],
  ])("%s", async (_, file, code) => {
    await expect(check(file)).rejects.toMatchObject({ problems: [{ path: "file", code }] });
    await expect(world.ask(importPeople, {}, file)).rejects.toMatchObject({
      problems: [{ path: "file", code }],
    });
  });

  test("a cell of ten million letters and a quote that is never closed cost their own rows", async () => {
    const { rows } = await check(
      `Email Address,Notes\nann@x.test,${big}\nbob@x.test,hi\n"cleo@x.test,hi\ndan@x.test,x\n`,
    );
    expect(rows.map(({ line, outcome, reasons }) => [line, outcome, reasons.join("").slice(0, 40)])).toEqual([
      [2, "rejected", "This row is longer than 4000000 character"].map((one) =>
        typeof one === "string" ? one.slice(0, 40) : one,
      ),
      [3, "created", ""],
      [4, "rejected", 'A quotation mark (") of this row is not c'.slice(0, 40)],
      [5, "created", ""],
    ]);
  });

  test("letters of another encoding", async () => {
    const { rows } = await check(
      Buffer.from("Email Address,Last Name\na@x.test,Lef\u00e8vre\nb@x.test,Roy\n", "latin1"),
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(["rejected", "created"]);
    expect(rows[0]?.reasons).toEqual([
      "Letters of this row cannot be read as utf-8; choose the encoding the file was saved in.",
    ]);
  });

  test("two columns with one name, and one without, are columns of their own", async () => {
    const csv = "Email,Email,,Mail (2),Email\na@x.test,b@x.test,c,d,e@x.test\n";
    const { columns, warnings } = await world.ask(previewImport, {}, csv);
    expect(columns).toEqual([
      { name: "Email", field: "email" },
      { name: "Email (2)", field: null },
      { name: "#3", field: null },
      { name: "Mail (2)", field: null },
      { name: "Email (3)", field: null },
    ]);
    expect(warnings).toEqual(["Several columns are called “Email”; the later ones have a number here."]);
    const { rows } = await check(csv, { mapping: { Email: "", "Email (3)": "email" } });
    expect(rows[0]?.cells[0]?.stored).toBe("e@x.test");
  });

  test("a file without a line of names", async () => {
    const { warnings } = await world.ask(previewImport, {}, "ann@x.test,Ann\nbob@x.test,Bob\n");
    expect(warnings[0]).toMatch(/^The first line looks like a person \(“ann@x.test”\)/);
  });
});

test.each([
  [
    "Marketo",
    "Id,E-mail Address,First Name,Company Name,Lead Score,Black Listed",
    "- email first_name company person_score black_listed",
  ],
  [
    "HubSpot",
    "Record ID,Email,Last Name,Phone Number,State/Region,Country/Region,Website URL",
    "- email last_name phone state country website",
  ],
  [
    "Mailchimp",
    "Email Address,FNAME,LNAME,Address,PHONE,MEMBER_RATING",
    "email first_name last_name address phone -",
  ],
  [
    "Salesforce",
    "firstName,Account Name,MobilePhone,Mailing Zip/Postal Code,Birthdate,HasOptedOutOfEmail,Title",
    "first_name company mobile_phone postal_code date_of_birth unsubscribed job_title",
  ],
  [
    "French",
    "Prénom,NOM,Adresse e-mail,Société,Code postal,Intitulé du poste,Téléphone portable,Né le,Score",
    "first_name last_name email company postal_code job_title mobile_phone date_of_birth person_score",
  ],
  [
    "lists kept by hand",
    "Birthday,Cell,Postcode,Organisation,Région,Profession,Nickname",
    "date_of_birth mobile_phone postal_code company state job_title -",
  ],
  [
    "French lists kept by hand",
    "Né(e) le,Tél. portable,CP,Entreprise,Titre,Localité,Surnom",
    "date_of_birth mobile_phone postal_code company job_title city -",
  ],
  ["one who congratulates", "Courriel,Date d'anniversaire", "email date_of_birth"],
  ["two names of one field", "Organization,Company Name,Email", "- company email"],
])("columns as %s calls them are recognised", async (_, header, fields) => {
  const { columns } = await world.ask(previewImport, {}, `${header}\n`);
  expect(columns.map(({ field }) => field ?? "-").join(" ")).toBe(fields);
});

test.each([
  ["Person Score", "99999999999", "“99999999999” is too large; a number here can have nine digits."],
  ["Person Score", "1.5", "“1.5” is not a whole number such as 12."],
  ["Unsubscribed", "perhaps", "“perhaps” is not yes or no."],
  ["Annual Revenue", "lots", "“lots” is not an amount such as 1234.50."],
])("a reason is what a marketer understands: %s, %s", async (column, cell, reason) => {
  const { rows } = await check(`Email Address,${column}\na@x.test,${cell}\n`);
  expect(rows[0]?.cells[1]?.wrong).toBe(reason);
});
