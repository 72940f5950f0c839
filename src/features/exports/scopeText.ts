import { localeScope } from '../../core/exports/exportLabel.ts';
import type { DateRange } from '../../core/platform/dateRange.ts';
import type { ExportRequest } from '../../core/platform/exportRequest.ts';
import { shownDay } from '../../host/shownDay.ts';

/**
 * What tells rows of one kind and course apart: the assignment, the student, or both; the language, where it is not the usual one, and the days of logs; empty for what is of the whole course. For rows
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
      return localeScope(request.locale);
    case 'summaryLogs':
    case 'sessionLogs':
      return [localeScope(request.locale), daysText(request.range)].filter(Boolean).join(', ');
  }
}

function daysText({ start, end }: DateRange): string {
  // Noon: the same day in the time zone of whoever reads.
  const [from, to] = [start, end].map((day) => shownDay(new Date(`${day}T12:00:00`)));
  return from === to ? (from ?? '') : `${from} – ${to}`;
}
