import { sql } from "#kernel/sql.ts";

const last = sql`(select last_person from demo)`;

/** Whether a person `p` is of the demo world. Whom somebody has merged one of their own people into is theirs. */
export const isOfDemo = sql`(p.id <= ${last} and not exists (select from person_alias a where a.into_shard = p.shard and a.into_id = p.id and a.id > ${last}))`;
