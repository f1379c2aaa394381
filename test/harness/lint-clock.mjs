/**
 * The lint rule `muster/clock`: the product never asks the machine for the time, time is an argument.
 * Finds `Date.now()`, `new Date()` and `Date()`; reading a given instant with `new Date(ms)` is fine.
 */
const clock = {
  create(context) {
    const report = (node) =>
      context.report({ node, message: "Time is an argument: take a Clock (kernel/clock.ts) instead." });
    const isDate = (node) => node.type === "Identifier" && node.name === "Date";
    return {
      NewExpression(node) {
        if (isDate(node.callee) && node.arguments.length === 0) report(node);
      },
      CallExpression(node) {
        if (isDate(node.callee)) report(node);
      },
      MemberExpression(node) {
        if (isDate(node.object) && node.property.type === "Identifier" && node.property.name === "now")
          report(node);
      },
    };
  },
};

export default { meta: { name: "muster" }, rules: { clock } };
