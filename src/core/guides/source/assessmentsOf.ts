import * as v from 'valibot';
import type { GuideAssessment, GuideFinding } from '../guide.ts';
import type { ParseMarkdown } from '../markdown/parseMarkdown.ts';
import { readJson } from './readJson.ts';

const ASSESSMENT = /^\.guides\/assessments\/([^/]+)\.json$/;

const text = v.fallback(v.optional(v.string()), undefined);
/** Only what a page may show: answers, tests and guidance stay in the file. */
const AssessmentSchema = v.object({
  taskId: text,
  source: v.object({
    name: text,
    instructions: text,
    points: v.fallback(v.optional(v.pipe(v.number(), v.finite())), undefined),
  }),
});

/** The assessments that pages may embed, by task id (Codio protocol, section 8.1). The type does not matter here. */
export function assessmentsOf(
  texts: ReadonlyMap<string, string>,
  parse: ParseMarkdown,
): {
  readonly assessments: ReadonlyMap<string, GuideAssessment>;
  readonly findings: readonly GuideFinding[];
} {
  const assessments = new Map<string, GuideAssessment>();
  const findings: GuideFinding[] = [];
  for (const [file, json] of texts) {
    const stem = ASSESSMENT.exec(file)?.[1];
    if (stem === undefined) continue;
    const value = readJson(json, AssessmentSchema);
    if (!value) {
      findings.push({ kind: 'badJson', file });
      continue;
    }
    const { name, instructions, points } = value.source;
    const taskId = value.taskId ?? stem;
    assessments.set(taskId, {
      taskId,
      name: (name ?? taskId).replaceAll(/\s+/g, ' ').trim(),
      ...(points !== undefined && { points }),
      instructions: parse(instructions ?? ''),
    });
  }
  return { assessments, findings };
}
