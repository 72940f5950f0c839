import { EXPORT_FOLDER, logFileName, usersFileName } from '../exports/exportNames.ts';
import { logsCsv, logsIn, timesOf } from '../exports/logsCsv.ts';
import { parseLogDate } from '../exports/parseLogDate.ts';
import { usersCsv, usersIn } from '../exports/usersCsv.ts';
import type { KolibriContext } from '../kolibriContext.ts';
import { PythonFailure } from '../roster/pythonFailure.ts';
import type { Job } from '../store/job.ts';
import type { Facility, Log, LogType } from '../store/rows.ts';
import { isoZ } from '../wire/isoTime.ts';
import { textError, textOf, type Fields } from '../wire/fields.ts';
import { refuseFields } from '../wire/refusal.ts';
import { facilityError, facilityField, localeError } from './readFields.ts';
import type { KolibriCall } from '../wire/route.ts';
import type { JobOrder, TaskType } from './taskType.ts';

/** The exports (Kolibri protocol, sections 4 and 5). */
export const EXPORT_TASKS: readonly TaskType[] = [
  { name: 'kolibri.core.auth.tasks.exportuserstocsv', order: orderUsers, run: exportUsers },
  logTask('summary'),
  logTask('session'),
];

function orderUsers(call: KolibriCall, fields: Fields): JobOrder {
  const errors = [localeError(fields), facilityError(call, fields)].filter((each) => each !== undefined);
  if (errors.length > 0) refuseFields(errors);
  const facility = facilityField(call, fields);
  return { facility, args: [], kwargs: { locale: textOf(fields, 'locale'), facility } };
}

async function exportUsers(context: KolibriContext, job: Job): Promise<void> {
  const { school, files } = context;
  const facility = facilityOf(context, job);
  const users = school.usersOf(facility.id, 'without deleted').length;
  const filename = usersFileName(facility);
  await files.write(filename, usersCsv(school, facility, text(job, 'locale') ?? 'en'));
  // The server reckons with the administrators, whom it does not write: the bar never gets to its end.
  job.percentage = users === 0 ? 0 : usersIn(school, facility).length / users;
  Object.assign(job.extra, { overall_error: [], users, filename });
}

function logTask(type: LogType): TaskType {
  return {
    name: `kolibri.core.logger.tasks.export${type}logcsv`,
    order(call, fields) {
      const errors = [
        facilityError(call, fields),
        textError(fields, { field: 'start_date' }),
        textError(fields, { field: 'end_date' }),
        textError(fields, { field: 'locale', required: false }),
      ].filter((error) => error !== undefined);
      if (errors.length > 0) refuseFields(errors);
      const facility = facilityField(call, fields);
      return {
        facility,
        args: [facility],
        kwargs: {
          facility,
          start_date: textOf(fields, 'start_date'),
          end_date: textOf(fields, 'end_date'),
          locale: textOf(fields, 'locale') ?? null,
        },
      };
    },
    run: (context, job) => exportLogs(context, job, type),
  };
}

async function exportLogs(context: KolibriContext, job: Job, type: LogType): Promise<void> {
  const { switches } = context;
  const start = text(job, 'start_date') ?? '';
  const end = text(job, 'end_date') ?? '';
  const locale = text(job, 'locale') ?? null;
  const { filename, share } = await writeLogs(
    context,
    facilityOf(context, job),
    type,
    { start, end },
    locale,
  );
  job.percentage = share;
  Object.assign(job.extra, { overall_error: '', filename: filename.replace(/^.*\//, '') });
  if (switches.overwriteExport) {
    // Another administrator, who wants another range, comes between.
    const other = { start: '2000-01-01T00:00:00', end: '2000-01-31T00:00:00' };
    await writeLogs(context, facilityOf(context, job), type, other, 'en');
  }
}

async function writeLogs(
  context: KolibriContext,
  facility: Facility,
  type: LogType,
  dates: { readonly start: string; readonly end: string },
  locale: string | null,
): Promise<{ readonly filename: string; readonly share: number }> {
  const { school, files, clock } = context;
  const range = { type, from: parseLogDate(dates.start), to: parseLogDate(dates.end) };
  const filename = logFileName(facility, type, dates.start, dates.end);
  await files.write(filename, logsCsv(school, facility, range, locale));
  const request = {
    facility: facility.id,
    type,
    start: new Date(range.from).toISOString().replace('.000Z', 'Z'),
    end: new Date(range.to).toISOString().replace('.000Z', 'Z'),
    dateRequested: isoZ(clock.now()),
  };
  const others = school.logRequests.filter((each) => each.facility !== facility.id || each.type !== type);
  school.logRequests = [...others, request];
  await removeOldExports(context);
  const rows = (logs: readonly Log[]): number => logs.reduce((sum, log) => sum + timesOf(school, log), 0);
  const all = rows(school.logs.filter((log) => log.type === type && log.kind !== 'quiz'));
  return { filename, share: all === 0 ? 0 : rows(logsIn(school, facility, range)) / all };
}

/** After each log export the server keeps the latest file of each kind and facility, and nothing else. */
async function removeOldExports({ school, files, jobs }: KolibriContext): Promise<void> {
  const kept = new Set<string>();
  for (const facility of school.facilities.values()) kept.add(usersFileName(facility));
  for (const { facility, type, start, end } of school.logRequests) {
    const of = school.facilities.get(facility);
    if (of) kept.add(logFileName(of, type, start, end));
  }
  for (const name of await files.list(EXPORT_FOLDER)) if (!kept.has(name)) await files.remove(name);
  jobs.note('18', 'kolibri.core.logger.tasks.log_exports_cleanup');
}

function facilityOf({ school }: KolibriContext, job: Job): Facility {
  const found = school.facilities.get(job.facility ?? '');
  if (found === undefined)
    throw new PythonFailure(
      'DoesNotExist',
      'Facility matching query does not exist.',
      'kolibri.core.auth.models.Facility.',
    );
  return found;
}

function text(job: Job, name: string): string | undefined {
  const value = job.kwargs[name];
  return typeof value === 'string' ? value : undefined;
}
