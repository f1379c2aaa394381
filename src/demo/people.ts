import { day, micros, toIso, type Instant } from "#kernel/clock.ts";
import type { Chance } from "./chance.ts";
import { momentAt, type Moment } from "./moments.ts";

/** Somebody of the demo world. */
export interface DemoPerson {
  /** When they become known. */
  readonly since: Instant;
  /** Their fields, by API name. */
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  readonly email: string;
  /** How much of what they get and see they react to, 0 to 1. */
  readonly interest: number;
}

/** Addresses at which nobody is: a server refuses them for good. */
export const GONE = "gone.example";
/** Addresses of a server that is full now and then. */
export const FULL = "full.example";

const places = [
  {
    weight: 34,
    country: "United States",
    cities: [
      ["San Francisco", "CA"],
      ["Los Angeles", "CA"],
      ["San Diego", "CA"],
      ["Sacramento", "CA"],
      ["New York", "NY"],
      ["Austin", "TX"],
      ["Seattle", "WA"],
      ["Chicago", "IL"],
      ["Boston", "MA"],
      ["Denver", "CO"],
    ],
    first: [
      "Ann",
      "Bob",
      "Carol",
      "David",
      "Emily",
      "Frank",
      "Grace",
      "Henry",
      "Isabel",
      "James",
      "Kate",
      "Luis",
      "Maria",
      "Noah",
      "Olivia",
      "Paul",
      "Rachel",
      "Sam",
      "Tina",
      "Victor",
    ],
    last: [
      "Adams",
      "Baker",
      "Clark",
      "Davis",
      "Evans",
      "Foster",
      "Garcia",
      "Hill",
      "Johnson",
      "King",
      "Lopez",
      "Miller",
      "Nelson",
      "Parker",
      "Reed",
      "Scott",
      "Taylor",
      "Walker",
      "Young",
    ],
  },
  {
    weight: 22,
    country: "France",
    cities: [
      ["Paris", "Île-de-France"],
      ["Lyon", "Auvergne-Rhône-Alpes"],
      ["Marseille", "Provence-Alpes-Côte d’Azur"],
      ["Lille", "Hauts-de-France"],
      ["Nantes", "Pays de la Loire"],
    ],
    first: [
      "Aurélie",
      "Benoît",
      "Chloé",
      "Damien",
      "Élodie",
      "François",
      "Gaëlle",
      "Hélène",
      "Jérôme",
      "Léa",
      "Mathieu",
      "Noémie",
      "Océane",
      "Rémi",
      "Sébastien",
      "Zoé",
    ],
    last: [
      "Bernard",
      "Chevalier",
      "Dubois",
      "Faure",
      "Girard",
      "Lefèvre",
      "Léger",
      "Mercier",
      "Moreau",
      "Petit",
      "Renard",
      "Roux",
    ],
  },
  {
    weight: 14,
    country: "Germany",
    cities: [
      ["Berlin", "Berlin"],
      ["München", "Bayern"],
      ["Köln", "Nordrhein-Westfalen"],
      ["Hamburg", "Hamburg"],
    ],
    first: [
      "Anke",
      "Björn",
      "Christa",
      "Dieter",
      "Franziska",
      "Günther",
      "Heike",
      "Jürgen",
      "Katrin",
      "Lukas",
      "Sabine",
      "Uwe",
    ],
    last: ["Becker", "Fischer", "Hoffmann", "Krüger", "Müller", "Schäfer", "Schmidt", "Vogel", "Weiß"],
  },
  {
    weight: 12,
    country: "United Kingdom",
    cities: [
      ["London", "England"],
      ["Leeds", "England"],
      ["Edinburgh", "Scotland"],
      ["Cardiff", "Wales"],
    ],
    first: ["Alice", "Charles", "Daisy", "George", "Harriet", "Jack", "Lucy", "Oliver", "Poppy", "Thomas"],
    last: ["Bell", "Carter", "Hughes", "Lewis", "Morris", "Price", "Shaw", "Turner", "Wood"],
  },
  {
    weight: 10,
    country: "Japan",
    cities: [
      ["東京", "東京都"],
      ["大阪", "大阪府"],
      ["札幌", "北海道"],
    ],
    first: ["陽菜", "健太", "美咲", "翔", "結衣", "大輔"],
    last: ["佐藤", "鈴木", "高橋", "田中", "伊藤"],
  },
  {
    weight: 8,
    country: "Brazil",
    cities: [
      ["São Paulo", "SP"],
      ["Rio de Janeiro", "RJ"],
      ["Belo Horizonte", "MG"],
    ],
    first: ["André", "Beatriz", "Caio", "Fernanda", "João", "Larissa", "Mariana", "Thiago"],
    last: ["Almeida", "Barbosa", "Costa", "Gonçalves", "Oliveira", "Souza"],
  },
] as const;

