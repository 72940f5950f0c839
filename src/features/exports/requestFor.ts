import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { ExportKind, ExportRequest } from '../../core/platform/exportRequest.ts';
import type { CoursePlace, Place, Proposal, Ref } from '../../core/platform/place.ts';
import type { Services } from '../services.ts';
import { chooseAssignments, type ChosenAssignments } from './chooseAssignments.ts';
import { chooseGuides } from './chooseGuides.ts';
import { chooseAssignment, chooseCourse, chooseFacility, chooseStudent } from './choosePlace.ts';
import { chooseLocale } from './chooseLocale.ts';
import { chooseRange } from './chooseRange.ts';
import { chooseWorkspace } from './chooseWorkspace.ts';
import { retentionNote } from './quietNote.ts';

/**
 * The complete request for an export: from the row it was started on, and by asking for what the row does not say. Undefined: the
 * user gave up.
 *
 * @param proposed what to offer before the rest, because a file names it
 */
export async function requestFor(
  kind: ExportKind,
  services: Services,
  connection: Connection,
  place: Place | undefined,
  title: string,
  proposed?: Proposal,
): Promise<ExportRequest | undefined> {
  if (kind === 'users' || kind === 'summaryLogs' || kind === 'sessionLogs') {
    const facility = place?.kind === 'facility' ? place : await chooseFacility(services, connection, title);
    if (!facility) return undefined;
    if (kind === 'users') {
      const locale = await chooseLocale(services, title);
      return locale === undefined ? undefined : { kind, facility: ref(facility), locale };
    }
    const range = await chooseRange(services, connection, facility, title);
    const locale = range && (await chooseLocale(services, title));
    return range && locale !== undefined ? { kind, facility: ref(facility), range, locale } : undefined;
  }
  const course = courseOf(place) ?? (await chooseCourse(services, connection, title, proposed));
  if (!course) return undefined;
  const within = { course: ref(course) };
  switch (kind) {
    case 'coursework':
    case 'sources':
    case 'coachLogs':
    case 'llmLogs':
    case 'accessData':
    case 'blueprints':
      return { kind, ...within };
    case 'assessments': {
      const assignments =
        place?.kind === 'assignment'
          ? [ref(place)]
          : (await chooseAssessments(services, connection, course, title, proposed))?.assignments;
      return assignments && { kind, ...within, assignments };
    }
    case 'guidesPdf':
      return chooseGuides(services, connection, ref(course), title);
    case 'assignmentCsv':
    case 'assignmentData': {
      const assignment =
        place?.kind === 'assignment'
          ? place
          : await chooseAssignment(services, connection, course, title, proposed);
      return assignment && { kind, ...within, assignment: ref(assignment) };
    }
    case 'studentCsv':
    case 'studentData': {
      const student =
        place?.kind === 'student'
          ? place
          : await chooseStudent(services, connection, course, title, proposed);
      return student && { kind, ...within, student: ref(student) };
    }
    case 'workspace': {
      const known =
        place?.kind === 'student'
          ? { student: ref(place) }
          : place?.kind === 'assignment'
            ? { assignment: ref(place) }
            : await chosenAssignment(services, connection, course, title);
      const work = known && (await chooseWorkspace(services, connection, { ...within, ...known }, title));
      return work && { kind, ...within, student: work.student, assignment: work.assignment };
    }
  }
}

function chooseAssessments(
  services: Services,
  connection: Connection,
  course: Ref & Pick<CoursePlace, 'starts'>,
  title: string,
  proposed: Proposal | undefined,
): Promise<ChosenAssignments | undefined> {
  const question = vscode.l10n.t('Which assignments of {0}? Several come as one zip.', course.name);
  const note = retentionNote('assessments', course.starts);
  const whole = [question, note].filter(Boolean).join(' ');
  return chooseAssignments(services, connection, course, title, whole, proposed);
}

async function chosenAssignment(
  services: Services,
  connection: Connection,
  course: Ref,
  title: string,
): Promise<{ readonly assignment: Ref } | undefined> {
  const assignment = await chooseAssignment(services, connection, course, title);
  return assignment && { assignment: ref(assignment) };
}

function courseOf(place: Place | undefined): (Ref & Pick<CoursePlace, 'starts'>) | undefined {
  if (place?.kind === 'course') return place;
  return place && 'course' in place ? place.course : undefined;
}

function ref({ id, name }: Ref): Ref {
  return { id, name };
}
