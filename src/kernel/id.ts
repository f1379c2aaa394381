/** How many shards there are. Never changes: it is part of every stored row of a person. */
export const SHARDS = 32;

/**
 * The shard of a person: the unit of order. 128 neighbouring ids share a shard,
 * so that a small or new population spreads over all of them.
 */
export const shardOf = (id: number): number => Math.floor(id / 128) % SHARDS;
