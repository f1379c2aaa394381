/** How an operation is asked: the method, the path with `:name` for what stands in it, what it is about, what it does. */
export type Route = readonly [
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  noun: string,
  effect: "read" | "write" | "destroy",
];
