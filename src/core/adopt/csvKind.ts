/** The tables that Codio makes (Codio protocol, section 8.5). */
export type CsvKind =
  'assignmentCsv' | 'assessments' | 'coachLogs' | 'accessData' | 'studentCsv' | 'llmLogs' | 'ipConsent';

/** A column's name as it is compared: neither case nor spaces nor underscores count (Codio protocol, section 8.5). */
export function columnName(text: string): string {
  return text.toLowerCase().replace(/[\s_\uFEFF]/g, '');
}

type Has = (...names: readonly string[]) => number;
type Rule = readonly [CsvKind, (has: Has) => boolean];

/**
 * By what each table is told from the others. Columns may stand in any order, some may be missing and others added; a column of one
 * assessment always ends in a suffix of its own, so that no author's text is taken for one of these.
 */
const RULES: readonly Rule[] = [
  ['accessData', (has) => has('accesstype') > 0 && has('username', 'role', 'projectpath', 'ipaddress') >= 2],
  [
    'coachLogs',
    (has) =>
      has('question', 'response') === 2 &&
      has('assessmentid', 'contextguides', 'contexterror', 'contextfiles') >= 2,
  ],
  ['assessments', (has) => has('totalpointsearned', 'totalpointspossible') === 2 && has(...STUDENT) > 0],
  [
    'assignmentCsv',
    (has) =>
      has(...STUDENT) > 0 &&
      has(
        'rightcount',
        'wrongcount',
        'answeredassessments',
        'teachergrade',
        'assessmentsgrade',
        'scriptgrade',
        'gradeoverride',
        'ltiid',
        'behavioralinsights',
      ) >= 2,
  ],
  // Its columns are not documented: one row an assignment is all that is known.
  [
    'studentCsv',
    (has) =>
      has(...STUDENT) > 0 &&
      has('assignmentname') > 0 &&
      has('status', 'module', 'modulename', 'completed', 'completeddate/time') > 0 &&
      has('totalpointsearned', 'rightcount', 'wrongcount') === 0,
  ],
  // Nor are these: the words are those of the gateway that Codio runs.
  [
    'llmLogs',
    (has) =>
      has('model') > 0 &&
      has('provider', 'key', 'requests', 'prompttokens', 'completiontokens', 'costusd', 'cost') >= 2,
  ],
  [
    'ipConsent',
    (has) => has('revision') > 0 && has('codiouserid', 'userid') > 0 && has('email', 'e-mail') > 0,
  ],
];

const STUDENT = ['studentname', 'username', 'hashedid', 'emailaddress', 'email'] as const;

/** Which tables have such a header; usually one. */
export function csvKinds(header: readonly string[]): readonly CsvKind[] {
  const columns = header.map(columnName);
  // The documentation explains some names in parentheses; a file may do the same.
  const has: Has = (...names) =>
    names.filter((name) => columns.some((column) => column === name || column.startsWith(`${name}(`))).length;
  return RULES.filter(([, fits]) => fits(has)).map(([kind]) => kind);
}
