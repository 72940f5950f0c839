import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import * as v from 'valibot';

const Results = v.object({
  violations: v.array(
    v.object({
      id: v.string(),
      help: v.string(),
      nodes: v.array(v.object({ html: v.string(), failureSummary: v.optional(v.string(), '') })),
    }),
  ),
});

/**
 * What axe-core finds wrong in a frame, rule by rule: the rules of WCAG 2.2 A and AA, and best practice.
 *
 * @param without selectors of what is left out, because it has been looked at
 */
export async function axeViolations(
  frame: Frame,
  without: readonly string[] = [],
): Promise<readonly string[]> {
  // Evaluated by the browser itself, so that the page's own policy stays as it is.
  await frame.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const context = JSON.stringify({ include: ['main'], exclude: without });
  const { violations } = v.parse(Results, await frame.evaluate(`axe.run(${context})`));
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `  ${html.slice(0, 300)}\n  ${failureSummary}`)
        .join('\n')}`,
  );
}
