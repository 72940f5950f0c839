import type { ExportKind } from '../platform/exportRequest.ts';
import type { Place, PlaceKind } from '../platform/place.ts';

const KINDS: Readonly<Partial<Record<PlaceKind, readonly ExportKind[]>>> = {
  course: [
    'coursework',
    'sources',
    'guidesPdf',
    'assessments',
    'coachLogs',
    'llmLogs',
    'accessData',
    'blueprints',
  ],
  assignment: ['assignmentData', 'assignmentCsv', 'assessments', 'workspace'],
  student: ['studentData', 'studentCsv', 'workspace'],
  facility: ['summaryLogs', 'sessionLogs', 'users'],
};

/** The exports that can be started from a place. */
export function exportsOf(place: Place): readonly ExportKind[] {
  return KINDS[place.kind] ?? [];
}
