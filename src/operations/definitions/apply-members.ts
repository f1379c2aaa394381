import { isDeepStrictEqual } from "node:util";
import { editChannel, makeChannel, type WantedStatus } from "../channel/make-channel.ts";
import { editMemberField, makeMemberField } from "../member-field/make-member-field.ts";
import type { Applying } from "./applying.ts";
import type { ChannelText, MemberFieldText } from "./schema.ts";
import { itemKey, statusesBody } from "./state.ts";

/** Fields of members: they are made, and their labels are changed. */
export async function applyMemberFields(applying: Applying): Promise<void> {
  const { change } = applying;
  for (const item of applying.of("member field"))
    await applying.try(item, async () => {
      const { label, labelFr, type, hidden = false } = item.body as unknown as MemberFieldText;
      const old = applying.old(item);
      if (!old) {
        await applying.write(makeMemberField(change, { name: item.name, label, labelFr, type }));
        await applying.reread();
      } else if (!applying.says(item, "type", type)) applying.fixed(item, "type");
      const same = applying.says(item, "label", label) && applying.says(item, "labelFr", labelFr);
      if ((old && !same) || hidden !== (old?.body["hidden"] === true))
        await applying.write(editMemberField(change, item.name, { label, labelFr: labelFr ?? null, hidden }));
    });
  await applying.reread();
}

/** Channels with their statuses: a status is known by its name. */
export async function applyChannels(applying: Applying): Promise<void> {
  const { change } = applying;
  for (const item of applying.of("channel"))
    await applying.try(item, async () => {
      const { type = "default", statuses: said } = item.body as unknown as ChannelText;
      const statuses = Object.entries(said).map(([name, one]): WantedStatus => {
        const { step, success = false, hidden = false } = typeof one === "number" ? { step: one } : one;
        return { name, step, success, hidden };
      });
      const old = applying.old(item);
      if (!old)
        applying.made.set(
          itemKey(item),
          await applying.write(makeChannel(change, { name: item.name, type, statuses })),
        );
      else if ((old.body["type"] ?? "default") !== type) applying.fixed(item, "type");
      else if (!isDeepStrictEqual(old.body["statuses"], statusesBody(statuses))) {
        const channel = change.catalog.channels.get(old.id);
        if (channel) await applying.write(editChannel(change, channel, { statuses }));
      }
    });
  await applying.reread();
}
