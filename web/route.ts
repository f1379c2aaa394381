/** How an operation is asked: the method, the path with `:name` for what stands in it, and what it is about. */
export type Route = readonly [
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  noun: string,
];