const firms = [
  "Alder",
  "Birch",
  "Cedar",
  "Delta",
  "Ember",
  "Fjord",
  "Granite",
  "Harbor",
  "Iris",
  "Juniper",
  "Lumen",
  "Maple",
  "North",
  "Orchard",
  "Pine",
  "Quarry",
  "River",
  "Summit",
  "Tide",
  "Willow",
];
const trades: readonly (readonly [word: string, industry: string])[] = [
  ["Software", "Technology"],
  ["Labs", "Technology"],
  ["Foods", "Food and Drink"],
  ["Logistics", "Transport"],
  ["Bank", "Finance"],
  ["Clinic", "Health"],
  ["Press", "Media"],
  ["Energy", "Energy"],
  ["Outdoor", "Retail"],
  ["Studio", "Media"],
];
const jobs = [
  "Marketing Manager",
  "Head of Growth",
  "Chief Executive",
  "Engineer",
  "Buyer",
  "Office Manager",
  "Designer",
  "Head of Sales",
  "Student",
  "Consultant",
];
const sources = [
  ["Web", 46],
  ["Webinar", 18],
  ["Trade Show", 14],
  ["Referral", 12],
  ["Partner", 10],
] as const;
const DOMAINS = ["example.com", "example.org", "example.net"];

/** People who become known in the course of some moments, more of them towards the end, in the order in which they do. */
export function demoPeople(chance: Chance, count: number, moments: readonly Moment[]): DemoPerson[] {
  const [first, last] = [moments[0] as Moment, moments.at(-1) as Moment];
  return Array.from({ length: count }, (_, index) => {
    // The first at once, then one in each of as many stretches of time as there are people, however few.
    const place = index === 0 ? 0 : index + chance.next();
    const on = first.from + (last.from - first.from) * Math.sqrt(place / count);
    return demoPerson(chance, index, (momentAt(moments, on) ?? last).until);
  });
}

function demoPerson(chance: Chance, index: number, since: Instant): DemoPerson {
  const place = chance.weighted(places.map((one) => [one, one.weight] as const));
  const [city, state] = chance.of<readonly [string, string]>(place.cities);
  const [first, last] = [chance.of<string>(place.first), chance.of<string>(place.last)];
  const [word, industry] = chance.of(trades);
  const firm = chance.happens(0.85)
    ? { company: `${chance.of(firms)} ${word}`, industry, job_title: chance.of(jobs) }
    : {};
  const email = `${mailbox(first, last, index)}@${domain(chance)}`;
  return {
    since,
    email,
    interest: chance.next() ** 2,
    fields: {
      email,
      first_name: first,
      last_name: last,
      city,
      state,
      country: place.country,
      ...firm,
      person_source: chance.weighted(sources),
      person_status: "New",
      ...(chance.happens(0.6) ? { date_of_birth: birthday(chance, since) } : {}),
      ...(chance.happens(0.4) ? { phone: `+1 555 01${String(chance.between(0, 99)).padStart(2, "0")}` } : {}),
    },
  };
}

function domain(chance: Chance): string {
  if (chance.happens(0.02)) return GONE;
  return chance.happens(0.01) ? FULL : chance.of(DOMAINS);
}

const mailbox = (first: string, last: string, index: number): string => {
  const plain = `${first}.${last}`
    .normalize("NFD")
    .replaceAll(/[^\w.]/g, "")
    .toLowerCase();
  return plain.length > 3 ? `${plain}.${index}` : `person.${index}`;
};

const birthday = (chance: Chance, since: Instant): string =>
  toIso(micros(since - chance.between(20 * 365, 65 * 365) * day)).slice(0, 10);
