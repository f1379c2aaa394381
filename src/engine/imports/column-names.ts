import type { Catalog } from "#domain/catalog.ts";
import { labelOf, type Field } from "#domain/field.ts";

/**
 * Guesses which field each column of a file is, by its name: that of the field, in either language and however it is
 * written, or what other programs call it. A field is guessed once, and what is called like it goes first.
 */
export function guessFields(header: readonly string[], catalog: Catalog): (Field | null)[] {
  const open = [...catalog.fields.values()].filter(
    (field) => !field.hidden && !field.readOnly && field.type !== "formula",
  );
  const own = byName(open, (field) => [field.name, ...Object.values(labelOf(field))]);
  const other = byName(open, ({ name }) => OTHER_NAMES[name] ?? []);
  const guessed = header.map((): Field | null => null);
  for (const names of [own, other])
    for (const [index, name] of header.entries()) {
      const field = names.get(plain(name));
      if (field && !guessed[index] && !guessed.includes(field)) guessed[index] = field;
    }
  return guessed;
}

const byName = (fields: readonly Field[], namesOf: (field: Field) => readonly string[]): Map<string, Field> =>
  new Map(fields.flatMap((field) => namesOf(field).map((name) => [plain(name), field] as const)));

/** Letters and digits alone: `E-mail Address` is `EmailAddress`, `Prénom` is `prenom`. */
const plain = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();

/** What exports of Marketo, HubSpot, Mailchimp and Salesforce, and people who keep lists, call fields. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  email: [
    "Email",
    "Mail",
    "Work Email",
    "Business Email",
    "Primary Email",
    "Adresse mail",
    "Adresse électronique",
    "Adresse de courriel",
    "Courriel",
    "Mél",
    "Email ID",
    "Contact Email",
    "Personal Email",
    "E-mail professionnel",
    "E-mail personnel",
    "Adresse courriel",
  ],
  first_name: ["FName", "First", "Given Name", "Forename"],
  last_name: ["LName", "Last", "Surname", "Family Name", "Nom de famille", "Nom d’usage", "Patronyme"],
  salutation: ["Prefix", "Name Prefix", "Honorific", "Title of Courtesy", "Titre de civilité"],
  person_score: ["Score", "Lead Score", "HubSpot Score", "Contact Score"],
  person_status: ["Status", "Lead Status", "Contact Status", "Statut"],
  person_source: ["Source", "Lead Source", "Origine"],
  person_rating: ["Rating", "Lead Rating"],
  person_time_zone: ["Time Zone", "Fuseau horaire"],
  job_title: [
    "Title",
    "Position",
    "Job",
    "Profession",
    "Occupation",
    "Titre",
    "Poste",
    "Titre du poste",
    "Intitulé du poste",
    "Métier",
  ],
  address: [
    "Street",
    "Street Address",
    "Mailing Street",
    "Mailing Address",
    "Address Line 1",
    "Address 1",
    "Rue",
    "Adresse postale",
    "Home Address",
    "Postal Address",
    "Adresse 1",
    "Voie",
  ],
  city: ["Town", "Locality", "Mailing City", "Commune", "Localité"],
  state: [
    "State/Region",
    "State/Province",
    "Province",
    "Region",
    "County",
    "Canton",
    "Département",
    "State Code",
    "Mailing State",
    "Mailing State/Province",
    "État",
    "Département ou région",
  ],
  country: [
    "Country/Region",
    "Country Name",
    "Country Code",
    "Nation",
    "Mailing Country",
    "Pays/Région",
    "Code pays",
  ],
  postal_code: [
    "Zip",
    "Zip Code",
    "Postcode",
    "Post Code",
    "Zip/Postal Code",
    "Mailing Zip",
    "Mailing Postal Code",
    "Mailing Zip/Postal Code",
    "CP",
  ],
  phone: [
    "Phone",
    "Telephone",
    "Telephone Number",
    "Business Phone",
    "Work Phone",
    "Téléphone fixe",
    "Téléphone professionnel",
    "Tel",
    "Telephone No",
    "Phone No",
    "Tel No",
    "Numéro de téléphone",
  ],
  mobile_phone: [
    "Mobile",
    "Mobile Phone",
    "Mobile No",
    "Mobile Number",
    "Cell",
    "Cell Phone",
    "Cell Number",
    "Cellular",
    "Portable",
    "Téléphone portable",
    "Tél portable",
    "Tél mobile",
    "Numéro de portable",
    "Cellulaire",
    "GSM",
  ],
  fax: ["Fax", "Télécopieur", "Numéro de fax"],
  date_of_birth: [
    "Birthday",
    "Birthdate",
    "Birth Date",
    "Birth Day",
    "Born",
    "Born On",
    "DOB",
    "Anniversaire",
    "Date d’anniversaire",
    "Jour de naissance",
    "Né le",
    "Née le",
    "Né(e) le",
    "Naissance",
    "DDN",
  ],
  website: [
    "Website URL",
    "Web Site",
    "URL",
    "Homepage",
    "Home Page",
    "Web Page",
    "Site internet",
    "Adresse du site",
  ],
  notes: [
    "Note",
    "Remark",
    "Remarks",
    "Comment",
    "Comments",
    "Commentaire",
    "Commentaires",
    "Remarque",
    "Remarques",
  ],
  company: [
    "Company",
    "Account",
    "Account Name",
    "Company / Account",
    "Organization",
    "Organisation",
    "Organization Name",
    "Organisation Name",
    "Firm",
    "Business Name",
    "Workplace",
    "Organisme",
    "Nom de l’organisation",
    "Firme",
    "Employer",
    "Entreprise",
    "Raison sociale",
    "Nom de la société",
    "Nom de l’entreprise",
  ],
  industry: ["Sector", "Industry Sector", "Secteur d’activité", "Branche"],
  num_employees: [
    "Employees",
    "No. of Employees",
    "Number of Employees",
    "Company Size",
    "Nombre d’employés",
    "Nombre de salariés",
    "Headcount",
    "Staff",
    "Salariés",
    "Employés",
  ],
  annual_revenue: ["Revenue", "Turnover", "Annual Turnover", "Chiffre d’affaires", "CA annuel"],
  parent_company: ["Parent Company", "Parent Account"],
  billing_address: ["Billing Street"],
  billing_state: ["Billing State/Province"],
  billing_postal_code: ["Billing Zip", "Billing Zip/Postal Code"],
  unsubscribed: [
    "Opted Out",
    "Opt Out",
    "Email Opt Out",
    "Has Opted Out of Email",
    "Unsubscribed from all email",
    "Désinscrit",
    "Désinscrite",
    "Désabonnée",
  ],
  middle_name: ["Middle", "Second prénom", "Autres prénoms"],
  department: ["Dept", "Division", "Équipe"],
  black_listed: ["Black Listed", "Blacklisted"],
};
