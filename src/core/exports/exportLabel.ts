import type { ExportKind, ExportRequest } from '../platform/exportRequest.ts';
import type { Ref } from '../platform/place.ts';
import { shortId } from '../platform/shortId.ts';

/** Programs read tables by their columns: English unless somebody says otherwise. */
export const USUAL_LOCALE = 'en';

/** What an export is called in file names: stable English, whatever the editor's language. */
export const EXPORT_LABELS: Readonly<Record<ExportKind, string>> = {
  coursework: 'Coursework',
  sources: 'Sources',
  coachLogs: 'Coach logs',
  llmLogs: 'LLM logs',
  assessments: 'Assessment data',
  assignmentCsv: 'Assignment',
  studentCsv: 'Student',
  workspace: 'Workspace',
  studentData: 'Student data',
  assignmentData: 'Assignment data',
  accessData: 'Access data',
  blueprints: 'Blueprints',
  guidesPdf: 'Guides',
  users: 'Users',
  summaryLogs: 'Summary logs',
  sessionLogs: 'Session logs',
};

/** The name of the course or facility that a request is about. */
export function placeName(request: ExportRequest): string {
  return 'facility' in request ? request.facility.name : request.course.name;
}

/**
 * What tells two requests of one kind and course apart in a file name. A student appears by the platform's id, shortened, never by
 * name: file names become editor and window titles.
 */
export function scopeName(request: ExportRequest): string {
  switch (request.kind) {
    case 'assignmentCsv':
    case 'assignmentData':
      return request.assignment.name;
    case 'studentCsv':
    case 'studentData':
      return shortId(request.student.id);
    case 'workspace':
      return `${request.assignment.name} ${shortId(request.student.id)}`;
    case 'summaryLogs':
    case 'sessionLogs':
      return [`${request.range.start} to ${request.range.end}`, localeScope(request.locale)]
        .filter(Boolean)
        .join(' ');
    case 'assessments':
      return assignmentsName(request.assignments);
    case 'guidesPdf':
      // What holds solutions must not be taken for what students may have.
      return [
        request.all ? '' : assignmentsName(request.assignments),
        request.teacherPages ? 'for teachers' : '',
      ]
        .filter(Boolean)
        .join(' ');
    case 'coursework':
    case 'sources':
    case 'coachLogs':
    case 'llmLogs':
    case 'accessData':
    case 'blueprints':
      return '';
    case 'users':
      return localeScope(request.locale);
  }
}

/** The language of a table's columns, where it is not the usual one: two of one kind are told apart by it. */
export function localeScope(locale: string): string {
  return locale === USUAL_LOCALE ? '' : locale;
}

function assignmentsName(assignments: readonly Ref[]): string {
  const [first] = assignments;
  return assignments.length === 1 && first ? first.name : `${assignments.length} assignments`;
}
