import { localeScope } from '../../core/exports/exportLabel.ts';
import type { ExportRequest } from '../../core/platform/exportRequest.ts';

/**
 * What tells rows of one kind and course apart: the assignment, the student, or both; empty for what is of the whole course. For rows
 * and tooltips only: a student's name belongs into no file name, title, message or log.
 */
export function scopeText(request: ExportRequest): string {
  switch (request.kind) {
    case 'studentCsv':
    case 'studentData':
      return request.student.name;
    case 'workspace':
      return `${request.student.name}, ${request.assignment.name}`;
    case 'assignmentCsv':
    case 'assignmentData':
      return request.assignment.name;
    case 'assessments': {
      const [only, ...others] = request.assignments;
      return only && others.length === 0 ? only.name : '';
    }
    case 'coursework':
    case 'sources':
    case 'coachLogs':
    case 'llmLogs':
    case 'accessData':
    case 'blueprints':
    case 'guidesPdf':
      return '';
    case 'users':
    case 'summaryLogs':
    case 'sessionLogs':
      return localeScope(request.locale);
  }
}
